/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vertical oscillation over simulated runs of 30 to 120 mm, by what may disturb it. */
#include "support/outcome.h"
#include "support/sim_vector.h"
#include "validate/parts.h"

#include <math.h>

#define RUN_S     24.0
#define STAND_S   4.0
#define LIMIT_MM  3.0
#define DUTY_LOW  0.40
#define DUTY_HIGH 0.95
#define CLIP_NONE 0.0
#define QUIET_G                                                                       \
    0.001 /* noise of the clean sensor: without any, a flight is a row of exact zeros \
           */

static const char *const shape_names[] = {"half-sine", "spring", "two-mass"};
static const double heights_mm[] = {30, 45, 60, 75, 90, 105, 120};
static const double cadences_spm[] = {145, 165, 185, 205};
static const enum sim_place trunk[] = {SIM_SACRUM, SIM_WAIST, SIM_CHEST};

#define LENGTH(a) (sizeof(a) / sizeof *(a))

/* One row of the table: what is varied from a clean run. */
static const struct trouble {
    const char *where;
    bool typical;   /* belt, rocking, bias, noise */
    bool gyro;      /* the recording has a gyroscope */
    bool turned;    /* mounted anyhow */
    bool estimated; /* the place is not told */
    double rate_hz, jitter_cv, range_g;
    double limit_mm; /* 0: shown only */
} troubles[] = {
    {"clean, 25 Hz", false, false, false, false, 25, 0.01, 0, LIMIT_MM},
    {"clean, 50 Hz", false, false, false, false, 50, 0.01, 0, LIMIT_MM},
    {"clean, 100 Hz", false, false, false, false, 100, 0.01, 0, LIMIT_MM},
    {"clean, 200 Hz", false, false, false, false, 200, 0.01, 0, LIMIT_MM},
    {"typical, 25 Hz", true, false, false, false, 25, 0.015, 0, LIMIT_MM},
    {"typical, 50 Hz", true, false, false, false, 50, 0.015, 0, LIMIT_MM},
    {"typical, 100 Hz", true, false, false, false, 100, 0.015, 0, LIMIT_MM},
    {"typical, 200 Hz", true, false, false, false, 200, 0.015, 0, LIMIT_MM},
    {"typical, gyroscope, 100 Hz", true, true, false, false, 100, 0.015, 0, LIMIT_MM},
    {"typical, place not told, 100 Hz", true, false, false, true, 100, 0.015, 0, LIMIT_MM},
    {"typical, turned, 100 Hz", true, false, true, false, 100, 0.015, 0, LIMIT_MM},
    {"typical, steps jitter 0 %", true, false, false, false, 100, 0.0, 0, LIMIT_MM},
    {"typical, steps jitter 3 %", true, false, false, false, 100, 0.03, 0, LIMIT_MM},
    {"clipped at 4 g", true, false, false, false, 100, 0.015, 4, 0},
    {"clipped at 3 g", true, false, false, false, 100, 0.015, 3, 0},
    {"clipped at 2 g", true, false, false, false, 100, 0.015, 2, 0},
};

struct figures {
    struct spread place, body; /* of the sensor's place, of the centre of mass */
    size_t n, refused, silent, within;
};

static void take(struct figures *figures, const struct outcome *outcome, const char *label)
{
    const struct sim_bout *truth = &outcome->sim->bouts[1];
    const struct bks_bout *bout = bout_at(outcome->result, BKS_RUN, truth->start_s, truth->end_s);
    const struct bks_measure *found = bout ? &bout->measure[BKS_VERTICAL_OSCILLATION] : NULL;
    figures->n++;
    if (!found || found->why != BKS_WHY_NONE) {
        figures->silent++;
        return;
    }
    spread_measure(&figures->place, found, truth->place_oscillation_mm, label);
    spread_measure(&figures->body, found, truth->oscillation_mm, label);
    figures->within += fabs(found->value - truth->place_oscillation_mm) <= LIMIT_MM;
}

/*
 * The contact's share of a step that lifts the body so high with a half-sine force; the other
 * shapes come out a little beside, and the truth says where.
 */
