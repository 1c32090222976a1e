/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The force of one running contact as a shape over its width u = 0 .. 1, and what a body does
 * under it.
 *
 * The vertical shape has mean 1: force / mass = (impulse / mass / width) x shape. It is a polygon
 * of many corners; speed and height are its exact integrals, so that a body driven by it obeys its
 * mechanics to rounding.
 */
#ifndef SUPPORT_SIM_FORCE_H
#define SUPPORT_SIM_FORCE_H

#include "support/sim.h"

#define FORCE_PARTS 2048

/* The spring leg of a stance that was solved for one. */
struct sim_spring {
    double leg_stiffness;      /* over mass [1/s2] */
    double vertical_stiffness; /* highest vertical force over the fall of the mass, over mass */
    double leg_m;              /* at rest */
    double stance_m;           /* way forward from touchdown to take-off */
};

struct sim_force {
    double up[FORCE_PARTS + 1];      /* mean 1 */
    double speed[FORCE_PARTS + 1];   /* integral of up */
    double height[FORCE_PARTS + 1];  /* integral of speed */
    double forward[FORCE_PARTS + 1]; /* mean 0; braking first */
    double inward[FORCE_PARTS + 1];  /* mean 1 */
    double peak;                     /* highest of up */
    double braking;                  /* forward speed lost at most, per unit of impulse */
    struct sim_spring spring;        /* {0} where the leg is none */
};

struct sim_force_at {
    double up, speed, height, forward, inward;
};

/* One vertical contact and the flight after it: what makes and bounds the height. */
struct sim_stance {
    double width_s, flight_s;
    double fall_mps; /* downward speed at landing */
    double rise_mps; /* upward speed at take-off */
};

/*
 * Fills the shape for one width.
 *
 *   in    width_s   of the contact, period_s from contact to contact, speed_mps forward
 *   ends  NULL, or why there is no such contact
 */
const char *sim_force_make(struct sim_force *force, enum sim_shape shape, double width_s,
                           double period_s, double speed_mps);

struct sim_force_at sim_force_at(const struct sim_force *force, double u);

/* Upward speed at take-off that brings the body back to its landing height after the flight. */
double sim_stance_rise(const struct sim_force *force, const struct sim_stance *stance);

/* The landing and take-off speeds of a gait that repeats. */
void sim_stance_repeat(const struct sim_force *force, struct sim_stance *stance);

/* Impulse of the contact over mass [m/s]. */
double sim_stance_impulse(const struct sim_stance *stance);

/* Height over the landing, from it to the next: 0 .. width in contact, then in flight [m]. */
double sim_stance_height(const struct sim_force *force, const struct sim_stance *stance,
                         double since_s);

/* Highest less lowest height from landing to next landing [m]. */
double sim_stance_range(const struct sim_force *force, const struct sim_stance *stance);

/* First and last u at which force / weight passes a level (0.10); 0 and 1 where it never does. */
void sim_force_crossings(const struct sim_force *force, double mean_weights, double level,
                         double *first, double *last);

#endif
