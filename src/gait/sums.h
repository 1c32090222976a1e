/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is kept of a bout: sums that add up, so that bouts can be joined and totalled.
 */
#ifndef GAIT_SUMS_H
#define GAIT_SUMS_H

#include "backstride/analysis.h"

struct gait_sums {
    double time_s;                    /* without gaps, in frames with a step rate */
    double steps;                     /* by phase, in these */
    double blind_s;                   /* in frames without one */
    double inner_time_s, inner_steps; /* without the first and the last 0.64 s */
    double fences; /* run bouts: their first contact is counted as well as the steps between */
    double edges;  /* ends that were found in the signal, not given by a gap */
    /* vertical oscillation, weighted by steps */
    double osc_n, osc_sum; /* steps, sum [m] */
    double osc_steps2;     /* squared differences of windows that follow each other [m2] */
    double osc_steps_n;    /* how many */
    double osc_windows;
    double osc_off;     /* sum of |mean force - 1 g| over the steps */
    double osc_clipped; /* sum of the clipped share */
    /* rhythm and sway, weighted by steps, of windows that lie whole in the bout */
    double regular_n, step_regularity, stride_regularity, step_regularity2, stride_regularity2;
    double lateral, fore_aft, lateral2, fore_aft2; /* peak to peak [m] */
    double regular_windows;
    double turned_s, clipped_s; /* time in windows that give no oscillation because of it */
};

void sums_add(struct gait_sums *to, const struct gait_sums *from);

/* All steps: those that were seen, and in stretches without a step rate as many as the rest had. */
double sums_steps(const struct gait_sums *sums);

#endif
