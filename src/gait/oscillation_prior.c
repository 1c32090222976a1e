/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weighing the integrated oscillation against the flight that the step rate implies. */
#include "gait/oscillation_prior.h"

#include "gait/view.h"

#include <math.h>

#define CONTACT_SHARE    0.70 /* of a step on the ground */
#define CONTACT_SHARE_SD 0.07
#define HALF_SINE        0.7268 /* 2 (1 - 2 / pi) */
#define OFF_FREE         0.05   /* departure from 1 g that sensor bias and tilt explain */
#define OFF_TO_ERROR     0.5    /* relative error of the oscillation per departure of the mean */

double oscillation_with_prior(const struct gait_window *window, enum place_group group)
{
    double measured = (double)window->oscillation_m;
    double off = fabs((double)window->gravity_g - 1);
    if (group != GROUP_TRUNK || off <= OFF_FREE)
        return measured;
    double step_s = 1 / (double)window->rate[0].hz;
    double scale = GRAVITY_MPS2 * step_s * step_s / 8;
    double expected = scale * (1 - HALF_SINE * CONTACT_SHARE);
    double expected_sd = scale * HALF_SINE * CONTACT_SHARE_SD;
    /* grows from nothing at OFF_FREE: a window just beyond is treated as one just within */
    double measured_sd = OFF_TO_ERROR * measured * off * fmin(1, (off - OFF_FREE) / OFF_FREE);
    double weight = measured_sd * measured_sd;
    weight /= weight + expected_sd * expected_sd;
    return measured + weight * (expected - measured);
}
