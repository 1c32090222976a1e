/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bouts: that runs are found with their edges, and that nothing else is called a run. */
#include "validate/parts.h"
#include "validate/recordings.h"

#include <math.h>
#include <stdlib.h>

#define REPEATS   6
#define WALK_S    60.0
#define STAND_S   10.0
#define SHORT_S   10.0 /* shorter runs need not be found */
#define MAX_EDGES 256

struct edges {
    double off_s[MAX_EDGES]; /* |found - true| */
    size_t n, missed, invented, split;
};

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void take_edge(struct edges *edges, double off_s)
{
    if (edges->n < MAX_EDGES)
        edges->off_s[edges->n++] = fabs(off_s);
}

/* Share of a found bout that is truly of its kind. */
static double true_share(const struct bks_bout *found, const struct sim *sim, enum sim_kind kind)
{
    double inside = 0;
    for (size_t i = 0; i < sim->n_bouts; i++) {
        const struct sim_bout *bout = &sim->bouts[i];
        double both = fmin(found->end_s, bout->end_s) - fmax(found->start_s, bout->start_s);
        inside += bout->kind == kind && both > 0 ? both : 0;
    }
    return inside / (found->end_s - found->start_s);
}

static void compare(struct findings *findings, struct edges *edges, const struct outcome *outcome,
                    const char *label)
{
    for (size_t i = 0; i < outcome->sim->n_bouts; i++) {
        const struct sim_bout *truth = &outcome->sim->bouts[i];
        if (truth->kind != SIM_RUN || truth->end_s - truth->start_s < SHORT_S)
            continue;
        const struct bks_bout *found =
            bout_at(outcome->result, BKS_RUN, truth->start_s, truth->end_s);
        double found_s = found ? found->end_s - found->start_s : 0;
        if (!found || found_s < 0.5 * (truth->end_s - truth->start_s)) {
            edges->missed++;
            findings_note(findings, "%s: run of %.1f..%.1f s missed", label, truth->start_s,
                          truth->end_s);
            continue;
        }
        take_edge(edges, found->start_s - truth->start_s);
        take_edge(edges, found->end_s - truth->end_s);
        if (fabs(found->start_s - truth->start_s) > 1 || fabs(found->end_s - truth->end_s) > 1)
            findings_note(findings, "%s: run of %.2f..%.2f s found as %.2f..%.2f s", label,
                          truth->start_s, truth->end_s, found->start_s, found->end_s);
    }
    for (size_t i = 0; i < outcome->result->n_bouts; i++) {
        const struct bks_bout *found = &outcome->result->bouts[i];
        if (found->kind != BKS_RUN || true_share(found, outcome->sim, SIM_RUN) >= 0.5)
            continue;
        edges->invented++;
        findings_note(findings, "%s: invented run of %.1f..%.1f s", label, found->start_s,
                      found->end_s);
    }
}

static void show_edges(struct findings *findings, const char *where, struct edges *edges)
{
    struct finding row = {.claim = "run bouts missed", .where = where, .unit = "", .n = edges->n};
    row.value = (double)edges->missed;
    findings_at_most(findings, row, 0);
    row.claim = "run bouts invented";
    row.value = (double)edges->invented;
    findings_at_most(findings, row, 0);
    qsort(edges->off_s, edges->n, sizeof *edges->off_s, by_size);
    row.unit = "s";
    row.decimals = 2;
    row.claim = "edge of a run, worst";
    row.value = edges->n ? edges->off_s[edges->n - 1] : (double)NAN;
    findings_at_most(findings, row, 1.0);
    row.claim = "edge of a run, median";
    row.value = edges->n ? edges->off_s[edges->n / 2] : (double)NAN;
    findings_at_most(findings, row, 0.5);
}

