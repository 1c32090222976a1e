/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A runner, walker or rider of known truth, and the sensor that recorded them. */
#include "support/sim.h"

#include "support/sim_sensor.h"
#include "support/sim_vector.h"

#include <stdlib.h>

static const char *const kind_names[] = {"stand", "sit", "walk", "run", "cycle", "car", "fidget"};
static const char *const place_names[] = {"sacrum", "waist", "chest", "pocket", "arm",
                                          "wrist",  "hand",  "ankle", "foot"};

const char *sim_kind_name(enum sim_kind kind)
{
    return kind_names[kind];
}

const char *sim_place_name(enum sim_place place)
{
    return place_names[place];
}

struct sim_sensor sim_ideal(enum sim_place place, double rate_hz)
{
    return (struct sim_sensor){.place = place, .rate_hz = rate_hz};
}

/* How a place usually holds a sensor: turned so, on a belt or cloth that swings so. */
static const struct {
    double mount_deg[3];
    double rock_deg, belt_hz, belt_zeta;
} holds[] = {
    [SIM_SACRUM] = {{88.0, 4.0, 90.0}, 3.0, 17.0, 0.45},
    [SIM_WAIST] = {{93.0, -6.0, -90.0}, 3.5, 13.0, 0.40},
    [SIM_CHEST] = {{-87.0, 12.0, 90.0}, 4.0, 18.0, 0.45},
    [SIM_POCKET] = {{95.0, 14.0, -80.0}, 0.0, 9.0, 0.40},
    [SIM_ARM] = {{85.0, 8.0, 170.0}, 0.0, 14.0, 0.40},
    [SIM_WRIST] = {{10.0, 80.0, 25.0}, 0.0, 16.0, 0.45},
    [SIM_HAND] = {{60.0, 35.0, 10.0}, 0.0, 0.0, 0.0},
    [SIM_ANKLE] = {{4.0, 3.0, 80.0}, 0.0, 20.0, 0.40},
    [SIM_FOOT] = {{-6.0, 12.0, 5.0}, 0.0, 0.0, 0.0},
};

struct sim_sensor sim_typical(enum sim_place place, double rate_hz)
{
    struct sim_sensor sensor = {
        .place = place,
        .rate_hz = rate_hz,
        .rock_deg = holds[place].rock_deg,
        .belt_hz = holds[place].belt_hz,
        .belt_zeta = holds[place].belt_zeta,
        .gain_error = {0.004, -0.003, 0.002},
        .bias_g = {0.008, -0.011, 0.006},
        .noise_g = 0.006,
        .range_g = 16.0,
        .lsb_g = 16.0 / 32768.0,
        .gyro_bias_dps = {0.3, -0.2, 0.1},
        .gyro_noise_dps = 0.15,
        .gyro_range_dps = 2000.0,
        .gyro_lsb_dps = 2000.0 / 32768.0,
        .jitter_s = 0.0001,
    };
    for (size_t axis = 0; axis < 3; axis++)
        sensor.mount_deg[axis] = holds[place].mount_deg[axis];
    return sensor;
}

static double mean_of(const struct sim_step *steps, size_t n, double (*of)(const struct sim_step *))
{
    double sum = 0.0;
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(of(&steps[i]))) {
            sum += of(&steps[i]);
            count++;
        }
    return count == 0 ? (double)NAN : sum / (double)count;
}

static double oscillation_of(const struct sim_step *step)
{
    return step->oscillation_mm;
}

static double place_oscillation_of(const struct sim_step *step)
{
    return step->place_oscillation_mm;
}

static double contact_ms_of(const struct sim_step *step)
{
    return 1000.0 * step->contact_time_s;
}

static double peak_of(const struct sim_step *step)
{
    return step->peak_bw;
}

static double speed_loss_of(const struct sim_step *step)
{
    return step->speed_loss_mps;
}

/* What the spring leg of a run was, and how fast it came along. */
static void tell_spring(struct sim_bout *bout, const struct sim_part *part)
{
    bout->leg_stiffness = bout->vertical_stiffness = bout->leg_m = (double)NAN;
    bout->ground_mps = part->as.speed_mps;
    if (part->force == NULL || part->as.shape != SIM_SPRING_MASS)
        return;
    const struct sim_spring *spring = &part->force->spring;
    bout->leg_stiffness = spring->leg_stiffness;
    bout->vertical_stiffness = spring->vertical_stiffness;
    bout->leg_m = spring->leg_m;
    double period_s = 120.0 / (part->as.cadence_spm + part->as.cadence_end_spm);
    double flight_s = period_s - part->width_s;
    bout->ground_mps = (spring->stance_m + part->as.speed_mps * flight_s) / period_s;
}

