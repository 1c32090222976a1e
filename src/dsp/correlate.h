/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How alike two series are at each shift of one against the other: the normalised cross-correlation
 * of evenly sampled series with gaps, by Wiener-Khinchin.
 *
 * Only samples that both series have count, at each shift anew; so means and variances are those of
 * the overlap, not of the whole.
 *
 *   from  Padfield 2012, IEEE Trans. Image Process. 21:2706 (masked correlation in the Fourier
 *         domain)
 */
#ifndef DSP_CORRELATE_H
#define DSP_CORRELATE_H

#include "backstride/status.h"

#include <stddef.h>
#include <stdint.h>

#define CORRELATE_LENGTH 16384 /* of the transforms: na + nb - 1 may not exceed it */

/* What one shift gives. */
struct correlation {
    double r; /* Pearson's, 0 where the overlap has no variance */
    double n; /* samples that both have */
};

struct correlate;

/* ends  BKS_NO_MEMORY */
enum bks_status correlate_new(struct correlate **out) BKS_CHECK;
void correlate_free(struct correlate *correlate);

/*
 * Correlates at all shifts.
 *
 *   in    a[na], b[nb]  NAN in gaps; na, nb at least 1, na + nb - 1 <= CORRELATE_LENGTH
 */
void correlate_run(struct correlate *correlate, const double *a, size_t na, const double *b,
                   size_t nb);

/*
 * What correlate_run found for one shift.
 *
 *   in    lag  b[j] stands beside a[j + lag]; -(nb - 1) .. na - 1, outside n is 0
 */
struct correlation correlate_at(const struct correlate *correlate, int64_t lag);

/* The same straight from the sums, for a few shifts of series of any length. */
struct correlation correlation_of(const double *a, size_t na, const double *b, size_t nb,
                                  int64_t lag);

/*
 * Where between samples a peak stands: the top of the parabola through three values.
 *
 *   out   -.5 .. .5 from the middle one; 0 where it is no peak
 */
double correlate_top(double left, double peak, double right);

#endif
