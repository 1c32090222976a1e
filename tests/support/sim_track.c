/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the sensor itself goes up and down in each step. */
#include "support/sim_track.h"

#include <math.h>

void sim_track_init(struct sim_track *track, struct sim *sim)
{
    *track = (struct sim_track){
        .steps = sim->steps, .n = sim->n_steps, .low_m = INFINITY, .high_m = -INFINITY};
}

void sim_track_at(struct sim_track *track, double t, double height_m)
{
    while (track->step + 1 < track->n && t >= track->steps[track->step + 1].contact_s) {
        track->step++;
        track->low_m = INFINITY;
        track->high_m = -INFINITY;
    }
    if (track->n == 0)
        return;
    struct sim_step *step = &track->steps[track->step];
    if (t < step->contact_s || isnan(step->step_time_s))
        return;
    track->low_m = fmin(track->low_m, height_m);
    track->high_m = fmax(track->high_m, height_m);
    step->place_oscillation_mm = 1000.0 * (track->high_m - track->low_m);
}
