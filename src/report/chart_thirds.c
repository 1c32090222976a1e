/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First third of the running against the last, a line a session. */
#include "report/chart_axes.h"
#include "report/chart_measure.h"
#include "report/charts.h"

#include <math.h>

#define PANELS      2
#define TOP         16.0
#define BOTTOM      14.0
#define ONE_PANEL   200.0 /* a narrower chart has room for one */
#define NARROW      170.0 /* a panel with short words beside it */
#define NARROW_TOP  27.0
#define INDENT      12.0 /* from the edges of the plot to the ends of the lines */
#define BLANK       12.0 /* between the panels */
#define LEAST_SHARE 0.05 /* of the level: the axis shows at least this much */
#define AXIS_TICKS  5
#define BRACKET_AT  8.0
#define WORDS_AT    12.0
#define END_RADIUS  2.4

static const enum bks_measure_id panels[PANELS] = {BKS_CADENCE, BKS_VERTICAL_OSCILLATION};

struct scene {
    struct chart *chart;
    struct labels labels;
    const struct form *form;
    const struct locale *locale;
    struct chart_box plot;
    struct axis axis;
    double left; /* of the panel */
};

static bool known(const struct bks_measure *measure)
{
    return measure->why == BKS_WHY_NONE && isfinite(measure->value);
}

/* The drift of a session that can be drawn, or NULL. */
static const struct bks_drift *drift_of(const struct form *form, size_t i, enum bks_measure_id id)
{
    const struct bks_drift *drift = &form->session[i].drift[id];
    return known(&drift->first_third) && known(&drift->last_third) ? drift : NULL;
}

static bool is_beyond(const struct bks_drift *drift)
{
    return known(&drift->change) && known(&drift->detectable) &&
           fabs(drift->change.value) > drift->detectable.value;
}

struct tally {
    size_t known, rose, fell; /* rose, fell: by more than chance */
};

static struct tally tally_of(const struct form *form, enum bks_measure_id id)
{
    struct tally tally = {0};
    for (size_t i = 0; i < form->n_sessions; i++) {
        const struct bks_drift *drift = drift_of(form, i, id);
        if (!drift)
            continue;
        tally.known++;
        if (is_beyond(drift))
            *(drift->change.value > 0 ? &tally.rose : &tally.fell) += 1;
    }
    return tally;
}

static const struct bks_drift *latest_of(const struct form *form, enum bks_measure_id id)
{
    for (size_t i = form->n_sessions; i-- > 0;)
        if (drift_of(form, i, id))
            return drift_of(form, i, id);
    return NULL;
}

static void draw_session(struct scene *scene, const struct bks_drift *drift, enum chart_ink ink,
                         double width)
{
    struct chart_point line[2] = {
        {scene->plot.left + INDENT, axis_at(&scene->axis, drift->first_third.value)},
        {scene->plot.right - INDENT, axis_at(&scene->axis, drift->last_third.value)}};
    chart_line(scene->chart, ink, width, line, 2);
}

/* Grey below what chance would make, then those beyond it in colour, the latest with its ends. */
static void draw_sessions(struct scene *scene, enum bks_measure_id id)
{
    enum chart_ink ink = chart_measure_of(id).ink;
    const struct bks_drift *latest = latest_of(scene->form, id);
    for (int beyond = 0; beyond <= 1; beyond++)
        for (size_t i = 0; i < scene->form->n_sessions; i++) {
            const struct bks_drift *drift = drift_of(scene->form, i, id);
            if (drift && drift != latest && is_beyond(drift) == (beyond == 1))
                draw_session(scene, drift, beyond ? ink : CHART_GRID, beyond ? 0.9 : 1.1);
        }
    draw_session(scene, latest, is_beyond(latest) ? ink : CHART_QUIET, 2);
    chart_dot(scene->chart, is_beyond(latest) ? ink : CHART_QUIET, scene->plot.left + INDENT,
              axis_at(&scene->axis, latest->first_third.value), END_RADIUS);
    chart_dot(scene->chart, is_beyond(latest) ? ink : CHART_QUIET, scene->plot.right - INDENT,
              axis_at(&scene->axis, latest->last_third.value), END_RADIUS);
}

/* Where chance would have brought the latest session's last third. */
static double chance_to(const struct bks_drift *latest)
{
    double first = latest->first_third.value, least = latest->detectable.value;
    if (!known(&latest->detectable))
        return (double)NAN;
    return latest->last_third.value < first ? first - least : first + least;
}

static const char *named(struct scene *scene, enum bks_measure_id id, const char *name,
                         double value)
{
    return arena_print(
        &scene->chart->arena, "%s %s", name,
        chart_number(scene->chart, scene->locale, value, chart_measure_of(id).decimals));
}

static struct beside beside_of(struct scene *scene, enum bks_measure_id id, bool narrow)
{
    const struct bks_drift *latest = latest_of(scene->form, id);
    double last = latest->last_third.value, chance = chance_to(latest);
    struct beside beside = {.n = 0};
    const char *by_chance = named(scene, id, "by chance up to", latest->detectable.value);
    beside_add(&beside, CHART_INK, last,
               narrow
                   ? chart_number(scene->chart, scene->locale, last, chart_measure_of(id).decimals)
                   : named(scene, id, "latest", last));
    if (narrow && isfinite(chance))
        (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, scene->left,
                         CHART_LABEL + CHART_LINE_HEIGHT, by_chance);
    else
        beside_add(&beside, CHART_QUIET, (latest->first_third.value + chance) / 2, by_chance);
    return beside;
}

