/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Warnings by weight: what takes a measure away, what is missing, what makes numbers rougher, what
 * was put right without loss.
 */
#include "report/mind.h"

static const enum bks_warning_id order[] = {
    BKS_WARN_TRACK_REFUSED,    BKS_WARN_NO_CADENCE,
    BKS_WARN_GRAVITY_REMOVED,  BKS_WARN_SHORT,
    BKS_WARN_RATE_LOW,         BKS_WARN_TRUNCATED,
    BKS_WARN_DAMAGED_PART,     BKS_WARN_GAPS,
    BKS_WARN_ROWS_SKIPPED,     BKS_WARN_TIME_BACKWARDS,
    BKS_WARN_CLIPPING,         BKS_WARN_SCALE,
    BKS_WARN_PLACEMENT_BIAS,   BKS_WARN_PLACEMENT_UNSURE,
    BKS_WARN_SENSOR_TURNED,    BKS_WARN_OFF_MIDLINE,
    BKS_WARN_JITTER,           BKS_WARN_RHYTHM_REJECTED,
    BKS_WARN_UNITS_INFERRED,   BKS_WARN_TIME_INFERRED,
    BKS_WARN_SIGN_INFERRED,    BKS_WARN_ZERO_BLOCKS,
    BKS_WARN_NO_ZONE,          BKS_WARN_DUPLICATE_STAMPS,
    BKS_WARN_CADENCE_INFERRED, BKS_WARN_ONE_OF_SEVERAL,
    BKS_WARN_RATE_DIFFERS,     BKS_WARN_RESAMPLED,
};

#define N_ORDER (sizeof order / sizeof order[0])
_Static_assert(N_ORDER == BKS_WARNING_COUNT, "each warning has its place");

const struct bks_warning *mind_next(struct mind *mind, const struct bks_quality *quality)
{
    for (; mind->rank < N_ORDER; mind->rank++, mind->next = 0)
        while (mind->next < quality->n_warnings) {
            const struct bks_warning *warning = &quality->warnings[mind->next++];
            if (warning->id == order[mind->rank])
                return warning;
        }
    return NULL;
}
