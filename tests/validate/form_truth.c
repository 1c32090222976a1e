/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the measures of a simulated run are in truth, from its steps. */
#include "validate/form_truth.h"

#include <math.h>

void form_sum_take(struct form_sum *sum, const struct sim *sim, const struct sim_bout *bout)
{
    for (size_t i = bout->first_step; i < bout->first_step + bout->n_steps; i++) {
        const struct sim_step *step = &sim->steps[i];
        sum->contacts[step->left]++;
        sum->contact_s[step->left] += step->contact_time_s;
        sum->peak_bw += step->peak_bw;
        sum->loss_mps += step->speed_loss_mps;
        if (isnan(step->step_time_s))
            continue;
        sum->steps[step->left]++;
        sum->step_s[step->left] += step->step_time_s;
        sum->flight_s += step->flight_time_s;
        sum->oscillation_mm += step->place_oscillation_mm;
        sum->length_m += bout->ground_mps * step->step_time_s;
    }
    if (isnan(bout->leg_stiffness))
        return;
    sum->sprung += bout->n_steps;
    sum->leg_stiffness += (double)bout->n_steps * bout->leg_stiffness;
    sum->vertical_stiffness += (double)bout->n_steps * bout->vertical_stiffness;
}

static double difference(const double sum[2], const size_t n[2])
{
    double right = sum[0] / (double)n[0], left = sum[1] / (double)n[1];
    return 100 * (left - right) / ((left + right) / 2);
}

double form_contact_asymmetry(const struct form_sum *sum)
{
    return difference(sum->contact_s, sum->contacts);
}

double form_step_asymmetry(const struct form_sum *sum)
{
    return difference(sum->step_s, sum->steps);
}

void form_truths(double truth[BKS_MEASURE_COUNT], const struct form_sum *sum, double mass_kg)
{
    for (size_t m = 0; m < BKS_MEASURE_COUNT; m++)
        truth[m] = (double)NAN;
    double contacts = (double)(sum->contacts[0] + sum->contacts[1]);
    double steps = (double)(sum->steps[0] + sum->steps[1]);
    double contact_s = (sum->contact_s[0] + sum->contact_s[1]) / contacts;
    double step_s = (sum->step_s[0] + sum->step_s[1]) / steps;
    double length_m = sum->length_m / steps;
    truth[BKS_CONTACT_TIME] = 1000 * contact_s;
    truth[BKS_FLIGHT_TIME] = 1000 * sum->flight_s / steps;
    truth[BKS_DUTY_FACTOR] = 100 * contact_s / (2 * step_s);
    truth[BKS_CONTACT_BALANCE] = 50 + form_contact_asymmetry(sum) / 4;
    truth[BKS_CONTACT_ASYMMETRY] = fabs(form_contact_asymmetry(sum));
    truth[BKS_STEP_TIME_ASYMMETRY] = fabs(form_step_asymmetry(sum));
    truth[BKS_STEP_LENGTH] = length_m;
    truth[BKS_VERTICAL_RATIO] = 0.1 * sum->oscillation_mm / steps / length_m;
    truth[BKS_PEAK_FORCE] = sum->peak_bw / contacts;
    truth[BKS_SPEED_LOSS] = sum->loss_mps / contacts;
    if (sum->sprung == 0 || (double)sum->sprung < contacts)
        return; /* some runs had no spring */
    truth[BKS_LEG_STIFFNESS] = 1e-3 * mass_kg * sum->leg_stiffness / contacts;
    truth[BKS_VERTICAL_STIFFNESS] = 1e-3 * mass_kg * sum->vertical_stiffness / contacts;
}
