/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the trunk is accelerated at an instant, and where in its gait it is.
 *
 * Asked for instants in nearly rising order; it remembers where it was.
 */
#ifndef SUPPORT_SIM_BODY_H
#define SUPPORT_SIM_BODY_H

#include "support/sim_gait.h"
#include "support/sim_vector.h"

#define WANDER_LINES 8

/* An unsteady motion of RMS 1 in a band: a sum of lines whose beats never repeat in a recording. */
struct sim_wander {
    double rate[WANDER_LINES], phase[WANDER_LINES];
};

struct sim_body {
    const struct sim_plan *plan;
    uint64_t seed;
    size_t part, contact; /* where it was last */
    double pendulum_rise; /* of a walker's height over the phase */
    struct sim_wander sway[3], road[3], heave, slow[2], shake[3], turn[3];
};

/* Progress of a gait: whole at each contact of the part, and smooth in between. */
struct sim_phase {
    double steps, rate_hz, change; /* value, its rate and the rate's rate */
    size_t contact;                /* the latest, an index into the plan */
    double since_s;                /* its first touch */
};

void sim_body_init(struct sim_body *body, const struct sim_plan *plan, uint64_t seed);

/* The part at an instant. */
const struct sim_part *sim_body_part(struct sim_body *body, double t);

/* Only inside a run or walk. */
struct sim_phase sim_body_phase(struct sim_body *body, const struct sim_part *part, double t);

/* Acceleration of the trunk in the world [m/s2], gravity not in it. */
struct sim_vec sim_body_acceleration(struct sim_body *body, double t);

/* Height of the trunk's centre in a run or walk, over where a run lands [m]; else 0. */
double sim_body_height(struct sim_body *body, double t);

double sim_wander_at(const struct sim_wander *wander, double t);

/* 0 to 1 with two smooth derivatives; 0 below 0, 1 above 1. */
double sim_smooth(double x);

/* Rises from 0 to 1 at a part's start and back at its end. */
double sim_envelope(const struct sim_part *part, double t);

#endif
