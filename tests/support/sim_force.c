/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The force of one running contact, and what a body does under it.
 *
 *   half-sine    pi/2 sin(pi u)
 *   spring-mass  the solved stance of sim_slip.h for this speed, flight and contact
 *   two masses   Clark, Ryan & Weyand 2017 (doi 10.1242/jeb.138057): a short bell for the shank and
 *                foot (8 % of mass) that are stopped, and a wide one for the rest of the impulse.
 *                The paper takes the fall and stopping time of the ankle from film; we take
 *                1.2 m/s and 25 ms, a usual heel striker's.
 */
#include "support/sim_force.h"

#include "support/sim_slip.h"
#include "support/sim_vector.h"

#define LEG_M          0.95
#define SMALL_MASS     0.08
#define SMALL_FALL_MPS 1.2
#define SMALL_STOP_S   0.025
#define WIDE_CENTRE    0.47 /* of the width */
#define BRAKING        0.11 /* peak braking in weights per m/s of speed */

static double bell(double u, double centre, double left, double right)
{
    double half = u < centre ? left : right;
    double x = (u - centre) / half;
    return fabs(x) >= 1.0 ? 0.0 : 0.5 * (1.0 + cos(SIM_PI * x));
}

static void fill_half_sine(struct sim_force *force)
{
    for (size_t i = 0; i <= FORCE_PARTS; i++)
        force->up[i] = SIM_PI / 2.0 * sin(SIM_PI * (double)i / FORCE_PARTS);
}

static void fill_two_masses(struct sim_force *force, double width_s, double period_s)
{
    double stop = SMALL_STOP_S / width_s; /* half width of the short bell */
    double impulse = SMALL_MASS * (SMALL_FALL_MPS / SIM_GRAVITY + 2.0 * SMALL_STOP_S) / period_s;
    double short_peak = impulse / stop; /* a bell's mean is half its peak */
    double wide_peak = 2.0 * (1.0 - impulse);
    for (size_t i = 0; i <= FORCE_PARTS; i++) {
        double u = (double)i / FORCE_PARTS;
        force->up[i] = short_peak * bell(u, stop, stop, stop) +
                       wide_peak * bell(u, WIDE_CENTRE, WIDE_CENTRE, 1.0 - WIDE_CENTRE);
    }
}

/* Scales to mean 1 and integrates the polygon exactly. */
static void integrate(struct sim_force *force)
{
    const double h = 1.0 / FORCE_PARTS;
    double sum = 0.0, gained = 0.0;
    for (size_t i = 0; i < FORCE_PARTS; i++)
        sum += h * (force->up[i] + force->up[i + 1]) / 2.0;
    for (size_t i = 0; i <= FORCE_PARTS; i++) {
        force->up[i] /= sum;
        force->forward[i] /= sum;
        force->inward[i] = SIM_PI / 2.0 * sin(SIM_PI * (double)i * h);
    }
    force->peak = force->braking = 0.0;
    force->speed[0] = force->height[0] = 0.0;
    for (size_t i = 0; i < FORCE_PARTS; i++) {
        double a = force->up[i], b = force->up[i + 1];
        force->speed[i + 1] = force->speed[i] + h * (a + b) / 2.0;
        force->height[i + 1] = force->height[i] + h * force->speed[i] + h * h * (2.0 * a + b) / 6.0;
        force->peak = fmax(force->peak, b);
        gained += h * (force->forward[i] + force->forward[i + 1]) / 2.0;
        force->braking = fmax(force->braking, -gained);
    }
}

static void fill_braking(struct sim_force *force, double width_s, double period_s, double speed_mps)
{
    double peak = BRAKING * speed_mps * width_s / period_s;
    for (size_t i = 0; i <= FORCE_PARTS; i++)
        force->forward[i] = -peak * sin(2.0 * SIM_PI * (double)i / FORCE_PARTS);
}

const char *sim_force_make(struct sim_force *force, enum sim_shape shape, double width_s,
                           double period_s, double speed_mps)
{
    if (!(width_s > 0.02) || !(width_s < period_s))
        return "the contact must be longer than 20 ms and shorter than the step";
    if (shape == SIM_SPRING_MASS) {
        struct sim_slip slip = {
            .speed_mps = speed_mps, .flight_s = period_s - width_s, .leg_m = LEG_M};
        if (!sim_slip_for_contact(&slip, width_s))
            return "no spring leg gives this speed, contact and flight";
        sim_slip_forces(&slip, force->up, force->forward, FORCE_PARTS);
        force->spring = (struct sim_spring){.leg_stiffness = slip.stiffness,
                                            .vertical_stiffness = slip.peak_mps2 / slip.sunk_m,
                                            .leg_m = slip.leg_m,
                                            .stance_m = 2.0 * slip.leg_m * cos(slip.angle_rad)};
        integrate(force);
        return NULL;
    }
    if (shape == SIM_TWO_MASS)
        fill_two_masses(force, width_s, period_s);
    else
        fill_half_sine(force);
    fill_braking(force, width_s, period_s, speed_mps);
    integrate(force);
    return NULL;
}

