/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking, stairs, cycling, cars and fidgeting: no run in any of them, no walk in the last three.
 */
#include "validate/parts.h"
#include "validate/recordings.h"

#include <math.h>

#define MOTION_S 90.0

/* clang-format off */
static const struct motion {
    const char *label;
    struct sim_segment as;
    bool walks; /* a walk bout is right */
} motions[] = {
    {"walk 80", {.kind = SIM_WALK, .cadence_spm = 80}, true},
    {"walk 95", {.kind = SIM_WALK, .cadence_spm = 95}, true},
    {"walk 110", {.kind = SIM_WALK, .cadence_spm = 110}, true},
    {"walk 125", {.kind = SIM_WALK, .cadence_spm = 125}, true},
    {"walk 140", {.kind = SIM_WALK, .cadence_spm = 140}, true},
    {"stairs 90, 70 mm", {.kind = SIM_WALK, .cadence_spm = 90, .oscillation_mm = 70, .speed_mps = 0.6}, true},
    {"stairs 110, 80 mm", {.kind = SIM_WALK, .cadence_spm = 110, .oscillation_mm = 80, .speed_mps = 0.7}, true},
    {"cycle 60", {.kind = SIM_CYCLE, .cadence_spm = 60}, false},
    {"cycle 75", {.kind = SIM_CYCLE, .cadence_spm = 75}, false},
    {"cycle 90", {.kind = SIM_CYCLE, .cadence_spm = 90}, false},
    {"car", {.kind = SIM_CAR}, false},
    {"fidget", {.kind = SIM_FIDGET}, false},
    {"sit", {.kind = SIM_SIT}, false},
};
/* clang-format on */

#define N_MOTIONS (sizeof motions / sizeof *motions)

struct seconds {
    double run_s, walk_s, all_s;
};

static void add(struct seconds *seconds, const struct bks_result *result)
{
    seconds->run_s += result->total[BKS_RUN].duration_s;
    seconds->walk_s += result->total[BKS_WALK].duration_s;
    seconds->all_s += result->input.duration_s;
}

static void try_motion(struct findings *findings, const struct motion *motion)
{
    static const double rates_hz[] = {50, 100};
    struct seconds sum = {0};
    for (int place = 0; place < SIM_PLACE_COUNT; place++)
        for (int told = 0; told < 2; told++) {
            struct sim_segment as = motion->as;
            as.duration_s = MOTION_S;
            as.jitter_cv = motion->walks ? 0.02 : 0;
            const struct sim_segment parts[] = {
                {.kind = SIM_STAND, .duration_s = 10}, as, {.kind = SIM_STAND, .duration_s = 10}};
            const struct sim_spec spec = {
                .segments = parts,
                .n_segments = 3,
                .seed = (uint64_t)place,
                .sensor = sim_typical((enum sim_place)place, rates_hz[place % 2])};
            struct outcome outcome;
            const char *name = placement_name((enum sim_place)place);
            if (!outcome_of_sim(&outcome, &spec, told ? name : NULL, false))
                continue;
            struct seconds one = {0};
            add(&one, outcome.result);
            add(&sum, outcome.result);
            if (one.run_s > 0 || (!motion->walks && one.walk_s > 0) ||
                (motion->walks && fabs(one.walk_s - MOTION_S) > 5))
                findings_note(findings, "%s, %s%s at %.0f Hz: %.1f s run, %.1f s walk",
                              motion->label, name, told ? " (told)" : "", spec.sensor.rate_hz,
                              one.run_s, one.walk_s);
            outcome_clear(&outcome);
        }
    char where[64];
    snprintf(where, sizeof where, "simulated %s, all places", motion->label);
    struct finding row = {.claim = "time called a run", .where = where, .unit = "s", .decimals = 1};
    row.value = sum.run_s;
    row.n = (size_t)sum.all_s;
    findings_at_most(findings, row, 0);
    row.claim = "time called a walk";
    row.value = sum.walk_s;
    if (motion->walks)
        findings_shown(findings, row);
    else
        findings_at_most(findings, row, 0);
}

/* In the treadmill recordings nothing but the jog, about a minute and a half of it, is a run. */
static void try_jog(struct findings *findings, const struct jog *jog)
{
    struct outcome outcome;
    if (!outcome_of_shared(&outcome, jog->file, NULL))
        return;
    double elsewhere_s = 0;
    for (size_t i = 0; i < outcome.result->n_bouts; i++) {
        const struct bks_bout *bout = &outcome.result->bouts[i];
        findings_note(findings, "%s %.1f..%.1f s, %.1f spm", bks_bout_kind_id(bout->kind),
                      bout->start_s, bout->end_s, bout->measure[BKS_CADENCE].value);
        double both = fmin(bout->end_s, jog->end_s + 60) - fmax(bout->start_s, jog->start_s - 60);
        if (bout->kind == BKS_RUN)
            elsewhere_s += bout->end_s - bout->start_s - (both > 0 ? both : 0);
    }
    struct finding row = {
        .claim = "run outside the jog", .where = jog->label, .unit = "s", .decimals = 1};
    row.value = elsewhere_s;
    row.n = (size_t)outcome.result->input.duration_s;
    findings_at_most(findings, row, 0);
    outcome_clear(&outcome);
}

void part_not_running(struct findings *findings)
{
    for (size_t i = 0; i < N_JOGS; i++)
        try_jog(findings, &jogs[i]);
    for (size_t i = 0; i < N_MOTIONS; i++)
        try_motion(findings, &motions[i]);
}
