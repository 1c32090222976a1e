/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The recording of one run that follows a card: bouts, measures, drift, series, strips, flags, by
 * closed forms of the week of training and noise of a fixed seed.
 */
#ifndef SUPPORT_STORY_RUN_H
#define SUPPORT_STORY_RUN_H

#include "judge/plan.h"
#include "model/session.h"

#define STORY_MOST_BOUTS 64
#define STORY_MOST_S     10800

struct story_run {
    unsigned number; /* from 0: seeds the noise, and is the sha256 */
    struct bks_instant start;
    double week;           /* of training, from 0: form changes with it */
    struct plan_card card; /* repeats 0: a walk of walk_s */
    double over;           /* times the running of the card: 1 as planned */
    bool device, no_sides, nulls, flags, faded, gap, chest;
};

struct story_recording {
    struct session session;
    struct bks_bout bout[STORY_MOST_BOUTS];
    struct bks_gap gap[1];
    struct bks_warning warning[1];
    double cadence_spm[STORY_MOST_S], bounce_mm[STORY_MOST_S];
};

/* Makes it; session borrows from the rest of *recording. */
void story_record(struct story_recording *recording, const struct story_run *run);

/* About normal, mean 0, deviation 1, the same for the same numbers. */
double story_noise(unsigned a, unsigned b);

#endif
