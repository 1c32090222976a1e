/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the measures of a simulated run are in truth, from its steps. */
#ifndef VALIDATE_FORM_TRUTH_H
#define VALIDATE_FORM_TRUTH_H

#include "backstride/analysis.h"
#include "support/sim.h"

/* Sums over steps; all 0 is empty. The index is 1 for the left foot. */
struct form_sum {
    size_t contacts[2], steps[2]; /* steps: those with a next contact */
    double contact_s[2], step_s[2], flight_s, oscillation_mm, length_m, peak_bw, loss_mps;
    size_t sprung; /* contacts on a known spring */
    double leg_stiffness, vertical_stiffness;
};

void form_sum_take(struct form_sum *sum, const struct sim *sim, const struct sim_bout *bout);

/*
 * The truths of all that was taken; NAN where the simulator has none.
 *
 *   in    mass_kg  of the runner: scales the springs
 */
void form_truths(double truth[BKS_MEASURE_COUNT], const struct form_sum *sum, double mass_kg);

/* Left less right of the mean contacts over their mean [%]. */
double form_contact_asymmetry(const struct form_sum *sum);

/* The same of the times from a foot's contact to the other's. */
double form_step_asymmetry(const struct form_sum *sum);

#endif
