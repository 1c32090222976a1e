/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sums over samples, in eight strands side by side: an addition waits for the one before it, so
 * that one strand alone would keep the processor idle. The order is fixed: the same bits each run.
 */
#ifndef DSP_SUMS_H
#define DSP_SUMS_H

#include <stddef.h>

double sum_of(const double *x, size_t n);

/* sum of w[i] x[i] */
double sum_of_products(const double *w, const double *x, size_t n);

/* sum of (x[i] - mean)^2 */
double sum_of_squares_about(const double *x, double mean, size_t n);

#endif
