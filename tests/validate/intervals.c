/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the intervals hold the truth: a population of simulated runners, and the recordings with
 * truth.
 *
 * Spreads: cadence 150.0 + 6.01 v with 8 steps/min among runners (van Oeveren 2019; Luedke & Rauh
 * 2021), speed 2.2 to 4.2 m/s, contact share of the step 0.70 +- 0.07, step jitter 1 to 3 %,
 * asymmetry within 3 %. The sensors' spreads are choices.
 */
#include "validate/parts.h"
#include "validate/population.h"
#include "validate/recordings.h"

#include <math.h>
#include <string.h>

#define RUNNERS 240

struct coverage {
    struct spread bout[BKS_MEASURE_COUNT], total[BKS_MEASURE_COUNT], body;
    size_t lost, null[BKS_MEASURE_COUNT];
};

static void take_bouts(struct coverage *coverage, const struct outcome *outcome, const char *label)
{
    for (size_t i = 0; i < outcome->sim->n_bouts; i++) {
        const struct sim_bout *truth = &outcome->sim->bouts[i];
        if (truth->kind != SIM_RUN)
            continue;
        const struct bks_bout *found =
            bout_at(outcome->result, BKS_RUN, truth->start_s, truth->end_s);
        if (!found) {
            coverage->lost++;
            continue;
        }
        const double truths[BKS_MEASURE_COUNT] = {[BKS_STEPS] = (double)truth->n_steps,
                                                  [BKS_CADENCE] = truth->cadence_spm,
                                                  [BKS_VERTICAL_OSCILLATION] =
                                                      truth->place_oscillation_mm};
        for (size_t m = 0; m <= BKS_VERTICAL_OSCILLATION; m++) {
            spread_measure(&coverage->bout[m], &found->measure[m], truths[m], label);
            coverage->null[m] += found->measure[m].why != BKS_WHY_NONE;
        }
        spread_measure(&coverage->body, &found->measure[BKS_VERTICAL_OSCILLATION],
                       truth->oscillation_mm, label);
    }
    const struct sim_sum sum = sim_sum_of(outcome->sim, SIM_RUN);
    const double truths[BKS_MEASURE_COUNT] = {[BKS_STEPS] = (double)sum.n_steps,
                                              [BKS_CADENCE] = sum.cadence_spm,
                                              [BKS_VERTICAL_OSCILLATION] =
                                                  sum.place_oscillation_mm};
    for (size_t m = 0; m <= BKS_VERTICAL_OSCILLATION; m++)
        spread_measure(&coverage->total[m], &outcome->result->total[BKS_RUN].measure[m], truths[m],
                       label);
}

static void run_population(struct findings *findings, struct coverage *coverage)
{
    for (uint64_t runner = 0; runner < RUNNERS; runner++) {
        struct sim_random random = sim_random_of(2026, runner);
        double speed_mps = draw_between(&random, 2.2, 4.2);
        double cadence_spm = draw_normal(&random, 150.0 + 6.01 * speed_mps, 8);
        struct sim_segment parts[8];
        size_t n = 0;
        parts[n++] = (struct sim_segment){.kind = SIM_STAND, .duration_s = 6};
        for (size_t runs = 1 + runner % 3; runs > 0; runs--) {
            parts[n++] = population_run(&random, speed_mps, cadence_spm);
            parts[n++] = (struct sim_segment){.kind = SIM_WALK,
                                              .duration_s = draw_between(&random, 15, 30),
                                              .cadence_spm = draw_normal(&random, 108, 6),
                                              .jitter_cv = 0.02};
        }
        const struct sim_spec spec = {.segments = parts,
                                      .n_segments = n,
                                      .seed = runner,
                                      .sensor = population_sensor(&random)};
        struct outcome outcome;
        const char *told = runner % 2 ? placement_name(spec.sensor.place) : NULL;
        if (!outcome_of_sim(&outcome, &spec, told, false)) {
            findings_note(findings, "runner %u refused by the simulator", (unsigned)runner);
            continue;
        }
        char label[96];
        snprintf(label, sizeof label, "runner %u: %s at %.0f Hz, taken as %s, %.0f spm",
                 (unsigned)runner, sim_place_name(spec.sensor.place), spec.sensor.rate_hz,
                 bks_placement_id(outcome.result->input.placement), cadence_spm);
        take_bouts(coverage, &outcome, label);
        outcome_clear(&outcome);
    }
}

