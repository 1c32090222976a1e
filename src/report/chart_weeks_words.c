/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, units and colours of measures, and the sentence over a chart of weeks. */
#include "report/chart_axes.h"
#include "report/chart_measure.h"
#include "report/phrases.h"

#include <math.h>

/* Where a sentence asks for other words than a table, and colours; the rest is grey. */
static const struct {
    enum bks_measure_id id;
    const char *name, *unit; /* NULL: as everywhere */
    enum chart_ink ink;
} looks[] = {
    {BKS_CADENCE, NULL, NULL, CHART_CADENCE},
    {BKS_VERTICAL_OSCILLATION, NULL, NULL, CHART_BOUNCE},
    {BKS_CONTACT_TIME, "contact time", NULL, CHART_CONTACT},
    {BKS_FLIGHT_TIME, "flight time", NULL, CHART_CONTACT},
    {BKS_DUTY_FACTOR, "duty factor", "%", CHART_CONTACT},
    {BKS_CONTACT_BALANCE, "contact balance", NULL, CHART_CONTACT},
    {BKS_CONTACT_ASYMMETRY, "contact asymmetry", "%", CHART_CONTACT},
    {BKS_STEP_TIME_ASYMMETRY, "step-time asymmetry", "%", CHART_CONTACT},
    {BKS_STEP_TIME_VARIABILITY, "step-time variability", "%", CHART_QUIET},
    {BKS_STEP_LENGTH, "step length", NULL, CHART_QUIET},
    {BKS_VERTICAL_RATIO, "vertical ratio", "%", CHART_BOUNCE},
};

struct chart_measure chart_measure_of(enum bks_measure_id id)
{
    const struct phrase_measure *phrase = phrase_measure(id);
    struct chart_measure of = {phrase->label, phrase->unit, CHART_QUIET, phrase->decimals};
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (looks[i].id == id) {
            of.name = looks[i].name ? looks[i].name : of.name;
            of.unit = looks[i].unit ? looks[i].unit : of.unit;
            of.ink = looks[i].ink;
        }
    return of;
}

const char *chart_measure_axis(struct chart *chart, enum bks_measure_id id)
{
    struct chart_measure of = chart_measure_of(id);
    return arena_print(&chart->arena, of.unit[0] ? "%s, %s" : "%s", of.name, of.unit);
}

const char *chart_measure_text(struct chart *chart, const struct locale *locale,
                               enum bks_measure_id id, double value)
{
    struct chart_measure of = chart_measure_of(id);
    const char *number = chart_number(chart, locale, value, of.decimals);
    return arena_print(&chart->arena, of.unit[0] ? "%s %s" : "%s", number, of.unit);
}

/* " in six weeks", from the beginning that it is held against; "" for less than one. */
static const char *over_weeks(struct chart *chart, const struct form_measure *measure)
{
    long n = (long)(measure->week - measure->weeks.line[0].baseline_week);
    return n < 1 ? ""
                 : arena_print(&chart->arena, n == 1 ? " in %s week" : " in %s weeks",
                               word_of_count(&chart->arena, n));
}

static double rounded(double value, int decimals)
{
    double power = pow(10, decimals);
    return round(value * power) / power;
}

/* One decimal more where rounding would make a change as large as the smallest real one, or hide
 * a real one. */
static int decimals_for(const struct form_measure *measure, int decimals)
{
    double change = fabs(measure->change.value), least = measure->detectable;
    if (isnan(least))
        return decimals;
    bool same = (rounded(change, decimals) > rounded(least, decimals)) != (change > least);
    return same || (measure->beyond && rounded(change, decimals) == 0) ? decimals + 1 : decimals;
}

static const char *worth(struct chart *chart, const struct locale *locale,
                         const struct form_measure *measure, int decimals)
{
    if (isnan(measure->detectable))
        return "; too few weeks to say whether that is real";
    const char *least = chart_number(chart, locale, measure->detectable, decimals);
    return arena_print(
        &chart->arena,
        measure->beyond ? "; a real change is %s" : ", less than a real change of %s", least);
}

static const char *changed(struct chart *chart, const struct locale *locale,
                           const struct form_measure *measure)
{
    struct chart_measure of = chart_measure_of(measure->id);
    struct arena *arena = &chart->arena;
    int decimals = decimals_for(measure, of.decimals);
    double change = rounded(measure->change.value, decimals);
    const char *name = chart_capital(chart, of.name), *weeks = over_weeks(chart, measure);
    if (change == 0)
        return arena_print(arena, "%s held at %s%s", name,
                           chart_measure_text(chart, locale, measure->id, measure->now.value),
                           weeks);
    return arena_print(arena, "%s %s %s%s%s%s%s", name, change > 0 ? "rose" : "fell",
                       chart_number(chart, locale, fabs(change), decimals), of.unit[0] ? " " : "",
                       of.unit, weeks, worth(chart, locale, measure, decimals));
}

const char *chart_weeks_title(struct chart *chart, const struct locale *locale,
                              const struct form_measure *measure)
{
    struct chart_measure of = chart_measure_of(measure->id);
    const char *name = chart_capital(chart, of.name);
    if (measure->now.why != BKS_WHY_NONE || isnan(measure->now.value))
        return arena_print(&chart->arena, "%s is not known in this period", name);
    if (measure->change.why == BKS_WHY_NONE && isfinite(measure->change.value))
        return changed(chart, locale, measure);
    return arena_print(&chart->arena, "%s was %s; too few sessions yet for a beginning to compare",
                       name, chart_measure_text(chart, locale, measure->id, measure->now.value));
}
