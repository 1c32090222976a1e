/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One window laid open for the measures: samples, means, spectra. Filled by window.c, read by
 * rhythm.c, frames.c and oscillation.c.
 */
#ifndef GAIT_VIEW_H
#define GAIT_VIEW_H

#include "dsp/spectrum.h"
#include "gait/window.h"

#define VIEW_BINS_MAX (WINDOW_SAMPLES_MAX / 2 + 1)

struct view {
    double rate_hz;
    size_t n;                  /* samples, up to the transform's length */
    const double *a[3];        /* [n] specific force, sensor frame [m/s2] */
    const double *w[3];        /* [n] turning rate, sensor frame [rad/s], or NULL */
    const double *vertical;    /* [n] along the up of the gyroscope, or NULL */
    const unsigned char *mark; /* [n] */
    const double *hann;        /* [n] */
    double hann_sum;
    double mean[3];             /* Hann-weighted */
    double up[3];               /* mean / |mean| */
    double gravity;             /* |mean| [m/s2] */
    struct spectrum *transform; /* of length >= n, to work with */
    double stretch;             /* transform length / n */
    double bin_hz;
    /* amplitude spectra of the three axes and of the vertical, scaled so that a line of amplitude A
       peaks at A [m/s2] */
    double (*line)[VIEW_BINS_MAX][2]; /* [3] */
    double *power_vertical;           /* [bins] squared */
    double *power_horizontal;         /* [bins] squared, the rest */
    size_t bins;
};

/*
 * Axis on which the line at a frequency moves most, found from a first guess (power iteration on
 * the real part of its cross spectrum).
 *
 *   in    axis  a first guess that is not across the answer
 *   out   axis  of length 1; the guess where there is no line
 */
void view_line_axis(double axis[3], const struct view *view, double hz);

/* The specific force along an axis: x[view->n]. */
void view_along(double *x, const struct view *view, const double axis[3]);

/* Root mean square of what is not the mean, all axes [g]. */
double view_dynamic_g(const struct view *view);

/* Share of the samples at which the sensor feels no more than its weight. */
double view_quiet_share(const struct view *view);

/* Gravity [m/s2]: standard, 3rd CGPM 1901. */
#define GRAVITY_MPS2 9.80665

/*
 * Step rates that the spectrum allows, best first, with the amplitudes of the best and how regular
 * it is. Writes rate, vertical_g .. stride_regularity, sharpness_hz of the window.
 *
 *   in    autocorrelation[n / 2]  of the Hann-windowed motion over that of the window, 1 at lag 0
 *   from  Hermes 1988, J. Acoust. Soc. Am. 83:257 (subharmonic summation); Moe-Nilssen & Helbostad
 *         2004, doi 10.1016/S0021-9290(03)00233-1 (step and stride in the autocorrelation)
 */
void rhythm_of(struct gait_window *window, const struct view *view, const double *autocorrelation);

/*
 * Steps made in each frame, from the phase of the strongest line of the best step rate.
 *
 *   in    first  sample of the window at which its first frame starts
 *   out   window->steps, level_g
 */
void frames_of(struct gait_window *window, const struct view *view, size_t first);

/*
 * Vertical oscillation of the window at its best step rate.
 *
 *   out   window->oscillation_m, oscillation_n
 *   from  see oscillation.c
 */
void oscillation_of(struct gait_window *window, const struct view *view);

/*
 * The upright specific force: x[view->n] [m/s2], along the gyroscope's up or the window's. Samples
 * that were lost are filled from the harmonics of the others, where enough are left.
 */
void view_upright(double *x, const struct view *view, double step_hz);

/*
 * Highest less lowest point of samples first .. last, from the displacement that oscillation_of
 * left in the transform [m]; NAN where these are not all in its sound middle.
 */
double view_rise(const struct view *view, size_t first, size_t last);

#endif
