/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often the wear place is estimated rightly, and what it is taken for otherwise. */
#include "validate/parts.h"
#include "validate/recordings.h"

#include <math.h>
#include <string.h>

#define RECORDINGS 24

/* What the estimate of a place should say. */
static enum bks_placement wanted(enum sim_place place)
{
    static const enum bks_placement estimates[SIM_PLACE_COUNT] = {
        [SIM_SACRUM] = BKS_TRUNK,  [SIM_WAIST] = BKS_TRUNK, [SIM_CHEST] = BKS_TRUNK,
        [SIM_POCKET] = BKS_POCKET, [SIM_ARM] = BKS_WRIST,   [SIM_WRIST] = BKS_WRIST,
        [SIM_HAND] = BKS_WRIST,    [SIM_ANKLE] = BKS_ANKLE, [SIM_FOOT] = BKS_FOOT};
    return estimates[place];
}

/* A run, a walk, or both, with a sensor put on anyhow. */
static size_t draw_session(struct sim_segment parts[4], struct sim_random *random, uint64_t kind)
{
    size_t n = 0;
    parts[n++] = (struct sim_segment){.kind = SIM_STAND, .duration_s = 8};
    if (kind != 0)
        parts[n++] = (struct sim_segment){.kind = SIM_WALK,
                                          .duration_s = 40,
                                          .cadence_spm = draw_normal(random, 110, 8),
                                          .jitter_cv = 0.02};
    if (kind != 1)
        parts[n++] = (struct sim_segment){.kind = SIM_RUN,
                                          .duration_s = 60,
                                          .cadence_spm = draw_normal(random, 168, 9),
                                          .shape = (enum sim_shape)(sim_random_bits(random) % 3),
                                          .jitter_cv = 0.02};
    parts[n++] = (struct sim_segment){.kind = SIM_STAND, .duration_s = 8};
    return n;
}

static void try_place(struct findings *findings, enum sim_place place, uint64_t kind)
{
    static const char *const kinds[] = {"run", "walk", "walk and run"};
    size_t taken[BKS_PLACEMENT_COUNT] = {0}, n = 0;
    for (uint64_t i = 0; i < RECORDINGS; i++) {
        struct sim_random random = sim_random_of(99 + kind, i);
        struct sim_segment parts[4];
        struct sim_spec spec = {.segments = parts, .seed = i};
        spec.n_segments = draw_session(parts, &random, kind);
        spec.sensor = sim_typical(place, i % 2 ? 100 : 50);
        spec.sensor.left = i % 4 < 2;
        if (spec.sensor.belt_hz > 0)
            spec.sensor.belt_hz *= draw_between(&random, 0.7, 1.3);
        for (int axis = 0; axis < 3; axis++)
            spec.sensor.mount_deg[axis] += draw_normal(&random, 0, 20);
        struct outcome outcome;
        if (!outcome_of_sim(&outcome, &spec, NULL, false))
            continue;
        taken[outcome.result->input.placement]++;
        n++;
        outcome_clear(&outcome);
    }
    char where[64], text[200] = "";
    snprintf(where, sizeof where, "simulated %s, %s", sim_place_name(place), kinds[kind]);
    struct finding row = {.claim = "place estimated rightly", .where = where, .unit = "%"};
    row.n = n;
    row.value = 100 * (double)taken[wanted(place)] / (double)n;
    findings_shown(findings, row);
    for (size_t p = 0; p < BKS_PLACEMENT_COUNT; p++)
        if (taken[p])
            snprintf(text + strlen(text), sizeof text - strlen(text), " %s %zu",
                     bks_placement_id((enum bks_placement)p), taken[p]);
    findings_note(findings, "taken as:%s", text);
}

static void try_real(struct findings *findings, const char *label, const char *file,
                     const char *columns)
{
    struct outcome outcome;
    if (!outcome_of_shared(&outcome, file, &(struct told){.columns = columns}))
        return;
    findings_note(findings, "%s: taken as %s", label,
                  bks_placement_id(outcome.result->input.placement));
    outcome_clear(&outcome);
}

void part_place(struct findings *findings)
{
    for (size_t i = 0; i < N_JOGS; i++)
        try_real(findings, jogs[i].label, jogs[i].file, NULL);
    for (size_t i = 0; i < N_TRIALS; i++)
        try_real(findings, trials[i].label, trials[i].file, NULL);
    for (size_t i = 0; i < N_COUNTED; i++)
        try_real(findings, counted[i].label, counted[i].file, counted[i].columns);
    for (size_t i = 0; i < N_SHOES; i++)
        try_real(findings, shoes[i].label, shoes[i].file, SHOE_COLUMNS);
    for (uint64_t kind = 0; kind < 3; kind++)
        for (int place = 0; place < SIM_PLACE_COUNT; place++)
            try_place(findings, (enum sim_place)place, kind);
}
