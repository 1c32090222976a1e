/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Windows of about 5 s, each half over the one before, and what each says on its own.
 *
 *      |-------- 512 samples at 100 Hz (5.12 s) --------|
 *      |            |<--- it speaks for --->|           |      the first and the last window of a
 *                                                              segment speak for their ends too
 *
 * A window holds no opinion on run or walk: that is decided over the whole recording
 * (gait/bouts.h), when the wear place is known. All windows of a recording go through a file, so a
 * record is small and has no pointer.
 */
#ifndef GAIT_WINDOW_H
#define GAIT_WINDOW_H

#include "condition/steady.h"

#include <stddef.h>
#include <stdint.h>

#define WINDOW_SAMPLES_MAX 512
#define WINDOW_FRAMES_MAX  16   /* frames of 0.32 s that one window can speak for */
#define WINDOW_FRAME_S     0.32 /* 32 samples at 100 Hz */
#define WINDOW_CANDIDATES  3

/* A step rate that the spectrum allows. */
struct step_rate {
    float hz;      /* steps per second, both feet */
    float score;   /* 0 .. 1: share of the window's motion it explains, times how plausible it is */
    float lift_g;  /* amplitude at it, along up */
    float repeats; /* autocorrelation at two of its steps, -1 .. 1 */
};

struct gait_window {
    double start_s;                  /* of the first frame, from the recording's first row */
    uint8_t n_frames, opens, closes; /* frames; first, last of its segment */
    uint8_t turned;                  /* up moved by more than 20 degrees inside the window */
    float last_frame_s;              /* length of the last frame: shorter at the end of a segment */
    float gravity_g;                 /* length of the mean specific force */
    float up[3];                     /* its direction, in the sensor's frame */
    float dynamic_g;                 /* root mean square of what is left, all axes */
    float missing, clipped;          /* shares of the samples */
    struct step_rate rate[WINDOW_CANDIDATES]; /* best first; hz 0: none */
    float vertical_g;                         /* amplitude at the step rate, along up */
    float horizontal_g;                       /* the same across */
    float half_vertical_g, half_horizontal_g; /* at half the step rate: the stride */
    float step_regularity, stride_regularity; /* autocorrelation at one and two steps, -1 .. 1 */
    float sharpness_hz;  /* root mean square of the rate of change over that of the motion / 2 pi */
    float quiet_share;   /* of the samples, |force| within 0.2 g of 1 g */
    float oscillation_m; /* vertical peak to peak a step, by double integration; NAN: none */
    float oscillation_n; /* steps it is the mean of */
    float level_g[WINDOW_FRAMES_MAX]; /* root mean square of each frame */
    float steps[WINDOW_FRAMES_MAX];   /* steps made in each frame, by the phase of the step line */
};

typedef enum bks_status (*window_sink)(void *context, const struct gait_window *window);

struct windows;

/*
 *   in    grid_hz  100, 50 or 25
 *         gyro     the chunks have a gyroscope
 *         sink     called with each window, in order; a status other than BKS_OK ends the work
 *   ends  BKS_NO_MEMORY
 */
enum bks_status windows_new(struct windows **out, double grid_hz, bool gyro, window_sink sink,
                            void *context) BKS_CHECK;
void windows_free(struct windows *windows);

/*
 * Single steps too, from here on.
 *
 *   in    sink  called with each step that a window shows, after the window; context as above
 *   ends  BKS_NO_MEMORY
 */
struct gait_step;
struct force_piece;
enum bks_status windows_follow_steps(
    struct windows *windows,
    enum bks_status (*sink)(void *context, const struct gait_step *step)) BKS_CHECK;

/* And the force that they are read from, of each window before its steps. After the above. */
void windows_follow_force(struct windows *windows,
                          enum bks_status (*sink)(void *context, const struct force_piece *piece));

/*
 * Takes a chunk of the grid.
 *
 *   ends  what sink answered
 */
enum bks_status windows_take(struct windows *windows, const struct steady_chunk *chunk) BKS_CHECK;

#endif
