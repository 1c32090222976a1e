/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Load, modestly: peak force, speed lost at each landing, impact. No loading rate: no sensor on the
 * trunk shows one (Kiernan 2023, doi 10.3390/s23218719).
 */
#include "gait/measures.h"

#include <math.h>

#define ACTIVE_SHARE 1.104 /* measured peak over that of the half-sine of the same contact ... */
#define ACTIVE_SD    0.20  /* 0.15 over 87 trials of alcantara-summary; more for plain half-sines */
#define IMPACT_HZ    80.0
#define LOSS_LOW     0.80 /* of it may be gravity, felt as braking by a sensor that nods ... */
#define LOSS_HIGH    0.15 /* ... and so much may be missing */
#define IMPACT_SHARE 0.10 /* 1 SD: belt and tissue ring in the same band */

static const double pi = 3.14159265358979323846;

struct bks_measure measure_peak_force(const struct gait_sums *sums,
                                      const struct measure_setting *setting)
{
    const struct bks_measure *contact = &setting->done[BKS_CONTACT_TIME];
    (void)sums;
    if (contact->why != BKS_WHY_NONE)
        return *contact;
    double value =
        ACTIVE_SHARE * (pi / 2) * 1e3 * step_mean_of(&setting->steps->period) / contact->value;
    double carried = value * 0.5 * (contact->high - contact->low) / contact->value;
    return measure_about(value, hypot(carried, 1.96 * ACTIVE_SD), (double)contact->n);
}

static struct bks_measure mean_of(const struct measure_setting *setting,
                                  const struct step_mean *mean, double method_share)
{
    enum bks_reason why = measure_steps_lack(setting);
    if (why == BKS_WHY_NONE && !(mean->n > 0))
        why = BKS_WHY_TOO_SHORT;
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    double value = step_mean_of(mean);
    return measure_about(value, hypot(1.96 * method_share * value, step_mean_half(mean)), mean->n);
}

struct bks_measure measure_speed_loss(const struct gait_sums *sums,
                                      const struct measure_setting *setting)
{
    (void)sums;
    if (!setting->steps)
        return measure_null(BKS_WHY_TOO_SHORT);
    struct bks_measure loss = mean_of(setting, &setting->steps->loss, 0);
    if (loss.why == BKS_WHY_NONE) {
        loss.low = fmax(loss.low - LOSS_LOW * loss.value, 0);
        loss.high += LOSS_HIGH * loss.value;
    }
    return loss;
}

struct bks_measure measure_impact(const struct gait_sums *sums,
                                  const struct measure_setting *setting)
{
    (void)sums;
    if (setting->rate_hz < IMPACT_HZ)
        return measure_null(BKS_WHY_RATE_TOO_LOW);
    if (!setting->steps)
        return measure_null(BKS_WHY_TOO_SHORT);
    return mean_of(setting, &setting->steps->impact, IMPACT_SHARE);
}
