/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shared recordings whose truth is known, and that truth. */
#ifndef VALIDATE_RECORDINGS_H
#define VALIDATE_RECORDINGS_H

#include "support/outcome.h"

/* A treadmill jog at constant speed, seen by several sensors. */
struct jog {
    const char *label, *file, *placement;
    double start_s, end_s, cadence_spm;
};
#define N_JOGS 4
extern const struct jog jogs[N_JOGS];

/* A sacral recording on a force-measuring treadmill. */
struct trial {
    const char *label, *file, *truth_file;
    double oscillation_mm;     /* of the centre of mass, by the force plate */
    double contact_ms;         /* mean, at 0.10 body weight */
    const char *speed, *slope; /* of the treadmill, as --speed and --slope take them */
    bool level;
};
#define N_TRIALS 4
extern const struct trial trials[N_TRIALS];

/* Steps a minute from the contacts that the force plate saw; NAN where the file is missing. */
double trial_cadence(const struct trial *trial);

#define OXFORD_COLUMNS "t=1,ax=2,ay=3,az=4"
#define SHOE_COLUMNS   "t=1,ax=2,ay=3,az=4,gx=5,gy=6,gz=7"

/* Steps counted by hand or by a counter on the foot, walking only. */
struct counted {
    const char *label, *file, *columns;
    double steps, within; /* asked for: within this share */
    bool in_intervals;
};
#define N_COUNTED 3
extern const struct counted counted[N_COUNTED];

/* A shoe that stood, ran once and stood. The run's edges are where the signal leaves and finds
 * rest. */
struct shoe {
    const char *label, *file;
    double start_s, end_s;
};
#define N_SHOES 2
extern const struct shoe shoes[N_SHOES];

/*
 * Analyses a shared recording.
 *
 *   out   false where it is missing, after a word on standard error, or cannot be read
 */
bool outcome_of_shared(struct outcome *outcome, const char *file, const struct told *told);

#endif
