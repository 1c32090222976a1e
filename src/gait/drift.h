/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a measure changed over the running of one recording, and what change the recording could
 * show at all.
 *
 * 1. The running, pauses left out, is cut into 36 equal parts: 12 a third, 18 a half. A part counts
 *    where the measure is known for half of its time; a third where half of its parts count.
 * 2. first_third and last_third are the means of their parts; change is their difference, and the
 *    slope is that of least squares over the parts. What people do wanders over
 *    minutes, so the intervals take the parts as alike as they are found (dsp/trend.h).
 * 3. Equal speed. Where half of the parts of both thirds have a speed, change and slope are taken
 *    at the same speed: with the run's own dependence on speed, fitted beside the trend, if the
 *    speed varied about its own trend by a standard deviation of more than 0.15 m/s and tells the
 *    dependence better than what is known of other people; else with that of other people, whose
 *    spread widens the interval; else as measured, and `corrected` is false. first_third and
 *    last_third stay as measured.
 * 4. detectable = t sqrt(2) SEM, t sqrt(SEM1^2 + SEM2^2) to be exact: SEM is the standard error of
 *    the mean of a half, from the spread of the parts about the run's own trend, and t is 1.96 but
 *    for the few parts it stands on. Minimal detectable change of Weir 2005 (J Strength Cond Res
 *    19:231, doi 10.1519/15184.1), with the halves of one recording in place of two sessions: it
 *    says nothing of the differences between days. Its interval is that of the spread.
 *
 * On simulated flat runs the interval of change leaves 0 out in 1-6 % where the noise is new each
 * step or forgotten within a minute, and in 8-12 % where it never forgets (H 0.75-0.85), as H is
 * known from 36 parts only.
 *
 * The intervals are of chance within this recording. The error of a method, the same in both
 * thirds, is not in them.
 */
#ifndef GAIT_DRIFT_H
#define GAIT_DRIFT_H

#include "backstride/analysis.h"

/* Thirds of a minute of running at least: some 160 steps each, and parts of 5 s. A choice. */
#define DRIFT_LEAST_S 180.0

/* One step, or any other piece of the running. */
struct drift_sample {
    double run_s;                    /* running time before it, 0 .. total: pauses left out */
    double length_s;                 /* the time it stands for, e.g. its step */
    double speed_mps;                /* NAN: not known */
    double value[BKS_MEASURE_COUNT]; /* NAN: not known; only followed ones are looked at */
};

struct drift;

/*
 * An empty drift: sums of 36 parts, a few kilobytes whatever the length.
 *
 *   out   *out         drift_free
 *   in    total_run_s  running time of all samples to come [s]
 *   ends  BKS_NO_MEMORY
 */
enum bks_status drift_new(struct drift **out, double total_run_s) BKS_CHECK;
void drift_free(struct drift *drift);

/* Takes a sample, in any order; one without a time or a length is passed over. */
void drift_take(struct drift *drift, const struct drift_sample *sample);

/*
 * What there is to say; may be asked again after more samples.
 *
 *   out   drift[]  each measure of enum bks_measure_id. n counts the samples. Null together:
 *                  not_measured (not followed, or no value at all), too_short (less than
 *                  DRIFT_LEAST_S of running, or too few values in a third)
 */
void drift_end(const struct drift *sums, struct bks_drift drift[BKS_MEASURE_COUNT]);

#endif
