/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling in the texts of the report. */
#include "report/texts.h"

#include <stdio.h>
#include <string.h>

const char *text_of(enum text_id id)
{
    return texts_en[id];
}

/* The part of a place "{1}", and *after what stands behind it; NULL: this is no place. */
static const char *place(const char *at, const char **after, const char *const *part, size_t n)
{
    if (at[0] != '{' || at[1] < '1' || at[1] > '0' + TEXT_PLACES || at[2] != '}')
        return NULL;
    size_t which = (size_t)(at[1] - '1');
    *after = at + 3;
    return which < n && part[which] ? part[which] : "";
}

/* Writes into `into`, or only counts where that is NULL; answers the bytes without the NUL. */
static size_t fill(char *into, const char *from, const char *const *part, size_t n)
{
    size_t used = 0;
    while (*from) {
        const char *after = NULL, *told = place(from, &after, part, n);
        size_t length = told ? strlen(told) : 1;
        if (into)
            memcpy(into + used, told ? told : from, length);
        used += length;
        from = told ? after : from + 1;
    }
    return used;
}

const char *text_fill(struct arena *arena, enum text_id id, const char *const *part, size_t n)
{
    size_t used = fill(NULL, text_of(id), part, n);
    char *text = arena_new(arena, used + 1, 1);
    if (!text)
        return "";
    fill(text, text_of(id), part, n);
    text[used] = '\0';
    return text;
}