static void show(struct findings *findings, const char *where, size_t m,
                 const struct spread *spread)
{
    static const char *const claims[BKS_MEASURE_COUNT] = {[BKS_STEPS] = "truth inside, steps",
                                                          [BKS_CADENCE] = "truth inside, cadence",
                                                          [BKS_VERTICAL_OSCILLATION] =
                                                              "truth inside, oscillation"};
    double n = (double)spread->measured;
    struct finding row = {.claim = claims[m], .where = where, .unit = "%", .decimals = 1};
    row.value = 100 * (double)spread->inside / n;
    row.n = spread->measured;
    findings_between(findings, row, 90, m == BKS_STEPS ? 100 : 99);
    findings_note(findings,
                  "bias %+.3f SD %.3f worst %.2f (%s); mean half width %.2f; half widths are right "
                  "times %.2f",
                  spread_bias(spread), spread_sd(spread), spread->worst, spread->worst_at,
                  spread->half_sum / n, sqrt(spread->z2 / n));
}

/* The recordings with truth, together. */
static void take_real(struct findings *findings)
{
    static const struct told sacrum = {.placement = "sacrum"};
    struct spread spread = {0};
    struct outcome outcome;
    for (size_t i = 0; i < N_TRIALS; i++) {
        if (!outcome_of_shared(&outcome, trials[i].file, &sacrum))
            return;
        const struct bks_bout *bout = bout_at(outcome.result, BKS_RUN, 0, 1e6);
        if (bout) {
            spread_measure(&spread, &bout->measure[BKS_CADENCE], trial_cadence(&trials[i]),
                           trials[i].label);
            spread_measure(&spread, &bout->measure[BKS_VERTICAL_OSCILLATION],
                           trials[i].oscillation_mm, trials[i].label);
        }
        outcome_clear(&outcome);
    }
    for (size_t i = 0; i < N_COUNTED; i++) {
        const struct told told = {.columns = counted[i].columns};
        if (!counted[i].in_intervals || !outcome_of_shared(&outcome, counted[i].file, &told))
            continue;
        spread_measure(&spread, &outcome.result->total[BKS_WALK].measure[BKS_STEPS],
                       counted[i].steps, counted[i].label);
        outcome_clear(&outcome);
    }
    struct finding row = {.claim = "truth inside",
                          .where = "alcantara and oxford-walk",
                          .unit = "%",
                          .n = spread.measured};
    row.value = 100 * (double)spread.inside / (double)spread.measured;
    findings_between(findings, row, 90, 100);
}

void part_intervals(struct findings *findings)
{
    static struct coverage coverage;
    memset(&coverage, 0, sizeof coverage);
    run_population(findings, &coverage);
    for (size_t m = 0; m <= BKS_VERTICAL_OSCILLATION; m++) { /* what the signal shows */
        show(findings, "simulated runners, trunk, bouts", m, &coverage.bout[m]);
        show(findings, "simulated runners, trunk, totals", m, &coverage.total[m]);
    }
    findings_note(findings, "oscillation against the centre of mass: bias %+.2f SD %.2f worst %.2f",
                  spread_bias(&coverage.body), spread_sd(&coverage.body), coverage.body.worst);
    findings_note(findings,
                  "bouts not found: %zu; found without steps %zu, cadence %zu, "
                  "oscillation %zu",
                  coverage.lost, coverage.null[BKS_STEPS], coverage.null[BKS_CADENCE],
                  coverage.null[BKS_VERTICAL_OSCILLATION]);
    take_real(findings);
}
