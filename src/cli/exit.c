/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exit statuses of the contract, and the one line that each failure prints. */
#include "cli/exit.h"

#include "base/text.h"
#include "report/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LINE_ROOM 1024

static const int exits[] = {
    [BKS_OK] = EXIT_DONE,
    [BKS_BAD_ARGUMENT] = EXIT_USAGE,
    [BKS_NO_MEMORY] = EXIT_IO,
    [BKS_CANNOT_OPEN] = EXIT_CANNOT_OPEN,
    [BKS_CANNOT_WRITE] = EXIT_CANNOT_WRITE,
    [BKS_IO] = EXIT_IO,
    [BKS_UNKNOWN_FORMAT] = EXIT_BAD_INPUT,
    [BKS_NOT_MINE] = EXIT_BAD_INPUT,
    [BKS_UNSUPPORTED] = EXIT_BAD_INPUT,
    [BKS_DAMAGED] = EXIT_BAD_INPUT,
    [BKS_EMPTY] = EXIT_BAD_INPUT,
    [BKS_TOO_LARGE] = EXIT_BAD_INPUT,
    [BKS_INTERRUPTED] = EXIT_INTERRUPTED,
    [BKS_NO_DATE] = EXIT_BAD_INPUT,
};
_Static_assert(sizeof exits / sizeof exits[0] == BKS_STATUS_COUNT, "each status has its exit");

int exit_of(enum bks_status status)
{
    return (unsigned)status < BKS_STATUS_COUNT ? exits[status] : EXIT_BAD_INPUT;
}

/* One line, whatever bytes a file's name holds. */
static void put_line(const char *text)
{
    char line[LINE_ROOM];
    text_utf8(line, sizeof line, text, strlen(text));
    (void)fprintf(stderr, "backstride: %s\n", line);
}

void complain(const char *file, const struct bks_fault *fault)
{
    char text[REPORT_FAULT_ROOM], line[LINE_ROOM];
    report_fault(text, fault);
    (void)snprintf(line, sizeof line, "%.300s: %s", file, text);
    put_line(line);
}

int complain_usage(const char *text, ...)
{
    char line[LINE_ROOM];
    va_list arguments;
    va_start(arguments, text);
    (void)vsnprintf(line, sizeof line, text, arguments);
    va_end(arguments);
    put_line(line);
    return EXIT_USAGE;
}

int exit_flushed(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (status != EXIT_CANNOT_WRITE)
        put_line("standard output: cannot be written - is there room left?");
    return EXIT_CANNOT_WRITE;
}