static void draw_bracket(struct scene *scene, enum bks_measure_id id)
{
    const struct bks_drift *latest = latest_of(scene->form, id);
    double chance = chance_to(latest);
    if (isfinite(chance))
        mark_bracket(scene->chart, scene->plot.right + BRACKET_AT,
                     axis_at(&scene->axis, latest->first_third.value),
                     axis_at(&scene->axis, chance));
}

static struct reach reach_of(const struct form *form, enum bks_measure_id id)
{
    struct reach reach = reach_none;
    for (size_t i = 0; i < form->n_sessions; i++) {
        const struct bks_drift *drift = drift_of(form, i, id);
        if (!drift)
            continue;
        reach_take(&reach, drift->first_third.value);
        reach_take(&reach, drift->last_third.value);
    }
    const struct bks_drift *latest = latest_of(form, id);
    if (latest)
        reach_take(&reach, chance_to(latest));
    return reach;
}

static void draw_empty(struct scene *scene, const char *name, double left, double wide)
{
    double high = scene->chart->height - TOP - BOTTOM;
    chart_hatch(scene->chart, left, TOP, wide, high);
    hatch_words(&scene->labels, left + wide / 2, TOP + high / 2,
                label_cut(scene->chart, arena_print(&scene->chart->arena, "%s: not known", name),
                          wide - 4 * CHART_GAP));
}

static void name_ends(struct scene *scene, bool narrow)
{
    double foot = scene->chart->height - CHART_GAP, half = narrow ? 0 : INDENT;
    enum chart_anchor left = narrow ? CHART_MIDDLE : CHART_START;
    enum chart_anchor right = narrow ? CHART_MIDDLE : CHART_END;
    (void)labels_put(&scene->labels, CHART_QUIET, left, scene->plot.left + INDENT - half, foot,
                     narrow ? "first" : "first third");
    (void)labels_put(&scene->labels, CHART_QUIET, right, scene->plot.right - INDENT + half, foot,
                     narrow ? "last" : "last third");
}

static void draw_panel(struct scene *scene, enum bks_measure_id id, double left, double wide)
{
    struct reach reach = reach_of(scene->form, id);
    double level = fmax(fabs(reach.low), fabs(reach.high)), foot = scene->chart->height - BOTTOM;
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, left, CHART_LABEL,
                     label_cut(scene->chart, chart_measure_axis(scene->chart, id), wide));
    if (!reach_known(&reach)) {
        draw_empty(scene, chart_measure_of(id).name, left, wide);
        return;
    }
    bool narrow = wide < NARROW;
    double top = narrow ? NARROW_TOP : TOP;
    scene->left = left;
    struct beside beside = beside_of(scene, id, narrow);
    scene->axis = axis_for(reach, level * LEAST_SHARE, false, foot, top);
    scene->plot = plot_of(
        scene->chart, left + axis_room(scene->chart, &scene->axis, AXIS_TICKS, scene->locale), top,
        scene->chart->width - left - wide + WORDS_AT + beside_room(&beside), BOTTOM);
    axis_up(&scene->labels, &scene->plot, &scene->axis, AXIS_TICKS, scene->locale);
    draw_sessions(scene, id);
    draw_bracket(scene, id);
    beside_put(&scene->labels, &beside, &scene->axis, scene->plot.right + WORDS_AT);
    name_ends(scene, narrow);
}

/* "Cadence fell from the first to the last third in 3 of 12 sessions by more than chance" */
static const char *title_of(struct chart *chart, enum bks_measure_id id, const struct tally *tally)
{
    const char *name = chart_capital(chart, chart_measure_of(id).name);
    size_t most = tally->fell >= tally->rose ? tally->fell : tally->rose;
    if (most == 0)
        return arena_print(
            &chart->arena,
            "%s changed by no more than chance from the first to the last third, in %s%s", name,
            tally->known > 1 ? "all " : "", word_of_sessions(&chart->arena, tally->known));
    return arena_print(&chart->arena,
                       "%s %s from the first to the last third by more than chance in %zu of %s",
                       name, tally->fell >= tally->rose ? "fell" : "rose", most,
                       word_of_sessions(&chart->arena, tally->known));
}

struct chart *chart_of_thirds(const struct form *form, const struct locale *locale, double width,
                              double height)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    struct tally tally[PANELS];
    for (size_t i = 0; i < PANELS; i++)
        tally[i] = tally_of(form, panels[i]);
    if (tally[0].known + tally[1].known == 0) {
        chart_says(chart, "First third of a run against its last",
                   "no session was long enough to compare them");
        return chart;
    }
    struct scene scene = {
        .chart = chart, .labels = {.chart = chart}, .form = form, .locale = locale};
    size_t main = tally[0].known > 0 ? 0 : 1;
    chart->title = title_of(chart, panels[main], &tally[main]);
    chart->alt = arena_print(&chart->arena,
                             "A line a session from its first to its last third: cadence in %zu "
                             "sessions, bounce in %zu. Lines in colour changed by more than chance "
                             "would; the thick one is the latest.",
                             tally[0].known, tally[1].known);
    double wide = (width - BLANK) / PANELS;
    if (width < ONE_PANEL)
        draw_panel(&scene, panels[main], 0, width);
    for (size_t i = 0; i < PANELS && width >= ONE_PANEL; i++)
        draw_panel(&scene, panels[i], (double)i * (wide + BLANK), wide);
    return chart;
}
