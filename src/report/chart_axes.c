/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scales with round ticks, and the marks of the house. */
#include "report/chart_axes.h"

#include <math.h>

#define SAYS_HIGH        30.0 /* a chart of nothing but words */
#define EDGE             0.5
#define TICK_WIDTH       0.5
#define RADIUS_TIGHT     1.3 /* where there is no room */
#define RADIUS_LEAST     2.0
#define RADIUS_MOST      5.0
#define RADIUS_OF_MINUTE 0.75 /* times the root of the minutes */
#define BRACKET_FOOT     3.0

const struct reach reach_none = {1, 0};

double axis_at(const struct axis *axis, double value)
{
    double share = (value - axis->low) / (axis->high - axis->low);
    return axis->from + share * (axis->to - axis->from);
}

/* The smallest of 1, 2, 5 times a power of ten that is at least this. */
static double round_step(double step)
{
    double power = pow(10, floor(log10(step)));
    double share = step / power * (1 - 1e-9);
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

struct ticks ticks_within(double low, double high, size_t most)
{
    struct ticks ticks = {.step = round_step((high - low) / (double)(most > 1 ? most - 1 : 1))};
    ticks.first = ceil(low / ticks.step - 1e-6) * ticks.step;
    double last = floor(high / ticks.step + 1e-6) * ticks.step;
    ticks.n = (size_t)fmax(floor((last - ticks.first) / ticks.step + 1.5), 0);
    ticks.decimals = (int)fmin(fmax(-floor(log10(ticks.step) + 1e-9), 0), 6);
    return ticks;
}

void reach_take(struct reach *reach, double value)
{
    if (!isfinite(value))
        return;
    bool first = !reach_known(reach);
    reach->low = first ? value : fmin(reach->low, value);
    reach->high = first ? value : fmax(reach->high, value);
}

bool reach_known(const struct reach *reach)
{
    return reach->low <= reach->high;
}

struct axis axis_for(struct reach reach, double least, bool zero, double from, double to)
{
    struct axis axis = {.from = from, .to = to};
    if (zero)
        reach_take(&reach, 0);
    if (!reach_known(&reach))
        reach_take(&reach, 0);
    double missing = fmax(least - (reach.high - reach.low), 0);
    reach.low -= zero ? 0 : missing / 2;
    reach.high += zero ? missing : missing / 2;
    double step = round_step(fmax((reach.high - reach.low) / 8, fabs(reach.high) * 1e-9));
    axis.low = floor(reach.low / step + 1e-6) * step;
    axis.high = ceil(reach.high / step - 1e-6) * step;
    if (!(axis.high > axis.low))
        axis.high = axis.low + step;
    return axis;
}

struct chart_box plot_of(const struct chart *chart, double left, double top, double right,
                         double bottom)
{
    return (struct chart_box){left, top, fmax(chart->width - right, left + 1),
                              fmax(chart->height - bottom, top + 1)};
}

void axis_up(struct labels *labels, const struct chart_box *plot, const struct axis *axis,
             size_t most, const struct locale *locale)
{
    struct ticks ticks = ticks_within(axis->low, axis->high, most);
    for (size_t i = 0; i < ticks.n; i++) {
        double value = ticks.first + (double)i * ticks.step, y = axis_at(axis, value);
        struct chart_point line[2] = {{plot->left, y}, {plot->right, y}};
        const char *text = chart_number(labels->chart, locale, value, ticks.decimals);
        chart_line(labels->chart, CHART_GRID, TICK_WIDTH, line, 2);
        (void)labels_put(labels, CHART_QUIET, CHART_END, plot->left - CHART_GAP, y + CHART_HALF,
                         text);
    }
}

void mark_diamond(struct chart *chart, enum chart_ink ink, double x, double y, double radius)
{
    struct chart_point tip[4] = {
        {x, y - radius}, {x + radius, y}, {x, y + radius}, {x - radius, y}};
    chart_area(chart, ink, 1, tip, 4);
}

void mark_bracket(struct chart *chart, double x, double low, double high)
{
    struct chart_point line[4] = {
        {x - BRACKET_FOOT, low}, {x, low}, {x, high}, {x - BRACKET_FOOT, high}};
    chart_line(chart, CHART_INK, 1, line, 4);
}

double mark_radius(double run_s, double room)
{
    double minutes = isfinite(run_s) ? fmax(run_s, 0) / 60 : 0;
    double most = fmin(fmax(room / 2, RADIUS_TIGHT), RADIUS_MOST);
    double share = RADIUS_OF_MINUTE * sqrt(minutes) / RADIUS_MOST;
    return fmin(fmax(share * most, RADIUS_LEAST), most);
}

void hatch_words(struct labels *labels, double middle, double y, const char *words)
{
    double wide = chart_text_width(words) + 2 * CHART_GAP;
    chart_box(labels->chart, CHART_PAPER, 1, middle - wide / 2, y - CHART_LINE_HEIGHT * 0.7, wide,
              CHART_LINE_HEIGHT * 1.4);
    (void)labels_put(labels, CHART_QUIET, CHART_MIDDLE, middle, y + CHART_HALF, words);
}

void chart_says(struct chart *chart, const char *title, const char *words)
{
    struct labels labels = {.chart = chart};
    chart->height = fmin(chart->height, SAYS_HIGH);
    chart->title = arena_text(&chart->arena, title);
    chart->alt = arena_print(&chart->arena, "%s: %s", title, words);
    chart_hatch(chart, EDGE, EDGE, chart->width - 2 * EDGE, chart->height - 2 * EDGE);
    hatch_words(&labels, chart->width / 2, chart->height / 2,
                label_cut(chart, words, chart->width - 4 * CHART_GAP));
}

double axis_room(struct chart *chart, const struct axis *axis, size_t most,
                 const struct locale *locale)
{
    struct ticks ticks = ticks_within(axis->low, axis->high, most);
    double room = 0;
    for (size_t i = 0; i < ticks.n; i++) {
        double value = ticks.first + (double)i * ticks.step;
        const char *text = chart_number(chart, locale, value, ticks.decimals);
        room = fmax(room, chart_text_width(text));
    }
    return room + CHART_GAP + 1;
}
