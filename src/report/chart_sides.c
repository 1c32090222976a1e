/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Left against right, session by session. */
#include "report/chart_axes.h"
#include "report/chart_measure.h"
#include "report/charts.h"

#include <math.h>
#include <stdlib.h>

#define RIGHT      66.0
#define TOP        16.0
#define BOTTOM     CHART_DAYS_ROOM
#define EVEN       50.0 /* percent left */
#define LEAST      4.0  /* points that the axis shows at least */
#define AXIS_TICKS 6
#define WORDS_AT   5.0
#define WHISKER    1.0

static const double limits[] = {5, 10}; /* percent: report.md D.3 */

struct scene {
    struct chart *chart;
    struct labels labels;
    const struct form *form;
    const struct locale *locale;
    enum bks_measure_id id;
    struct chart_box plot;
    struct day_axis days;
    struct axis axis;
    double room; /* of a dot */
};

static const struct bks_measure *side_of(const struct form *form, size_t i, enum bks_measure_id id)
{
    const struct bks_measure *of = &form->session[i].measure[id];
    bool device = form->session[i].source == BKS_SOURCE_DEVICE;
    if (device && form->n_raw > 0) /* never in one line */
        return NULL;
    return of->why == BKS_WHY_NONE && isfinite(of->value) ? of : NULL;
}

static size_t count(const struct form *form, enum bks_measure_id id)
{
    size_t n = 0;
    for (size_t i = 0; i < form->n_sessions; i++)
        n += side_of(form, i, id) != NULL;
    return n;
}

static double low_of(const struct bks_measure *of)
{
    return isfinite(of->low) ? fmin(of->low, of->value) : of->value;
}

static double high_of(const struct bks_measure *of)
{
    return isfinite(of->high) ? fmax(of->high, of->value) : of->value;
}

static struct axis axis_of(const struct scene *scene)
{
    struct reach reach = reach_none;
    bool balance = scene->id == BKS_CONTACT_BALANCE;
    for (size_t i = 0; i < scene->form->n_sessions; i++) {
        const struct bks_measure *of = side_of(scene->form, i, scene->id);
        if (!of)
            continue;
        reach_take(&reach, low_of(of));
        reach_take(&reach, high_of(of));
    }
    if (!balance) {
        reach_take(&reach, limits[1]);
        reach.low = fmin(reach.low, 0);
        return axis_for(reach, LEAST, false, scene->chart->height - BOTTOM, TOP);
    }
    double off = fmax(fabs(reach.low - EVEN), fabs(reach.high - EVEN));
    off = fmax(off * 1.1, LEAST / 2);
    return (struct axis){EVEN - off, EVEN + off, scene->chart->height - BOTTOM, TOP};
}

/* The period that the sessions with a value span. */
static struct day_axis span_of(const struct scene *scene)
{
    const struct form *form = scene->form;
    int32_t first = 0, last = 0;
    bool any = false;
    for (size_t i = 0; i < form->n_sessions; i++) {
        if (!side_of(form, i, scene->id))
            continue;
        int32_t day = form->session[i].day;
        first = !any || day < first ? day : first;
        last = !any || day > last ? day : last;
        any = true;
    }
    first = week_monday(week_of_day(first));
    last = week_monday(week_of_day(last)) + 6;
    return day_axis_of(first, last, &scene->plot);
}

static void draw_session(struct scene *scene, size_t i)
{
    const struct bks_measure *of = side_of(scene->form, i, scene->id);
    enum chart_ink ink = chart_measure_of(scene->id).ink;
    if (!of)
        return;
    double x = day_middle(&scene->days, scene->form->session[i].day);
    struct chart_point whisker[2] = {{x, axis_at(&scene->axis, low_of(of))},
                                     {x, axis_at(&scene->axis, high_of(of))}};
    chart_line(scene->chart, ink, WHISKER, whisker, 2);
    chart_dot(scene->chart, ink, x, axis_at(&scene->axis, of->value),
              mark_radius(scene->form->session[i].run_s, scene->room));
}

/* A line across with its name at the right. */
static void draw_level(struct scene *scene, double value, bool dashed, const char *name)
{
    double y = axis_at(&scene->axis, value);
    if (value > scene->axis.high)
        return;
    struct chart_point line[2] = {{scene->plot.left, y}, {scene->plot.right, y}};
    if (dashed)
        chart_dashes(scene->chart, CHART_QUIET, 0.8, line[0], line[1]);
    else
        chart_line(scene->chart, CHART_QUIET, 0.8, line, 2);
    (void)labels_near(&scene->labels, CHART_QUIET, CHART_START, scene->plot.right + WORDS_AT,
                      y + CHART_HALF, CHART_LINE_HEIGHT * 2, name);
}

