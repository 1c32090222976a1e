/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Steps of both feet, counted by phase: a whole number.
 *
 * Each end of a bout may be placed a step too early or too late, and a rhythm that wanders may
 * slip.
 */
#include "gait/measures.h"

#include <math.h>

/* Standard deviation of the count at an end that was found in the signal. */
#define EDGE_STEPS 0.8
/* A run lasts from a contact to a toe-off: that is this much less than the number of its contacts.
 */
#define FENCE_STEPS 0.3
/* Share of the steps that may slip, and of those whose rate was taken from the rest of the bout. */
#define SLIP_SHARE  0.004
#define BLIND_SHARE 0.1

struct bks_measure measure_steps(const struct gait_sums *sums,
                                 const struct measure_setting *setting)
{
    if (setting->rate_hz < 12)
        return measure_null(BKS_WHY_RATE_TOO_LOW);
    double all = sums->time_s > 0 ? 1 + sums->blind_s / sums->time_s : 1;
    double n = floor(sums_steps(sums) + FENCE_STEPS * sums->fences + 0.5);
    if (n < 1)
        return (struct bks_measure){0};
    double edges = EDGE_STEPS * sqrt(sums->edges), slips = SLIP_SHARE * n;
    double blind = BLIND_SHARE * n * (all - 1);
    double sd = sqrt(edges * edges + slips * slips + blind * blind);
    double half = ceil(1.96 * sd);
    return (struct bks_measure){
        .value = n, .low = n > half ? n - half : 0, .high = n + half, .n = (size_t)n};
}
