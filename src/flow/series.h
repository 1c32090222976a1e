/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cadence and oscillation over time, in at most 21,600 entries: one a second up to 6 h, then one
 * each 5, 10, 60 s, and twice as long again and again beyond.
 */
#ifndef FLOW_SERIES_H
#define FLOW_SERIES_H

#include "backstride/analysis.h"

#define SERIES_MAX 21600

struct series {
    size_t step; /* which of the steps */
    double step_s;
    size_t n; /* entries touched */
    /* [SERIES_MAX] sums and weights; at the end the sums become the values */
    double *cadence, *oscillation;
    float *cadence_weight, *oscillation_weight;
};

/* ends BKS_NO_MEMORY */
enum bks_status series_init(struct series *series) BKS_CHECK;
void series_clear(struct series *series);

/* Adds a frame; oscillation_m may be NAN. */
void series_add(struct series *series, double start_s, double length_s, double step_hz,
                double oscillation_m);

/* Turns sums into values, NAN where there are none; *out borrows. */
void series_end(struct series *series, double duration_s, struct bks_series *out);

#endif