static struct sim_bout bout_of(const struct sim_part *part, const struct sim_step *steps)
{
    struct sim_bout bout = {.kind = part->as.kind,
                            .start_s = part->start_s,
                            .end_s = part->end_s,
                            .first_step = part->first,
                            .n_steps = part->n,
                            .cadence_spm = (double)NAN,
                            .speed_mps = part->as.speed_mps};
    const struct sim_step *first = steps + part->first, *last = first + part->n - 1;
    bout.oscillation_mm = mean_of(first, part->n, oscillation_of);
    bout.place_oscillation_mm = mean_of(first, part->n, place_oscillation_of);
    bout.contact_ms = mean_of(first, part->n, contact_ms_of);
    bout.peak_bw = mean_of(first, part->n, peak_of);
    bout.speed_loss_mps = mean_of(first, part->n, speed_loss_of);
    tell_spring(&bout, part);
    if (part->n == 0)
        return bout;
    bout.start_s = first->contact_s;
    bout.end_s = last->toe_off_s;
    bout.cadence_spm = 60.0 * (double)(part->n - 1) / (last->contact_s - first->contact_s);
    return bout;
}

static void list_steps(struct sim *sim, const struct sim_plan *plan)
{
    for (size_t p = 0; p < plan->n_parts; p++) {
        const struct sim_part *part = &plan->parts[p];
        for (size_t i = part->first; i < part->first + part->n; i++) {
            bool last = i + 1 == part->first + part->n;
            sim->steps[sim->n_steps++] =
                sim_step_of(part, &plan->contacts[i], last ? NULL : &plan->contacts[i + 1]);
        }
    }
}

static void list_bouts(struct sim *sim, const struct sim_plan *plan)
{
    sim->duration_s = plan->duration_s;
    for (size_t p = 0; p < plan->n_parts; p++)
        sim->bouts[sim->n_bouts++] = bout_of(&plan->parts[p], sim->steps);
}

static bool make_room(struct sim *sim, const struct sim_plan *plan, double rate_hz)
{
    size_t room = (size_t)(plan->duration_s * rate_hz) + 1;
    bool ok = (sim->t_us = calloc(room, sizeof *sim->t_us)) != NULL &&
              (sim->true_s = calloc(room, sizeof *sim->true_s)) != NULL &&
              (sim->mark = calloc(room, sizeof *sim->mark)) != NULL &&
              (sim->bouts = calloc(plan->n_parts, sizeof *sim->bouts)) != NULL &&
              (sim->steps = calloc(plan->n_contacts + 1, sizeof *sim->steps)) != NULL;
    for (size_t c = 0; c < SIM_CHANNEL_COUNT; c++)
        ok = ok && (sim->value[c] = calloc(room, sizeof *sim->value[c])) != NULL;
    return ok;
}

const char *sim_run(struct sim **out, const struct sim_spec *spec)
{
    *out = NULL;
    struct sim_plan plan = {0};
    struct sim *sim = NULL;
    const char *why = sim_sensor_refusal(&spec->sensor);
    if (why == NULL)
        why = sim_plan_make(&plan, spec);
    if (why != NULL)
        goto done;
    why = "out of memory";
    sim = calloc(1, sizeof *sim);
    if (sim == NULL || !make_room(sim, &plan, spec->sensor.rate_hz))
        goto done;
    sim->rate_hz = spec->sensor.rate_hz;
    sim->place = spec->sensor.place;
    list_steps(sim, &plan);
    sim_sensor_record(sim, &plan, spec);
    list_bouts(sim, &plan);
    *out = sim;
    sim = NULL;
    why = NULL;
done:
    sim_plan_clear(&plan);
    sim_free(sim);
    return why;
}

void sim_free(struct sim *sim)
{
    if (sim == NULL)
        return;
    free(sim->t_us);
    free(sim->true_s);
    free(sim->mark);
    for (size_t c = 0; c < SIM_CHANNEL_COUNT; c++)
        free(sim->value[c]);
    free(sim->bouts);
    free(sim->steps);
    free(sim);
}

struct sim_sum sim_sum_of(const struct sim *sim, enum sim_kind kind)
{
    struct sim_sum sum = {0};
    double steps = 0.0, beats = 0.0, time_s = 0.0, rise = 0.0, place = 0.0, contact = 0.0;
    for (size_t i = 0; i < sim->n_bouts; i++) {
        const struct sim_bout *bout = &sim->bouts[i];
        if (bout->kind != kind)
            continue;
        sum.n_bouts++;
        sum.n_steps += bout->n_steps;
        sum.duration_s += bout->end_s - bout->start_s;
        if (bout->n_steps < 2)
            continue;
        double n = (double)bout->n_steps;
        steps += n;
        beats += n - 1.0;
        time_s += 60.0 * (n - 1.0) / bout->cadence_spm;
        rise += n * bout->oscillation_mm;
        place += n * bout->place_oscillation_mm;
        contact += n * bout->contact_ms;
    }
    sum.cadence_spm = steps > 0.0 ? 60.0 * beats / time_s : (double)NAN;
    sum.oscillation_mm = steps > 0.0 ? rise / steps : (double)NAN;
    sum.place_oscillation_mm = steps > 0.0 ? place / steps : (double)NAN;
    sum.contact_ms = steps > 0.0 ? contact / steps : (double)NAN;
    return sum;
}
