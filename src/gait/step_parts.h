/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window while its steps are read: shared by steps.c, which finds them, and step_reading.c. */
#ifndef GAIT_STEP_PARTS_H
#define GAIT_STEP_PARTS_H

#include "gait/steps.h"
#include "gait/view.h"

#include <stdbool.h>

#define TAPS_MAX    17 /* 1 and four times four */
#define STANCES_MAX 64

struct stance {
    size_t from, to; /* over body weight: from .. to - 1 */
};

struct stepper {
    double rate_hz;
    step_sink sink;
    force_piece_sink force_sink; /* or NULL */
    void *context;
    double last_s; /* contact of the last step handed on */
    double low_hz; /* of the filter as made */
    size_t low_half, edge_half;
    double low_tap[TAPS_MAX], edge_tap[TAPS_MAX];
    double padded[WINDOW_SAMPLES_MAX + 2 * TAPS_MAX]; /* the upright force, ends repeated [g] */
    double low[WINDOW_SAMPLES_MAX], edge[WINDOW_SAMPLES_MAX];
    struct stance stance[STANCES_MAX];
    size_t n;
};

/* A window while its steps are read. */
struct reading {
    const struct gait_window *window;
    const struct view *view;
    double start_s, period_s, step; /* step: samples of one */
    const double *upright;          /* [view->n] in g */
    const double *height;           /* [view->n] displacement, scaled, or NULL */
    double impulse; /* mean of the window's contacts [g s]; NAN with fewer than three */
    double forward[3], forward_mean;
};

/* Highest low-passed force of a stance [g]. */
double stance_peak(const struct stepper *stepper, const struct stance *stance);

/* Mean of a signal over samples from .. to - 1. */
double span_mean(const double *x, size_t from, size_t to);

/* Mean impulse of the contacts of a window of n samples that lie whole in it [g s]; NAN: none. */
double step_mean_impulse(const struct stepper *stepper, size_t n);

/* The step of stance k, between its valleys; false where its contact is not to be seen. */
bool step_read(struct gait_step *step, const struct stepper *stepper, const struct reading *reading,
               size_t k);

#endif
