/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flags in words: a screen holds two of them in full, or one and what the others are about. */
#include "report/note_flags.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define IN_FULL   2 /* beyond so many only the gravest is said in full */
#define ALSO_ROOM 480

static const char *const labels[BKS_FLAG_LEVEL_COUNT] = {
    [BKS_LEVEL_WATCH] = "look at", /* "watch" is what people wear */
    [BKS_LEVEL_UNCLEAR] = "unclear",
    [BKS_LEVEL_INFO] = "note",
};

const char *note_flag_label(enum bks_flag_level level)
{
    return labels[level];
}

/* What stands before a flag that is not said in full; an info says of itself how little it is. */
static const char *const hedges[BKS_FLAG_LEVEL_COUNT] = {
    [BKS_LEVEL_WATCH] = "",
    [BKS_LEVEL_UNCLEAR] = "perhaps ",
    [BKS_LEVEL_INFO] = "",
};

/* A flag has the colour of the measure it is about. */
static const enum page_colour colours[BKS_FLAG_COUNT] = {
    /* the others are PAGE_PLAIN */
    [BKS_FLAG_OVERSTRIDING] = PAGE_CADENCE,
    [BKS_FLAG_EXCESSIVE_BOUNCE] = PAGE_BOUNCE,
    [BKS_FLAG_LOW_CADENCE] = PAGE_CADENCE,
    [BKS_FLAG_CONTACT_IMBALANCE] = PAGE_CONTACT,
};

static void write_flag(struct page *page, const struct bks_flag *flag)
{
    page_to(page, PAGE_INDENT);
    page_put_colour(page, colours[flag->id], labels[flag->level]);
    page_to(page, PAGE_FIELD);
    page_words(page, PAGE_FIELD, flag->because);
    page_end_line(page);
}

/* "perhaps somewhat more bounce than usual for this cadence; ...": what stands before the colon. */
static void write_others(struct page *page, const struct bks_flag *flag, size_t n)
{
    char text[ALSO_ROOM] = "";
    size_t used = 0;
    for (size_t i = 0; i < n && used < sizeof text; i++) {
        const char *because = flag[i].because;
        int length = (int)strcspn(because, ":.");
        int put = snprintf(text + used, sizeof text - used, "%s%s%c%.*s", used ? "; " : "",
                           hedges[flag[i].level], tolower((unsigned char)because[0]),
                           length > 0 ? length - 1 : 0, because + (length > 0));
        used += put > 0 ? (size_t)put : 0;
    }
    if (n > 0)
        page_field(page, "also", text);
}

void note_flags(struct page *page, const struct bks_result *result)
{
    size_t full = result->n_flags <= IN_FULL ? result->n_flags : 1;
    for (size_t i = 0; i < full; i++)
        write_flag(page, &result->flags[i]);
    write_others(page, result->flags + full, result->n_flags - full);
    if (result->n_flags > 0)
        page_end_line(page);
}
