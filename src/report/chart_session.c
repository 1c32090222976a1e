/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cadence and bounce through one session. */
#include "report/chart_axes.h"
#include "report/chart_measure.h"
#include "report/charts.h"
#include "report/form_report.h"
#include "report/words.h"

#include <math.h>

#define LEFT        30.0
#define RIGHT       4.0
#define TOP         14.0 /* names of the bouts */
#define HEAD        13.0 /* the name of a plot over it */
#define BOTTOM      15.0
#define PANEL_EDGE  5.0 /* under the lowest value */
#define PANELS      2
#define LEAST_SHARE 0.1 /* of the level: the axis shows at least this much */
#define AXIS_TICKS  4
#define RUN_ALPHA   0.28
#define WALK_ALPHA  0.16
#define TIME_TICKS  8
#define TICK        3.0
#define MINUTE      60.0

struct scene {
    struct chart *chart;
    struct labels labels;
    const struct form_picture *picture;
    const struct locale *locale;
    struct axis time; /* seconds */
    struct chart_box plot;
};

static double end_of(const struct form_picture *picture)
{
    double end = (double)picture->n_series * picture->step_s;
    for (size_t i = 0; i < picture->n_bouts; i++)
        end = fmax(end, picture->bout[i].end_s);
    return end;
}

static const char *clock_text(struct chart *chart, double seconds)
{
    char text[WORDS_ROOM];
    words_duration(text, seconds);
    return arena_text(&chart->arena, text);
}

static void shade_bouts(struct scene *scene)
{
    double high = scene->chart->height - BOTTOM - TOP;
    for (size_t i = 0; i < scene->picture->n_bouts; i++) {
        const struct bks_bout *bout = &scene->picture->bout[i];
        double left = axis_at(&scene->time, bout->start_s);
        double wide = axis_at(&scene->time, bout->end_s) - left;
        if (!(wide > 0))
            continue;
        if (bout->kind == BKS_RUN || bout->kind == BKS_WALK)
            chart_box(scene->chart, bout->kind == BKS_RUN ? CHART_RUN : CHART_WALK,
                      bout->kind == BKS_RUN ? RUN_ALPHA : WALK_ALPHA, left, TOP, wide, high);
        else
            chart_hatch(scene->chart, left, TOP, wide, high);
    }
}

/* The first bout of each kind that has room is named over it. */
static void name_bouts(struct scene *scene)
{
    static const char *const names[] = {[BKS_RUN] = "run",
                                        [BKS_WALK] = "walk",
                                        [BKS_REST] = "rest",
                                        [BKS_OTHER] = "other moves",
                                        [BKS_UNKNOWN] = "no data"};
    bool named[BKS_BOUT_KIND_COUNT] = {false};
    for (size_t i = 0; i < scene->picture->n_bouts; i++) {
        const struct bks_bout *bout = &scene->picture->bout[i];
        if (!named[bout->kind])
            named[bout->kind] =
                labels_put(&scene->labels, CHART_INK, CHART_START,
                           axis_at(&scene->time, bout->start_s), TOP - 4, names[bout->kind]);
    }
}

/* When so much of the running was done. */
static double run_at(const struct form_picture *picture, double run_s)
{
    double done = 0;
    for (size_t i = 0; i < picture->n_bouts; i++) {
        const struct bks_bout *bout = &picture->bout[i];
        double length = bout->kind == BKS_RUN ? bout->end_s - bout->start_s : 0;
        if (length > 0 && done + length >= run_s)
            return bout->start_s + run_s - done;
        done += length;
    }
    return (double)NAN;
}

/* Where a third of the running was done, and two. */
static void draw_thirds(struct scene *scene)
{
    static const char *const names[] = {"1/3 of the running", "2/3 of the running"};
    double run_s = 0;
    for (size_t i = 0; i < scene->picture->n_bouts; i++)
        if (scene->picture->bout[i].kind == BKS_RUN)
            run_s += scene->picture->bout[i].end_s - scene->picture->bout[i].start_s;
    for (int i = 0; i < 2 && run_s > 0; i++) {
        double x = axis_at(&scene->time, run_at(scene->picture, run_s * (i + 1) / 3));
        if (!isfinite(x))
            continue;
        chart_dashes(scene->chart, CHART_QUIET, 0.8, (struct chart_point){x, TOP},
                     (struct chart_point){x, scene->chart->height - BOTTOM});
        (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, x, TOP - 4, names[i]);
    }
}

static struct reach reach_of(const double *value, size_t n)
{
    struct reach reach = reach_none;
    for (size_t i = 0; value && i < n; i++)
        reach_take(&reach, value[i]);
    return reach;
}

