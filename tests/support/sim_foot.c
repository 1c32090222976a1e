/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One foot.
 *
 * Swing, s = 0 .. 1: forward by a minimum-jerk polynomial, up and down by 64 s3 (1 - s)3, and both
 * with a rest of speed at s = 1 that a half-sine pulse of 20 ms takes away. Speed of landing and
 * width give peaks of 6 to 16 g in running, 2 to 4 g in walking. Angles run through a table of
 * angles by a monotone cubic (Fritsch & Butland 1984).
 */
#include "support/sim_foot.h"

#define STOP_S 0.020
#define NODES  7

/* Angles in degrees at touchdown, twice within stance, at toe-off, and twice within swing. */
struct track {
    double touchdown, toe_off;
    double stance_at[2], stance[2];
    double swing_at[2], swing[2];
};

static const struct track sole_run = {-12.0,      48.0,         {0.20, 0.55},
                                      {0.0, 0.0}, {0.25, 0.75}, {85.0, -8.0}};
static const struct track sole_walk = {-20.0,      55.0,         {0.12, 0.50},
                                       {0.0, 0.0}, {0.20, 0.75}, {62.0, -14.0}};
static const struct track shank_run = {-6.0,        48.0,         {0.30, 0.60},
                                       {5.0, 25.0}, {0.30, 0.80}, {88.0, 0.0}};
static const struct track shank_walk = {-20.0,       48.0,         {0.30, 0.60},
                                        {2.0, 18.0}, {0.30, 0.75}, {62.0, -15.0}};

struct sim_stride sim_stride_at(struct sim_body *body, const struct sim_part *part, bool left,
                                double t)
{
    struct sim_stride stride = {0};
    size_t i = sim_body_phase(body, part, t).contact;
    const struct sim_contact *contacts = body->plan->contacts;
    if (contacts[i].left != left) {
        if (i == part->first)
            return stride;
        i--;
    }
    stride.planted = true;
    stride.swung_before = i >= part->first + 2;
    stride.swings_after = i + 2 < part->first + part->n;
    stride.since_s = t - contacts[i].start_s;
    stride.stance_s = contacts[i].stance.width_s;
    stride.stride_s = contacts[i].period_s;
    if (i + 1 < part->first + part->n)
        stride.stride_s += contacts[i + 1].period_s;
    return stride;
}

/* Speeds at the end of the swing: down, and forward. */
static struct sim_vec landing(const struct sim_part *part)
{
    double speed = part->as.speed_mps;
    if (part->as.kind == SIM_WALK)
        return (struct sim_vec){0.2, 0.0, -0.35};
    return (struct sim_vec){0.35 * speed, 0.0, -0.45 - 0.20 * speed};
}

struct sim_vec sim_foot_acceleration(const struct sim_stride *stride, const struct sim_part *part)
{
    struct sim_vec end = landing(part), v = {0.0, 0.0, 0.0};
    if (!stride->planted)
        return v;
    if (stride->swung_before && stride->since_s < STOP_S) {
        double pulse = -SIM_PI / (2.0 * STOP_S) * sin(SIM_PI * stride->since_s / STOP_S);
        return sim_scaled(end, pulse);
    }
    double swing_s = stride->stride_s - stride->stance_s;
    double s = (stride->since_s - stride->stance_s) / swing_s;
    if (s <= 0.0 || s >= 1.0 || !stride->swings_after)
        return v;
    double rest = (-24.0 + s * (84.0 - 60.0 * s)) * s / swing_s; /* of -4 s3 + 7 s4 - 3 s5 */
    double jerk_free = (60.0 + s * (120.0 * s - 180.0)) * s / (swing_s * swing_s);
    double arc = 384.0 * s * (1.0 - s) * (1.0 - 5.0 * s * (1.0 - s)) / (swing_s * swing_s);
    double height_m = part->as.kind == SIM_RUN ? 0.10 : 0.05;
    /* What the pulse carries on after touchdown is missing from the way of the swing. */
    double way_m = part->as.speed_mps * stride->stride_s - end.x * STOP_S / 2.0;
    double drop_m = -end.z * STOP_S / 2.0;
    v.x = way_m * jerk_free + end.x * rest;
    v.z = height_m * arc + end.z * rest + drop_m * jerk_free;
    return v;
}

/* Slope of a monotone cubic where two chords meet: the harmonic mean, 0 at a turn. */
static double slope_between(double before, double after)
{
    return before * after <= 0.0 ? 0.0 : 2.0 * before * after / (before + after);
}

static double chord(const double *at, const double *value, size_t i)
{
    return (value[i + 1] - value[i]) / (at[i + 1] - at[i]);
}

static double curve(const double *at, const double *value, size_t n, double t)
{
    if (t <= at[0])
        return value[0];
    if (t >= at[n - 1])
        return value[n - 1];
    size_t i = 0;
    while (t > at[i + 1])
        i++;
    double here = chord(at, value, i), width = at[i + 1] - at[i], x = (t - at[i]) / width;
    double in = i == 0 ? 0.0 : slope_between(chord(at, value, i - 1), here);
    double out = i + 2 == n ? 0.0 : slope_between(here, chord(at, value, i + 1));
    double c2 = 3.0 * here - 2.0 * in - out, c3 = in + out - 2.0 * here;
    return value[i] + width * x * (in + x * (c2 + x * c3));
}

static double pitch_of(const struct track *track, const struct sim_stride *stride)
{
    if (!stride->planted)
        return 0.0;
    double stance = stride->stance_s, swing = stride->stride_s - stance;
    double at[NODES] = {0.0,
                        track->stance_at[0] * stance,
                        track->stance_at[1] * stance,
                        stance,
                        stance + track->swing_at[0] * swing,
                        stance + track->swing_at[1] * swing,
                        stride->stride_s};
    double value[NODES] = {stride->swung_before ? track->touchdown : 0.0,
                           track->stance[0],
                           track->stance[1],
                           track->toe_off,
                           track->swing[0],
                           track->swing[1],
                           track->touchdown};
    if (!stride->swings_after) /* the foot stays and comes flat */
        for (size_t i = 1; i < NODES; i++)
            value[i] = 0.0;
    return SIM_DEG * curve(at, value, NODES, stride->since_s);
}

double sim_sole_pitch(const struct sim_stride *stride, enum sim_kind kind)
{
    return pitch_of(kind == SIM_WALK ? &sole_walk : &sole_run, stride);
}

double sim_shank_pitch(const struct sim_stride *stride, enum sim_kind kind)
{
    return pitch_of(kind == SIM_WALK ? &shank_walk : &shank_run, stride);
}
