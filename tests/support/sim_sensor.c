/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the sensor makes of the motion.
 *
 *   1. the carrying point's acceleration in the world; a belt or soft tissue answers it as a damped
 *      spring, integrated by the trapezoidal rule on a grid that the samples lie on
 *   2. plus what the turning limb adds, from the second difference of its pose; gravity as specific
 *      force; both in the sensor's axes. The gyroscope is the first difference of the pose's turn
 *   3. gain, bias, noise, range, quantum
 *   4. stamps: jitter, lateness, rounding, repeats; rows left out or zeroed
 */
#include "support/sim_sensor.h"

#include "support/sim_limb.h"
#include "support/sim_track.h"

#define DIFFERENCE_S  5e-4
#define USUAL_STEP_HZ 2000.0
#define TRACK_HZ      300.0 /* at least: the height is looked at so often */
#define USUAL_ZETA    0.35
#define LATE_SHARE    0.02
#define PURPOSE_NOISE 0x4015eu
#define PURPOSE_CLOCK 0xc10cu

/* Displacement and speed of the sensor against its carrier, and the carrier's last acceleration. */
struct belt {
    double rate, zeta; /* [rad/s], share of critical */
    struct sim_vec way, speed, before;
};

struct recorder {
    struct sim *sim;
    const struct sim_sensor *sensor;
    struct sim_body body;
    struct belt belt;
    struct sim_track track;
    size_t substeps;           /* belt steps from one sample to the next */
    size_t track_every, ticks; /* of them; all so far */
    struct sim_random noise, clock;
    int64_t start_us, last_us;
};

/* One axis, one trapezoidal step: way'' = -carried - 2 zeta rate way' - rate^2 way. */
static void belt_step(double *way, double *speed, double carried, double rate, double zeta,
                      double h)
{
    double damp = 2.0 * zeta * rate, stiff = rate * rate;
    double now = -damp * *speed - stiff * *way;
    double next =
        (*speed + h * (now / 2.0 - carried) - h / 2.0 * stiff * (*way + h / 2.0 * *speed)) /
        (1.0 + h / 2.0 * damp + h * h / 4.0 * stiff);
    *way += h / 2.0 * (*speed + next);
    *speed = next;
}

static void belt_advance(struct belt *belt, struct sim_vec now, double h)
{
    struct sim_vec mean = sim_scaled(sim_add(now, belt->before), 0.5);
    belt_step(&belt->way.x, &belt->speed.x, mean.x, belt->rate, belt->zeta, h);
    belt_step(&belt->way.y, &belt->speed.y, mean.y, belt->rate, belt->zeta, h);
    belt_step(&belt->way.z, &belt->speed.z, mean.z, belt->rate, belt->zeta, h);
    belt->before = now;
}

/* Acceleration behind the belt: carried + way'' is what spring and damper do. */
static struct sim_vec belt_felt(const struct belt *belt)
{
    return sim_add(sim_scaled(belt->speed, -2.0 * belt->zeta * belt->rate),
                   sim_scaled(belt->way, -belt->rate * belt->rate));
}

/* Where the sensor is in height: the trunk, the limb, and the belt. */
static void follow(struct recorder *recorder, double t)
{
    if (recorder->sensor->place == SIM_ANKLE || recorder->sensor->place == SIM_FOOT)
        return;
    double height = sim_body_height(&recorder->body, t) + recorder->belt.way.z;
    height += sim_pose_at(&recorder->body, recorder->sensor, t).place.z;
    sim_track_at(&recorder->track, t, height);
}

/* The carrier's acceleration at sample k, as it reaches the sensor. */
static struct sim_vec carried(struct recorder *recorder, size_t k)
{
    const struct sim_sensor *sensor = recorder->sensor;
    struct belt *belt = &recorder->belt;
    double period = 1.0 / sensor->rate_hz, t = (double)k * period;
    double h = period / (double)recorder->substeps;
    if (k == 0)
        belt->before = sim_carrier_acceleration(&recorder->body, sensor, t);
    for (size_t i = 1; i <= recorder->substeps && k > 0; i++) {
        double at = t - period + (double)i * h;
        if (belt->rate > 0.0)
            belt_advance(belt, sim_carrier_acceleration(&recorder->body, sensor, at), h);
        if (recorder->ticks++ % recorder->track_every == 0)
            follow(recorder, at);
    }
    if (belt->rate > 0.0)
        return belt_felt(belt);
    return sim_carrier_acceleration(&recorder->body, sensor, t);
}

/* Perfect readings of sample k: specific force and turning rate in the sensor's axes. */
static void feel(struct recorder *recorder, size_t k, double reading[SIM_CHANNEL_COUNT])
{
    const double h = DIFFERENCE_S, t = (double)k / recorder->sensor->rate_hz;
    struct sim_vec world = carried(recorder, k);
    struct sim_pose before = sim_pose_at(&recorder->body, recorder->sensor, t - h);
    struct sim_pose now = sim_pose_at(&recorder->body, recorder->sensor, t);
    struct sim_pose after = sim_pose_at(&recorder->body, recorder->sensor, t + h);
    struct sim_vec bend = sim_add(sim_add(before.place, after.place), sim_scaled(now.place, -2.0));
    world = sim_add(world, sim_scaled(bend, 1.0 / (h * h)));
    world.z += SIM_GRAVITY;
    struct sim_quat back = sim_back(now.turn);
    struct sim_vec force = sim_turned(back, world);
    struct sim_quat change = {
        (after.turn.w - before.turn.w) / h, (after.turn.x - before.turn.x) / h,
        (after.turn.y - before.turn.y) / h, (after.turn.z - before.turn.z) / h};
    struct sim_quat rate = sim_then(back, change); /* twice its vector part over 2 h */
    reading[SIM_AX] = force.x;
    reading[SIM_AY] = force.y;
    reading[SIM_AZ] = force.z;
    reading[SIM_GX] = rate.x;
    reading[SIM_GY] = rate.y;
    reading[SIM_GZ] = rate.z;
}