/* Stand, walk, then runs with walks between, stand. */
static size_t intervals_of(struct sim_segment parts[3 + 2 * REPEATS], double run_s, int variant)
{
    size_t n = 0;
    double walk_spm = 104 + 4 * variant, run_spm = 158 + 5 * variant;
    parts[n++] = (struct sim_segment){.kind = SIM_STAND, .duration_s = STAND_S};
    parts[n++] = (struct sim_segment){
        .kind = SIM_WALK, .duration_s = WALK_S, .cadence_spm = walk_spm, .jitter_cv = 0.02};
    for (int i = 0; i < REPEATS; i++) {
        parts[n++] = (struct sim_segment){.kind = SIM_RUN,
                                          .duration_s = run_s,
                                          .cadence_spm = run_spm + i,
                                          .shape = (enum sim_shape)(i % SIM_SHAPE_COUNT),
                                          .jitter_cv = 0.02};
        parts[n++] = (struct sim_segment){
            .kind = SIM_WALK, .duration_s = WALK_S, .cadence_spm = walk_spm, .jitter_cv = 0.02};
    }
    parts[n++] = (struct sim_segment){.kind = SIM_STAND, .duration_s = STAND_S};
    return n;
}

static void simulated_intervals(struct findings *findings, double run_s)
{
    static const double rates_hz[] = {50, 100};
    for (int place = 0; place < SIM_PLACE_COUNT; place++) {
        struct edges edges = {0};
        for (int variant = 0; variant < 4; variant++) {
            struct sim_segment parts[3 + 2 * REPEATS];
            const struct sim_spec spec = {
                .segments = parts,
                .n_segments = intervals_of(parts, run_s, variant),
                .seed = (uint64_t)(variant + 10 * place),
                .sensor = sim_typical((enum sim_place)place, rates_hz[variant % 2])};
            struct outcome outcome;
            char label[64];
            snprintf(label, sizeof label, "%s %.0f Hz%s", sim_place_name(spec.sensor.place),
                     spec.sensor.rate_hz, variant > 1 ? " (told)" : "");
            const char *told = variant > 1 ? placement_name((enum sim_place)place) : NULL;
            if (!outcome_of_sim(&outcome, &spec, told, false))
                continue;
            compare(findings, &edges, &outcome, label);
            outcome_clear(&outcome);
        }
        char where[64];
        snprintf(where, sizeof where, "simulated, %s, 6 x %.0f s",
                 sim_place_name((enum sim_place)place), run_s);
        show_edges(findings, where, &edges);
    }
}

static void show_shoe(struct findings *findings, const struct shoe *shoe)
{
    struct outcome outcome;
    if (!outcome_of_shared(&outcome, shoe->file, &(struct told){.columns = SHOE_COLUMNS}))
        return;
    struct finding row = {.claim = "run bouts", .where = shoe->label, .unit = ""};
    row.value = (double)count_bouts(outcome.result, BKS_RUN);
    findings_between(findings, row, 1, 1);
    const struct bks_bout *run = bout_at(outcome.result, BKS_RUN, 0, 1e6);
    row.claim = "edge of a run, worst";
    row.unit = "s";
    row.decimals = 2;
    row.n = 2;
    row.value = run ? fmax(fabs(run->start_s - shoe->start_s), fabs(run->end_s - shoe->end_s))
                    : (double)NAN;
    findings_at_most(findings, row, 3);
    for (size_t i = 0; i < outcome.result->n_bouts; i++) {
        const struct bks_bout *bout = &outcome.result->bouts[i];
        findings_note(findings, "%s %.1f..%.1f s, %.1f spm", bks_bout_kind_id(bout->kind),
                      bout->start_s, bout->end_s, bout->measure[BKS_CADENCE].value);
    }
    outcome_clear(&outcome);
}

void part_bouts(struct findings *findings)
{
    for (size_t i = 0; i < N_SHOES; i++)
        show_shoe(findings, &shoes[i]);
    simulated_intervals(findings, 60);
    simulated_intervals(findings, 15);
}
