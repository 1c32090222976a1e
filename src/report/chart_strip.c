/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seconds of the signal with the steps that were found in it. */
#include "report/chart_axes.h"
#include "report/charts.h"

#include <math.h>

#define RIGHT      10.0
#define TOP        16.0
#define LANE       12.0 /* marks of contacts and toe-offs, under the plot */
#define BOTTOM     15.0
#define LEAST      5.0 /* m/s2 that the axis shows at least */
#define AXIS_TICKS 5
#define TICK       3.0
#define SHADE      0.18
#define TIP        3.0
#define RING       2.4
#define LONGEST_S  0.6 /* from contact to toe-off: else they are not of one step */

struct scene {
    struct chart *chart;
    struct labels labels;
    const struct locale *locale;
    struct axis time, axis;
    struct chart_box plot;
};

static bool shows(const struct scene *scene, double at_s)
{
    return at_s >= scene->time.low && at_s <= scene->time.high;
}

/* The first toe-off after it that can be of the same step, or NAN. */
static double toe_off_after(double contact_s, const double *toe_off_s, size_t n)
{
    double next = (double)INFINITY;
    for (size_t i = 0; i < n; i++)
        if (toe_off_s[i] > contact_s)
            next = fmin(next, toe_off_s[i]);
    return next - contact_s <= LONGEST_S ? next : (double)NAN;
}

/* A foot on the ground is a shade; contact a tip that points down, toe-off a ring. */
static void draw_steps(struct scene *scene, const double *contact_s, size_t n_contacts,
                       const double *toe_off_s, size_t n_toe_offs)
{
    double lane = scene->plot.bottom + LANE / 2;
    for (size_t i = 0; i < n_contacts; i++) {
        double end = toe_off_after(contact_s[i], toe_off_s, n_toe_offs);
        double x = axis_at(&scene->time, contact_s[i]);
        if (!shows(scene, contact_s[i]))
            continue;
        struct chart_point tip[3] = {{x - TIP, lane - TIP}, {x + TIP, lane - TIP}, {x, lane + TIP}};
        double right = axis_at(&scene->time, fmin(end, scene->time.high));
        if (isfinite(end))
            chart_box(scene->chart, CHART_CONTACT, SHADE, x, scene->plot.top, right - x,
                      scene->plot.bottom - scene->plot.top);
        chart_area(scene->chart, CHART_CONTACT, 1, tip, 3);
    }
    for (size_t i = 0; i < n_toe_offs; i++)
        if (shows(scene, toe_off_s[i]))
            chart_ring(scene->chart, CHART_CONTACT, axis_at(&scene->time, toe_off_s[i]), lane,
                       RING);
}

static void draw_value(struct scene *scene, const double *value, size_t n, double step_s)
{
    struct chart_point *point = arena_new(&scene->chart->arena, n, sizeof *point);
    for (size_t i = 0; point && i < n; i++) {
        point[i].x = axis_at(&scene->time, (double)i * step_s);
        point[i].y = isfinite(value[i]) ? axis_at(&scene->axis, value[i]) : (double)NAN;
    }
    if (point)
        chart_line(scene->chart, CHART_INK, 1, point, n);
}

static void draw_time(struct scene *scene)
{
    struct ticks ticks = ticks_within(0, scene->time.high, 6);
    double bottom = scene->plot.bottom + LANE;
    struct chart_point foot[2] = {{scene->time.from, bottom}, {scene->time.to, bottom}};
    chart_line(scene->chart, CHART_QUIET, CHART_THIN, foot, 2);
    for (size_t i = 0; i < ticks.n; i++) {
        double value = ticks.first + (double)i * ticks.step, x = axis_at(&scene->time, value);
        struct chart_point line[2] = {{x, bottom}, {x, bottom + TICK}};
        const char *number = chart_number(scene->chart, scene->locale, value, ticks.decimals);
        chart_line(scene->chart, CHART_QUIET, CHART_THIN, line, 2);
        (void)labels_put(&scene->labels, CHART_QUIET, CHART_MIDDLE, x, bottom + TICK + CHART_LABEL,
                         i + 1 < ticks.n ? number
                                         : arena_print(&scene->chart->arena, "%s s", number));
    }
}

