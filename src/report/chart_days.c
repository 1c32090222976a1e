/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days along the foot of a chart: weeks from Monday where there is room, else months. */
#include "report/chart_axes.h"

#include "base/text.h"

#include <math.h>

#define US_PER_DAY     INT64_C(86400000000)
#define DAYS_PER_WEEK  7
#define MONDAY_TO_1970 3    /* days from the Monday of week 0 to 1970-01-01 */
#define TICK           3.0  /* length of a tick */
#define WEEK_ROOM_PT   16.0 /* from one labelled Monday to the next */
#define TWO_ROWS       24.0 /* under a plot */
#define DAYS_A_YEAR    365.25
#define MONTHS_A_YEAR  12

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int64_t week_of_day(int32_t day)
{
    int64_t at = (int64_t)day + MONDAY_TO_1970;
    return at / DAYS_PER_WEEK - (at % DAYS_PER_WEEK < 0);
}

int32_t week_monday(int64_t week)
{
    return (int32_t)(week * DAYS_PER_WEEK - MONDAY_TO_1970);
}

struct day_axis day_axis_of(int32_t first, int32_t last, const struct chart_box *plot)
{
    int32_t end = last < first ? first : last;
    struct day_axis days = {.first = first, .last = end, .left = plot->left};
    days.slot = (plot->right - plot->left) / ((double)end - first + 1);
    return days;
}

double day_start(const struct day_axis *days, int32_t day)
{
    return days->left + ((double)day - days->first) * days->slot;
}

double day_middle(const struct day_axis *days, int32_t day)
{
    return day_start(days, day) + days->slot / 2;
}

static struct civil civil_of(int32_t day)
{
    struct civil civil;
    text_civil(&civil, day * US_PER_DAY);
    return civil;
}

/* Where dates are written: a row of days or months and one of what they are of, or where there is
 * room for one row only, both in that. */
struct dates {
    struct labels *labels;
    const struct chart_box *plot;
    const struct day_axis *days;
    bool two;
};

static void tick(const struct dates *dates, int32_t day, double length)
{
    double x = day_start(dates->days, day), foot = dates->plot->bottom;
    struct chart_point line[2] = {{x, foot}, {x, foot + length}};
    chart_line(dates->labels->chart, CHART_QUIET, CHART_THIN, line, 2);
}

static bool put(const struct dates *dates, int row, int32_t day, const char *text)
{
    return labels_put(dates->labels, CHART_QUIET, CHART_START, day_start(dates->days, day),
                      dates->plot->bottom + (row + 1) * CHART_LINE_HEIGHT + 1, text);
}

/* `small` under its tick, and the `large` that it is of where that is new; whether that was told.
 */
static bool put_date(const struct dates *dates, int32_t day, const char *small, const char *large)
{
    struct arena *arena = &dates->labels->chart->arena;
    if (!dates->two)
        return put(dates, 0, day, large ? arena_print(arena, "%s %s", small, large) : small) &&
               large;
    (void)put(dates, 0, day, small);
    return large && put(dates, 1, day, large);
}

/* Mondays of every so many weeks. */
static void mondays(const struct dates *dates, int each)
{
    const struct day_axis *days = dates->days;
    struct arena *arena = &dates->labels->chart->arena;
    struct civil told = {0};
    int32_t monday = week_monday(week_of_day(days->first));
    monday += monday < days->first ? DAYS_PER_WEEK : 0;
    int32_t day = monday > days->last ? days->first : monday; /* days without a Monday */
    for (int i = 0; day <= days->last; i++, day += DAYS_PER_WEEK) {
        struct civil civil = civil_of(day);
        const char *month = months[civil.month - 1];
        if (civil.year != told.year)
            month = arena_print(arena, "%s %d", month, civil.year);
        bool new = civil.year != told.year || civil.month != told.month;
        tick(dates, day, TICK);
        if (i % each == 0 &&
            put_date(dates, day, arena_print(arena, "%d", civil.day), new ? month : NULL))
            told = civil;
    }
}

/* Every month has a tick, every so many from January a name. */
static void month_names(const struct dates *dates, int each)
{
    struct arena *arena = &dates->labels->chart->arena;
    int told = 0;
    for (int32_t day = dates->days->first; day <= dates->days->last; day++) {
        struct civil civil = civil_of(day);
        if (civil.day != 1)
            continue;
        tick(dates, day, civil.month == 1 ? 2 * TICK : TICK);
        const char *year = civil.year != told ? arena_print(arena, "%d", civil.year) : NULL;
        if ((civil.month - 1) % each == 0 && put_date(dates, day, months[civil.month - 1], year))
            told = civil.year;
    }
}

/* The first of the steps that leaves this much room, or 0. */
static int step_with(double room, double width, const int *steps, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (width * steps[i] >= room)
            return steps[i];
    return 0;
}

void days_under(struct labels *labels, const struct chart_box *plot, const struct day_axis *days)
{
    static const int weeks[] = {1, 2}, some_months[] = {1, 2, 3, 6};
    struct chart_point foot[2] = {{plot->left, plot->bottom}, {plot->right, plot->bottom}};
    struct dates dates = {labels, plot, days, labels->chart->height - plot->bottom >= TWO_ROWS};
    double month = days->slot * DAYS_A_YEAR / MONTHS_A_YEAR;
    int each = step_with(WEEK_ROOM_PT, days->slot * DAYS_PER_WEEK, weeks, 2);
    chart_line(labels->chart, CHART_QUIET, CHART_THIN, foot, 2);
    if (each > 0) {
        mondays(&dates, each);
        return;
    }
    each = step_with(chart_text_width("Mmm") + 2 * CHART_GAP, month, some_months, 4);
    month_names(&dates, each > 0 ? each : MONTHS_A_YEAR);
}
