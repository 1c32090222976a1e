/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Left and right: which is which, and how far they differ. */
#include "support/step_list.h"
#include "validate/form_truth.h"
#include "validate/parts.h"
#include "validate/population.h"

#include <math.h>

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static const enum sim_place trunk[] = {SIM_SACRUM, SIM_WAIST, SIM_CHEST};

#define SURE_PERCENT 2.0 /* beyond this the sign is asked for */
#define SIZE_PERCENT 1.0

struct asymmetry {
    struct spread contact, step, place[LENGTH(trunk)]; /* place: of contact */
    size_t signs, right, null;
};

static void take_asymmetry(struct asymmetry *tally, const struct outcome *outcome, size_t place,
                           const char *label)
{
    const struct sim_bout *truth = &outcome->sim->bouts[1];
    const struct bks_bout *found = bout_at(outcome->result, BKS_RUN, truth->start_s, truth->end_s);
    struct form_sum sum = {0};
    form_sum_take(&sum, outcome->sim, truth);
    double contact = form_contact_asymmetry(&sum), step = form_step_asymmetry(&sum);
    const struct bks_measure *balance = found ? &found->measure[BKS_CONTACT_BALANCE] : NULL;
    bool known = balance && balance->why == BKS_WHY_NONE;
    if (fabs(contact) > SURE_PERCENT) {
        tally->signs++;
        tally->null += !known;
        tally->right += known && (balance->value > 50) == (contact > 0);
    }
    if (!found)
        return;
    spread_measure(&tally->contact, &found->measure[BKS_CONTACT_ASYMMETRY], fabs(contact), label);
    spread_measure(&tally->place[place], &found->measure[BKS_CONTACT_ASYMMETRY], fabs(contact),
                   label);
    spread_measure(&tally->step, &found->measure[BKS_STEP_TIME_ASYMMETRY], fabs(step), label);
}

/* One run in each place; answers how many were tried. */
static size_t run_asymmetry(struct asymmetry *tally, double contact, double step, int variant,
                            bool gyro)
{
    static const double cadences_spm[] = {160, 178}, duties[] = {0.74, 0.66};
    for (size_t p = 0; p < LENGTH(trunk); p++) {
        const struct sim_segment parts[] = {{.kind = SIM_STAND, .duration_s = 5},
                                            {.kind = SIM_RUN,
                                             .duration_s = 60,
                                             .cadence_spm = cadences_spm[variant % 2],
                                             .duty = duties[variant % 2],
                                             .shape = (enum sim_shape)(variant / 2),
                                             .jitter_cv = 0.015,
                                             .sway_mm = POPULATION_SWAY_MM,
                                             .contact_asymmetry = contact,
                                             .step_asymmetry = step},
                                            {.kind = SIM_STAND, .duration_s = 5}};
        const struct sim_spec spec = {.segments = parts,
                                      .n_segments = 3,
                                      .seed = (uint64_t)(variant + 100 * (int)p) +
                                              (uint64_t)(10000 * (contact + step + 1)),
                                      .sensor = sim_typical(trunk[p], 100),
                                      .right_first = variant % 2 == 1};
        struct outcome outcome;
        char label[96];
        if (!outcome_of_sim(&outcome, &spec, placement_name(trunk[p]), gyro))
            continue;
        snprintf(label, sizeof label, "%s, contact %+.0f %%, step time %+.0f %%, variant %d",
                 sim_place_name(trunk[p]), 100 * contact, 100 * step, variant);
        take_asymmetry(tally, &outcome, p, label);
        outcome_clear(&outcome);
    }
    return LENGTH(trunk);
}

static void show_size(struct findings *findings, const char *claim, const struct spread *spread,
                      size_t tried)
{
    struct finding row = {.claim = claim,
                          .where = "simulated, typical, trunk, 100 Hz",
                          .unit = "%",
                          .decimals = 2,
                          .n = spread->n,
                          .value = spread->n == tried ? spread->worst : (double)NAN};
    findings_at_most(findings, row, SIZE_PERCENT);
    findings_note(findings, "bias %+.2f SD %.2f worst %.2f (%s); inside %.0f %%; %zu of %zu null",
                  spread_bias(spread), spread_sd(spread), spread->worst, spread->worst_at,
                  100 * (double)spread->inside / (double)spread->measured, tried - spread->n,
                  tried);
}

/* Without a gyroscope the foot itself is not always known (see the sides): then the sign is shown.
 */