/* The marks beside their names, at the right over the plot. */
static void name_marks(struct scene *scene)
{
    double y = CHART_LABEL, x = scene->chart->width - chart_text_width("toe-off") - 1;
    double middle = y - CHART_HALF;
    double left = x - 2 * TIP - 12 - chart_text_width("contact") - CHART_GAP;
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, 0, y, "upwards, m/s\u00B2");
    if (left < chart_text_width("upwards, m/s\u00B2") + 4 * CHART_GAP)
        return;
    if (labels_put(&scene->labels, CHART_QUIET, CHART_START, x, y, "toe-off"))
        chart_ring(scene->chart, CHART_CONTACT, x - CHART_GAP - RING, middle, RING);
    if (!labels_put(&scene->labels, CHART_QUIET, CHART_START, left, y, "contact"))
        return;
    double at = left - CHART_GAP - TIP;
    struct chart_point tip[3] = {
        {at - TIP, middle - TIP}, {at + TIP, middle - TIP}, {at, middle + TIP}};
    chart_area(scene->chart, CHART_CONTACT, 1, tip, 3);
}

static size_t within(const struct scene *scene, const double *at_s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += shows(scene, at_s[i]);
    return count;
}

struct chart *chart_of_strip(const struct chart_strip *strip, const struct locale *locale,
                             double width, double height)
{
    struct chart *chart = chart_new(width, height);
    struct reach reach = reach_none;
    if (!chart)
        return NULL;
    for (size_t i = 0; i < strip->n; i++)
        reach_take(&reach, strip->value[i]);
    if (!reach_known(&reach) || strip->n < 2 || !(strip->step_s > 0)) {
        chart_says(chart, strip->which, "no signal was kept");
        return chart;
    }
    struct scene scene = {.chart = chart, .labels = {.chart = chart}, .locale = locale};
    double end_s = (double)(strip->n - 1) * strip->step_s;
    scene.axis = axis_for(reach, LEAST, false, height - BOTTOM - LANE - 1, TOP + 1);
    scene.plot = plot_of(chart, axis_room(chart, &scene.axis, AXIS_TICKS, locale), TOP, RIGHT,
                         BOTTOM + LANE);
    scene.time = (struct axis){0, end_s, scene.plot.left, scene.plot.right};
    chart->title = arena_print(&chart->arena, "%s: %zu contacts found in %s s", strip->which,
                               within(&scene, strip->contact_s, strip->n_contacts),
                               chart_number(chart, locale, end_s, 1));
    chart->alt = arena_print(&chart->arena,
                             "%s, and %zu toe-offs. The upright acceleration as a line, the foot "
                             "on the ground shaded.",
                             chart->title, within(&scene, strip->toe_off_s, strip->n_toe_offs));
    axis_up(&scene.labels, &scene.plot, &scene.axis, AXIS_TICKS, locale);
    name_marks(&scene);
    draw_steps(&scene, strip->contact_s, strip->n_contacts, strip->toe_off_s, strip->n_toe_offs);
    draw_value(&scene, strip->value, strip->n, strip->step_s);
    draw_time(&scene);
    return chart;
}

/* The steps of a strip that have a time. */
static size_t times_of(const struct bks_strip *strip, bool toe_off, double *time)
{
    size_t n = 0;
    for (size_t i = 0; i < strip->n_steps; i++) {
        double at = toe_off ? strip->steps[i].toe_off_s : strip->steps[i].contact_s;
        if (isfinite(at))
            time[n++] = at - strip->start_s;
    }
    return n;
}

struct chart *chart_of_seconds(const struct bks_strip *strip, const char *which,
                               const struct locale *locale, double width, double height)
{
    double contact[BKS_STRIP_STEPS], toe_off[BKS_STRIP_STEPS];
    const struct chart_strip drawn = {
        .which = which,
        .value = strip->vertical_mps2,
        .contact_s = contact,
        .toe_off_s = toe_off,
        .n = strip->n,
        .n_contacts = times_of(strip, false, contact),
        .n_toe_offs = times_of(strip, true, toe_off),
        .step_s = strip->step_s,
    };
    return chart_of_strip(&drawn, locale, width, height);
}