static double half_sine_duty(double step_s, double height_mm)
{
    return (1 - 8e-3 * height_mm / (SIM_GRAVITY * step_s * step_s)) / (2 * (1 - 2 / SIM_PI));
}

static void run_one(struct figures *figures, const struct trouble *trouble, enum sim_place place,
                    enum sim_shape shape, double spm, double height_mm, struct sim_random *random)
{
    double step_s = 60 / spm, duty = half_sine_duty(step_s, height_mm);
    if (duty < DUTY_LOW || duty > DUTY_HIGH)
        return;
    const struct sim_segment parts[] = {{.kind = SIM_STAND, .duration_s = STAND_S},
                                        {.kind = SIM_RUN,
                                         .duration_s = RUN_S,
                                         .cadence_spm = spm,
                                         .shape = shape,
                                         .duty = duty,
                                         .jitter_cv = trouble->jitter_cv},
                                        {.kind = SIM_STAND, .duration_s = STAND_S}};
    struct sim_sensor sensor = trouble->typical ? sim_typical(place, trouble->rate_hz)
                                                : sim_ideal(place, trouble->rate_hz);
    if (!trouble->typical)
        sensor.noise_g = QUIET_G;
    if (trouble->range_g > CLIP_NONE)
        sensor.range_g = trouble->range_g;
    for (int axis = 0; trouble->turned && axis < 3; axis++)
        sensor.mount_deg[axis] = draw_between(random, -180, 180);
    const struct sim_spec spec = {.segments = parts,
                                  .n_segments = 3,
                                  .seed = (uint64_t)(spm + 1000 * height_mm),
                                  .sensor = sensor};
    struct outcome outcome;
    const char *told = trouble->estimated ? NULL : placement_name(place);
    if (!outcome_of_sim(&outcome, &spec, told, trouble->gyro)) {
        figures->refused++;
        return;
    }
    char label[96];
    snprintf(label, sizeof label, "%s %s %.0f spm, truth %.1f mm (body %.1f)",
             sim_place_name(place), shape_names[shape], spm,
             outcome.sim->bouts[1].place_oscillation_mm, outcome.sim->bouts[1].oscillation_mm);
    take(figures, &outcome, label);
    outcome_clear(&outcome);
}

static void show(struct findings *findings, const struct trouble *trouble,
                 const struct figures *figures)
{
    char where[64];
    snprintf(where, sizeof where, "simulated, %s", trouble->where);
    struct finding row = {.claim = "oscillation, worst",
                          .where = where,
                          .unit = "mm",
                          .decimals = 2,
                          .value = figures->place.worst,
                          .n = figures->place.n};
    if (trouble->limit_mm > 0)
        findings_at_most(findings, row, trouble->limit_mm);
    else
        findings_shown(findings, row);
    double n = (double)figures->place.n;
    findings_note(
        findings,
        "bias %+.2f SD %.2f, within 3 mm %.1f %%, inside the interval %.1f %%, half width "
        "%.1f; null %zu of %zu; worst: %s",
        spread_bias(&figures->place), spread_sd(&figures->place), 100 * (double)figures->within / n,
        100 * (double)figures->place.inside / n, figures->place.half_sum / n, figures->silent,
        figures->n, figures->place.worst_at);
    findings_note(findings, "against the centre of mass: bias %+.2f SD %.2f worst %.2f",
                  spread_bias(&figures->body), spread_sd(&figures->body), figures->body.worst);
}

void part_oscillation_sim(struct findings *findings)
{
    for (size_t t = 0; t < LENGTH(troubles); t++) {
        struct figures figures = {0};
        struct sim_random random = sim_random_of(11, t);
        for (size_t shape = 0; shape < SIM_SHAPE_COUNT; shape++)
            for (size_t c = 0; c < LENGTH(cadences_spm); c++)
                for (size_t h = 0; h < LENGTH(heights_mm); h++)
                    run_one(&figures, &troubles[t], trunk[(shape + c + h) % LENGTH(trunk)],
                            (enum sim_shape)shape, cadences_spm[c], heights_mm[h], &random);
        show(findings, &troubles[t], &figures);
    }
}
