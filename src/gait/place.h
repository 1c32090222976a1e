/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the sensor was worn, from running sums over all windows with a rhythm.
 *
 * A trunk lands with both feet alike: what it does in one step it does in the next. A leg, a pocket
 * on the thigh or a swinging arm repeats after two. A foot turns through a wide angle in each
 * stride, which makes the mean of its specific force longer than 1 g, and is struck hard.
 */
#ifndef GAIT_PLACE_H
#define GAIT_PLACE_H

#include "gait/window.h"

#include "backstride/recording.h"

struct place_sums {
    double n;       /* windows with a rhythm */
    double gravity; /* sums of what the window says */
    double step_regularity, stride_regularity;
    double sharpness, stride_share, across_share;
    double fast_n, fast_stride_share; /* the same among windows that lift as a run does */
};

void place_take(struct place_sums *sums, const struct gait_window *window);

/*
 *   out   TRUNK, POCKET, WRIST, ANKLE or FOOT; PLACE_UNKNOWN without a window or when
 * unsure
 */
enum bks_placement place_of(const struct place_sums *sums);

/* What a place means for the measures. */
enum place_group { GROUP_TRUNK, GROUP_CARRIED, GROUP_LEG };
enum place_group place_group_of(enum bks_placement place);

#endif
