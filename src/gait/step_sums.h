/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is kept of the single steps of a bout, or of all running: sums that can be joined.
 *
 * Odd and even steps are kept apart; which of them is the left is decided once the bout is over. A
 * total has no halves of its own: it keeps how far those of each bout differ, left from right where
 * that is known.
 */
#ifndef GAIT_STEP_SUMS_H
#define GAIT_STEP_SUMS_H

#include "dsp/block_mean.h"
#include "gait/side.h"

#include <stdbool.h>

/* One value of each step: its mean with the error of the mean, and how many there were. */
struct step_mean {
    double n;
    struct block_mean blocks; /* of 5 s */
    double sum;
};

/* Odd or even steps of a bout. */
struct step_half {
    double contact_n, contact, contact2; /* length of contact [s] */
    double time_n, time, time2;          /* step time, from this contact to the next [s] */
};

/* First half less second, as a share of their mean. */
struct step_contrast {
    double n;     /* steps; 0: too few of a half */
    double value; /* signed */
    double sd;    /* of the value, by chance */
    double noise; /* what chance alone adds to an unsigned value, on the mean */
    double lever; /* of contact: what a sensor beside the midline may explain of it, unsigned */
};

/* Contrasts of bouts, weighted by their steps. */
struct step_tally {
    double n, value, variance, noise, lever;
};

struct step_sums {
    double n;          /* steps */
    double off, lost;  /* sums of |mean force - 1 g| and of the lost share */
    double air_n, air; /* force felt in the air [g] */
    struct step_mean stance, period, peak, loss, impact;
    double rise_n, rise; /* oscillation of single steps, unscaled [m] */
    struct step_half half[2];
    double vary_n, vary2; /* squared differences of step times two steps apart [s2] */
    struct side_sums side;
    struct side decided; /* once closed; first_is_left 0: not known */
    bool total;          /* joined from bouts: then the contrasts are in the tallies */
    double sided_n;      /* of a total: steps of bouts whose sides are known */
    struct step_tally sided[2], apart[2]; /* of a total: contact, time; left less right; unsigned */
    /* while a bout is open */
    double last_s, last_time_s, before_time_s;
    int parity;
    bool any;
};

struct step_sums step_sums_start(void);

/* Takes the next step of the bout. */
void step_sums_take(struct step_sums *sums, const struct gait_step *step);

/* Whether enough of a step's samples are its own to tell how it was; else only when it was. */
bool step_is_whole(const struct gait_step *step);

/* Ends the bout: closes the means, decides the side. */
void step_sums_close(struct step_sums *sums);

/*
 * How far the halves differ.
 *
 *   in    contact  the contacts; else the step times
 *   out   value is left less right where *sided, else first less second (a total: unsigned)
 */
struct step_contrast step_sums_contrast(const struct step_sums *sums, bool contact, bool *sided);

/* Adds a closed bout to a total. */
void step_sums_join(struct step_sums *total, const struct step_sums *bout);

/* Mean of a step's value; NAN without. */
double step_mean_of(const struct step_mean *mean);

/* 1.96 standard errors of the mean, from blocks of 5 s; of a shorter stretch 0. */
double step_mean_half(const struct step_mean *mean);

#endif
