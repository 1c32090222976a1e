/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a period: now against before, the first two weeks, what was due and done. */
#include "judge/course_parts.h"

#include <math.h>

/* The first run of that day or later, or n. */
static size_t run_from(const struct course *course, int32_t day)
{
    size_t i = 0;
    while (i < course->n_runs && course->run[i].day < day)
        i++;
    return i;
}

/* The lower median morning of the window that ends on that day, as everywhere in the plan. */
static double morning(const struct plan_days *days, int32_t last, size_t *n)
{
    int32_t value[COURSE_WINDOW];
    *n = 0;
    size_t i = plan_days_from(days, last - COURSE_WINDOW + 1);
    for (; i < days->n && days->day[i].day <= last; i++)
        if (days->day[i].pain[PAIN_MORNING] != PAIN_MISSING)
            value[(*n)++] = days->day[i].pain[PAIN_MORNING];
    return *n > 0 ? (double)plan_lower_median(value, *n) : (double)NAN;
}

/*
 * Running minutes a week of the window that ends on that day. In the first window of the programme
 * only its days count, a week at least; a window before it has no number.
 */
static double minutes(const struct course *course, int32_t last, size_t *n)
{
    int32_t first = last - COURSE_WINDOW + 1, days = COURSE_WINDOW;
    *n = plan_days_runs(&course->days, first, last);
    if (course->start == NO_DAY || course->start > last)
        return (double)NAN;
    if (course->start > first)
        days = last - course->start + 1;
    days = days < PLAN_WEEK_DAYS ? PLAN_WEEK_DAYS : days;
    return (double)plan_days_run_s(&course->days, first, last) / PLAN_MINUTE_S * PLAN_WEEK_DAYS /
           days;
}

static void first_two_weeks(struct course *course)
{
    course->first_trend = MORNINGS_UNKNOWN;
    course->first_change = (double)NAN;
    if (course->start == NO_DAY)
        return;
    int32_t last = course->start + COURSE_TWO_WEEKS - 1;
    (void)morning(&course->days, last, &course->first_mornings);
    if (last > course->as_of)
        return;
    int32_t now = plan_mornings(&course->days, last);
    int32_t before = plan_mornings(&course->days, last - PLAN_TREND_DAYS);
    course->first_trend = plan_trend(&course->days, last);
    if (now != PAIN_MISSING && before != PAIN_MISSING)
        course->first_change = now - before;
}

void course_pairs(struct course *course)
{
    int32_t now = course->as_of, before = now - COURSE_WINDOW;
    course->morning.now = morning(&course->days, now, &course->morning.n_now);
    course->morning.before = morning(&course->days, before, &course->morning.n_before);
    course->minutes.now = minutes(course, now, &course->minutes.n_now);
    course->minutes.before = minutes(course, before, &course->minutes.n_before);
    first_two_weeks(course);
}

/* Whether something forbade to run on that day. */
static bool stopped(const struct course *course, int32_t day)
{
    for (size_t i = 0; i < course->n_flares; i++) {
        const struct course_flare *flare = &course->flare[i];
        if (flare->opened <= day && (flare->closed == NO_DAY || day < flare->closed))
            return true;
        if (flare->third && flare->opened <= day &&
            (flare->reviewed == NO_DAY || day < flare->reviewed))
            return true;
    }
    for (size_t i = 0; i < course->n_signs; i++) {
        const struct course_sign *sign = &course->sign[i];
        if (sign->day <= day && (sign->reviewed == NO_DAY || day < sign->reviewed))
            return true;
    }
    return false;
}

/* Runs that a pause after a run left out: one for each week of its free days in the period. */
static size_t left_out(const struct course *course, int32_t ran, int32_t next)
{
    int32_t from = ran + 1 > course->first ? ran + 1 : course->first;
    int32_t to = next < ran + PLAN_BREAK_FIRST ? next : ran + PLAN_BREAK_FIRST;
    size_t free_days = 0;
    if (next - ran <= PLAN_WEEK_DAYS)
        return 0;
    for (int32_t day = from; day < to; day++)
        free_days += !stopped(course, day);
    return free_days / PLAN_WEEK_DAYS;
}

static void count_runs(struct course *course)
{
    for (size_t i = run_from(course, course->first); i < course->n_runs; i++) {
        const struct course_run *run = &course->run[i];
        course->runs_due++;
        course->runs_done += run->done != DONE_UNDER;
        course->too_soon += run->too_soon;
        course->painkillers += run->painkiller;
        course->mornings_due += run->day < course->as_of;
        course->mornings_told += run->day < course->as_of && run->pain[PAIN_MORNING] >= 0;
    }
}

static void count_entries(struct course *course)
{
    int32_t first_entry = NO_DAY;
    for (size_t i = 0; i < course->days.n; i++) {
        const struct plan_day *row = &course->days.day[i];
        if (!row->entry)
            continue;
        first_entry = first_entry == NO_DAY ? row->day : first_entry;
        course->entries += row->day >= course->first;
    }
    if (first_entry == NO_DAY)
        return;
    int32_t from = first_entry > course->first ? first_entry : course->first;
    course->days_asked = course->as_of >= from ? (size_t)(course->as_of - from) + 1 : 0;
}

void course_adherence(struct course *course)
{
    count_runs(course);
    count_entries(course);
    for (size_t i = 0; i < course->n_runs; i++) {
        bool last = i + 1 == course->n_runs;
        int32_t next = last ? course->as_of + 1 : course->run[i + 1].day;
        course->runs_due += left_out(course, course->run[i].day, next);
    }
    course->adherence_percent = course->runs_due > 0
                                    ? 100.0 * (double)course->runs_done / (double)course->runs_due
                                    : (double)NAN;
}
