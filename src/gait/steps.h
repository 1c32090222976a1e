/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Single steps: each contact that a window shows, with what is read off it.
 *
 *      g |        ___                ___          upright specific force, low-passed
 *      2 |       /   \              /   \
 *      1 |------/-----\------------/-----\------  body weight: between the marks a foot bears it
 *    0.3 |-----/-------\----------/-------\-----  the time above it gives the contact's length
 *      0 |____/         \________/         \____  flight
 *             ^ contact_s
 *
 * A window knows no kind and no place yet: a step is what looks like one, and counts when its
 * window turns out to be running on a trunk. Directions are kept in the sensor's frame; left,
 * right and forward are found over a whole bout (gait/side.h).
 */
#ifndef GAIT_STEPS_H
#define GAIT_STEPS_H

#include "gait/force_piece.h"
#include "gait/window.h"

#include "backstride/status.h"

struct view;

/* One contact and the flight after it. All forces as shares of gravity. No pointer: it is spilled.
 */
struct gait_step {
    double contact_s; /* initial contact, from the recording's first row */
    float period_s;   /* step time of the window's rhythm */
    float stance_s;   /* contact at 0.10 body weight, from the time over a threshold; NAN: none */
    float peak_g;     /* highest upright force, low-passed at 10 Hz */
    float rise_m;     /* highest less lowest point until the next contact; NAN: not known */
    float gravity_g;  /* mean force of its window */
    float up[3];      /* direction of up, sensor frame */
    float push[3];    /* mean force while it bears weight, less that of the window */
    float drive[3];   /* the same of the second half of that, less the first: forward */
    float coast[3];   /* the same in the flight after it; NAN */
    float roll[3];    /* mean turning rate from contact to mid-stance [rad/s]; NAN: no gyro */
    float speed_loss_mps; /* forward speed lost before it is won back */
    float impact_g;       /* root mean square above 10 Hz in the 60 ms from contact; NAN */
    float air_g;          /* root mean square of the upright force in the air; NAN */
    float lost;           /* share of its samples that clipped or are missing */
};

typedef enum bks_status (*step_sink)(void *context, const struct gait_step *step);

struct stepper;

/*
 *   in    grid_hz  100, 50 or 25
 *         sink     called with each step, in order of time, each once
 *   ends  BKS_NO_MEMORY
 */
enum bks_status stepper_new(struct stepper **out, double grid_hz, step_sink sink,
                            void *context) BKS_CHECK;
void stepper_free(struct stepper *stepper);

/* Tells the force that steps are read from too, before them; context as above. */
void stepper_follow_force(struct stepper *stepper, force_piece_sink sink);

/*
 * The steps of one window.
 *
 *   in    window   with its rhythm and oscillation
 *         view     the same; its transform holds the oscillation's displacement, when there is one
 *         start_s  of the view's first sample
 *         first    the window speaks for the samples first .. last - 1
 *   ends  what sink answered
 *   from  Butterworth of 2nd order run both ways, 10 Hz (Alcantara 2021, doi 10.7717/peerj.11199);
 *         time over a threshold as Patoz 2022, doi 10.3390/s22030784
 */
enum bks_status stepper_take(struct stepper *stepper, const struct gait_window *window,
                             const struct view *view, double start_s, size_t first,
                             size_t last) BKS_CHECK;

#endif