static void try_asymmetry(struct findings *findings, bool gyro)
{
    struct asymmetry tally = {0};
    size_t tried = 0;
    for (int percent = -10; percent <= 10; percent += 2)
        for (int variant = 0; variant < 4; variant++) {
            tried += run_asymmetry(&tally, percent / 100.0, 0, variant, gyro);
            if (percent != 0)
                tried += run_asymmetry(&tally, 0, percent / 100.0, variant, gyro);
        }
    struct finding row = {.claim = "asymmetry, sign right",
                          .where = gyro ? "simulated, trunk, gyroscope"
                                        : "simulated, trunk, no gyroscope",
                          .unit = "%",
                          .decimals = 1,
                          .n = tally.signs,
                          .value = 100 * (double)tally.right / (double)tally.signs};
    if (gyro)
        findings_between(findings, row, 100, 100);
    else
        findings_shown(findings, row);
    findings_note(findings, "of contact beyond 2 %%, by the balance: %zu wrong, %zu null",
                  tally.signs - tally.right - tally.null, tally.null);
    if (!gyro)
        return;
    show_size(findings, "contact asymmetry, worst", &tally.contact, tried);
    for (size_t p = 0; p < LENGTH(trunk); p++)
        findings_note(findings, "%s: bias %+.2f SD %.2f worst %.2f (%s)", sim_place_name(trunk[p]),
                      spread_bias(&tally.place[p]), spread_sd(&tally.place[p]),
                      tally.place[p].worst, tally.place[p].worst_at);
    show_size(findings, "step asymmetry, worst", &tally.step, tried);
}

#define BESIDE_M     0.12 /* a hip */
#define BESIDE_SEEDS 30

struct beside {
    size_t runs, null, off_midline, misled; /* misled: told, and the truth is not inside */
    struct spread contact;
};

/* A sensor on one hip rises and falls with the turning pelvis, once a stride. */
static void run_beside(struct beside *beside, uint64_t seed)
{
    struct sim_random random = sim_random_of(515, seed);
    struct runner runner = population_runner(&random);
    runner.run.duration_s = 60;
    const struct sim_segment parts[] = {
        {.kind = SIM_STAND, .duration_s = 5}, runner.run, {.kind = SIM_STAND, .duration_s = 5}};
    struct sim_spec spec = {
        .segments = parts, .n_segments = 3, .seed = seed, .sensor = population_sensor(&random)};
    spec.sensor.offset_m[1] = seed % 2 ? BESIDE_M : -BESIDE_M;
    struct outcome outcome;
    if (!outcome_of_sim(&outcome, &spec, placement_name(spec.sensor.place), false))
        return;
    const struct sim_bout *truth = &outcome.sim->bouts[1];
    const struct bks_bout *found = bout_at(outcome.result, BKS_RUN, truth->start_s, truth->end_s);
    struct form_sum sum = {0};
    form_sum_take(&sum, outcome.sim, truth);
    double percent = fabs(form_contact_asymmetry(&sum));
    const struct bks_measure *told = found ? &found->measure[BKS_CONTACT_ASYMMETRY] : NULL;
    bool known = told && told->why == BKS_WHY_NONE;
    beside->runs++;
    beside->null += !known;
    beside->off_midline += told && told->why == BKS_WHY_OFF_MIDLINE;
    beside->misled += known && (percent < told->low || percent > told->high);
    if (known)
        spread_measure(&beside->contact, told, percent, "");
    outcome_clear(&outcome);
}

static void show_beside(struct findings *findings)
{
    struct beside beside = {0};
    for (uint64_t seed = 0; seed < BESIDE_SEEDS; seed++)
        run_beside(&beside, seed);
    struct finding row = {.claim = "asymmetry, misled",
                          .where = "simulated, 12 cm off the midline",
                          .unit = "%",
                          .decimals = 1,
                          .n = beside.runs,
                          .value = 100 * (double)beside.misled / (double)beside.runs};
    findings_shown(findings, row);
    findings_note(findings,
                  "told, and outside the interval; %zu null, %zu of them as off_midline; "
                  "told ones are off by %+.2f SD %.2f",
                  beside.null, beside.off_midline, spread_bias(&beside.contact),
                  spread_sd(&beside.contact));
}

void part_asymmetry(struct findings *findings)
{
    try_asymmetry(findings, true);
    try_asymmetry(findings, false);
    show_beside(findings);
}

#define SIDE_SEEDS 50
#define SIDE_RUNS  3
#define PUBLISHED  "81.9 % of steps (Kiernan 2023, rule of Lee 2010)"

