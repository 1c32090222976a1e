/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case: its warnings, and giving it back. */
#include "model/plan_case.h"

#include "base/array.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

#define MOST_WARNINGS 1000

enum bks_status plan_case_warn(struct plan_case *into, const char *id, int32_t day,
                               const char *text)
{
    struct plan_warning warning = {.id = id};
    char date[DAY_ROOM];
    size_t n = into->n_warnings;
    (void)snprintf(warning.text, sizeof warning.text, "%s: %s", day_iso(date, day), text);
    if (n == MOST_WARNINGS || (n > 0 && strcmp(into->warnings[n - 1].text, warning.text) == 0))
        return BKS_OK;
    struct plan_warning *more =
        array_room(into->warnings, &into->warning_room, n + 1, MOST_WARNINGS, sizeof *more);
    if (!more)
        return BKS_NO_MEMORY;
    into->warnings = more;
    into->warnings[into->n_warnings++] = warning;
    return BKS_OK;
}

void plan_case_clear(struct plan_case *from)
{
    for (size_t i = 0; i < from->n_diary; i++)
        memory_free(from->diary[i].note);
    memory_free(from->profile.reviews);
    memory_free(from->diary);
    memory_free(from->sessions);
    memory_free(from->warnings);
    *from = (struct plan_case){.today = NO_DAY};
}
