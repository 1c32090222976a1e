/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures and what is common to its rows. */
#include "gait/measures.h"

#include <math.h>

#define GAITS (1u << BKS_RUN | 1u << BKS_WALK)

const struct measure_row measure_rows[BKS_MEASURE_COUNT] = {
    {BKS_STEPS, GAITS, measure_steps},
    {BKS_CADENCE, GAITS, measure_cadence},
    {BKS_VERTICAL_OSCILLATION, 1u << BKS_RUN, measure_oscillation},
};

struct bks_measure measure_null(enum bks_reason why)
{
    return (struct bks_measure){
        .value = (double)NAN, .low = (double)NAN, .high = (double)NAN, .why = why};
}

void measures_of(struct bks_measure measure[BKS_MEASURE_COUNT], const struct gait_sums *sums,
                 const struct measure_setting *setting)
{
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++) {
        const struct measure_row *row = &measure_rows[i];
        bool defined = row->kinds & 1u << setting->kind;
        measure[row->id] = defined ? row->of(sums, setting) : measure_null(BKS_WHY_NOT_THIS_KIND);
    }
}