/* Range and quantum of one reading in the sensor's own unit; true when it was clipped. */
static bool limit(double *reading, double range, double lsb)
{
    bool clipped = range > 0.0 && fabs(*reading) >= range;
    if (clipped)
        *reading = *reading > 0.0 ? range : -range;
    if (lsb > 0.0)
        *reading = lsb * floor(*reading / lsb + 0.5);
    return clipped;
}

/* The errors of the electronics; answers the row's marks. */
static unsigned char spoil(struct recorder *recorder, double reading[SIM_CHANNEL_COUNT])
{
    const struct sim_sensor *sensor = recorder->sensor;
    bool clipped = false;
    for (size_t axis = 0; axis < 3; axis++) {
        double g = reading[SIM_AX + axis] / SIM_GRAVITY * (1.0 + sensor->gain_error[axis]);
        g += sensor->bias_g[axis] + sensor->noise_g * sim_random_normal(&recorder->noise);
        clipped |= limit(&g, sensor->range_g, sensor->lsb_g);
        reading[SIM_AX + axis] = g * SIM_GRAVITY;
        double dps = reading[SIM_GX + axis] / SIM_DEG + sensor->gyro_bias_dps[axis];
        dps += sensor->gyro_noise_dps * sim_random_normal(&recorder->noise);
        clipped |= limit(&dps, sensor->gyro_range_dps, sensor->gyro_lsb_dps);
        reading[SIM_GX + axis] = dps * SIM_DEG;
    }
    return clipped ? SIM_MARK_CLIPPED : 0;
}

static bool inside(const struct sim_span *spans, double t)
{
    for (size_t i = 0; i < SIM_MAX_SPANS && spans[i].end_s > 0.0; i++)
        if (t >= spans[i].start_s && t < spans[i].end_s)
            return true;
    return false;
}

/* The stamp of an instant as the sensor writes it; it never goes back. */
static int64_t stamped(struct recorder *recorder, double t)
{
    const struct sim_sensor *sensor = recorder->sensor;
    double off = sensor->jitter_s * sim_random_normal(&recorder->clock);
    bool late = sim_random_uniform(&recorder->clock) < LATE_SHARE;
    double lateness = sensor->late_s * sim_random_uniform(&recorder->clock);
    bool repeat = sim_random_uniform(&recorder->clock) < sensor->duplicate_share;
    if (repeat && recorder->sim->n > 0)
        return recorder->last_us;
    double unit = sensor->round_us > 0 ? (double)sensor->round_us : 1.0;
    double us = floor((t + off + (late ? lateness : 0.0)) * 1e6 / unit + 0.5) * unit;
    int64_t stamp = recorder->start_us + (int64_t)us;
    if (recorder->sim->n > 0 && stamp < recorder->last_us)
        stamp = recorder->last_us;
    return recorder->last_us = stamp;
}

static void record_row(struct recorder *recorder, size_t k)
{
    struct sim *sim = recorder->sim;
    double reading[SIM_CHANNEL_COUNT] = {0}, t = (double)k / recorder->sensor->rate_hz;
    feel(recorder, k, reading);
    unsigned char mark = spoil(recorder, reading);
    if (inside(recorder->sensor->gap, t))
        return;
    if (inside(recorder->sensor->zero, t)) {
        for (size_t c = 0; c < SIM_CHANNEL_COUNT; c++)
            reading[c] = 0.0;
        mark = SIM_MARK_ZEROED;
    }
    sim->t_us[sim->n] = stamped(recorder, t);
    sim->true_s[sim->n] = t;
    for (size_t c = 0; c < SIM_CHANNEL_COUNT; c++)
        sim->value[c][sim->n] = reading[c];
    sim->mark[sim->n++] = mark;
}

void sim_sensor_record(struct sim *sim, const struct sim_plan *plan, const struct sim_spec *spec)
{
    const struct sim_sensor *sensor = &spec->sensor;
    double step_hz = spec->step_hz > 0.0 ? spec->step_hz : USUAL_STEP_HZ;
    struct recorder recorder = {
        .sim = sim,
        .sensor = sensor,
        .belt = {.rate = 2.0 * SIM_PI * sensor->belt_hz,
                 .zeta = sensor->belt_zeta > 0.0 ? sensor->belt_zeta : USUAL_ZETA},
        .substeps = (size_t)ceil(step_hz / sensor->rate_hz),
        .noise = sim_random_of(spec->seed, PURPOSE_NOISE),
        .clock = sim_random_of(spec->seed, PURPOSE_CLOCK),
        .start_us = spec->start_us,
    };
    recorder.track_every =
        (size_t)fmax(1.0, floor((double)recorder.substeps * sensor->rate_hz / TRACK_HZ));
    sim_track_init(&recorder.track, sim);
    sim_body_init(&recorder.body, plan, spec->seed);
    size_t n = (size_t)(plan->duration_s * sensor->rate_hz);
    for (size_t k = 0; k < n; k++)
        record_row(&recorder, k);
}

const char *sim_sensor_refusal(const struct sim_sensor *sensor)
{
    if (!(sensor->rate_hz >= 10.0) || !(sensor->rate_hz <= 4000.0))
        return "the sensor's rate is not within 10 to 4000 Hz";
    if ((unsigned)sensor->place >= SIM_PLACE_COUNT)
        return "the sensor is at no place";
    if (!(sensor->belt_hz >= 0.0) || sensor->belt_hz > 200.0)
        return "the belt's resonance is not within 0 to 200 Hz";
    return NULL;
}
