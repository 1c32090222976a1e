/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could not be read, in one line for a person and in one object for a program. */
#include "report/report.h"

#include "report/json_writer.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

/* Adds printf text at the end of `text`; what does not fit is cut. */
static void add(char text[REPORT_FAULT_ROOM], const char *format, ...) BKS_PRINTF(2, 3);

static void add(char text[REPORT_FAULT_ROOM], const char *format, ...)
{
    size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text + used, REPORT_FAULT_ROOM - used, format, arguments);
    va_end(arguments);
}

static void add_place(char text[REPORT_FAULT_ROOM], const struct bks_fault *fault)
{
    const char *between = "";
    if (!fault->entry[0] && fault->line <= 0 && fault->offset < 0)
        return;
    add(text, " (");
    if (fault->entry[0]) {
        add(text, "%s", fault->entry);
        between = ", ";
    }
    if (fault->line > 0)
        add(text, "%sline %" PRId64, between, fault->line);
    else if (fault->offset >= 0)
        add(text, "%sbyte %" PRId64, between, fault->offset);
    add(text, ")");
}

void report_fault(char text[REPORT_FAULT_ROOM], const struct bks_fault *fault)
{
    text[0] = '\0';
    add(text, "%s", fault->what[0] ? fault->what : bks_status_text(fault->status));
    add_place(text, fault);
    if (fault->hint[0])
        add(text, " - %s", fault->hint);
}

enum bks_status report_failure_json(const char *file, const struct bks_fault *fault, FILE *out)
{
    char text[REPORT_FAULT_ROOM];
    report_fault(text, fault);
    struct json_writer json = json_start(out);
    json_open(&json, '{');
    json_key(&json, "input");
    json_open(&json, '{');
    json_key_text(&json, "file", file);
    json_close(&json, '}');
    json_key(&json, "error");
    json_open(&json, '{');
    json_key_text(&json, "id", bks_status_id(fault->status));
    json_key_text(&json, "text", text);
    json_close(&json, '}');
    json_close(&json, '}');
    return json_end(&json);
}
