/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for, and what became of an answer. */
#include "flow/missing.h"

#include "report/words.h"

#include <stdio.h>

#define LOOK_BACK 7 /* days: what was before is not asked for any more */

static bool has_pain(const struct plan_case *from, int32_t day, enum pain pain)
{
    for (size_t i = 0; i < from->n_diary; i++)
        if (from->diary[i].day == day && from->diary[i].pain[pain] >= 0)
            return true;
    return false;
}

struct list {
    struct missing *item;
    size_t n;
};

static void ask(struct list *list, int32_t day, const char *key, const char *question)
{
    if (list->n < MISSING_MOST)
        list->item[list->n++] = (struct missing){day, key, question};
}

/* The run of a day wants its worst pain, the one before it, and the morning after. */
static void ask_of_run(struct list *list, const struct plan_case *from, int32_t day)
{
    if (!has_pain(from, day, PAIN_BEFORE))
        ask(list, day, "before", "How was your back before this run?");
    if (!has_pain(from, day, PAIN_DURING))
        ask(list, day, "during", "How was it at worst on this run?");
    if (day < from->today && !has_pain(from, day + 1, PAIN_MORNING) && day + 1 != from->today)
        ask(list, day + 1, "waking", "How was it on the morning after the run?");
}

size_t missing_of(struct missing missing[MISSING_MOST], const struct plan_case *from)
{
    struct list list = {missing, 0};
    for (int32_t day = from->today - LOOK_BACK; day <= from->today; day++)
        if (run_of_day(from, day) > 0)
            ask_of_run(&list, from, day);
    if (!has_pain(from, from->today, PAIN_MORNING))
        ask(&list, from->today, "waking", "How is your back this morning?");
    return list.n;
}

int32_t judged_by(const struct told *told, int32_t day)
{
    int32_t of = NO_DAY;
    for (size_t i = 0; i < told->n; i++) {
        const struct record record = {.value = told->part[i].value, .n = told->part[i].n};
        if (told_in(&record, "waking"))
            of = day + told->part[i].days_on - 1;
    }
    return of;
}

int64_t run_of_day(const struct plan_case *from, int32_t day)
{
    int64_t run_s = 0;
    for (size_t i = 0; i < from->n_sessions; i++)
        if (from->sessions[i].day == day && from->sessions[i].run_s > 0)
            run_s += from->sessions[i].run_s;
    return run_s;
}

bool must_be_heard(const struct plan_answer *answer)
{
    return answer->action == PLAN_STOP_EMERGENCY || answer->action == PLAN_STOP_URGENT ||
           answer->action == PLAN_STOP_CONTACT || answer->action == PLAN_ASK;
}

void kept_words(char line[KEPT_WORDS_ROOM], const struct plan_case *from, int32_t day,
                int32_t judged)
{
    char date[DAY_ROOM], run_day[DAY_ROOM], length[WORDS_ROOM];
    int64_t run_s = judged == NO_DAY ? 0 : run_of_day(from, judged);
    day_iso(date, day);
    words_duration(length, (double)run_s);
    if (judged == NO_DAY)
        (void)snprintf(line, KEPT_WORDS_ROOM, "Kept for %s.", date);
    else if (run_s > 0)
        (void)snprintf(line, KEPT_WORDS_ROOM,
                       "Kept for %s. The morning judges the run of %s (%s of running).", date,
                       day_iso(run_day, judged), length);
    else
        (void)snprintf(line, KEPT_WORDS_ROOM, "Kept for %s. There is no run of %s for it to judge.",
                       date, day_iso(run_day, judged));
}
