/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contact time: beside a force plate, and of simulated runners of 160 to 320 ms. */
#include "support/outcome.h"
#include "validate/parts.h"
#include "validate/recordings.h"

#include <math.h>
#include <string.h>

#define LENGTH(a) (sizeof(a) / sizeof *(a))

#define LIMIT_MS  15.0 /* beside the force plate */
#define PUBLISHED "20 ms RMSE (Patoz 2022, sacrum)"

static const struct bks_measure none = {
    .value = (double)NAN, .low = (double)NAN, .high = (double)NAN, .why = BKS_WHY_NO_RHYTHM};

static const struct bks_measure *contact_of(const struct bks_result *result, double start_s,
                                            double end_s)
{
    const struct bks_bout *bout = bout_at(result, BKS_RUN, start_s, end_s);
    return bout ? &bout->measure[BKS_CONTACT_TIME] : &none;
}

/* All four trials, told the treadmill's speed and slope or only the place. */
static void beside_the_plate(struct findings *findings, bool told_speed)
{
    struct spread spread = {0};
    for (size_t i = 0; i < N_TRIALS; i++) {
        const struct trial *trial = &trials[i];
        struct told told = {.placement = "sacrum"};
        if (told_speed) {
            told.speed = trial->speed;
            told.slope = trial->slope;
        }
        struct outcome outcome;
        if (!outcome_of_shared(&outcome, trial->file, &told))
            return;
        const struct bks_measure *found = contact_of(outcome.result, 0, 1e6);
        struct finding row = {.claim = told_speed ? "contact, speed told" : "contact, no speed",
                              .where = trial->label,
                              .unit = "ms",
                              .decimals = 1,
                              .published = PUBLISHED};
        findings_measure(findings, row, found, trial->contact_ms,
                         told_speed && trial->level ? LIMIT_MS : 0);
        spread_measure(&spread, found, trial->contact_ms, trial->label);
        outcome_clear(&outcome);
    }
    struct finding row = {.claim = told_speed ? "contact, RMSE" : "contact, no speed, RMSE",
                          .where = "alcantara, 4 trials",
                          .unit = "ms",
                          .decimals = 1,
                          .n = spread.n,
                          .value = spread_rmse(&spread),
                          .published = PUBLISHED};
    if (spread.n < N_TRIALS)
        row.value = (double)NAN;
    if (told_speed)
        findings_at_most(findings, row, LIMIT_MS);
    else
        findings_shown(findings, row);
    row = (struct finding){.claim = "truth inside, contact",
                           .where = told_speed ? "alcantara, speed told" : "alcantara, no speed",
                           .unit = "%",
                           .n = spread.measured,
                           .value = 100 * (double)spread.inside / (double)spread.measured};
    findings_between(findings, row, 90, 100);
}

void part_contact_sacrum(struct findings *findings)
{
    beside_the_plate(findings, true);
    beside_the_plate(findings, false);
}

static const double contacts_s[] = {0.160, 0.200, 0.240, 0.280, 0.320};
static const double cadences_spm[] = {150, 165, 180, 195};
static const enum sim_shape shapes[] = {SIM_HALF_SINE, SIM_SPRING_MASS};
#define DUTY_LOW  0.42 /* of the step: what people run with lies between */
#define DUTY_HIGH 0.90

/* One row for each rate. */
static const struct wearing {
    const char *label;
    enum sim_place place;
    bool typical, speed, asked;
} wearings[] = {
    {"ideal, sacrum", SIM_SACRUM, false, false, true},
    {"typical, sacrum", SIM_SACRUM, true, false, true},
    {"sacrum, speed told", SIM_SACRUM, true, true, false},
    {"typical, waist", SIM_WAIST, true, false, false},
    {"typical, chest", SIM_CHEST, true, false, false},
};

static const struct {
    double hz, limit_ms;
} rates[] = {{50, 12}, {100, 8}, {200, 8}};

struct tally {
    struct spread spread, shape[SIM_SHAPE_COUNT];
    size_t refused, silent;
};

