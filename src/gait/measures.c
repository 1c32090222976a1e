/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures and what is common to its rows. */
#include "gait/measures.h"

#include <math.h>

#define GAITS (1u << BKS_RUN | 1u << BKS_WALK)

/* Known from elsewhere than the signal: flow/speed.h puts it in. */
static struct bks_measure no_speed(const struct gait_sums *sums,
                                   const struct measure_setting *setting)
{
    (void)sums, (void)setting;
    return measure_null(BKS_WHY_NO_SPEED);
}

/* What devices report and we do not yet take from the signal. */
static struct bks_measure not_measured(const struct gait_sums *sums,
                                       const struct measure_setting *setting)
{
    (void)sums, (void)setting;
    return measure_null(BKS_WHY_NOT_MEASURED);
}

const struct measure_row measure_rows[BKS_MEASURE_COUNT] = {
    {BKS_STEPS, GAITS, measure_steps},
    {BKS_CADENCE, GAITS, measure_cadence},
    {BKS_VERTICAL_OSCILLATION, 1u << BKS_RUN, measure_oscillation},
    {BKS_MEAN_SPEED, GAITS, no_speed},
    {BKS_CONTACT_TIME, 1u << BKS_RUN, not_measured},
    {BKS_FLIGHT_TIME, 1u << BKS_RUN, not_measured},
    {BKS_DUTY_FACTOR, 1u << BKS_RUN, not_measured},
    {BKS_CONTACT_BALANCE, 1u << BKS_RUN, not_measured},
    {BKS_CONTACT_ASYMMETRY, 1u << BKS_RUN, not_measured},
    {BKS_STEP_TIME_ASYMMETRY, 1u << BKS_RUN, not_measured},
    {BKS_STEP_TIME_VARIABILITY, 1u << BKS_RUN, not_measured},
    {BKS_STEP_REGULARITY, GAITS, not_measured},
    {BKS_STRIDE_REGULARITY, GAITS, not_measured},
    {BKS_LATERAL_SWAY, 1u << BKS_RUN, not_measured},
    {BKS_FORE_AFT_SWAY, 1u << BKS_RUN, not_measured},
    {BKS_STEP_LENGTH, 1u << BKS_RUN, not_measured},
    {BKS_VERTICAL_RATIO, 1u << BKS_RUN, not_measured},
    {BKS_VERTICAL_STIFFNESS, 1u << BKS_RUN, not_measured},
    {BKS_LEG_STIFFNESS, 1u << BKS_RUN, not_measured},
    {BKS_PEAK_FORCE, 1u << BKS_RUN, not_measured},
    {BKS_SPEED_LOSS, 1u << BKS_RUN, not_measured},
    {BKS_IMPACT, 1u << BKS_RUN, not_measured},
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
