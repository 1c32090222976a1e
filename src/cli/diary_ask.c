/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The diary by prompts: a question a line, an empty line goes on to the next. */
#include "cli/diary.h"

#include "cli/exit.h"

#include <string.h>

#define LINE_ROOM 4096

/* A line without its end; false at the end of the input. */
static bool read_line(char line[LINE_ROOM], FILE *in)
{
    if (!fgets(line, LINE_ROOM, in))
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

/* Asks until the answer is one, or none; false at the end of the input. */
static bool ask(struct told *told, const struct told_field *field, FILE *in, FILE *out,
                enum bks_status *status)
{
    char line[LINE_ROOM], why[TOLD_WHY_ROOM], allowed[TOLD_WHY_ROOM];
    told_allowed(allowed, field);
    for (;;) {
        (void)fprintf(out, "%s: %s (%s)\n> ", field->key, field->meaning, allowed);
        (void)fflush(out);
        if (!read_line(line, in))
            return false;
        if (!line[0])
            return true;
        *status = told_add(told, why, field, line);
        if (*status != BKS_BAD_ARGUMENT)
            return *status == BKS_OK;
        (void)fprintf(out, "%s\n", why);
    }
}

int diary_ask(struct told *told, FILE *in, FILE *out)
{
    enum bks_status status = BKS_OK;
    (void)fprintf(out, "An empty line goes on to the next question.\n");
    for (size_t i = 0; i < told_diary.n; i++)
        if (told_asked(&told_diary, &told_diary.field[i]) &&
            !ask(told, &told_diary.field[i], in, out, &status))
            break;
    (void)fprintf(out, "\n");
    return status == BKS_NO_MEMORY ? diary_refused(status, NULL) : EXIT_DONE;
}
