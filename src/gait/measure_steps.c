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

struct bks_measure measure_steps(const struct gait_sums *sums,
                                 const struct measure_setting *setting)
{
    if (setting->rate_hz < 12)
        return measure_null(BKS_WHY_RATE_TOO_LOW);
    double n = floor(sums->steps + 0.5);
    if (n < 1)
        return (struct bks_measure){0};
    double sd = sqrt(EDGE_STEPS * EDGE_STEPS * sums->edges + SLIP_SHARE * SLIP_SHARE * n * n);
    double half = ceil(1.96 * sd);
    return (struct bks_measure){
        .value = n, .low = n > half ? n - half : 0, .high = n + half, .n = (size_t)n};
}
