/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From rows as recorded to an even grid: what all later steps work on.
 *
 * The recording is cut into segments at gaps of more than 1 s. Inside a segment the grid is exact:
 * sample k stands at start + k / grid_hz. Values come from a Catmull-Rom spline over the four rows
 * around (from a raised-cosine average where the recording is faster than the grid). Grid samples
 * further than 100 ms from rows on both sides together, that is inside a gap, are marked missing.
 */
#ifndef CONDITION_STEADY_H
#define CONDITION_STEADY_H

#include "model/rows.h"

#include <stdbool.h>

#define STEADY_CHUNK    4096    /* the most grid samples handed out at once */
#define STEADY_GAP_US   1000000 /* a longer gap ends the segment */
#define STEADY_CHANNELS 6       /* accelerometer and gyroscope */

/* A piece of a segment. */
struct steady_chunk {
    size_t n;
    double start_s;                       /* of its first sample, from the recording's first row */
    bool opens;                           /* first piece of a segment */
    bool closes;                          /* last piece (n may be 0) */
    const double *value[STEADY_CHANNELS]; /* [n], NULL where absent */
    const unsigned char *mark;            /* [n] bits of enum bks_row_mark */
};

typedef void (*steady_sink)(void *context, const struct steady_chunk *chunk);

struct steady;

/* The grid's rate for a recording's rate: 100, 50 or 25 Hz, whichever is next below. */
double steady_grid_hz(double rate_hz);

/*
 *   in    channels  bits as in struct bks_recording_info
 *         rate_hz   typical rate of the rows
 *         sink      called with each chunk, in order
 *   ends  BKS_NO_MEMORY
 */
enum bks_status steady_new(struct steady **out, unsigned channels, double rate_hz, steady_sink sink,
                           void *context) BKS_CHECK;
void steady_free(struct steady *steady);

/*
 * Takes rows with repaired stamps (condition/clock.h).
 *
 *   in    first_us  stamp of the recording's first row
 */
void steady_take(struct steady *steady, const struct rows *rows, int64_t first_us);

/* Closes the open segment. */
void steady_end(struct steady *steady);

#endif
