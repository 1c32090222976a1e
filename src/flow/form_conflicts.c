/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What did not agree in the period: what was left out of the case, and diary against recordings. */
#include "flow/form_book.h"

#include <stdio.h>

/* A warning begins with its day. */
static bool is_of_period(const struct form_book *book, const char *text)
{
    char date[DAY_ROOM];
    int32_t day;
    (void)snprintf(date, sizeof date, "%.10s", text);
    return day_read(&day, date) && day >= book->first && day <= book->course.as_of;
}

static void add(struct form_book *book, const char ***list, const char *text)
{
    const char **more = arena_more(&book->arena, *list, book->facts.n_conflicts, sizeof **list);
    if (!more)
        return; /* the arena remembers */
    *list = more;
    more[book->facts.n_conflicts++] = text;
}

/* Pain during a run that nothing was recorded of: all such days in one sentence. */
static const char *days_without_recording(struct form_book *book)
{
    const struct plan_days *days = &book->course.days;
    int32_t last = NO_DAY;
    size_t n = 0;
    char date[DAY_ROOM];
    for (size_t i = plan_days_from(days, book->first); i < days->n; i++) {
        const struct plan_day *row = &days->day[i];
        if (row->pain[PAIN_DURING] == PAIN_MISSING || row->run_s > 0 || row->walked_s > 0)
            continue;
        last = row->day;
        n++;
    }
    if (n == 0)
        return NULL;
    return arena_print(&book->arena,
                       "%s: the diary has pain during a run, and there is no recording%s",
                       day_iso(date, last), n > 1 ? "; it is the last of several such days" : "");
}

void form_book_conflicts(struct form_book *book)
{
    const char **list = NULL;
    for (size_t i = 0; i < book->from.n_warnings; i++)
        if (is_of_period(book, book->from.warnings[i].text))
            add(book, &list, arena_text(&book->arena, book->from.warnings[i].text));
    const char *without = days_without_recording(book);
    if (without)
        add(book, &list, without);
    book->facts.conflict = list;
}
