/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Warnings, in the order in which they were found. */
#include "model/warnings.h"

#include <stdarg.h>
#include <stdio.h>

bool warnings_has(const struct warnings *warnings, enum bks_warning_id id)
{
    for (size_t i = 0; i < warnings->n; i++)
        if (warnings->item[i].id == id)
            return true;
    return false;
}

void warnings_add(struct warnings *warnings, enum bks_warning_id id, const char *text, ...)
{
    if (warnings_has(warnings, id) || warnings->n == BKS_WARNING_COUNT)
        return;
    struct bks_warning *item = &warnings->item[warnings->n++];
    item->id = id;
    va_list arguments;
    va_start(arguments, text);
    (void)vsnprintf(item->text, sizeof item->text, text, arguments);
    va_end(arguments);
}
