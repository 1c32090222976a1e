/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How alike the steps are, and how far the trunk sways between them.
 *
 *   from  Moe-Nilssen & Helbostad 2004, doi 10.1016/S0021-9290(03)00233-1 (unbiased autocorrelation
 *         at one step and at one stride; here of the three axes together, whatever way the sensor
 *         is turned)
 */
#include "gait/measures.h"

#include <math.h>

#define FEWEST        8.0
#define REGULARITY_SD 0.01
#define EVENT_SD_S    0.002 /* of a contact's instant, step against step */
#define SWAY_SHARE    0.15  /* of the sway: a tilting sensor feels gravity as sway */

/* A weighted mean with the error that its windows tell. */
static struct bks_measure mean_of(const struct gait_sums *sums, double sum, double sum2,
                                  double method_sd, double unit)
{
    if (sums->regular_n < FEWEST)
        return measure_null(BKS_WHY_TOO_SHORT);
    double mean = sum / sums->regular_n;
    double variance = fmax(sum2 / sums->regular_n - mean * mean, 0) / sums->regular_windows;
    double half = 1.96 * sqrt(variance + method_sd * method_sd);
    return (struct bks_measure){.value = unit * mean,
                                .low = unit * (mean - half),
                                .high = unit * (mean + half),
                                .n = (size_t)(sums->regular_n + 0.5)};
}

static struct bks_measure regularity(const struct gait_sums *sums,
                                     const struct measure_setting *setting, double sum, double sum2)
{
    if (setting->rate_hz < 12)
        return measure_null(BKS_WHY_RATE_TOO_LOW);
    struct bks_measure mean = mean_of(sums, sum, sum2, REGULARITY_SD, 1);
    if (mean.why == BKS_WHY_NONE)
        mean.high = fmin(mean.high, 1);
    return mean;
}

struct bks_measure measure_step_regularity(const struct gait_sums *sums,
                                           const struct measure_setting *setting)
{
    return regularity(sums, setting, sums->step_regularity, sums->step_regularity2);
}

struct bks_measure measure_stride_regularity(const struct gait_sums *sums,
                                             const struct measure_setting *setting)
{
    return regularity(sums, setting, sums->stride_regularity, sums->stride_regularity2);
}

static struct bks_measure sway(const struct gait_sums *sums, const struct measure_setting *setting,
                               double sum, double sum2)
{
    enum bks_reason why = measure_steps_lack(setting);
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    double method_sd = sums->regular_n > 0 ? SWAY_SHARE * sum / sums->regular_n : 0;
    struct bks_measure mean = mean_of(sums, sum, sum2, method_sd, 1e3);
    if (mean.why == BKS_WHY_NONE)
        mean.low = fmax(mean.low, 0);
    return mean;
}

struct bks_measure measure_lateral_sway(const struct gait_sums *sums,
                                        const struct measure_setting *setting)
{
    return sway(sums, setting, sums->lateral, sums->lateral2);
}

struct bks_measure measure_fore_aft_sway(const struct gait_sums *sums,
                                         const struct measure_setting *setting)
{
    return sway(sums, setting, sums->fore_aft, sums->fore_aft2);
}

/* Half the mean square of the difference of two steps of one side is the variance of one. */
struct bks_measure measure_variability(const struct gait_sums *sums,
                                       const struct measure_setting *setting)
{
    (void)sums;
    enum bks_reason why = measure_steps_lack(setting);
    if (why == BKS_WHY_NONE && setting->steps->vary_n < FEWEST)
        why = BKS_WHY_TOO_SHORT;
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    const struct step_sums *steps = setting->steps;
    double sd = sqrt(steps->vary2 / (2 * steps->vary_n)), period = step_mean_of(&steps->period);
    double half = hypot(1.96 * sd / sqrt(2 * steps->vary_n), 1.96 * EVENT_SD_S);
    return measure_about(100 * sd / period, 100 * half / period, steps->vary_n);
}
