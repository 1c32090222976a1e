/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the sensor itself goes up and down in each step. */
#ifndef SUPPORT_SIM_TRACK_H
#define SUPPORT_SIM_TRACK_H

#include "support/sim.h"

struct sim_track {
    struct sim_step *steps; /* whose place_oscillation_mm is filled */
    size_t n, step;
    double low_m, high_m;
};

void sim_track_init(struct sim_track *track, struct sim *sim);

/* The sensor's height at an instant; instants rise. */
void sim_track_at(struct sim_track *track, double t, double height_m);

#endif
