/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bouts: stretches of one kind with their edges and sums.
 *
 * 1. Windows come with their kind. Where the kind changes, the edge is put where the level of the
 *    0.32 s frames changes most: the split of the frames around into two levels with the least
 * squares.
 * 2. Frames of one kind make a bout; holes of more than 1 s are bouts of kind unknown.
 * 3. A pause under 3 s between two bouts of one kind joins them; a run or walk of fewer than 8
 * steps is none.
 */
#ifndef GAIT_BOUTS_H
#define GAIT_BOUTS_H

#include "gait/kinds.h"
#include "gait/sums.h"

#define BOUTS_MAX 500000 /* more is refused: 17 days of a change every 3 s */

struct bout {
    enum bks_bout_kind kind;
    double start_s, end_s;
    struct gait_sums sums;
};

/* Called for each frame of a run or walk, for the series. oscillation_m may be NAN. */
typedef void (*frame_sink)(void *context, double start_s, double length_s, enum bks_bout_kind kind,
                           double step_hz, double oscillation_m);

struct bouts;

/*
 *   in    group  decides whether the check against 1 g applies to the oscillation
 *         sink   or NULL
 *   ends  BKS_NO_MEMORY
 */
enum bks_status bouts_new(struct bouts **out, enum place_group group, frame_sink sink,
                          void *context) BKS_CHECK;
void bouts_free(struct bouts *bouts);

/* ends BKS_NO_MEMORY, BKS_TOO_LARGE */
enum bks_status bouts_take(struct bouts *bouts, const struct kind_window *window) BKS_CHECK;

/* Closes the last bout; duration_s is that of the recording. */
enum bks_status bouts_end(struct bouts *bouts, double duration_s) BKS_CHECK;

/* The bouts, once ended; borrowed. */
const struct bout *bouts_list(const struct bouts *bouts, size_t *n);

#endif
