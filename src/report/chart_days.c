/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days along the foot of a chart: weeks from Monday where there is room, else months. */
#include "report/chart_axes.h"

#include "base/text.h"

#include <math.h>

#define US_PER_DAY     INT64_C(86400000000)
#define DAYS_PER_WEEK  7
#define MONDAY_TO_1970 3    /* days from the Monday of week 0 to 1970-01-01 */
#define TICK           3.0  /* length of a tick */
#define WEEK_ROOM_PT   15.0 /* a week narrower than this has no label of its own */
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

/* "4 May 2026" first and where the year is new, "1 Jun" where the month is, else "8". */
static const char *monday_text(struct chart *chart, const struct civil *day,
                               const struct civil *before)
{
    if (!before || before->year != day->year)
        return arena_print(&chart->arena, "%d %s %d", day->day, months[day->month - 1], day->year);
    if (before->month != day->month)
        return arena_print(&chart->arena, "%d %s", day->day, months[day->month - 1]);
    return arena_print(&chart->arena, "%d", day->day);
}

/* A date that found no room is said in full by the next that does. */
static void mondays(struct labels *labels, const struct chart_box *plot,
                    const struct day_axis *days)
{
    struct civil before = {0};
    bool any = false;
    for (int32_t day = week_monday(week_of_day(days->first)); day <= days->last;
         day += DAYS_PER_WEEK) {
        if (day < days->first)
            continue;
        struct civil civil = civil_of(day);
        double x = day_start(days, day);
        tick(labels->chart, plot, x, TICK);
        if (labels_put(labels, CHART_QUIET, CHART_START, x, plot->bottom + CHART_LINE_HEIGHT + 1,
                       monday_text(labels->chart, &civil, any ? &before : NULL))) {
            before = civil;
            any = true;
        }
    }
}

static bool month_label(struct labels *labels, const struct chart_box *plot, double x,
                        const struct civil *civil, bool year)
{
    struct arena *arena = &labels->chart->arena;
    const char *month = months[civil->month - 1];
    const char *text = year ? arena_print(arena, "%s %d", month, civil->year) : month;
    return labels_put(labels, CHART_QUIET, CHART_START, x, plot->bottom + CHART_LINE_HEIGHT + 1,
                      text);
}

/* Every month has a tick; every `each`th from January a label. */
static void month_labels(struct labels *labels, const struct chart_box *plot,
                         const struct day_axis *days, int each)
{
    int year = 0;
    for (int32_t day = days->first; day <= days->last; day++) {
        struct civil civil = civil_of(day);
        if (civil.day != 1)
            continue;
        double x = day_start(days, day);
        tick(labels->chart, plot, x, civil.month == 1 ? 2 * TICK : TICK);
        if ((civil.month - 1) % each == 0 &&
            month_label(labels, plot, x, &civil, civil.year != year))
            year = civil.year;
    }
}

void days_under(struct labels *labels, const struct chart_box *plot, const struct day_axis *days)
{
    static const int steps[] = {1, 2, 3, 6};
    struct chart_point foot[2] = {{plot->left, plot->bottom}, {plot->right, plot->bottom}};
    double year = days->slot * 365.25, room = chart_text_width("Mmm ") + CHART_GAP;
    chart_line(labels->chart, CHART_QUIET, CHART_THIN, foot, 2);
    if (days->slot * DAYS_PER_WEEK >= WEEK_ROOM_PT) {
        mondays(labels, plot, days);
        return;
    }
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (year * steps[i] / MONTHS_A_YEAR >= room) {
            month_labels(labels, plot, days, steps[i]);
            return;
        }
    month_labels(labels, plot, days, MONTHS_A_YEAR);
}
