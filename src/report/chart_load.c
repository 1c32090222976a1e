/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pain and load over the days of the period. */
#include "report/chart_load_parts.h"
#include "report/charts.h"

#include <math.h>

#define RIGHT         4.0
#define HEAD          16.0     /* the name of a plot over it */
#define COMPACT       170.0    /* of a lower chart: one row of words above, one of dates below */
#define PAIN_SHARE    0.46     /* of the height of both plots */
#define PAIN_EDGE     4.0      /* so that a mark at 0 or 10 is whole */
#define WEEKS_FROM    (26 * 7) /* days of a period with bars of weeks */
#define BAR_SHARE     0.72     /* of a slot */
#define BAR_MOST      14.0
#define BAR_LEAST     0.8
#define MINUTE_TICKS  4
#define LEAST_MINUTES 10.0
#define SWATCH        6.0
#define PLANNED_MORE  1.2 /* beyond the bar */

bool load_shows(const struct course *course, int32_t day)
{
    return day >= course->first && day <= course->as_of;
}

static size_t pains_told(const struct course *course)
{
    size_t n = 0;
    for (size_t i = 0; i < course->days.n; i++)
        for (int p = 0; p < PAIN_COUNT; p++)
            n += load_shows(course, course->days.day[i].day) &&
                 course->days.day[i].pain[p] != PAIN_MISSING;
    return n;
}

static size_t runs_shown(const struct course *course)
{
    size_t n = 0;
    for (size_t i = 0; i < course->n_runs; i++)
        n += load_shows(course, course->run[i].day);
    return n;
}

/* What a bar is of. */
struct bar {
    double middle, slot; /* where it stands, and the room for it */
    double run_s, walk_s, planned_s;
};

static struct bar bar_of_week(const struct load_scene *scene, const struct course_week *week)
{
    int32_t monday = week_monday(week->number), end = monday + 7;
    monday = monday < scene->days.first ? scene->days.first : monday;
    end = end > scene->days.last + 1 ? scene->days.last + 1 : end;
    double left = day_start(&scene->days, monday), right = day_start(&scene->days, end);
    return (struct bar){(left + right) / 2, right - left, (double)week->run_s, (double)week->walk_s,
                        0};
}

static struct bar bar_of_run(const struct load_scene *scene, const struct course_run *run)
{
    return (struct bar){day_middle(&scene->days, run->day), scene->days.slot, (double)run->run_s,
                        (double)run->walk_s, (double)run->planned_s};
}

/* A day of walking alone. */
static struct bar bar_of_walk(const struct load_scene *scene, const struct plan_day *row)
{
    return (struct bar){day_middle(&scene->days, row->day), scene->days.slot, 0,
                        (double)row->walked_s, 0};
}

static void each_walk(struct load_scene *scene,
                      void (*take)(struct load_scene *, const struct bar *))
{
    const struct course *course = scene->course;
    for (size_t i = 0; i < course->days.n; i++) {
        const struct plan_day *row = &course->days.day[i];
        struct bar bar = bar_of_walk(scene, row);
        if (row->run_s <= 0 && row->walked_s > 0 && load_shows(course, row->day))
            take(scene, &bar);
    }
}

/* Calls for each bar of the period. */
static void each_bar(struct load_scene *scene,
                     void (*take)(struct load_scene *, const struct bar *))
{
    const struct course *course = scene->course;
    for (size_t i = 0; scene->weekly && i < course->n_weeks; i++) {
        struct bar bar = bar_of_week(scene, &course->week[i]);
        if (bar.slot > 0)
            take(scene, &bar);
    }
    for (size_t i = 0; !scene->weekly && i < course->n_runs; i++)
        if (load_shows(course, course->run[i].day)) {
            struct bar bar = bar_of_run(scene, &course->run[i]);
            take(scene, &bar);
        }
    if (!scene->weekly)
        each_walk(scene, take);
}

static void reach_bar(struct load_scene *scene, const struct bar *bar)
{
    double top = fmax(fmax(bar->run_s, 0) + fmax(bar->walk_s, 0), bar->planned_s) / PLAN_MINUTE_S;
    scene->minutes.high = fmax(scene->minutes.high, top);
}

/* Running from the ground, walking on it; what was planned to be run is a line across. */
static void draw_bar(struct load_scene *scene, const struct bar *bar)
{
    struct chart *chart = scene->chart;
    double wide = fmin(fmax(bar->slot * BAR_SHARE, BAR_LEAST), BAR_MOST);
    double left = bar->middle - wide / 2, ground = axis_at(&scene->minutes, 0);
    double run = axis_at(&scene->minutes, fmax(bar->run_s, 0) / PLAN_MINUTE_S);
    double both =
        axis_at(&scene->minutes, (fmax(bar->run_s, 0) + fmax(bar->walk_s, 0)) / PLAN_MINUTE_S);
    if (both < run)
        chart_box(chart, CHART_WALK, 0.45, left, both, wide, run - both);
    if (run < ground)
        chart_box(chart, CHART_RUN, 1, left, run, wide, ground - run);
    if (bar->planned_s > 0 && wide > 2 * BAR_LEAST) {
        double y = axis_at(&scene->minutes, bar->planned_s / PLAN_MINUTE_S);
        struct chart_point line[2] = {{left - PLANNED_MORE, y}, {left + wide + PLANNED_MORE, y}};
        chart_line(chart, CHART_INK, 1, line, 2);
    }
}

