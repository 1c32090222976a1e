/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is wrong with the values of a recording, found as it streams by: gaps, blocks of exact
 * zeros, and samples at the sensor's limit.
 */
#ifndef CONDITION_SURVEY_H
#define CONDITION_SURVEY_H

#include "model/rows.h"
#include "model/warnings.h"

/* The limit of one end of one axis, learnt from the values. */
struct limit {
    double extreme; /* the farthest value so far */
    size_t times;   /* rows that show it */
    size_t flat;    /* of these, rows right after another one that shows it */
};

struct survey {
    double range_mps2; /* stated full scale, or 0 */
    size_t rows, missing, zeros, clipped;
    size_t impossible;        /* values that no sensor measures */
    struct limit limit[3][2]; /* axis; low, high */
    bool at_limit[3][2];      /* the row before shows the extreme */
    struct bks_gap gap[BKS_MAX_GAPS];
    size_t n_gaps, n_gaps_all;
    double gap_s;
    size_t zero_run; /* rows of exact zeros up to here */
    int64_t last_good_us, step_us;
    bool any_good;
};

/*
 *   in    range_g  stated full scale, or 0
 *         rate_hz  typical rate
 */
void survey_init(struct survey *survey, double range_g, double rate_hz);

/*
 * Takes rows with repaired stamps; adds BKS_ROW_CLIPPED to the mark of rows at a limit, and
 * BKS_ROW_MISSING to those of a sensor that slept (half a second and more of exact zeros; a
 * simulated flight is shorter) or whose values are impossible; a gyroscope's impossible value
 * becomes NAN.
 *
 *   in    first_us  stamp of the recording's first row
 */
void survey_take(struct survey *survey, struct rows *rows, int64_t first_us);

/* The recording ends after duration_s: what is missing at its end is a gap too. */
void survey_end(struct survey *survey, double duration_s, int64_t first_us);

void survey_warn(const struct survey *survey, struct warnings *warnings);

#endif
