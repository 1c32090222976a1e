/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What changed: within this run (form_faded), and against the person's own runs (impact_rise).
 *
 * The sizes are our choices; the directions are those of Apte 2021 (68 studies of tiring runners:
 * cadence falls, contact and impact rise).
 */
#include "judge/rules.h"

#include <math.h>
#include <stdio.h>

#define BASELINE_SDS     2.0
#define BASELINE_SDS_INF 1.0

/* To add a change: its row. Both sizes must be passed; the sign says which way. */
static const struct change {
    enum bks_measure_id id;
    double share, size; /* of the first third; in the measure's unit */
    const char *name, *verb, *unit;
    int decimals;
    bool at_same_pace; /* only at equal speed, with the cadence down */
} changes[] = {
    {BKS_CADENCE, -0.03, -4, "cadence", "fell", "spm", 0, false},
    {BKS_VERTICAL_OSCILLATION, 0.10, 8, "bounce", "rose", "mm", 0, false},
    {BKS_STEP_LENGTH, 0.05, 0, "step length", "rose", "m", 2, true},
};
#define CHANGES (sizeof changes / sizeof changes[0])

/* What would settle it where the change is not at equal speed; one constant speed cannot. */
static const char *const settles[BKS_SPEED_SOURCE_COUNT] = {
    [BKS_SPEED_NOT_KNOWN] = "the speed along the run (--track)",
    [BKS_SPEED_GIVEN] = "the speed along the run (--track in place of --speed)",
};

static bool same_pace(const struct scene *scene)
{
    const struct bks_drift *cadence = &scene->result->drift[BKS_CADENCE];
    return line_known(&cadence->change) && cadence->change.value < 0 &&
           scene->result->drift[BKS_STEP_LENGTH].corrected;
}

static bool look_at(struct finding *found, const struct change *row, const struct scene *scene)
{
    const struct bks_drift *drift = &scene->result->drift[row->id];
    const struct bks_measure *first = &drift->first_third, *last = &drift->last_third;
    if (!line_known(&drift->change) || !line_known(first) || !line_known(last) ||
        (row->at_same_pace && !same_pace(scene)))
        return false;
    double share = row->share * first->value;
    double least = fabs(share) > fabs(row->size) ? share : row->size;
    const struct norm_line line = {0, least, least};
    found->grade = line_grade(&drift->change, &line, 0);
    bool chance =
        line_known(&drift->detectable) && fabs(drift->change.value) < drift->detectable.value;
    if (found->grade == GRADE_WATCH && chance)
        found->grade = GRADE_UNCLEAR;
    found->measured = drift->change;
    found->unit = row->unit;
    found->threshold = least;
    struct digits change = digits_of(fabs(drift->change.value), row->decimals);
    struct digits from = digits_of(first->value, row->decimals);
    struct digits size = digits_of(fabs(least), row->decimals ? row->decimals : 1);
    (void)snprintf(found->text, sizeof found->text,
                   "form changed over this run: %s %s by %s %s from the first third (%s) to the "
                   "last%s, where %s is our line%s",
                   row->name, row->verb, change.text, row->unit, from.text,
                   drift->corrected ? " at equal speed" : "", size.text,
                   drift->corrected ? "" : "; a change of speed does the same");
    if (!drift->corrected)
        finding_at_most(found, BKS_CONFIDENCE_LOW);
    found->settle = drift->corrected ? NULL : settles[scene->result->input.speed_source];
    return true;
}

bool rule_faded(struct finding *found, const struct scene *scene)
{
    struct finding best = *found;
    bool any = false;
    for (size_t i = 0; i < CHANGES; i++) {
        struct finding one = *found;
        if (!look_at(&one, &changes[i], scene) || (any && one.grade <= best.grade))
            continue;
        best = one;
        any = true;
    }
    *found = best;
    return any;
}

bool rule_impact(struct finding *found, const struct scene *scene)
{
    const struct bks_measure *impact = &scene->run[BKS_IMPACT];
    const struct judge_baseline *own = scene->impact;
    if (!own || own->n < JUDGE_BASELINE_SESSIONS || !(own->sd > 0) || !isfinite(own->mean) ||
        !line_known(impact))
        return false;
    const struct norm_line line = {own->mean, own->mean + BASELINE_SDS_INF * own->sd,
                                   own->mean + BASELINE_SDS * own->sd};
    struct digits value = digits_of(impact->value, 2), usual = digits_of(line.watch, 2);
    found->grade = line_grade(impact, &line, 0);
    /* one run in six is beyond one SD, and the method's own error is in each of them: no news */
    if (!(impact->value > line.watch))
        found->grade = GRADE_NONE;
    found->measured = *impact;
    found->unit = "g";
    found->threshold = line.watch;
    (void)snprintf(found->text, sizeof found->text,
                   "harder landings than in your own runs at this speed: %s g, where your %zu runs "
                   "stay within %s g (mean and 2 SD)",
                   value.text, own->n, usual.text);
    return true;
}
