/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A straight line through the means of equal stretches of something that wanders, and the error of
 * any weighted sum of them.
 *
 *   y = a + b at + c beside + noise
 *
 * 1. Ordinary least squares: unbiased whatever the noise is.
 * 2. The noise is fractional (Mandelbrot & Van Ness 1968, doi 10.1137/1010093): means of stretches
 *    d apart correlate by (|d + 1|^2H - 2 |d|^2H + |d - 1|^2H) / 2, H from 0.5, independent, to
 *    0.95. Stride intervals of runners are alike over minutes in that way (Nakayama 2010, doi
 *    10.1016/j.gaitpost.2009.12.003; review: Wilson & Likens 2023, Gait Posture); noise that
 *    forgets sooner is taken for it, and its interval is a little too wide. H is the one that would
 *    leave the residuals of this very fit as alike as neighbours as they are: the bias of a fitted
 *    line is in it. Never below 0.5, so that an interval is not narrower than that of independent
 *    values.
 * 3. The variance of the noise from the residuals, over the part of it that the fit would leave.
 * 4. The variance of a weighted sum from both; Student's t with the degrees of freedom that the
 *    residuals are worth (Satterthwaite 1946, doi 10.2307/3002019): the square of the sum of their
 *    variances over the sum of the squares of all their covariances.
 */
#ifndef DSP_TREND_H
#define DSP_TREND_H

#include <stddef.h>

#define TREND_MOST 36 /* values of a series */

struct trend {
    size_t n;
    double at[TREND_MOST];
    double slope[TREND_MOST];  /* weights: their sum with y is b */
    double beside[TREND_MOST]; /* weights: their sum with y is c; 0 where there is no beside */
    double variance;           /* of the noise */
    double memory;             /* H, 0.5 .. 0.95 */
    double alike[TREND_MOST];  /* correlation of the noise by distance */
    double freedom;            /* degrees, at least 3 */
};

/*
 * Fits.
 *
 *   in    at[n]      rising whole numbers, 0 .. TREND_MOST - 1; n >= 6
 *         y[n]       values, none NAN
 *         beside[n]  what else they may follow, not a straight line of `at`; or NULL
 */
void trend_fit(struct trend *trend, const double *at, const double *y, const double *beside,
               size_t n);

/* sum of weight[i] x[i] over the trend's n */
double trend_sum(const struct trend *trend, const double *weight, const double *x);

/* Standard error of the weighted sum of y. */
double trend_error(const struct trend *trend, const double *weight);

/* What makes a 95 % interval of a standard error: Student's t for the trend's freedom. */
double trend_t(const struct trend *trend);

/*
 * The 95 % interval of a standard error about itself (chi-square, Wilson & Hilferty 1931, doi
 * 10.1073/pnas.17.12.684): factors below and above 1.
 */
void trend_error_range(double *low, double *high, const struct trend *trend);

#endif
