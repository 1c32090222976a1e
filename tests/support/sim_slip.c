/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The spring-mass runner.
 *
 *   x'' = (k/m) (L - l) x / l        l = sqrt(x2 + y2)
 *   y'' = (k/m) (L - l) y / l - g
 *
 * A stance that ends as it began, mirrored in time, passes x = 0 at the instant y' = 0. So one
 * half is integrated, from touchdown to y' = 0, and the touchdown angle is moved until x = 0 there.
 */
#include "support/sim_slip.h"

#include "support/sim.h"
#include "support/sim_vector.h"

#define STEP_S      1e-3
#define LONGEST_S   0.8 /* half a stance that lasts longer is none */
#define ROOT_STEPS  60
#define ANGLE_LOW   0.6
#define ANGLE_HIGH  1.55
#define ANGLE_PARTS 24

struct state {
    double x, y, vx, vy;
};

static struct state slope_of(const struct sim_slip *slip, const struct state *s)
{
    double length = sqrt(s->x * s->x + s->y * s->y);
    double pull = slip->stiffness * (slip->leg_m - length) / length;
    return (struct state){s->vx, s->vy, pull * s->x, pull * s->y - SIM_GRAVITY};
}

static struct state moved(const struct state *s, const struct state *slope, double h)
{
    return (struct state){s->x + h * slope->x, s->y + h * slope->y, s->vx + h * slope->vx,
                          s->vy + h * slope->vy};
}

static struct state advanced(const struct sim_slip *slip, const struct state *s, double h)
{
    struct state k1 = slope_of(slip, s);
    struct state at = moved(s, &k1, h / 2.0);
    struct state k2 = slope_of(slip, &at);
    at = moved(s, &k2, h / 2.0);
    struct state k3 = slope_of(slip, &at);
    at = moved(s, &k3, h);
    struct state k4 = slope_of(slip, &at);
    struct state mean = {(k1.x + 2.0 * k2.x + 2.0 * k3.x + k4.x) / 6.0,
                         (k1.y + 2.0 * k2.y + 2.0 * k3.y + k4.y) / 6.0,
                         (k1.vx + 2.0 * k2.vx + 2.0 * k3.vx + k4.vx) / 6.0,
                         (k1.vy + 2.0 * k2.vy + 2.0 * k3.vy + k4.vy) / 6.0};
    return moved(s, &mean, h);
}

static struct state touchdown(const struct sim_slip *slip, double angle_rad)
{
    return (struct state){-slip->leg_m * cos(angle_rad), slip->leg_m * sin(angle_rad),
                          slip->speed_mps, -SIM_GRAVITY * slip->flight_s / 2.0};
}

/* Time from touchdown to the lowest point, and the state there; NAN when it is never reached. */
static double fall(const struct sim_slip *slip, double angle_rad, struct state *lowest)
{
    struct state s = touchdown(slip, angle_rad);
    double t = 0.0;
    struct state next = advanced(slip, &s, STEP_S);
    while (next.vy < 0.0 || next.vy < s.vy) {
        s = next;
        t += STEP_S;
        if (t > LONGEST_S || s.y < 0.3 * slip->leg_m)
            return (double)NAN;
        next = advanced(slip, &s, STEP_S);
    }
    double h = STEP_S * s.vy / (s.vy - next.vy);
    for (int i = 0; i < 6; i++) { /* Newton on the speed inside the last step */
        *lowest = advanced(slip, &s, h);
        h -= lowest->vy / slope_of(slip, lowest).vy;
    }
    *lowest = advanced(slip, &s, h);
    return t + h;
}

static double miss(const struct sim_slip *slip, double angle_rad)
{
    struct state lowest = {0};
    double time_s = fall(slip, angle_rad, &lowest);
    return isnan(time_s) ? time_s : lowest.x;
}

/* The steepest bracket [low, high] of a change of sign of the miss. */
static bool bracket(const struct sim_slip *slip, double *low, double *high)
{
    double step = (ANGLE_HIGH - ANGLE_LOW) / ANGLE_PARTS;
    *high = ANGLE_HIGH;
    double at_high = miss(slip, *high);
    for (int i = 0; i < ANGLE_PARTS; i++) {
        *low = *high - step;
        double at_low = miss(slip, *low);
        if (at_low * at_high <= 0.0)
            return true;
        *high = *low;
        at_high = at_low;
    }
    return false;
}

bool sim_slip_solve(struct sim_slip *slip)
{
    double low = 0.0, high = 0.0;
    if (!bracket(slip, &low, &high))
        return false;
    double at_low = miss(slip, low);
    for (int i = 0; i < ROOT_STEPS && high - low > 1e-13; i++) {
        double middle = (low + high) / 2.0;
        double at = miss(slip, middle);
        if (isnan(at))
            return false;
        if (at * at_low > 0.0)
            low = middle;
        else
            high = middle;
    }
    struct state lowest = {0};
    slip->angle_rad = (low + high) / 2.0;
    slip->contact_s = 2.0 * fall(slip, slip->angle_rad, &lowest);
    slip->sunk_m = slip->leg_m * sin(slip->angle_rad) - lowest.y;
    slip->peak_mps2 = slip->stiffness * (slip->leg_m - lowest.y);
    return true;
}

bool sim_slip_for_contact(struct sim_slip *slip, double contact_s)
{
    double low = 40.0, high = 3000.0; /* a stiffer leg bounces off sooner */
    for (int i = 0; i < ROOT_STEPS && high / low > 1.0 + 1e-10; i++) {
        slip->stiffness = sqrt(low * high);
        if (!sim_slip_solve(slip) || slip->contact_s > contact_s)
            low = slip->stiffness;
        else
            high = slip->stiffness;
    }
    slip->stiffness = high;
    return sim_slip_solve(slip) && fabs(slip->contact_s - contact_s) < 1e-6;
}

void sim_slip_forces(const struct sim_slip *slip, double *up, double *forward, size_t n)
{
    struct state s = touchdown(slip, slip->angle_rad);
    double h = slip->contact_s / (double)n;
    for (size_t i = 0; i <= n / 2; i++) {
        struct state slope = slope_of(slip, &s);
        up[i] = up[n - i] = slope.vy + SIM_GRAVITY;
        forward[i] = slope.vx;
        forward[n - i] = -slope.vx;
        s = advanced(slip, &s, h);
    }
    forward[n / 2] = 0.0;
}
