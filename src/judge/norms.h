/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is usual in the people of published samples, as lines to hold a measure against.
 *
 * Each line has the middle of the sample, one standard deviation from it (`info`, 1 person in 6
 * lies beyond) and its 95th percentile on the side that is worth a look (`watch`, 1 in 20). Where a
 * source gives percentiles only, they are read as those of a normal spread.
 *
 * These are the people who were measured, not limits of health: none of the sources shows that
 * staying within them keeps anyone well.
 */
#ifndef JUDGE_NORMS_H
#define JUDGE_NORMS_H

#include "backstride/recording.h"

#define NORM_P95 1.645 /* standard deviations to the 95th percentile */

/*
 * Steps a minute, both feet: 150.0 + 6.01 v, 256 runners, 1.64 .. 4.68 m/s; beyond them the nearer
 * end is taken. Their spread is 8.5 about the line.
 *
 *   from  van Oeveren 2019 (75.01 + 3.006 v strides a minute; the spread is of its figures and of
 *         Luedke & Rauh 2021, doi 10.3389/fspor.2020.628348: 7.2 and 8.3)
 */
#define NORM_CADENCE_0       150.0
#define NORM_CADENCE_MPS     6.01
#define NORM_CADENCE_SD      8.5
#define NORM_CADENCE_LOW     14.0 /* below the line: 1.645 x 8.5, rounded; the 5th percentile */
#define NORM_SLOWEST_MPS     1.64
#define NORM_FASTEST_MPS     4.68
#define NORM_CADENCE_CM      (-1.2) /* a centimetre of stature; Burns 2019, elite runners */
#define NORM_CADENCE_CM_HALF 0.6    /* half of its interval: equal Froude numbers say -0.5 */
#define NORM_STATURE_CM      181.0  /* mean of van Oeveren's sample */
#define NORM_STATURE_LOW_CM  150.0  /* beyond them the slope is not known */
#define NORM_STATURE_HIGH_CM 205.0

/*
 * Percentiles of Garmin's users, speeds mixed (manuals of Forerunner 945 and Enduro 3). 30th or
 * 70th and 5th or 95th percentile; balance: both sides alike.
 */
#define NORM_GARMIN_CADENCE_30 164.0
#define NORM_GARMIN_CADENCE_5  153.0
#define NORM_WAIST_MM_70       110.0 /* Running Dynamics Pod */
#define NORM_WAIST_MM_95       130.0
#define NORM_CHEST_MM_70       98.0 /* HRM strap */
#define NORM_CHEST_MM_95       115.0
#define NORM_WAIST_RATIO_70    10.1
#define NORM_WAIST_RATIO_95    11.9
#define NORM_CHEST_RATIO_70    8.7
#define NORM_CHEST_RATIO_95    10.1
#define NORM_BALANCE_EVEN      50.0
#define NORM_BALANCE_70        50.8
#define NORM_BALANCE_95        52.2
#define NORM_BALANCE_STEPS     200.0 /* steps it takes to say anything of balance */
#define NORM_ASYMMETRY_A_POINT 4.0   /* percent of asymmetry in one point of balance: algebra */

/*
 * Contact over step time: 0.70 up to 2.8 m/s, 0.593 at 4.39 m/s (87 runs of 37 runners, Alcantara
 * 2021), -0.042 for each m/s beyond; a straight line between. Spread 0.085 over all speeds; 0.05
 * at a known speed, wider than the 0.034 of that table: its runners are fast and alike.
 */
#define NORM_SHARE          0.70
#define NORM_SHARE_UP_TO    2.8
#define NORM_SHARE_FAST     0.593
#define NORM_SHARE_FAST_AT  4.39
#define NORM_SHARE_FAST_MPS (-0.042)
#define NORM_SHARE_SD       0.085
#define NORM_SHARE_SD_SPEED 0.05

#define NORM_LEG_OF_STATURE 0.53 /* leg length; Winter, as Morin 2005 takes it */

/*
 * Speed lost in a contact: 0.14 + 0.04 v m/s, from a spring-mass runner at 2.5 .. 5 m/s (0.24 ..
 * 0.34). No sample of people is cited, so the spread of a fifth is our choice and it never speaks
 * alone.
 */
#define NORM_LOSS_0     0.14
#define NORM_LOSS_MPS   0.04
#define NORM_LOSS_SHARE 0.20

/* The side of `watch` seen from `middle` is the one worth a look. */
struct norm_line {
    double middle, info, watch;
};

/* A line from two percentiles (70th or 30th, 95th or 5th) of a normal spread. */
struct norm_line norm_percentiles(double p70, double p95);

/* Low cadence. height_m: NAN or 0 where not known; speed_mps: NAN, then Garmin's percentiles. */
struct norm_line norm_cadence(double speed_mps, double height_m);

/* Half of the 95 % interval that stature gives that line; 0 where the height is not known. */
double norm_cadence_rough(double height_m);

/*
 * Step length [m] for a speed and a leg: the cadence line above, carried over to another leg
 * length by equal Froude number (Alexander 1989), with the spread of cadence.
 */
struct norm_line norm_step(double speed_mps, double leg_m);

/* Speed lost per step [m/s]. */
struct norm_line norm_loss(double speed_mps);

/* Vertical ratio [%]: chest, or the wider percentiles of the waist for all other places. */
struct norm_line norm_ratio(enum bks_placement place);

/* Garmin's bounce [mm] at the chest or else the waist. */
struct norm_line norm_torso_bounce(enum bks_placement place);

/*
 * Bounce [mm] that the cadence alone explains: g T^2 / 8 (1 - 0.7268 d) of half-sine steps with
 * the usual contact share d, plus what the place moves more than the centre of mass. The spread is
 * that of d (a tenth of the bounce) and of the place.
 *
 *   in    speed_mps  or NAN
 *         place      the trunk; BKS_PLACE_UNKNOWN: a watch's own, at the torso
 *   from  Morin 2005 (half-sine; our algebra); Gullstrand 2009 (sacrum 0 .. 1.5 mm above the centre
 *         of mass); Watari 2016, doi 10.1123/jab.2015-0200 (torso 16 .. 18 mm above it)
 */
struct norm_line norm_bounce(double cadence_spm, double speed_mps, enum bks_placement place);

#endif
