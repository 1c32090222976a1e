/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A measure over the weeks, large and as a spark. */
#include "report/chart_axes.h"
#include "report/chart_measure.h"
#include "report/charts.h"

#include <math.h>

#define LEFT         30.0
#define RIGHT        78.0 /* the bracket and what is written beside it */
#define TOP          16.0
#define BOTTOM       16.0
#define BRACKET_AT   8.0  /* right of the plot */
#define WORDS_AT     12.0 /* right of the plot */
#define HOLE_WORDS   3    /* weeks without a value that are worth words */
#define LEAST_SHARE  0.05 /* of the level: the axis shows at least this much */
#define AXIS_TICKS   6
#define LINE_WIDTH   1.4
#define RADIUS_ROOM  6.0 /* for half a dot */
#define LONE_WIDTH   5.0 /* of the band of a week that stands alone */
#define DAYS_TO_MID  3   /* Monday to Thursday */
#define LAST_OF_WEEK 6   /* Monday to Sunday */

/* What is drawn, and where. */
struct scene {
    struct chart *chart;
    struct labels labels;
    const struct form_measure *measure;
    const struct locale *locale;
    struct chart_measure look;
    struct chart_box plot;
    struct day_axis days;
    struct axis axis;
};

static bool has_value(const struct week *week)
{
    return week->value.why == BKS_WHY_NONE && isfinite(week->value.value);
}

static double low_of(const struct bks_measure *value)
{
    return isfinite(value->low) ? fmin(value->low, value->value) : value->value;
}

static double high_of(const struct bks_measure *value)
{
    return isfinite(value->high) ? fmax(value->high, value->value) : value->value;
}

static double week_x(const struct scene *scene, const struct week *week)
{
    return day_middle(&scene->days, week_monday(week->number) + DAYS_TO_MID);
}

/* The end of the bracket: from the own beginning, the way that it went. */
static double bracket_from(const struct form_measure *measure)
{
    return isfinite(measure->baseline) ? measure->baseline : measure->now.value;
}

static double bracket_to(const struct form_measure *measure)
{
    bool down = measure->change.why == BKS_WHY_NONE && measure->change.value < 0;
    return bracket_from(measure) + (down ? -measure->detectable : measure->detectable);
}

static struct reach reach_of(const struct form_measure *measure)
{
    struct reach reach = reach_none;
    for (size_t l = 0; l < measure->weeks.n; l++)
        for (size_t i = 0; i < measure->weeks.line[l].n; i++) {
            const struct week *week = &measure->weeks.line[l].week[i];
            if (!has_value(week))
                continue;
            reach_take(&reach, low_of(&week->value));
            reach_take(&reach, high_of(&week->value));
        }
    if (!reach_known(&reach))
        return reach;
    reach_take(&reach, measure->baseline);
    reach_take(&reach, measure->target);
    reach_take(&reach, bracket_to(measure));
    return reach;
}

/* A stretch of weeks that each have a value: their band, then the line. */
static void draw_stretch(struct scene *scene, const struct week *week, size_t n, enum chart_ink ink,
                         bool band)
{
    struct chart_point *edge = arena_new(&scene->chart->arena, 2 * n, sizeof *edge);
    struct chart_point *middle = arena_new(&scene->chart->arena, n, sizeof *middle);
    if (!edge || !middle)
        return;
    for (size_t i = 0; i < n; i++) {
        double x = week_x(scene, &week[i]);
        edge[i] = (struct chart_point){x, axis_at(&scene->axis, high_of(&week[i].value))};
        edge[2 * n - 1 - i] =
            (struct chart_point){x, axis_at(&scene->axis, low_of(&week[i].value))};
        middle[i] = (struct chart_point){x, axis_at(&scene->axis, week[i].value.value)};
    }
    if (band && n == 1)
        chart_box(scene->chart, ink, CHART_BAND, edge[0].x - LONE_WIDTH / 2, edge[0].y, LONE_WIDTH,
                  edge[1].y - edge[0].y);
    else if (band)
        chart_area(scene->chart, ink, CHART_BAND, edge, 2 * n);
    if (n > 1)
        chart_line(scene->chart, ink, LINE_WIDTH, middle, n);
}