/* The middle of each step of the series; a hole stays one, and a lone value is a dot. */
static void draw_series(struct scene *scene, const struct axis *axis, const double *value,
                        enum chart_ink ink)
{
    size_t n = scene->picture->n_series;
    struct chart_point *point = arena_new(&scene->chart->arena, n, sizeof *point);
    for (size_t i = 0; point && i < n; i++) {
        bool is_known = isfinite(value[i]);
        point[i].x = axis_at(&scene->time, ((double)i + 0.5) * scene->picture->step_s);
        point[i].y = is_known ? axis_at(axis, value[i]) : (double)NAN;
        bool lone = is_known && (i == 0 || !isfinite(value[i - 1])) &&
                    (i + 1 == n || !isfinite(value[i + 1]));
        if (lone)
            chart_dot(scene->chart, ink, point[i].x, point[i].y, 1);
    }
    if (point)
        chart_line(scene->chart, ink, 1.2, point, n);
}

static void draw_panel(struct scene *scene, size_t panel)
{
    enum bks_measure_id id = panel == 0 ? BKS_CADENCE : BKS_VERTICAL_OSCILLATION;
    const double *value = panel == 0 ? scene->picture->cadence : scene->picture->oscillation;
    struct reach reach = reach_of(value, scene->picture->n_series);
    double high = (scene->chart->height - TOP - BOTTOM - PANELS * HEAD) / PANELS;
    double top = TOP + HEAD + (double)panel * (high + HEAD);
    scene->plot = plot_of(scene->chart, LEFT, top, RIGHT, scene->chart->height - top - high);
    const char *name = chart_measure_axis(scene->chart, id);
    if (!reach_known(&reach))
        name = arena_print(&scene->chart->arena, "%s: not known", chart_measure_of(id).name);
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, LEFT + CHART_GAP, top - CHART_GAP,
                     name);
    if (!reach_known(&reach))
        return;
    struct axis axis = axis_for(reach, fmax(fabs(reach.low), fabs(reach.high)) * LEAST_SHARE, false,
                                scene->plot.bottom - PANEL_EDGE, scene->plot.top + 1);
    axis_up(&scene->labels, &scene->plot, &axis, AXIS_TICKS, scene->locale);
    draw_series(scene, &axis, value, chart_measure_of(id).ink);
}

/* Minutes that are round: steps of 1, 2, 5, 10 ... of them, or of seconds where it is short. */
static void draw_time(struct scene *scene)
{
    bool brief = scene->time.high < 2 * MINUTE;
    double unit = brief ? 1 : MINUTE, bottom = scene->chart->height - BOTTOM;
    struct ticks ticks = ticks_within(0, scene->time.high / unit, TIME_TICKS);
    struct chart_point foot[2] = {{scene->time.from, bottom}, {scene->time.to, bottom}};
    chart_line(scene->chart, CHART_QUIET, CHART_THIN, foot, 2);
    for (size_t i = 0; i < ticks.n; i++) {
        double value = ticks.first + (double)i * ticks.step;
        double x = axis_at(&scene->time, value * unit);
        struct chart_point line[2] = {{x, bottom}, {x, bottom + TICK}};
        const char *number = chart_number(scene->chart, scene->locale, value, ticks.decimals);
        const char *text = i + 1 < ticks.n ? number
                                           : arena_print(&scene->chart->arena, "%s %s", number,
                                                         brief ? "s" : "min");
        chart_line(scene->chart, CHART_QUIET, CHART_THIN, line, 2);
        (void)labels_put(&scene->labels, CHART_QUIET, CHART_MIDDLE, x, bottom + TICK + CHART_LABEL,
                         text);
    }
}

static const char *title_of(struct scene *scene)
{
    const struct form_session *session = scene->picture->session;
    struct arena *arena = &scene->chart->arena;
    const struct bks_measure *cadence = &session->measure[BKS_CADENCE];
    const char *run = clock_text(scene->chart, session->run_s);
    const char *walk = clock_text(scene->chart, session->walk_s);
    const char *day = locale_day(arena, scene->locale, session->day);
    if (cadence->why == BKS_WHY_NONE && isfinite(cadence->value))
        return arena_print(
            arena, "%s: run %s, walked %s, at %s", day, run, walk,
            chart_measure_text(scene->chart, scene->locale, BKS_CADENCE, cadence->value));
    return arena_print(arena, "%s: run %s, walked %s", day, run, walk);
}

struct chart *chart_of_session(const struct form_picture *picture, const struct locale *locale,
                               double width, double height)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    double end = picture->session ? end_of(picture) : 0;
    if (!(end > 0)) {
        chart_says(chart, "Through one session", "there is no session to draw");
        return chart;
    }
    struct scene scene = {.chart = chart,
                          .labels = {.chart = chart},
                          .picture = picture,
                          .locale = locale,
                          .time = {0, end, LEFT, width - RIGHT}};
    chart->title = title_of(&scene);
    chart->alt = arena_print(&chart->arena,
                             "%s, in %zu bouts that are shaded; cadence and bounce as lines over "
                             "%s.",
                             chart->title, picture->n_bouts, clock_text(chart, end));
    shade_bouts(&scene);
    draw_thirds(&scene);
    name_bouts(&scene);
    for (size_t i = 0; i < PANELS; i++)
        draw_panel(&scene, i);
    draw_time(&scene);
    return chart;
}
