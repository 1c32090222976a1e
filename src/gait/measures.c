/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures and what is common to its rows. */
#include "gait/measures.h"

#include <math.h>

#define GAITS (1u << BKS_RUN | 1u << BKS_WALK)

/* Known from elsewhere than the signal. */
struct bks_measure measure_speed(const struct gait_sums *sums,
                                 const struct measure_setting *setting)
{
    (void)sums;
    return setting->speed;
}

#define RUNNING (1u << BKS_RUN)

const struct measure_row measure_rows[BKS_MEASURE_COUNT] = {
    {BKS_STEPS, GAITS, measure_steps},
    {BKS_CADENCE, GAITS, measure_cadence},
    {BKS_VERTICAL_OSCILLATION, RUNNING, measure_oscillation},
    {BKS_MEAN_SPEED, GAITS, measure_speed},
    {BKS_CONTACT_TIME, RUNNING, measure_contact},
    {BKS_FLIGHT_TIME, RUNNING, measure_flight},
    {BKS_DUTY_FACTOR, RUNNING, measure_duty},
    {BKS_CONTACT_BALANCE, RUNNING, measure_balance},
    {BKS_CONTACT_ASYMMETRY, RUNNING, measure_contact_asymmetry},
    {BKS_STEP_TIME_ASYMMETRY, RUNNING, measure_time_asymmetry},
    {BKS_STEP_TIME_VARIABILITY, RUNNING, measure_variability},
    {BKS_STEP_REGULARITY, GAITS, measure_step_regularity},
    {BKS_STRIDE_REGULARITY, GAITS, measure_stride_regularity},
    {BKS_LATERAL_SWAY, RUNNING, measure_lateral_sway},
    {BKS_FORE_AFT_SWAY, RUNNING, measure_fore_aft_sway},
    {BKS_STEP_LENGTH, GAITS, measure_step_length},
    {BKS_VERTICAL_RATIO, RUNNING, measure_vertical_ratio},
    {BKS_VERTICAL_STIFFNESS, RUNNING, measure_vertical_stiffness},
    {BKS_LEG_STIFFNESS, RUNNING, measure_leg_stiffness},
    {BKS_PEAK_FORCE, RUNNING, measure_peak_force},
    {BKS_SPEED_LOSS, RUNNING, measure_speed_loss},
    {BKS_IMPACT, RUNNING, measure_impact},
};

struct bks_measure measure_null(enum bks_reason why)
{
    return (struct bks_measure){
        .value = (double)NAN, .low = (double)NAN, .high = (double)NAN, .why = why};
}

struct bks_measure measure_about(double value, double half, double n)
{
    return (struct bks_measure){
        .value = value, .low = fmax(value - half, 0), .high = value + half, .n = (size_t)(n + 0.5)};
}

void measures_of(struct bks_measure measure[BKS_MEASURE_COUNT], const struct gait_sums *sums,
                 const struct measure_setting *given)
{
    struct measure_setting here = *given, *setting = &here;
    setting->done = measure;
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++) {
        const struct measure_row *row = &measure_rows[i];
        bool defined = row->kinds & 1u << setting->kind;
        measure[row->id] = defined ? row->of(sums, setting) : measure_null(BKS_WHY_NOT_THIS_KIND);
    }
}
