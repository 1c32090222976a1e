/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Left against right, odd against even.
 *
 * The intervals hold the scatter of the steps, what the method makes of a body that is even
 * (simulated runners, README's table), and towards even what a sensor beside the midline may
 * explain.
 */
#include "gait/measures.h"

#include <math.h>

#define FEWEST             20.0  /* steps */
#define CONTACT_METHOD     0.005 /* 1 SD, as a share of the contact */
#define TIME_METHOD        0.002 /* of the step time */
#define MOST_APART         0.20 /* 55 % of one foot; healthy runners: 3.3 +- 1.4 % (Gilgen-Ammann 2017) */
#define SURE_ENOUGH        0.90 /* that left is left: else the balance may be its mirror image */
#define PERCENT_TO_BALANCE 0.25 /* one point of balance is four percent of asymmetry */

/* Contacts further apart than runners have, whatever their legs, are the sensor's doing: worn on a
   hip, it told of 25 % on treadmill runners without complaint. */
static enum bks_reason contrast_or_why(struct step_contrast *contrast, bool *sided,
                                       const struct gait_sums *sums,
                                       const struct measure_setting *setting, bool contact)
{
    enum bks_reason why = measure_steps_lack(setting);
    if (why != BKS_WHY_NONE)
        return why;
    if (sums->turned_s > 0.5 * sums->time_s)
        return BKS_WHY_SENSOR_TURNED;
    *contrast = step_sums_contrast(setting->steps, contact, sided);
    if (contrast->n < FEWEST)
        return BKS_WHY_TOO_SHORT;
    return contact && fabs(contrast->value) > MOST_APART ? BKS_WHY_OFF_MIDLINE : BKS_WHY_NONE;
}

static struct bks_measure asymmetry(const struct gait_sums *sums,
                                    const struct measure_setting *setting, bool contact)
{
    bool sided;
    struct step_contrast contrast;
    enum bks_reason why = contrast_or_why(&contrast, &sided, sums, setting, contact);
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    double sd = hypot(contrast.sd, contact ? CONTACT_METHOD : TIME_METHOD);
    struct bks_measure apart = measure_about(100 * fabs(contrast.value), 196 * sd, contrast.n);
    apart.low = fmax(apart.low - 100 * (contrast.lever + contrast.noise), 0);
    return apart;
}

struct bks_measure measure_contact_asymmetry(const struct gait_sums *sums,
                                             const struct measure_setting *setting)
{
    return asymmetry(sums, setting, true);
}

struct bks_measure measure_time_asymmetry(const struct gait_sums *sums,
                                          const struct measure_setting *setting)
{
    return asymmetry(sums, setting, false);
}

struct bks_measure measure_balance(const struct gait_sums *sums,
                                   const struct measure_setting *setting)
{
    bool sided;
    struct step_contrast contrast;
    enum bks_reason why = contrast_or_why(&contrast, &sided, sums, setting, true);
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    if (!sided || setting->steps->decided.certainty < SURE_ENOUGH)
        return measure_null(BKS_WHY_SIDE_UNKNOWN);
    double unit = 100 * PERCENT_TO_BALANCE, away = unit * contrast.value;
    double sd = hypot(contrast.sd, CONTACT_METHOD);
    struct bks_measure balance = measure_about(50 + away, 1.96 * unit * sd, contrast.n);
    balance.low -= away > 0 ? unit * contrast.lever : 0;
    balance.high += away < 0 ? unit * contrast.lever : 0;
    return balance;
}
