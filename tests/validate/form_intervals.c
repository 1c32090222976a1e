/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the intervals of contact, symmetry, stride and load hold the truth, over the runners of
 * population.h. The place is told of every second runner, the speed of two in four.
 */
#include "validate/form_truth.h"
#include "validate/parts.h"
#include "validate/population.h"

#include <math.h>

#define RUNNERS 240
#define MASS_KG 70.0
#define LEG_M   0.95

static const struct {
    enum bks_measure_id id;
    const char *claim, *published;
} measured[] = {
    {BKS_CONTACT_TIME, "truth inside, contact", NULL},
    {BKS_FLIGHT_TIME, "truth inside, flight", NULL},
    {BKS_DUTY_FACTOR, "truth inside, duty", NULL},
    {BKS_CONTACT_BALANCE, "truth inside, balance", NULL},
    {BKS_CONTACT_ASYMMETRY, "truth inside, asymmetry", NULL},
    {BKS_STEP_TIME_ASYMMETRY, "truth inside, step time", NULL},
    {BKS_STEP_LENGTH, "truth inside, step length", NULL},
    {BKS_VERTICAL_RATIO, "truth inside, ratio", NULL},
    {BKS_LEG_STIFFNESS, "truth inside, leg spring", NULL},
    {BKS_VERTICAL_STIFFNESS, "truth inside, vert. spring", NULL},
    {BKS_PEAK_FORCE, "truth inside, peak force", "0.15 BW RMSE (Patoz 2022)"},
    {BKS_SPEED_LOSS, "truth inside, speed lost", NULL},
};
#define N_MEASURED (sizeof measured / sizeof *measured)

struct coverage {
    struct spread bout[BKS_MEASURE_COUNT], total[BKS_MEASURE_COUNT];
    size_t null[BKS_MEASURE_COUNT], lost;
};

static void take(struct coverage *coverage, const struct outcome *outcome, const char *label)
{
    double truth[BKS_MEASURE_COUNT];
    struct form_sum all = {0};
    for (size_t i = 0; i < outcome->sim->n_bouts; i++) {
        const struct sim_bout *bout = &outcome->sim->bouts[i];
        if (bout->kind != SIM_RUN)
            continue;
        struct form_sum sum = {0};
        form_sum_take(&sum, outcome->sim, bout);
        form_sum_take(&all, outcome->sim, bout);
        form_truths(truth, &sum, MASS_KG);
        const struct bks_bout *found =
            bout_at(outcome->result, BKS_RUN, bout->start_s, bout->end_s);
        coverage->lost += !found;
        for (size_t m = 0; found && m < BKS_MEASURE_COUNT; m++) {
            spread_measure(&coverage->bout[m], &found->measure[m], truth[m], label);
            coverage->null[m] += found->measure[m].why != BKS_WHY_NONE;
        }
    }
    form_truths(truth, &all, MASS_KG);
    for (size_t m = 0; m < BKS_MEASURE_COUNT; m++)
        spread_measure(&coverage->total[m], &outcome->result->total[BKS_RUN].measure[m], truth[m],
                       label);
}

static void run_one(struct findings *findings, struct coverage *coverage, uint64_t seed)
{
    struct sim_random random = sim_random_of(2027, seed);
    double speed_mps = draw_between(&random, 2.2, 4.2);
    double cadence_spm = draw_normal(&random, 150.0 + 6.01 * speed_mps, 8.5);
    struct sim_segment parts[6];
    size_t n = 0;
    parts[n++] = (struct sim_segment){.kind = SIM_STAND, .duration_s = 6};
    for (size_t runs = 1 + seed % 2; runs > 0; runs--) {
        parts[n] = population_run(&random, speed_mps, cadence_spm);
        parts[n++].sway_mm = population_sway(&random);
        parts[n++] = (struct sim_segment){
            .kind = SIM_WALK, .duration_s = 15, .cadence_spm = 108, .jitter_cv = 0.02};
    }
    const struct sim_spec spec = {.segments = parts,
                                  .n_segments = n,
                                  .seed = seed,
                                  .sensor = population_sensor(&random),
                                  .right_first = seed % 3 == 0};
    struct told told = {.mass_kg = MASS_KG, .leg_m = LEG_M};
    if (seed % 2)
        told.placement = placement_name(spec.sensor.place);
    struct outcome outcome;
    if (!outcome_of_runner(&outcome, &spec, &told, seed % 4 < 2, seed % 5 == 0)) {
        findings_note(findings, "runner %u refused by the simulator", (unsigned)seed);
        return;
    }
    char label[96];
    snprintf(label, sizeof label, "runner %u: %s at %.0f Hz%s%s", (unsigned)seed,
             sim_place_name(spec.sensor.place), spec.sensor.rate_hz, told.placement ? ", told" : "",
             seed % 4 < 2 ? ", speed told" : "");
    take(coverage, &outcome, label);
    outcome_clear(&outcome);
}

static void show(struct findings *findings, size_t i, const char *where,
                 const struct spread *spread)
{
    double n = (double)spread->measured;
    struct finding row = {.claim = measured[i].claim,
                          .where = where,
                          .unit = "%",
                          .decimals = 1,
                          .n = spread->measured,
                          .value = 100 * (double)spread->inside / n,
                          .published = measured[i].published};
    findings_between(findings, row, 90, 100);
    findings_note(findings,
                  "bias %+.3f SD %.3f worst %.3f (%s); mean half width %.3f; half widths are right "
                  "times %.2f",
                  spread_bias(spread), spread_sd(spread), spread->worst, spread->worst_at,
                  spread->half_sum / n, sqrt(spread->z2 / n));
}

void part_form_intervals(struct findings *findings)
{
    static struct coverage coverage;
    coverage = (struct coverage){0};
    for (uint64_t seed = 0; seed < RUNNERS; seed++)
        run_one(findings, &coverage, seed);
    for (size_t i = 0; i < N_MEASURED; i++) {
        enum bks_measure_id id = measured[i].id;
        show(findings, i, "simulated runners, trunk, bouts", &coverage.bout[id]);
        findings_note(findings, "null in %zu bouts; %zu bouts were not found", coverage.null[id],
                      coverage.lost);
        show(findings, i, "simulated runners, trunk, totals", &coverage.total[id]);
    }
}