static void draw_balance(struct scene *scene)
{
    double x = scene->plot.right + WORDS_AT;
    draw_level(scene, EVEN, false, "even");
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, x, scene->plot.top + CHART_LABEL,
                     "left longer");
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, x, scene->plot.bottom - 1,
                     "right longer");
}

static void draw_asymmetry(struct scene *scene)
{
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        draw_level(scene, limits[i], true,
                   arena_print(&scene->chart->arena, "%s %%",
                               chart_number(scene->chart, scene->locale, limits[i], 0)));
}

static const char *balance_title(struct chart *chart, const struct form *form)
{
    size_t n = 0, left = 0, right = 0;
    for (size_t i = 0; i < form->n_sessions; i++) {
        const struct bks_measure *of = side_of(form, i, BKS_CONTACT_BALANCE);
        if (!of)
            continue;
        n++;
        left += low_of(of) > EVEN;
        right += high_of(of) < EVEN;
    }
    struct arena *arena = &chart->arena;
    if (left + right == 0)
        return arena_print(arena, "Left and right were even within the interval in %s%s",
                           n > 1 ? "all " : "", word_of_sessions(arena, n));
    return arena_print(arena,
                       "Contact was longer on the left in %zu and on the right in %zu of "
                       "%s, beyond the interval",
                       left, right, word_of_sessions(arena, n));
}

static int ascending(const void *a, const void *b)
{
    double x, y;
    x = *(const double *)a;
    y = *(const double *)b;
    return (x > y) - (x < y);
}

static const char *asymmetry_title(struct chart *chart, const struct form *form,
                                   const struct locale *locale)
{
    size_t n = 0;
    double *value = arena_new(&chart->arena, form->n_sessions, sizeof *value);
    for (size_t i = 0; value && i < form->n_sessions; i++)
        if (side_of(form, i, BKS_STEP_TIME_ASYMMETRY))
            value[n++] = side_of(form, i, BKS_STEP_TIME_ASYMMETRY)->value;
    if (n == 0)
        return "";
    qsort(value, n, sizeof *value, ascending);
    double middle = n % 2 ? value[n / 2] : (value[n / 2 - 1] + value[n / 2]) / 2;
    return arena_print(&chart->arena,
                       "Step times of the two sides differed by %s %% (%s%s); which side is "
                       "longer is not known",
                       chart_number(chart, locale, middle, 1), n > 1 ? "middle of " : "",
                       word_of_sessions(&chart->arena, n));
}

static void name_axis(struct scene *scene, size_t n)
{
    bool balance = scene->id == BKS_CONTACT_BALANCE;
    struct chart *chart = scene->chart;
    size_t without = scene->form->n_sessions - n;
    const char *name = balance ? "contact on the left, %" : "step-time asymmetry, %";
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, 0, CHART_LABEL,
                     label_cut(chart, name, chart->width));
    if (without > 0)
        (void)labels_put(&scene->labels, CHART_QUIET, CHART_END, chart->width, CHART_LABEL,
                         arena_print(&chart->arena, "not known in %zu of %zu", without,
                                     scene->form->n_sessions));
}

struct chart *chart_of_sides(const struct form *form, const struct locale *locale, double width,
                             double height)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    bool balance = count(form, BKS_CONTACT_BALANCE) > 0;
    struct scene scene = {.chart = chart,
                          .labels = {.chart = chart},
                          .form = form,
                          .locale = locale,
                          .id = balance ? BKS_CONTACT_BALANCE : BKS_STEP_TIME_ASYMMETRY};
    size_t n = count(form, scene.id);
    if (n == 0) {
        chart_says(chart, "Left against right", "they could not be compared in any session");
        return chart;
    }
    chart->title = balance ? balance_title(chart, form) : asymmetry_title(chart, form, locale);
    chart->alt = arena_print(&chart->arena,
                             "%s. A dot a session with its 95 %% interval, %zu of "
                             "%zu sessions.",
                             chart->title, n, form->n_sessions);
    scene.axis = axis_of(&scene);
    scene.plot =
        plot_of(chart, axis_room(chart, &scene.axis, AXIS_TICKS, locale), TOP, RIGHT, BOTTOM);
    scene.days = span_of(&scene);
    scene.room = 2 * (scene.plot.right - scene.plot.left) / (double)n;
    name_axis(&scene, n);
    axis_up(&scene.labels, &scene.plot, &scene.axis, AXIS_TICKS, locale);
    if (balance)
        draw_balance(&scene);
    else
        draw_asymmetry(&scene);
    days_under(&scene.labels, &scene.plot, &scene.days);
    for (size_t i = 0; i < form->n_sessions; i++)
        draw_session(&scene, i);
    return chart;
}
