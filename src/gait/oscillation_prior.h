/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is believed of a window's oscillation when the signal contradicts itself.
 *
 * Over whole strides of level, steady running the mean specific force on the trunk is 1 g, exactly.
 * A mean that is not says that the signal was cut or distorted, by about as much as the mean is
 * off. Then the flight of a runner at this step rate says something too: half-sine force with
 * contact d of a step gives VO = (g T^2 / 8) (1 - 0.7268 d), and d is 0.70 +- 0.07 in runners at
 * ordinary speeds. The two are weighed by their variances. With a clean signal the weight of the
 * second is zero.
 *
 *   from  metrics section 2 (closed form; cadence alone: SD 5.1 mm over 31 trials)
 */
#ifndef GAIT_OSCILLATION_PRIOR_H
#define GAIT_OSCILLATION_PRIOR_H

#include "gait/place.h"
#include "gait/window.h"

/*
 *   in    window  with oscillation_m and rate[0]
 *         group   elsewhere than on the trunk the sensor turns, and the mean says nothing
 *   out   oscillation [m]
 */
double oscillation_with_prior(const struct gait_window *window, enum place_group group);

#endif
