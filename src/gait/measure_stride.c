/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a speed makes of the steps: their length, the ratio, and the springs of the model.
 *
 *   from  Morin 2005, doi 10.1123/jab.21.2.167: a half-sine of contact tc and flight tf, mass m,
 * leg L, speed v. Fmax = m g (pi / 2) (tf / tc + 1); dy = Fmax tc^2 / (m pi^2) - g tc^2 / 8;
 *         vertical stiffness Fmax / dy; dL = L - sqrt(L^2 - (v tc / 2)^2) + dy; of the leg Fmax /
 * dL. Level ground only (Meyer 2023). The contact is the measured one, as wide as the half-sine.
 */
#include "gait/measures.h"
#include "gait/view.h"

#include <math.h>

#define LEVEL_RAD    0.0175 /* one degree is level */
#define MODEL_SHARE  0.03   /* 1 SD of the model itself: 1 to 7 % low against force plates */
#define SHALLOWEST_M 0.005  /* the mass hardly moves: no spring can be read */

static const double pi = 3.14159265358979323846;

/* Half a relative interval. */
static double share_of(const struct bks_measure *measure)
{
    return 0.5 * (measure->high - measure->low) / measure->value;
}

struct bks_measure measure_step_length(const struct gait_sums *sums,
                                       const struct measure_setting *setting)
{
    const struct bks_measure *speed = &setting->pace;
    const struct bks_measure *cadence = &setting->done[BKS_CADENCE];
    (void)sums;
    if (speed->why != BKS_WHY_NONE)
        return *speed;
    if (cadence->why != BKS_WHY_NONE)
        return *cadence;
    double value = 60 * speed->value / cadence->value;
    return measure_about(value, value * hypot(share_of(speed), share_of(cadence)),
                         (double)cadence->n);
}

struct bks_measure measure_vertical_ratio(const struct gait_sums *sums,
                                          const struct measure_setting *setting)
{
    const struct bks_measure *rise = &setting->done[BKS_VERTICAL_OSCILLATION];
    const struct bks_measure *length = &setting->done[BKS_STEP_LENGTH];
    (void)sums;
    if (rise->why != BKS_WHY_NONE)
        return *rise;
    if (length->why != BKS_WHY_NONE)
        return *length;
    double value = 0.1 * rise->value / length->value;
    return measure_about(value, value * hypot(share_of(rise), share_of(length)), (double)rise->n);
}

/* The spring-mass model; leg and speed 0 for the vertical spring alone. [N/m over kg] */
static double spring(double width_s, double period_s, double leg_m, double speed_mps)
{
    double flight_s = fmax(period_s - width_s, 0);
    double force = GRAVITY_MPS2 * (pi / 2) * (flight_s / width_s + 1);
    double dip = force * width_s * width_s / (pi * pi) - GRAVITY_MPS2 * width_s * width_s / 8;
    double half_way = speed_mps * width_s / 2;
    double short_by = half_way < leg_m ? leg_m - sqrt(leg_m * leg_m - half_way * half_way) : leg_m;
    return dip > SHALLOWEST_M ? force / (short_by + dip) : (double)NAN;
}

static enum bks_reason reason_without(const struct measure_setting *setting, bool leg)
{
    enum bks_reason contact = setting->done[BKS_CONTACT_TIME].why;
    enum bks_reason speed = setting->pace.why;
    if (contact != BKS_WHY_NONE)
        return contact;
    if (!isnan(setting->slope_rad) && fabs(setting->slope_rad) > LEVEL_RAD)
        return BKS_WHY_SLOPE;
    if (leg && speed != BKS_WHY_NONE)
        return speed;
    if (isnan(setting->mass_kg))
        return BKS_WHY_NO_MASS;
    return leg && isnan(setting->leg_m) ? BKS_WHY_NO_LEG : BKS_WHY_NONE;
}

/* The interval is that of the contact, carried through the model, and the model's own. */
static struct bks_measure stiffness(const struct measure_setting *setting, bool leg)
{
    enum bks_reason why = reason_without(setting, leg);
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    const struct bks_measure *contact = &setting->done[BKS_CONTACT_TIME];
    const struct bks_measure *speed = &setting->pace;
    double period_s = step_mean_of(&setting->steps->period), leg_m = leg ? setting->leg_m : 0;
    double speed_mps = leg ? speed->value : 0, unit = 1e-3 * setting->mass_kg;
    double mid_s = measure_width_s(contact->value, setting);
    double low_s = measure_width_s(contact->low, setting);
    double high_s = fmin(measure_width_s(contact->high, setting), 0.98 * period_s);
    double value = unit * spring(mid_s, period_s, leg_m, speed_mps);
    double stiff = unit * spring(low_s, period_s, leg_m, speed_mps);
    double soft = unit * spring(high_s, period_s, leg_m, speed_mps);
    if (isnan(value) || isnan(stiff) || isnan(soft))
        return measure_null(BKS_WHY_TOO_SHORT);
    double own = 1.96 * MODEL_SHARE * value, fast = leg ? share_of(speed) * value : 0;
    return (struct bks_measure){.value = value,
                                .low = fmax(value - hypot(hypot(value - soft, own), fast), 0),
                                .high = value + hypot(hypot(stiff - value, own), fast),
                                .n = contact->n};
}

struct bks_measure measure_vertical_stiffness(const struct gait_sums *sums,
                                              const struct measure_setting *setting)
{
    (void)sums;
    return stiffness(setting, false);
}

struct bks_measure measure_leg_stiffness(const struct gait_sums *sums,
                                         const struct measure_setting *setting)
{
    (void)sums;
    return stiffness(setting, true);
}
