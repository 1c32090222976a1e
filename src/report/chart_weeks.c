/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A measure over the weeks, large and as a spark. */
#include "report/chart_axes.h"
#include "report/chart_measure.h"
#include "report/charts.h"

#include <math.h>

#define TOP          16.0
#define BOTTOM       CHART_DAYS_ROOM
#define BRACKET_AT   8.0  /* right of the plot */
#define WORDS_AT     12.0 /* right of the plot */
#define HOLE_WORDS   3    /* weeks without a value that are worth words */
#define LEAST_SHARE  0.05 /* of the level: the axis shows at least this much */
#define AXIS_TICKS   6
#define LINE_WIDTH   1.4
#define LONE_WIDTH   5.0 /* of the band of a week that stands alone */
#define DAYS_A_WEEK  7
#define DAYS_TO_MID  3 /* Monday to Thursday */
#define LAST_OF_WEEK 6 /* Monday to Sunday */

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
    int64_t first, last; /* weeks */
    double dot;          /* room of one; 0: as wide as a week */
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
        double radius =
            mark_radius(week->run_s, scene->dot > 0 ? scene->dot : scene->days.slot * DAYS_A_WEEK);
        if (device) {
            chart_dot(scene->chart, CHART_PAPER, x, y, radius);
            chart_ring(scene->chart, ink, x, y, radius);
        } else {
            chart_dot(scene->chart, ink, x, y, radius);
        }
    }
}

/* The week of a line by its number, or NULL. */
static const struct week *week_at(const struct week_line *line, int64_t number)
{
    int64_t i = line->n > 0 ? number - line->week[0].number : -1;
    return i >= 0 && i < (int64_t)line->n ? &line->week[i] : NULL;
}

/* What a week shows: runs that nothing is known of are a hole of their own. */
enum shows { SHOWS_VALUE, SHOWS_RUN, SHOWS_NOTHING };

static enum shows shows_of(const struct weeks *weeks, int64_t number)
{
    enum shows shows = SHOWS_NOTHING;
    for (size_t l = 0; l < weeks->n; l++) {
        const struct week *week = week_at(&weeks->line[l], number);
        if (week && has_value(week))
            return SHOWS_VALUE;
        if (week && week->sessions > 0)
            shows = SHOWS_RUN;
    }
    return shows;
}

/* Weeks in a row that show nothing. */
struct hole {
    double left, wide;
    int weeks;
    bool ran;
};

static void hatch_hole(struct scene *scene, const struct hole *hole)
{
    chart_hatch(scene->chart, hole->left, scene->plot.top, hole->wide,
                scene->plot.bottom - scene->plot.top);
}

static void name_hole(struct scene *scene, const struct hole *hole)
{
    double room = hole->wide - 4 * CHART_GAP;
    const char *text =
        arena_print(&scene->chart->arena,
                    hole->ran ? "%d weeks not measured" : "%d weeks without a run", hole->weeks);
    if (chart_text_width(text) > room)
        text = hole->ran ? "not measured" : "no run";
    if (hole->weeks >= HOLE_WORDS && chart_text_width(text) <= room)
        hatch_words(&scene->labels, hole->left + hole->wide / 2,
                    (scene->plot.top + scene->plot.bottom) / 2, text);
}

static void each_hole(struct scene *scene, void (*take)(struct scene *, const struct hole *))
{
    const struct weeks *weeks = &scene->measure->weeks;
    for (int64_t week = scene->first, n = 0; week <= scene->last; week += n) {
        enum shows shows = shows_of(weeks, week);
        for (n = 1; week + n <= scene->last && shows_of(weeks, week + n) == shows;)
            n++;
        struct hole hole = {day_start(&scene->days, week_monday(week)),
                            (double)n * DAYS_A_WEEK * scene->days.slot, (int)n, shows == SHOWS_RUN};
        if (shows != SHOWS_VALUE)
            take(scene, &hole);
    }
}

static void draw_level(struct scene *scene, double value)
{
    double y = axis_at(&scene->axis, value);
    if (isfinite(value))
        chart_dashes(scene->chart, CHART_QUIET, 0.8, (struct chart_point){scene->plot.left, y},
                     (struct chart_point){scene->plot.right, y});
}

