/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The single steps of the running, passed over once for the measures, once for the drift, and once
 * more for whoever wants each of them (bks_analysis_write_steps).
 *
 *   bouts with their sums and speeds --measure--> measures of bouts and totals
 *                                    --drift----> what changed between first and last third
 */
#ifndef FLOW_STEPWISE_H
#define FLOW_STEPWISE_H

#include "flow/companion.h"
#include "gait/bouts.h"

/*
 * Measures of all bouts and totals.
 *
 *   in    list       the sums of analysis->bouts, in the same order
 *         analysis   bouts with kind, start, end and speed; steps in analysis->steps
 *   out   analysis   the measures; how the steps of each bout are read (analysis->bout_steps)
 *   ends  BKS_NO_MEMORY, BKS_IO
 */
enum bks_status stepwise_measure(struct bks_analysis *analysis, const struct bout *list) BKS_CHECK;

/* The drift over all running. ends BKS_NO_MEMORY, BKS_IO */
enum bks_status stepwise_drift(struct bks_analysis *analysis,
                               const struct companion *companion) BKS_CHECK;

/* A step of the running with what is known of its bout. */
struct step_told {
    const struct gait_step *step;
    size_t bout;   /* index into the result's bouts */
    int left;      /* +1 left, -1 right, 0 not known */
    double time_s; /* to the next contact of the bout; NAN after a lost one, and for the last */
    double contact_s, rise_m, peak_bw; /* scaled to the bout's measures; NAN where these are null,
                                          and of a step that is not whole */
};

/*
 * Tells each step of the running in order, where single steps can be seen: on a trunk.
 *
 *   in    take  a status other than BKS_OK ends the telling
 *   ends  what take answered, BKS_IO
 */
enum bks_status stepwise_tell(const struct bks_analysis *analysis,
                              enum bks_status (*take)(void *context, const struct step_told *step),
                              void *context) BKS_CHECK;

#endif
