/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Second by second along a bout. */
#include "flow/along.h"

#include "gait/measures.h"

#include <math.h>

#define LONG_ENOUGH 6.0 /* times the trim: a shorter bout is taken whole */

void along_take(struct block_mean *mean, const struct along *along, const struct bks_bout *bout)
{
    double start_s = bout->start_s, end_s = bout->end_s;
    if (end_s - start_s > LONG_ENOUGH * along->trim_s) {
        start_s += along->trim_s;
        end_s -= along->trim_s;
    }
    for (double t_s = start_s; t_s < end_s; t_s += 1) {
        double length_s = fmin(end_s - t_s, 1);
        block_mean_take(mean, t_s, length_s, along->value(along->context, t_s + length_s / 2));
    }
    block_mean_close(mean);
}

struct bks_measure along_measure(const struct block_mean *mean, const struct along *along,
                                 double bouts_s)
{
    double known_s = mean->known_s;
    if (!(known_s > 0) || known_s < 0.5 * bouts_s)
        return measure_null(along->none);
    if (mean->n < 2)
        return measure_null(BKS_WHY_TOO_SHORT);
    double half = hypot(block_mean_half(mean), 1.96 * along->method_share * mean->mean);
    return (struct bks_measure){.value = mean->mean,
                                .low = mean->mean - half,
                                .high = mean->mean + half,
                                .n = (size_t)mean->n};
}