static void draw_bracket(struct scene *scene)
{
    double from = bracket_from(scene->measure), to = bracket_to(scene->measure);
    if (isfinite(from) && isfinite(to))
        mark_bracket(scene->chart, scene->plot.right + BRACKET_AT, axis_at(&scene->axis, from),
                     axis_at(&scene->axis, to));
}

static double last_of(const struct week_line *line)
{
    double last = (double)NAN;
    for (size_t i = 0; i < line->n; i++)
        if (has_value(&line->week[i]))
            last = line->week[i].value.value;
    return last;
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

static const char *named(struct scene *scene, const char *name, double value)
{
    return arena_print(&scene->chart->arena, "%s %s", name,
                       chart_number(scene->chart, scene->locale, value, scene->look.decimals));
}

/* What stands beside the plot, at its height. */
static struct beside beside_of(struct scene *scene)
{
    const struct form_measure *measure = scene->measure;
    double from = bracket_from(measure), to = bracket_to(measure);
    struct beside beside = {.n = 0};
    for (size_t l = 0; l < measure->weeks.n; l++) {
        double last = last_of(&measure->weeks.line[l]);
        beside_add(&beside, CHART_INK, last,
                   named(scene, is_device(&measure->weeks.line[l]) ? "device" : "now", last));
    }
    beside_add(&beside, CHART_QUIET, measure->target, named(scene, "cue", measure->target));
    beside_add(&beside, CHART_QUIET, measure->baseline,
               named(scene, "at first", measure->baseline));
    beside_add(&beside, CHART_INK, (from + to) / 2,
               named(scene, "real change", measure->detectable));
    return beside;
}

/* The weeks of all lines. */
static void span(struct scene *scene)
{
    const struct weeks *weeks = &scene->measure->weeks;
    bool any = false;
    for (size_t l = 0; l < weeks->n; l++) {
        const struct week_line *line = &weeks->line[l];
        if (line->n == 0)
            continue;
        int64_t first = line->week[0].number, last = line->week[line->n - 1].number;
        scene->first = any && scene->first < first ? scene->first : first;
        scene->last = any && scene->last > last ? scene->last : last;
        any = true;
    }
}

static void lay_out(struct scene *scene, struct reach reach, struct chart_box margin)
{
    double level = fmax(fabs(reach.low), fabs(reach.high));
    scene->axis = axis_for(reach, level * LEAST_SHARE, false, scene->chart->height - margin.bottom,
                           margin.top);
    scene->plot = plot_of(scene->chart, margin.left, margin.top, margin.right, margin.bottom);
    span(scene);
    scene->days = day_axis_of(week_monday(scene->first), week_monday(scene->last) + LAST_OF_WEEK,
                              &scene->plot);
}

static bool is_empty(const struct form_measure *measure)
{
    struct reach reach = reach_of(measure);
    return !reach_known(&reach);
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
        chart_says(chart, chart_capital(chart, scene.look.name), "not known in this period");
        return chart;
    }
    struct reach reach = reach_of(measure);
    struct beside beside = beside_of(&scene);
    reach_take(&reach, measure->baseline);
    reach_take(&reach, measure->target);
    reach_take(&reach, bracket_to(measure));
    chart->title = chart_weeks_title(chart, locale, measure);
    chart->alt = alt_of(&scene);
    lay_out(&scene, reach, (struct chart_box){0, TOP, 0, BOTTOM});
    lay_out(&scene, reach,
            (struct chart_box){axis_room(chart, &scene.axis, AXIS_TICKS, locale), TOP,
                               WORDS_AT + beside_room(&beside), BOTTOM});
    (void)labels_put(&scene.labels, CHART_QUIET, CHART_START, 0, CHART_LABEL,
                     label_cut(chart, chart_measure_axis(chart, measure->id), width));
    axis_up(&scene.labels, &scene.plot, &scene.axis, AXIS_TICKS, locale);
    each_hole(&scene, hatch_hole);
    days_under(&scene.labels, &scene.plot, &scene.days);
    beside_put(&scene.labels, &beside, &scene.axis, scene.plot.right + WORDS_AT);
    draw_level(&scene, measure->target);
    draw_level(&scene, measure->baseline);
    each_hole(&scene, name_hole);
    draw_bracket(&scene);
    draw_lines(&scene);
    return chart;
}