static void draw_line(struct scene *scene, const struct week_line *line, bool device)
{
    enum chart_ink ink = device ? CHART_QUIET : scene->look.ink;
    for (size_t i = 0, n = 0; i < line->n; i += n + 1) {
        for (n = 0; i + n < line->n && has_value(&line->week[i + n]);)
            n++;
        if (n > 0)
            draw_stretch(scene, &line->week[i], n, ink, !device);
    }
    for (size_t i = 0; i < line->n; i++) {
        const struct week *week = &line->week[i];
        if (!has_value(week))
            continue;
        double x = week_x(scene, week), y = axis_at(&scene->axis, week->value.value);
        double radius = mark_radius(week->run_s);
        if (device) {
            chart_dot(scene->chart, CHART_PAPER, x, y, radius);
            chart_ring(scene->chart, ink, x, y, radius);
        } else {
            chart_dot(scene->chart, ink, x, y, radius);
        }
    }
}

/* Whether week i of the period shows nothing in any line. */
static bool is_hole(const struct weeks *weeks, size_t i)
{
    for (size_t l = 0; l < weeks->n; l++)
        if (i < weeks->line[l].n && has_value(&weeks->line[l].week[i]))
            return false;
    return true;
}

static bool has_run(const struct weeks *weeks, size_t i)
{
    for (size_t l = 0; l < weeks->n; l++)
        if (i < weeks->line[l].n && weeks->line[l].week[i].sessions > 0)
            return true;
    return false;
}

static void draw_hole(struct scene *scene, const struct week *first, size_t n, bool ran)
{
    struct arena *arena = &scene->chart->arena;
    double left = day_start(&scene->days, week_monday(first->number));
    double wide = (double)n * 7 * scene->days.slot;
    const char *words =
        arena_print(arena, ran ? "%zu weeks not measured" : "%zu weeks without a run", n);
    const char *brief = ran ? "not measured" : "no run";
    chart_hatch(scene->chart, left, scene->plot.top, wide, scene->plot.bottom - scene->plot.top);
    const char *text = chart_text_width(words) + 2 * CHART_GAP <= wide ? words : brief;
    double need = chart_text_width(text) + 2 * CHART_GAP;
    if (n < HOLE_WORDS || need > wide)
        return;
    double y = (scene->plot.top + scene->plot.bottom) / 2, x = left + wide / 2;
    chart_box(scene->chart, CHART_PAPER, 1, x - need / 2, y - CHART_LINE_HEIGHT * 0.7, need,
              CHART_LINE_HEIGHT * 1.4);
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_MIDDLE, x, y + CHART_LABEL * 0.36, text);
}

static void draw_holes(struct scene *scene)
{
    const struct weeks *weeks = &scene->measure->weeks;
    const struct week_line *line = &weeks->line[0];
    for (size_t i = 0, n = 0; i<line->n; i += n> 0 ? n : 1) {
        bool ran = has_run(weeks, i);
        for (n = 0; i + n < line->n && is_hole(weeks, i + n) && has_run(weeks, i + n) == ran;)
            n++;
        if (n > 0)
            draw_hole(scene, &line->week[i], n, ran);
    }
}

/* A level with its name at the right. */
static void draw_level(struct scene *scene, double value, const char *name)
{
    if (!isfinite(value))
        return;
    double y = axis_at(&scene->axis, value);
    chart_dashes(scene->chart, CHART_QUIET, 0.8, (struct chart_point){scene->plot.left, y},
                 (struct chart_point){scene->plot.right, y});
    (void)labels_near(
        &scene->labels, CHART_QUIET, CHART_START, scene->plot.right + WORDS_AT,
        y + CHART_LABEL * 0.36, scene->chart->height,
        arena_print(&scene->chart->arena, "%s %s", name,
                    chart_number(scene->chart, scene->locale, value, scene->look.decimals)));
}

static void draw_bracket(struct scene *scene)
{
    const struct form_measure *measure = scene->measure;
    if (!isfinite(measure->detectable) || !isfinite(bracket_from(measure)))
        return;
    double from = axis_at(&scene->axis, bracket_from(measure));
    double to = axis_at(&scene->axis, bracket_to(measure));
    mark_bracket(scene->chart, scene->plot.right + BRACKET_AT, from, to);
    (void)labels_near(&scene->labels, CHART_INK, CHART_START, scene->plot.right + WORDS_AT,
                      (from + to) / 2 + CHART_LABEL * 0.36, scene->chart->height,
                      arena_print(&scene->chart->arena, "real change %s",
                                  chart_number(scene->chart, scene->locale, measure->detectable,
                                               scene->look.decimals)));
}

