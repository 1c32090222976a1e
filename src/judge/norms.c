/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The usual in people, from constants that name their source in the header. */
#include "judge/norms.h"

#include <math.h>

#define GRAVITY_MPS2 9.80665
#define NORM_P70     0.5244 /* standard deviations to the 70th percentile */
#define HALF_SINE    0.7268 /* 2 (1 - 2 / pi) */
#define MM_PER_M     1000.0

/* What a place moves more than the centre of mass [mm], and how surely that is known. */
static const struct {
    double more_mm, sd_mm;
} places[BKS_PLACEMENT_COUNT] = {
    [BKS_PLACE_UNKNOWN] = {16.5, 6}, /* a watch's strap or pod */
    [BKS_SACRUM] = {2, 4},           /* Gullstrand; our own +1.9, SD 3.2 over 31 trials */
    [BKS_WAIST] = {10,
                   8}, /* a choice: 2 of the sacrum to 25 of Garmin's pod, 10 % over its strap */
    [BKS_CHEST] = {16.5, 5}, /* Watari */
    [BKS_TRUNK] = {10, 8},   /* any of them: a choice */
};

/* A line from its middle and spread, worth a look above it. */
static struct norm_line above(double middle, double sd)
{
    return (struct norm_line){middle, middle + sd, middle + NORM_P95 * sd};
}

struct norm_line norm_percentiles(double p70, double p95)
{
    double sd = (p95 - p70) / (NORM_P95 - NORM_P70);
    double middle = p95 - NORM_P95 * sd;
    return (struct norm_line){middle, middle + sd, p95};
}

/* The line of van Oeveren at a speed, between the speeds of the sample. */
static double usual_cadence(double speed_mps)
{
    return NORM_CADENCE_0 +
           NORM_CADENCE_MPS * fmin(fmax(speed_mps, NORM_SLOWEST_MPS), NORM_FASTEST_MPS);
}

/* How much taller than the sample [cm], within what is known; 0 where the height is not. */
static double taller_cm(double height_m)
{
    if (!(height_m > 0))
        return 0;
    double cm = fmin(fmax(100 * height_m, NORM_STATURE_LOW_CM), NORM_STATURE_HIGH_CM);
    return cm - NORM_STATURE_CM;
}

struct norm_line norm_cadence(double speed_mps, double height_m)
{
    if (!(speed_mps > 0))
        return norm_percentiles(NORM_GARMIN_CADENCE_30, NORM_GARMIN_CADENCE_5);
    double middle = usual_cadence(speed_mps) + NORM_CADENCE_CM * taller_cm(height_m);
    return (struct norm_line){middle, middle - NORM_CADENCE_SD, middle - NORM_CADENCE_LOW};
}

double norm_cadence_rough(double height_m)
{
    return NORM_CADENCE_CM_HALF * fabs(taller_cm(height_m));
}

struct norm_line norm_step(double speed_mps, double leg_m)
{
    double usual_leg_m = NORM_LEG_OF_STATURE * NORM_STATURE_CM / 100;
    double alike_mps = speed_mps * sqrt(usual_leg_m / leg_m);
    double cadence_spm = usual_cadence(alike_mps);
    return above(60 * alike_mps / cadence_spm * leg_m / usual_leg_m,
                 60 * alike_mps / cadence_spm * leg_m / usual_leg_m * NORM_CADENCE_SD /
                     cadence_spm);
}

struct norm_line norm_loss(double speed_mps)
{
    double usual_mps = NORM_LOSS_0 + NORM_LOSS_MPS * speed_mps;
    return above(usual_mps, NORM_LOSS_SHARE * usual_mps);
}

struct norm_line norm_ratio(enum bks_placement place)
{
    return place == BKS_CHEST ? norm_percentiles(NORM_CHEST_RATIO_70, NORM_CHEST_RATIO_95)
                              : norm_percentiles(NORM_WAIST_RATIO_70, NORM_WAIST_RATIO_95);
}

struct norm_line norm_torso_bounce(enum bks_placement place)
{
    return place == BKS_CHEST ? norm_percentiles(NORM_CHEST_MM_70, NORM_CHEST_MM_95)
                              : norm_percentiles(NORM_WAIST_MM_70, NORM_WAIST_MM_95);
}

static double usual_share(double speed_mps)
{
    if (!(speed_mps > NORM_SHARE_UP_TO))
        return NORM_SHARE;
    double beyond_mps = speed_mps - NORM_SHARE_FAST_AT;
    double slope = beyond_mps > 0
                       ? NORM_SHARE_FAST_MPS
                       : (NORM_SHARE_FAST - NORM_SHARE) / (NORM_SHARE_FAST_AT - NORM_SHARE_UP_TO);
    return NORM_SHARE_FAST + slope * beyond_mps;
}

struct norm_line norm_bounce(double cadence_spm, double speed_mps, enum bks_placement place)
{
    double step_s = 60 / cadence_spm;
    double fall_mm = MM_PER_M * GRAVITY_MPS2 * step_s * step_s / 8;
    double usual_mm = fall_mm * (1 - HALF_SINE * usual_share(speed_mps));
    double share_mm = fall_mm * HALF_SINE * (speed_mps > 0 ? NORM_SHARE_SD_SPEED : NORM_SHARE_SD);
    return above(usual_mm + places[place].more_mm, hypot(share_mm, places[place].sd_mm));
}
