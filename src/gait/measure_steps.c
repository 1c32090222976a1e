/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Steps of both feet, counted by phase: a whole number.
 *
 * Each end of a bout may be placed a step too early or too late, and a rhythm that wanders may
 * slip.
 */
#include "gait/measures.h"

#include <math.h>

#define EDGE_STEPS                                                                                 \
    1.0                  /* standard deviation of the count at an end that was found in the signal \
                          */
#define SLIP_SHARE 0.004 /* of the steps */
#define BLIND_SHARE \
    0.1 /* of the steps in stretches whose rate was taken from the rest of the bout */

struct bks_measure measure_steps(const struct gait_sums *sums,
                                 const struct measure_setting *setting)
{
    if (setting->rate_hz < 12)
        return measure_null(BKS_WHY_RATE_TOO_LOW);
    double all = sums->time_s > 0 ? 1 + sums->blind_s / sums->time_s : 1;
    double n = floor(sums_steps(sums) + 0.5);
    if (n < 1)
        return (struct bks_measure){0};
    double edges = EDGE_STEPS * sqrt(sums->edges), slips = SLIP_SHARE * n;
    double blind = BLIND_SHARE * n * (all - 1);
    double sd = sqrt(edges * edges + slips * slips + blind * blind);
    double half = ceil(1.96 * sd);
    return (struct bks_measure){
        .value = n, .low = n > half ? n - half : 0, .high = n + half, .n = (size_t)n};
}
