/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What charts stand on: scales with round ticks, days with weeks from Monday, labels that never lie
 * on each other, and the marks of the house.
 */
#ifndef REPORT_CHART_AXES_H
#define REPORT_CHART_AXES_H

#include "report/chart.h"
#include "report/locale.h"

#include <stdint.h>

#define CHART_HALF        (CHART_LABEL * 0.36) /* from the middle of a digit to the baseline */
#define CHART_GAP         3.0                  /* between a mark and its label */
#define CHART_LINE_HEIGHT 10.0                 /* from baseline to baseline */
#define CHART_THIN        0.6                  /* of axes and grids */
#define CHART_DAYS_ROOM   25.0                 /* under a plot, for two rows of dates */
#define CHART_DAYS_LOW    14.0                 /* for one */
#define CHART_BAND        0.2                  /* alpha of an interval's band */

/* Values low .. high lie at from .. to. */
struct axis {
    double low, high, from, to;
};
double axis_at(const struct axis *axis, double value);

/* Round numbers along an axis: first, first + step, ... last; step is 1, 2 or 5 of a power of ten.
 */
struct ticks {
    double first, step;
    size_t n;
    int decimals; /* that tell them apart */
};

/* At most so many that lie within, at least two. */
struct ticks ticks_within(double low, double high, size_t most);

/* The least and the most of values; none yet: low > high. */
struct reach {
    double low, high;
};
extern const struct reach reach_none;
void reach_take(struct reach *reach, double value); /* NAN and infinities are left out */
bool reach_known(const struct reach *reach);

/* An axis for what was reached, opened to at least `least` about its middle and out to round
 * numbers; from 0 where `zero`. */
struct axis axis_for(struct reach reach, double least, bool zero, double from, double to);

/*
 * Labels: each is put only where it lies on no other and wholly within the chart.
 */
struct labels {
    struct chart *chart;
    struct chart_box *taken; /* [n] */
    size_t n;
};

/* Nothing is written there. */
void labels_keep_clear(struct labels *labels, struct chart_box box);

/* Writes it, moved sideways into the chart; false, and nothing is written, where there is no room.
 */
bool labels_put(struct labels *labels, enum chart_ink ink, enum chart_anchor anchor, double x,
                double y, const char *text);

/* The same as near to the height y as there is room, at most `away` from it. */
bool labels_near(struct labels *labels, enum chart_ink ink, enum chart_anchor anchor, double x,
                 double y, double away, const char *text);

/* Names of values, to stand in a column beside the plot. */
#define BESIDE_MOST 6
struct beside {
    struct {
        double value;
        enum chart_ink ink;
        const char *text;
    } item[BESIDE_MOST]; /* [n] the first has the first choice of place */
    size_t n;
};
void beside_add(struct beside *beside, enum chart_ink ink, double value, const char *text);
double beside_room(const struct beside *beside); /* width of the column */
void beside_put(struct labels *labels, const struct beside *beside, const struct axis *axis,
                double x);

/* "a very long na…": as much of it as is at most so wide. */
const char *label_cut(struct chart *chart, const char *text, double width);

/* How wide the numbers of an axis are, with their gap. */
double axis_room(struct chart *chart, const struct axis *axis, size_t most,
                 const struct locale *locale);

/* The box in which values are drawn. */
struct chart_box plot_of(const struct chart *chart, double left, double top, double right,
                         double bottom);

/* Lines and numbers of an axis that runs up at the left of the plot. */
void axis_up(struct labels *labels, const struct chart_box *plot, const struct axis *axis,
             size_t most, const struct locale *locale);

/* The days of the plot's width, each a slot of the same width. */
struct day_axis {
    int32_t first, last;
    double left, slot;
};
struct day_axis day_axis_of(int32_t first, int32_t last, const struct chart_box *plot);
double day_middle(const struct day_axis *days, int32_t day);
double day_start(const struct day_axis *days, int32_t day);

/* Mondays under the plot and their months in a second row; months and their years where that is too
 * close; in CHART_DAYS_LOW all of it in one row. */
void days_under(struct labels *labels, const struct chart_box *plot, const struct day_axis *days);

/* Monday of a week of base/week.h. */
int32_t week_monday(int64_t week);
int64_t week_of_day(int32_t day);

/* A square on its tip: the next morning. */
void mark_diamond(struct chart *chart, enum chart_ink ink, double x, double y, double radius);

/* Up from `low` to `high` with feet to the left: as large as the smallest real change. */
void mark_bracket(struct chart *chart, double x, double low, double high);

/* Radius of the dot of a session or week with so much running: its area is as the minutes, as far
 * as the room of one, in points, lets it. */
double mark_radius(double run_s, double room);

/* Nothing to draw: the chart becomes a low one that says why, in words. */
void chart_says(struct chart *chart, const char *title, const char *words);

/* Words on what is hatched, in the middle of a box. */
void hatch_words(struct labels *labels, double middle, double y, const char *words);

/* "1 session", "12 sessions" */
const char *word_of_sessions(struct arena *arena, size_t n);

/* "six", "13" */
const char *word_of_count(struct arena *arena, long count);

/* With a locale's decimal sign and a real minus. */
const char *chart_number(struct chart *chart, const struct locale *locale, double value,
                         int decimals);

/* "Cadence" of "cadence". */
const char *chart_capital(struct chart *chart, const char *text);

#endif