/* The last value of a line, named at the right. */
static void name_line(struct scene *scene, const struct week_line *line, const char *name)
{
    const struct week *last = NULL;
    for (size_t i = 0; i < line->n; i++)
        if (has_value(&line->week[i]))
            last = &line->week[i];
    if (!last)
        return;
    double y = axis_at(&scene->axis, last->value.value) + CHART_LABEL * 0.36;
    (void)labels_near(&scene->labels, CHART_INK, CHART_START, scene->plot.right + WORDS_AT, y,
                      scene->chart->height,
                      arena_print(&scene->chart->arena, "%s %s", name,
                                  chart_number(scene->chart, scene->locale, last->value.value,
                                               scene->look.decimals)));
}

static bool is_device(const struct week_line *line)
{
    return line->source == BKS_SOURCE_DEVICE;
}

static void draw_lines(struct scene *scene)
{
    const struct weeks *weeks = &scene->measure->weeks;
    for (size_t l = weeks->n; l-- > 0;) /* recordings on top */
        draw_line(scene, &weeks->line[l], is_device(&weeks->line[l]));
}

static void lay_out(struct scene *scene, double left, double top, double right, double bottom)
{
    const struct form_measure *measure = scene->measure;
    const struct week_line *line = &measure->weeks.line[0];
    struct reach reach = reach_of(measure);
    double level = fmax(fabs(reach.low), fabs(reach.high));
    scene->plot = plot_of(scene->chart, left, top, right, bottom);
    scene->days =
        day_axis_of(week_monday(line->week[0].number),
                    week_monday(line->week[line->n - 1].number) + LAST_OF_WEEK, &scene->plot);
    scene->axis =
        axis_for(reach, level * LEAST_SHARE, false, scene->plot.bottom - 1, scene->plot.top + 1);
}

static bool is_empty(const struct form_measure *measure)
{
    struct reach reach = reach_of(measure);
    return measure->weeks.n == 0 || measure->weeks.line[0].n == 0 || !reach_known(&reach);
}

static const char *alt_of(struct scene *scene)
{
    struct chart *chart = scene->chart;
    const struct week_line *line = &scene->measure->weeks.line[0];
    size_t known = 0;
    for (size_t i = 0; i < line->n; i++)
        known += has_value(&line->week[i]);
    return arena_print(
        &chart->arena,
        "%s week by week: %zu of %zu weeks have a value, the last %s. Dots are as "
        "large as the minutes of running, the band is the 95 %% interval, hatched "
        "weeks have none.",
        chart_capital(chart, scene->look.name), known, line->n,
        chart_measure_text(chart, scene->locale, scene->measure->id, scene->measure->now.value));
}

struct chart *chart_of_weeks(const struct form_measure *measure, const struct locale *locale,
                             double width, double height)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    struct scene scene = {.chart = chart,
                          .labels = {.chart = chart},
                          .measure = measure,
                          .locale = locale,
                          .look = chart_measure_of(measure->id)};
    if (is_empty(measure)) {
        chart_says(chart, chart_weeks_title(chart, locale, measure));
        return chart;
    }
    chart->title = chart_weeks_title(chart, locale, measure);
    chart->alt = alt_of(&scene);
    lay_out(&scene, LEFT, TOP, RIGHT, BOTTOM);
    (void)labels_put(&scene.labels, CHART_QUIET, CHART_START, 0, CHART_LABEL,
                     label_cut(chart, chart_measure_axis(chart, measure->id), width));
    axis_up(&scene.labels, &scene.plot, &scene.axis, AXIS_TICKS, locale);
    draw_holes(&scene);
    days_under(&scene.labels, &scene.plot, &scene.days);
    for (size_t l = 0; l < measure->weeks.n; l++)
        name_line(&scene, &measure->weeks.line[l],
                  is_device(&measure->weeks.line[l]) ? "the watch" : "now");
    draw_level(&scene, measure->target, "cue");
    draw_level(&scene, measure->baseline, "at first");
    draw_bracket(&scene);
    draw_lines(&scene);
    return chart;
}

struct chart *chart_of_spark(const struct form_measure *measure, double width, double height)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    struct scene scene = {.chart = chart,
                          .measure = measure,
                          .locale = locale_at(0),
                          .look = chart_measure_of(measure->id)};
    chart->title = chart_weeks_title(chart, scene.locale, measure);
    chart->alt = chart->title;
    if (is_empty(measure)) {
        chart_hatch(chart, 0, 0, width, height);
        return chart;
    }
    chart->alt = alt_of(&scene);
    lay_out(&scene, RADIUS_ROOM, RADIUS_ROOM, RADIUS_ROOM, RADIUS_ROOM);
    draw_lines(&scene);
    return chart;
}
