/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar weeks of a period. */
#include "judge/course_parts.h"

#include "base/memory.h"
#include "base/week.h"

#define US_PER_DAY    INT64_C(86400000000)
#define MONDAY_0      (-3) /* of the week of 1970-01-01 */
#define WEEKS_OF_LINE 4

static int64_t number_of(int32_t day)
{
    return week_of(day * US_PER_DAY);
}

static int32_t monday_of(int64_t week)
{
    return (int32_t)(week * PLAN_WEEK_DAYS + MONDAY_0);
}

static int64_t run_s_of(const struct plan_days *days, int64_t week)
{
    int32_t monday = monday_of(week);
    return plan_days_run_s(days, monday, monday + PLAN_WEEK_DAYS - 1);
}

/* What the plan would call too much for a week, here for weeks of the calendar. */
static int64_t line_of(const struct plan_days *days, int64_t week)
{
    int64_t best = 0;
    for (int64_t before = week - WEEKS_OF_LINE; before < week; before++) {
        int64_t run_s = run_s_of(days, before);
        best = run_s > best ? run_s : best;
    }
    return best > 0 ? best * PLAN_WEEK_PERCENT / 100 + PLAN_WEEK_SPARE_S : 0;
}

static int64_t walked_s_of(const struct plan_days *days, int32_t monday)
{
    int64_t total = 0;
    for (size_t i = plan_days_from(days, monday);
         i < days->n && days->day[i].day < monday + PLAN_WEEK_DAYS; i++)
        total += days->day[i].walked_s;
    return total;
}

static void take_run(struct course_week *week, const struct course_run *run, int32_t as_of)
{
    week->runs++;
    week->planned_s += run->planned_s;
    week->missed_mornings += run->day < as_of && run->pain[PAIN_MORNING] == PAIN_MISSING;
}

enum bks_status course_weeks(struct course *course)
{
    int64_t first = number_of(course->first), last = number_of(course->as_of);
    size_t n = last >= first ? (size_t)(last - first) + 1 : 0;
    course->week = memory_new(n, sizeof *course->week);
    if (!course->week)
        return BKS_NO_MEMORY;
    course->n_weeks = n;
    for (size_t i = 0; i < n; i++) {
        int64_t number = first + (int64_t)i;
        course->week[i] = (struct course_week){
            .number = number,
            .run_s = run_s_of(&course->days, number),
            .walk_s = walked_s_of(&course->days, monday_of(number)),
            .line_s = line_of(&course->days, number),
        };
    }
    for (size_t i = 0; i < course->n_runs; i++) {
        int64_t number = number_of(course->run[i].day);
        if (number >= first && number <= last)
            take_run(&course->week[number - first], &course->run[i], course->as_of);
    }
    return BKS_OK;
}
