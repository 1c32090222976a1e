/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clock of a recording: what the stamps say, repaired where it must be, measured as a whole.
 *
 * Stamps may repeat (bursts at millisecond resolution), go back (a phone corrects its clock) or
 * jump (a gap). The repaired clock never goes back. The true rate is fitted by least squares within
 * the stretches between gaps, all stretches together; never the nominal rate.
 */
#ifndef CONDITION_CLOCK_H
#define CONDITION_CLOCK_H

#include "model/rows.h"
#include "model/warnings.h"

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_SPAN_US \
    315576000000000         /* ten years; what stamps lie beyond is read on step by step */
#define CLOCK_GAP_US 100000 /* nothing is interpolated over more than this */

/* Sums of a stretch's residuals r = t - t0 - i step_us over the row index i, and of its steps. */
struct clock_fit {
    double t0_us, n, sr, sir;       /* the present stretch */
    double all_sii, all_sir, all_n; /* about the means, of the stretches before */
    double steps, sd, sdd;          /* step - step_us: count, sum, sum of squares */
};

struct clock {
    bool started;
    int64_t first_us, last_us; /* repaired stamps */
    int64_t raw_us;            /* the last stamp before equal ones were spread */
    int64_t shift_us;          /* added to raw stamps after the clock went back */
    int64_t step_us;           /* typical step */
    struct clock_fit fit;
    size_t rows, duplicates, equal_stamps, backwards;
    double backwards_at_s;
};

/*
 *   in    guess_hz  typical rate, from clock_guess_hz; 0 is taken as 100
 */
void clock_init(struct clock *clock, double guess_hz);

/*
 * Typical rate of a first block of rows, from its positive steps.
 *
 *   in    scratch  room for n int64
 *   out   Hz, or 0 when there are fewer than two different stamps
 */
double clock_guess_hz(const int64_t *t_us, size_t n, int64_t *scratch);

/*
 * Repairs the stamps of a block in place and takes them into the fit.
 *
 *   in    rows  stamps and values; a row that repeats the one before in stamp and value is marked
 *               BKS_ROW_MISSING (a duplicate)
 */
void clock_take(struct clock *clock, struct rows *rows);

/* True rate [Hz], or 0 with fewer than 8 rows; standard deviation of a single stamp's error [ms].
 */
double clock_rate_hz(const struct clock *clock);
double clock_jitter_ms(const struct clock *clock);

/* Seconds from the first row to the end of the last. */
double clock_duration_s(const struct clock *clock);

/* Says what was found amiss. */
void clock_warn(const struct clock *clock, double nominal_hz, struct warnings *warnings);

#endif