static void run_one(struct tally *tally, const struct wearing *wearing, double rate_hz,
                    enum sim_shape shape, double contact_s, double spm)
{
    if (contact_s * spm / 60 < DUTY_LOW || contact_s * spm / 60 > DUTY_HIGH)
        return;
    const struct sim_segment parts[] = {{.kind = SIM_STAND, .duration_s = 5},
                                        {.kind = SIM_RUN,
                                         .duration_s = 40,
                                         .cadence_spm = spm,
                                         .shape = shape,
                                         .contact_s = contact_s,
                                         .jitter_cv = 0.015},
                                        {.kind = SIM_STAND, .duration_s = 5}};
    const struct sim_spec spec = {.segments = parts,
                                  .n_segments = 3,
                                  .seed = (uint64_t)(spm + 1e6 * contact_s),
                                  .sensor = wearing->typical ? sim_typical(wearing->place, rate_hz)
                                                             : sim_ideal(wearing->place, rate_hz)};
    const struct told told = {.placement = placement_name(wearing->place)};
    struct outcome outcome;
    if (!outcome_of_runner(&outcome, &spec, &told, wearing->speed, false)) {
        tally->refused++;
        return;
    }
    const struct sim_bout *truth = &outcome.sim->bouts[1];
    const struct bks_measure *found = contact_of(outcome.result, truth->start_s, truth->end_s);
    char label[96];
    snprintf(label, sizeof label, "%s, %.0f ms at %.0f spm",
             shape == SIM_HALF_SINE ? "half-sine" : "spring", truth->contact_ms, spm);
    tally->silent += found->why != BKS_WHY_NONE;
    spread_measure(&tally->spread, found, truth->contact_ms, label);
    spread_measure(&tally->shape[shape], found, truth->contact_ms, label);
    outcome_clear(&outcome);
}

static void run_all(struct tally *tally, const struct wearing *wearing, double rate_hz)
{
    for (size_t s = 0; s < LENGTH(shapes); s++)
        for (size_t c = 0; c < LENGTH(contacts_s); c++)
            for (size_t k = 0; k < LENGTH(cadences_spm); k++)
                run_one(tally, wearing, rate_hz, shapes[s], contacts_s[c], cadences_spm[k]);
}

static void show(struct findings *findings, const struct wearing *wearing, size_t rate,
                 const struct tally *tally)
{
    char where[64];
    snprintf(where, sizeof where, "simulated, %s, %.0f Hz", wearing->label, rates[rate].hz);
    struct finding row = {.claim = "contact, mean error",
                          .where = where,
                          .unit = "ms",
                          .decimals = 1,
                          .n = tally->spread.n,
                          .value = spread_mean_size(&tally->spread),
                          .published = PUBLISHED};
    if (tally->silent)
        row.value = (double)NAN; /* a mean of those that answered would flatter */
    if (wearing->asked)
        findings_at_most(findings, row, rates[rate].limit_ms);
    else
        findings_shown(findings, row);
    const struct spread *half = &tally->shape[SIM_HALF_SINE],
                        *slip = &tally->shape[SIM_SPRING_MASS];
    findings_note(
        findings,
        "bias %+.1f SD %.1f worst %.1f (%s); half-sine %.1f (%+.1f), spring %.1f "
        "(%+.1f); inside %.0f %%, half width %.1f; null %zu, refused by the simulator %zu",
        spread_bias(&tally->spread), spread_sd(&tally->spread), tally->spread.worst,
        tally->spread.worst_at, spread_mean_size(half), spread_bias(half), spread_mean_size(slip),
        spread_bias(slip), 100 * (double)tally->spread.inside / (double)tally->spread.measured,
        tally->spread.half_sum / (double)tally->spread.measured, tally->silent, tally->refused);
}

void part_contact_sim(struct findings *findings)
{
    for (size_t w = 0; w < LENGTH(wearings); w++)
        for (size_t r = 0; r < LENGTH(rates); r++) {
            struct tally tally = {0};
            run_all(&tally, &wearings[w], rates[r].hz);
            show(findings, &wearings[w], r, &tally);
        }
}
