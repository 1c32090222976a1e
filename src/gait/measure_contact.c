/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contact, flight and duty of running.
 *
 * Contact is weighed from two readings (gait/contact.h); flight is what it leaves of the step, and
 * the duty factor its share of a stride. The interval holds the method's own error at the place and
 * the sampling error.
 */
#include "gait/contact.h"
#include "gait/measures.h"

#include <math.h>

#define LOWEST_HZ 20.0
#define FEWEST    6.0 /* steps */
#define LOST_MOST 0.20
#define LOOSE_G   0.45 /* treadmill runners on hip and sacrum: 0.1 to 0.3 */
#define AIRBORNE  0.85 /* contact over step time: beyond it there is no air to speak of */

/* What a firm sensor feels in the air is little; where feet hardly leave the ground there is none.
 */
static double air_of(const struct step_sums *steps)
{
    bool flies = step_mean_of(&steps->stance) < AIRBORNE * step_mean_of(&steps->period);
    return flies && steps->air_n > 0 ? steps->air / steps->air_n : 0;
}

static bool is_loose(const struct step_sums *steps)
{
    return air_of(steps) > LOOSE_G;
}

enum bks_reason measure_steps_lack(const struct measure_setting *setting)
{
    const struct step_sums *steps = setting->steps;
    if (!setting->gravity_included)
        return BKS_WHY_NO_GRAVITY;
    if (setting->place == BKS_PLACE_UNKNOWN)
        return BKS_WHY_PLACEMENT_UNKNOWN;
    if (place_group_of(setting->place) != GROUP_TRUNK)
        return BKS_WHY_PLACEMENT;
    if (setting->rate_hz < LOWEST_HZ)
        return BKS_WHY_RATE_TOO_LOW;
    if (!steps || steps->n < FEWEST)
        return BKS_WHY_TOO_SHORT;
    if (steps->lost > LOST_MOST * steps->n)
        return BKS_WHY_CLIPPED;
    return is_loose(steps) ? BKS_WHY_LOOSE : BKS_WHY_NONE;
}

static enum bks_reason reason_without(const struct gait_sums *sums,
                                      const struct measure_setting *setting)
{
    enum bks_reason why = measure_steps_lack(setting);
    if (why != BKS_WHY_NONE)
        return why;
    if (sums->turned_s > 0.5 * sums->time_s)
        return BKS_WHY_SENSOR_TURNED;
    bool read = setting->steps->stance.n >= FEWEST && setting->steps->period.n >= FEWEST;
    return read ? BKS_WHY_NONE : BKS_WHY_TOO_SHORT;
}

struct bks_measure measure_contact(const struct gait_sums *sums,
                                   const struct measure_setting *setting)
{
    enum bks_reason why = reason_without(sums, setting);
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    const struct step_sums *steps = setting->steps;
    const struct contact_reading reading = {
        .period_s = step_mean_of(&steps->period),
        .stance_s = step_mean_of(&steps->stance),
        .peak_g = step_mean_of(&steps->peak),
        .off_g = steps->off / steps->n,
        .air_g = air_of(steps),
        .speed_mps = setting->pace.why == BKS_WHY_NONE ? setting->pace.value : (double)NAN,
        .slope_rad = setting->slope_rad,
        .rate_hz = setting->rate_hz};
    struct contact_time contact = contact_weigh(&reading);
    double half = hypot(1.96 * contact.sd_s, step_mean_half(&steps->stance));
    return measure_about(1e3 * contact.value_s, 1e3 * half, steps->stance.n);
}

/* The step time that contact is a part of [ms]. */
static double period_ms(const struct measure_setting *setting)
{
    return 1e3 * step_mean_of(&setting->steps->period);
}

struct bks_measure measure_flight(const struct gait_sums *sums,
                                  const struct measure_setting *setting)
{
    const struct bks_measure *contact = &setting->done[BKS_CONTACT_TIME];
    (void)sums;
    if (contact->why != BKS_WHY_NONE)
        return *contact;
    double half = 0.5 * (contact->high - contact->low);
    return measure_about(fmax(period_ms(setting) - contact->value, 0), half, (double)contact->n);
}

struct bks_measure measure_duty(const struct gait_sums *sums, const struct measure_setting *setting)
{
    const struct bks_measure *contact = &setting->done[BKS_CONTACT_TIME];
    (void)sums;
    if (contact->why != BKS_WHY_NONE)
        return *contact;
    double to_percent = 100 / (2 * period_ms(setting));
    double half = 0.5 * (contact->high - contact->low) * to_percent;
    return measure_about(contact->value * to_percent, half, (double)contact->n);
}

double measure_width_s(double contact_ms, const struct measure_setting *setting)
{
    double period_s = step_mean_of(&setting->steps->period);
    double width_s = 1e-3 * contact_ms;
    if (!(width_s > 0))
        return (double)NAN;
    for (int turn = 0; turn < 4; turn++) /* the ends under 0.10 body weight are 2 to 5 percent */
        width_s *= 1e-3 * contact_ms / contact_over(width_s, period_s, CONTACT_LEVEL_G);
    return fmin(width_s, period_s);
}