static void name_bars(struct load_scene *scene)
{
    static const struct {
        const char *name;
        enum chart_ink ink;
        double alpha;
    } names[] = {{"run", CHART_RUN, 1}, {"walked", CHART_WALK, 0.45}};
    const char *axis = scene->weekly ? "minutes a week" : "minutes a day";
    double y = scene->plot.top - LOAD_NAME_UP, x = chart_text_width(axis) + 10;
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, 0, y, axis);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!labels_put(&scene->labels, CHART_QUIET, CHART_START, x + SWATCH + CHART_GAP, y,
                        names[i].name))
            return;
        chart_box(scene->chart, names[i].ink, names[i].alpha, x, y - SWATCH, SWATCH, SWATCH);
        x += SWATCH + CHART_GAP + chart_text_width(names[i].name) + 10;
    }
    if (scene->weekly || !labels_put(&scene->labels, CHART_QUIET, CHART_START,
                                     x + 2 * SWATCH + CHART_GAP, y, "planned to run"))
        return;
    struct chart_point line[2] = {{x, y - SWATCH / 2}, {x + 2 * SWATCH, y - SWATCH / 2}};
    chart_line(scene->chart, CHART_INK, 1, line, 2);
}

static void lay_out(struct load_scene *scene)
{
    const struct course *course = scene->course;
    bool low = scene->chart->height < COMPACT;
    scene->lanes = !load_has_events(course) ? 0 : low ? 1 : 2;
    double lanes = scene->lanes * CHART_LINE_HEIGHT + 1;
    double bottom = low ? CHART_DAYS_LOW : CHART_DAYS_ROOM;
    double both = scene->chart->height - lanes - 2 * HEAD - bottom;
    double middle = lanes + HEAD + both * PAIN_SHARE, foot = scene->chart->height - bottom;
    scene->weekly = (int64_t)course->as_of - course->first >= WEEKS_FROM && course->n_weeks > 0;
    scene->days = (struct day_axis){course->first, course->as_of, 0, 1};
    each_bar(scene, reach_bar);
    scene->minutes =
        axis_for((struct reach){0, scene->minutes.high}, LEAST_MINUTES, true, foot, middle + HEAD);
    scene->pain = (struct axis){0, PAIN_WORST, middle - PAIN_EDGE, lanes + HEAD + PAIN_EDGE};
    double left = fmax(axis_room(scene->chart, &scene->minutes, MINUTE_TICKS, scene->locale),
                       axis_room(scene->chart, &scene->pain, MINUTE_TICKS, scene->locale));
    scene->pain_plot =
        plot_of(scene->chart, left, lanes + HEAD, RIGHT, scene->chart->height - middle);
    scene->plot = plot_of(scene->chart, left, middle + HEAD, RIGHT, bottom);
    scene->days = day_axis_of(course->first, course->as_of, &scene->plot);
}

static const char *nothing(struct load_scene *scene)
{
    struct arena *arena = &scene->chart->arena;
    return arena_print(arena, "no run and no pain was told from %s to %s",
                       locale_day(arena, scene->locale, scene->course->first),
                       locale_day(arena, scene->locale, scene->course->as_of));
}

static const char *alt_of(struct load_scene *scene)
{
    const struct course *course = scene->course;
    struct arena *arena = &scene->chart->arena;
    return arena_print(
        arena,
        "From %s to %s: bars of minutes run and walked %s, of %zu days with a run; above them "
        "pain before and during the runs and in the morning, %zu values; %zu flares and %zu "
        "changes of stage in the whole history.",
        locale_day(arena, scene->locale, course->first),
        locale_day(arena, scene->locale, course->as_of), scene->weekly ? "a week" : "a day",
        runs_shown(course), pains_told(course), course->n_flares, course->n_moves);
}

struct chart *chart_of_load(const struct course *course, const struct locale *locale, double width,
                            double height)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    struct load_scene scene = {
        .chart = chart, .labels = {.chart = chart}, .course = course, .locale = locale};
    if (runs_shown(course) == 0 && pains_told(course) == 0) {
        chart_says(chart, "Pain and load", nothing(&scene));
        return chart;
    }
    lay_out(&scene);
    chart->title = load_title(&scene);
    chart->alt = alt_of(&scene);
    load_events(&scene);
    load_pains(&scene, pains_told(course));
    name_bars(&scene);
    axis_up(&scene.labels, &scene.plot, &scene.minutes, MINUTE_TICKS, locale);
    each_bar(&scene, draw_bar);
    days_under(&scene.labels, &scene.plot, &scene.days);
    return chart;
}
