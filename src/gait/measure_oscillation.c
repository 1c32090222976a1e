/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Vertical oscillation of the sensor's place: mean over the steps of a run.
 *
 * The interval is the method's own error at that place together with the sampling error. Three
 * parts make the first: integrating a clean signal (simulated runners, README's table), a mean
 * force that is off 1 g (fitted on the force-plate trials of that table, whose signals were cut),
 * and clipping. Elsewhere than on the trunk the place itself moves otherwise, and the share below
 * says by how much (1 SD, a choice: metrics 2, "other placements", knows no validated figure).
 */
#include "gait/measures.h"

#include <math.h>

#define LOWEST_HZ     20.0
#define METHOD_SD_M   0.0006 /* trunk, clean signal */
#define OFF_FREE      0.02   /* departure of the mean force from 1 g that sensor bias explains */
#define OFF_SHARE     0.30   /* of the oscillation per departure of the mean force of 1 g */
#define CLIPPED_SHARE 0.8    /* of the oscillation per clipped share */

/* 1 SD as a share of the value; 0: as on the trunk; negative: the place cannot show it. */
static double place_share(enum bks_placement place)
{
    static const double share[BKS_PLACEMENT_COUNT] = {[BKS_PLACE_UNKNOWN] = 0.20,
                                                      [BKS_SACRUM] = 0,
                                                      [BKS_WAIST] = 0,
                                                      [BKS_CHEST] = 0,
                                                      [BKS_TRUNK] = 0,
                                                      [BKS_POCKET] = 0.15,
                                                      [BKS_ARM] = 0.20,
                                                      [BKS_WRIST] = 0.25,
                                                      [BKS_HAND] = 0.25,
                                                      [BKS_ANKLE] = -1,
                                                      [BKS_FOOT] = -1};
    return share[place];
}

static enum bks_reason reason_without(const struct gait_sums *sums,
                                      const struct measure_setting *setting)
{
    if (!setting->gravity_included)
        return BKS_WHY_NO_GRAVITY;
    if (place_share(setting->place) < 0)
        return BKS_WHY_PLACEMENT;
    if (setting->rate_hz < LOWEST_HZ)
        return BKS_WHY_RATE_TOO_LOW;
    if (sums->osc_n >= 4)
        return BKS_WHY_NONE;
    if (sums->turned_s > 0.5 * sums->time_s)
        return BKS_WHY_SENSOR_TURNED;
    return sums->clipped_s > 0.5 * sums->time_s ? BKS_WHY_CLIPPED : BKS_WHY_TOO_SHORT;
}

struct bks_measure measure_oscillation(const struct gait_sums *sums,
                                       const struct measure_setting *setting)
{
    enum bks_reason why = reason_without(sums, setting);
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    double mean = sums->osc_sum / sums->osc_n;
    /* half the mean square step between windows is their variance, whatever the run's slow drift */
    double windows = sums->osc_windows > 1 ? sums->osc_windows : 1;
    double sampling2 =
        sums->osc_steps_n > 0 ? sums->osc_steps2 / (2 * sums->osc_steps_n) / windows : 0;
    double place = place_share(setting->place) * mean;
    double beyond = sums->osc_off / sums->osc_n - OFF_FREE;
    double off = beyond > 0 ? OFF_SHARE * mean * beyond : 0;
    double clipped = CLIPPED_SHARE * mean * sums->osc_clipped / sums->osc_n;
    double sd =
        sqrt(METHOD_SD_M * METHOD_SD_M + place * place + off * off + clipped * clipped + sampling2);
    double half = 1.96 * sd;
    return (struct bks_measure){.value = 1e3 * mean,
                                .low = 1e3 * (mean > half ? mean - half : 0),
                                .high = 1e3 * (mean + half),
                                .n = (size_t)(sums->osc_n + 0.5)};
}