struct sim_force_at sim_force_at(const struct sim_force *force, double u)
{
    double place = u * FORCE_PARTS;
    size_t i = place <= 0.0 ? 0 : (size_t)place;
    if (i >= FORCE_PARTS)
        i = FORCE_PARTS - 1;
    const double h = 1.0 / FORCE_PARTS;
    double x = place - (double)i;
    double a = force->up[i], rise = force->up[i + 1] - a;
    return (struct sim_force_at){
        .up = a + rise * x,
        .speed = force->speed[i] + h * x * (a + rise * x / 2.0),
        .height = force->height[i] + h * x * (force->speed[i] + h * x * (a / 2.0 + rise * x / 6.0)),
        .forward = force->forward[i] + x * (force->forward[i + 1] - force->forward[i]),
        .inward = force->inward[i] + x * (force->inward[i + 1] - force->inward[i]),
    };
}

/* Where the body would be, per unit of impulse, at the end of the contact: the shape's lean. */
static double lean_of(const struct sim_force *force)
{
    return force->height[FORCE_PARTS];
}

/* From: fall over the stance + rise * flight - g flight^2 / 2 = 0, linear in the take-off speed. */
double sim_stance_rise(const struct sim_force *force, const struct sim_stance *stance)
{
    double lean = lean_of(force), w = stance->width_s, f = stance->flight_s;
    double known =
        stance->fall_mps * w * (1.0 - lean) + SIM_GRAVITY * (w * w * (0.5 - lean) + f * f / 2.0);
    return known / (lean * w + f);
}

/* As above with fall = g flight - rise. */
void sim_stance_repeat(const struct sim_force *force, struct sim_stance *stance)
{
    double lean = lean_of(force), w = stance->width_s, f = stance->flight_s;
    double known = f * w * (1.0 - lean) + w * w * (0.5 - lean) + f * f / 2.0;
    stance->rise_mps = SIM_GRAVITY * known / (w + f);
    stance->fall_mps = SIM_GRAVITY * f - stance->rise_mps;
}

double sim_stance_impulse(const struct sim_stance *stance)
{
    return stance->fall_mps + stance->rise_mps + SIM_GRAVITY * stance->width_s;
}

struct motion {
    double speed, height;
};

static struct motion motion_at(const struct sim_force *force, const struct sim_stance *stance,
                               double u)
{
    struct sim_force_at at = sim_force_at(force, u);
    double w = stance->width_s, impulse = sim_stance_impulse(stance);
    return (struct motion){.speed = -stance->fall_mps - SIM_GRAVITY * w * u + impulse * at.speed,
                           .height = w * (-stance->fall_mps * u - SIM_GRAVITY * w * u * u / 2.0 +
                                          impulse * at.height)};
}

double sim_stance_height(const struct sim_force *force, const struct sim_stance *stance,
                         double since_s)
{
    double flown_s = since_s - stance->width_s;
    if (flown_s <= 0.0)
        return motion_at(force, stance, since_s / stance->width_s).height;
    if (flown_s > stance->flight_s)
        flown_s = stance->flight_s;
    return motion_at(force, stance, 1.0).height + stance->rise_mps * flown_s -
           SIM_GRAVITY * flown_s * flown_s / 2.0;
}

static double turning_height(const struct sim_force *force, const struct sim_stance *stance,
                             double low, double high)
{
    double at_low = motion_at(force, stance, low).speed;
    for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2.0;
        if (motion_at(force, stance, middle).speed * at_low > 0.0)
            low = middle;
        else
            high = middle;
    }
    return motion_at(force, stance, low).height;
}

double sim_stance_range(const struct sim_force *force, const struct sim_stance *stance)
{
    enum { PARTS = 64 };
    double lowest = 0.0, highest = 0.0;
    struct motion before = motion_at(force, stance, 0.0);
    for (int i = 1; i <= PARTS; i++) {
        struct motion now = motion_at(force, stance, (double)i / PARTS);
        double height = now.height;
        if (before.speed * now.speed < 0.0)
            height = turning_height(force, stance, (double)(i - 1) / PARTS, (double)i / PARTS);
        lowest = fmin(lowest, fmin(height, now.height));
        highest = fmax(highest, fmax(height, now.height));
        before = now;
    }
    double apex = before.height;
    if (stance->rise_mps > 0.0)
        apex += stance->rise_mps * stance->rise_mps / (2.0 * SIM_GRAVITY);
    return fmax(highest, stance->flight_s > 0.0 ? apex : before.height) - lowest;
}

void sim_force_crossings(const struct sim_force *force, double mean_weights, double level,
                         double *first, double *last)
{
    double needed = level / mean_weights;
    size_t i = 0, k = FORCE_PARTS;
    while (i < FORCE_PARTS && force->up[i + 1] < needed)
        i++;
    while (k > 0 && force->up[k - 1] < needed)
        k--;
    *first = 0.0;
    *last = 1.0;
    if (i == FORCE_PARTS || k == 0)
        return;
    *first =
        ((double)i + (needed - force->up[i]) / (force->up[i + 1] - force->up[i])) / FORCE_PARTS;
    *last = ((double)k - (needed - force->up[k]) / (force->up[k - 1] - force->up[k])) / FORCE_PARTS;
}