struct side_count {
    size_t bouts, right, null, mixed;
};

static void take_sides(struct side_count *count, const struct outcome *outcome)
{
    struct step_list list;
    if (!step_list_of(&list, outcome->analysis))
        return;
    for (size_t i = 0; i < outcome->sim->n_bouts; i++) {
        const struct sim_bout *bout = &outcome->sim->bouts[i];
        if (bout->kind != SIM_RUN)
            continue;
        struct side_tally tally = step_list_sides(&list, outcome->sim, bout);
        count->bouts++;
        count->null += 2 * tally.sided <= tally.steps;
        count->right += 2 * tally.right > tally.steps && 2 * tally.sided > tally.steps;
        count->mixed += tally.right > 0 && tally.right < tally.sided;
    }
    step_list_clear(&list);
}

static struct sim_sensor worn_anyhow(struct sim_random *random, enum sim_place place, bool turned)
{
    struct sim_sensor sensor = population_sensor(random);
    struct sim_sensor usual = sim_typical(place, sensor.rate_hz);
    sensor.place = place;
    for (int axis = 0; axis < 3; axis++)
        sensor.mount_deg[axis] = turned ? draw_between(random, -180, 180)
                                        : usual.mount_deg[axis] + draw_normal(random, 0, 12);
    return sensor;
}

/* wide: the body sways as the simulator's usual runner, twice as far as people (population.h). */
static void run_sides(struct side_count *count, enum sim_place place, uint64_t seed, bool gyro,
                      bool wide)
{
    struct sim_random random = sim_random_of(4242 + (uint64_t)place, seed);
    struct sim_segment parts[2 + 2 * SIDE_RUNS];
    size_t n = 0;
    double speed_mps = draw_between(&random, 2.2, 4.2);
    parts[n++] = (struct sim_segment){.kind = SIM_STAND, .duration_s = 5};
    for (int i = 0; i < SIDE_RUNS; i++) {
        parts[n] = population_run(&random, speed_mps, 150 + 6.01 * speed_mps);
        if (!wide)
            parts[n].sway_mm = population_sway(&random);
        parts[n++].duration_s = draw_between(&random, 20, 40);
        parts[n++] = (struct sim_segment){
            .kind = SIM_WALK, .duration_s = 15, .cadence_spm = 108, .jitter_cv = 0.02};
    }
    const struct sim_spec spec = {.segments = parts,
                                  .n_segments = n,
                                  .seed = seed,
                                  .sensor = worn_anyhow(&random, place, seed % 2 == 1),
                                  .right_first = seed % 4 > 1};
    struct outcome outcome;
    if (!outcome_of_sim(&outcome, &spec, placement_name(place), gyro))
        return;
    take_sides(count, &outcome);
    outcome_clear(&outcome);
}

static void show_sides(struct findings *findings, const char *where, const struct side_count *count,
                       double asked)
{
    struct finding row = {.claim = "side right, bouts",
                          .where = where,
                          .unit = "%",
                          .decimals = 1,
                          .n = count->bouts,
                          .value = 100 * (double)count->right / (double)count->bouts,
                          .published = PUBLISHED};
    if (asked > 0)
        findings_between(findings, row, asked, 100);
    else
        findings_shown(findings, row);
    findings_note(findings, "%zu wrong, %zu null, %zu with steps of both minds",
                  count->bouts - count->right - count->null, count->null, count->mixed);
}

/* All places together are asked; each by itself, and the wide sway, are shown. */
static void try_sides(struct findings *findings, bool gyro, bool wide)
{
    const char *with = gyro ? "gyroscope" : "no gyroscope";
    struct side_count all = {0};
    char where[64];
    for (size_t p = 0; p < LENGTH(trunk); p++) {
        struct side_count count = {0};
        for (uint64_t seed = 0; seed < SIDE_SEEDS; seed++)
            run_sides(&count, trunk[p], seed, gyro, wide);
        snprintf(where, sizeof where, "simulated, %s, %s", sim_place_name(trunk[p]), with);
        if (!wide)
            show_sides(findings, where, &count, 0);
        all.bouts += count.bouts;
        all.right += count.right;
        all.null += count.null;
        all.mixed += count.mixed;
    }
    snprintf(where, sizeof where, "simulated, trunk, %s%s", with, wide ? ", wide" : "");
    show_sides(findings, where, &all, wide ? 0 : gyro ? 99 : 95);
}

void part_side(struct findings *findings)
{
    try_sides(findings, true, false);
    try_sides(findings, false, false);
    try_sides(findings, false, true);
}
