/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change between two values that each have an interval. */
#include "judge/pair.h"

#include <math.h>

static bool known(const struct bks_measure *measure)
{
    return measure->why == BKS_WHY_NONE && isfinite(measure->value);
}

struct bks_measure pair_change(const struct bks_measure *first, const struct bks_measure *second)
{
    if (!known(first) || !known(second))
        return (struct bks_measure){(double)NAN, (double)NAN, (double)NAN, 0,
                                    known(first) ? second->why : first->why};
    double change = second->value - first->value;
    return (struct bks_measure){
        change, change - hypot(second->value - second->low, first->high - first->value),
        change + hypot(second->high - second->value, first->value - first->low),
        first->n < second->n ? first->n : second->n, BKS_WHY_NONE};
}

bool pair_same_source(const struct session *first, const struct session *second)
{
    return first->result.input.source == second->result.input.source;
}

bool pair_sure(const struct bks_measure *change)
{
    return known(change) && (change->low > 0 || change->high < 0);
}
