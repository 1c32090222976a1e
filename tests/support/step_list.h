/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps that an analysis wrote as CSV, read back, and the true step that each one is. */
#ifndef SUPPORT_STEP_LIST_H
#define SUPPORT_STEP_LIST_H

#include "backstride/analysis.h"
#include "support/sim.h"

#include <stdbool.h>
#include <stddef.h>

/* A field that is not known is NAN; side is 'l', 'r' or 0. */
struct listed_step {
    long bout;
    char side;
    double contact_s, toe_off_s, step_time_ms, contact_time_ms, flight_time_ms, oscillation_mm,
        peak_bw;
};

struct step_list {
    struct listed_step *steps;
    size_t n;
};

/*
 * Asks an analysis for its steps.
 *
 *   out   list  step_list_clear; empty after a complaint on standard error
 */
bool step_list_of(struct step_list *list, const struct bks_analysis *analysis);
void step_list_clear(struct step_list *list);

/* The listed step whose contact is nearest to a moment, within so much; NULL where none is. */
const struct listed_step *step_near(const struct step_list *list, double contact_s,
                                    double within_s);

/* How the side of a bout's steps agrees with the truth. */
struct side_tally {
    size_t steps, sided, right; /* true steps that were found; of these with a side; with its own */
};
struct side_tally step_list_sides(const struct step_list *list, const struct sim *sim,
                                  const struct sim_bout *bout);

#endif
