/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watch of a simulated runner: what it would have written of the same run, on a clock of its
 * own.
 */
#ifndef SUPPORT_WRIST_WATCH_H
#define SUPPORT_WRIST_WATCH_H

#include "model/track.h"
#include "support/sim.h"

struct wrist_watch {
    int64_t start_us;    /* its clock at the recording's first sample */
    double from_s, to_s; /* it was on from .. to, in the recording's time; to_s 0: to its end */
    double smooth_s;     /* cadence and speed are means over so long; 0 = 4 */
    double noise_spm;    /* standard deviation per point */
    double quantum_spm;  /* cadence in steps of so much: 2 where whole strides are counted; 0 = 1 */
    bool smart;          /* a point each 1 .. 7 s */
    struct sim_span pause; /* the runner stopped the watch */
    struct sim_span hole;  /* points are lost */
    bool no_cadence, no_dynamics;
    uint64_t seed;
};

/*
 * Writes the track of a simulated run; track_clear. Speed is that of each bout, distance its sum;
 * altitude rises by 2 m in 100 m; contact and bounce are those of the bout, balance 50.4 % left.
 */
void wrist_watch_track(struct track *track, const struct sim *sim, const struct wrist_watch *watch);

/*
 * Writes a track as the TCX of a sports watch: cadence of one foot, whole.
 *
 *   out   false when the file could not be written
 */
bool wrist_watch_write_tcx(const struct track *track, const char *path);

#endif
