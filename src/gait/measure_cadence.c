/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cadence: steps a minute of both feet, whatever the sensor sits on.
 *
 * Steps by phase over time, without the first and last 0.64 s of each bout. The interval holds what
 * a bout's ends may hide (people change rate there), the jitter of single steps, and the clock.
 */
#include "gait/measures.h"

#include <math.h>

#define LOWEST_HZ   12.0 /* samples a second: twice the fastest step and its neighbour line */
#define SHORTEST_S  1.9  /* of inner time; under it the whole bout is used */
#define FLOOR_SPM   0.1  /* spectral error of a long, steady bout (metrics 1: SD 0.1) */
#define ENDS_SPM_S  3.0  /* steps/min times seconds of the bout: step jitter at its two ends */
#define LEG_CARRIED 1.5  /* a single leg or a loose place blurs the ends */

struct bks_measure measure_cadence(const struct gait_sums *sums,
                                   const struct measure_setting *setting)
{
    if (setting->rate_hz < LOWEST_HZ)
        return measure_null(BKS_WHY_RATE_TOO_LOW);
    bool inner = sums->inner_time_s >= SHORTEST_S;
    double time_s = inner ? sums->inner_time_s : sums->time_s;
    double steps = inner ? sums->inner_steps : sums->steps;
    if (!(time_s > 0) || steps < 4)
        return measure_null(BKS_WHY_TOO_SHORT);
    double value = 60 * steps / time_s;
    double bouts = setting->bouts > 1 ? (double)setting->bouts : 1;
    double ends = ENDS_SPM_S * sqrt(bouts) / time_s; /* errors of bouts are independent */
    if (place_group_of(setting->place) != GROUP_TRUNK)
        ends *= LEG_CARRIED;
    double half = 1.96 * hypot(FLOOR_SPM, ends);
    return (struct bks_measure){.value = value,
                                .low = value - half,
                                .high = value + half,
                                .n = (size_t)(sums->steps + 0.5)};
}
