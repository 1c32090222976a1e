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

static void tick(struct chart *chart, const struct chart_box *plot, double x, double length)
{
    struct chart_point line[2] = {{x, plot->bottom}, {x, plot->bottom + length}};
    chart_line(chart, CHART_QUIET, CHART_THIN, line, 2);
}

static double row(const struct chart_box *plot, int i)
{
    return plot->bottom + (i + 1) * CHART_LINE_HEIGHT + 1;
}

/* Mondays of every so many weeks, and in the second row the month and year of those where they are
 * new. */
static void mondays(struct labels *labels, const struct chart_box *plot,
                    const struct day_axis *days, int each)
{
    struct arena *arena = &labels->chart->arena;
    struct civil told = {0};
    int32_t monday = week_monday(week_of_day(days->first));
    monday += monday < days->first ? DAYS_PER_WEEK : 0;
    int32_t first = monday > days->last ? days->first : monday; /* days without a Monday */
    for (int i = 0; first + i * DAYS_PER_WEEK <= days->last; i++) {
        struct civil civil = civil_of(first + i * DAYS_PER_WEEK);
        double x = day_start(days, first + i * DAYS_PER_WEEK);
        tick(labels->chart, plot, x, TICK);
        if (i % each != 0)
            continue;
        (void)labels_put(labels, CHART_QUIET, CHART_START, x, row(plot, 0),
                         arena_print(arena, "%d", civil.day));
        const char *month = months[civil.month - 1];
        if (civil.year != told.year)
            month = arena_print(arena, "%s %d", month, civil.year);
        if ((civil.year != told.year || civil.month != told.month) &&
            labels_put(labels, CHART_QUIET, CHART_START, x, row(plot, 1), month))
            told = civil;
    }
}

/* Every month has a tick, every so many from January a name; the year where it is new. */
static void month_names(struct labels *labels, const struct chart_box *plot,
                        const struct day_axis *days, int each)
{
    int told = 0;
    for (int32_t day = days->first; day <= days->last; day++) {
        struct civil civil = civil_of(day);
        if (civil.day != 1)
            continue;
        double x = day_start(days, day);
        tick(labels->chart, plot, x, civil.month == 1 ? 2 * TICK : TICK);
        if ((civil.month - 1) % each == 0)
            (void)labels_put(labels, CHART_QUIET, CHART_START, x, row(plot, 0),
                             months[civil.month - 1]);
        if (civil.year != told && labels_put(labels, CHART_QUIET, CHART_START, x, row(plot, 1),
                                             arena_print(&labels->chart->arena, "%d", civil.year)))
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
    double month = days->slot * DAYS_A_YEAR / MONTHS_A_YEAR;
    int each = step_with(WEEK_ROOM_PT, days->slot * DAYS_PER_WEEK, weeks, 2);
    chart_line(labels->chart, CHART_QUIET, CHART_THIN, foot, 2);
    if (each > 0) {
        mondays(labels, plot, days, each);
        return;
    }
    each = step_with(chart_text_width("Mmm") + 2 * CHART_GAP, month, some_months, 4);
    month_names(labels, plot, days, each > 0 ? each : MONTHS_A_YEAR);
}
