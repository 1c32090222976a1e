/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gaps, zeros and limits, row by row.
 *
 * A limit is learnt: the farthest value of an axis, beyond 1.5 g, that comes back again and again
 * and stands in flat pieces of two rows and more. That finds any range, calibrated or not. Real
 * summits are seldom equal, and seldom flat.
 */
#include "condition/survey.h"

#include "condition/clock.h"

#include <math.h>

#define LIMIT_LEAST_MPS2 14.7   /* 1.5 g: no sensor's range is less than 2 g */
#define LIMIT_TIMES      4      /* times seen ... */
#define LIMIT_FLAT       2      /* ... of these in flat pieces, before it is believed */
#define SLEEP_US         500000 /* of exact zeros */
#define GAP_STEPS        2.5    /* of the typical step, and more than 100 ms, make a gap */
#define MOST_SI          1e5    /* 10,000 g, 16,000 turns a second: nothing measures beyond */

static const double gravity_mps2 = 9.80665;

void survey_init(struct survey *survey, double range_g, double rate_hz)
{
    *survey = (struct survey){.range_mps2 = range_g * gravity_mps2};
    survey->step_us = rate_hz > 0 ? (int64_t)(1e6 / rate_hz + 0.5) : 10000;
}

static void add_gap(struct survey *survey, double start_s, double end_s)
{
    if (survey->n_gaps < BKS_MAX_GAPS)
        survey->gap[survey->n_gaps++] = (struct bks_gap){start_s, end_s};
    survey->n_gaps_all++;
    survey->gap_s += end_s - start_s;
}

static void look_for_gap(struct survey *survey, int64_t t_us, int64_t first_us)
{
    int64_t from = survey->any_good ? survey->last_good_us + survey->step_us : first_us;
    int64_t step = t_us - from + (survey->any_good ? survey->step_us : 0);
    if (step > CLOCK_GAP_US && (double)step > GAP_STEPS * (double)survey->step_us)
        add_gap(survey, (double)(from - first_us) * 1e-6, (double)(t_us - first_us) * 1e-6);
    survey->last_good_us = t_us;
    survey->any_good = true;
}

/* Whether v stands at the axis's limit, low (end 0) or high (end 1). */
static bool at_limit(struct survey *survey, int axis, int end, double v)
{
    struct limit *limit = &survey->limit[axis][end];
    double far = end ? v : -v;
    bool was = survey->at_limit[axis][end];
    survey->at_limit[axis][end] = false;
    if (far < LIMIT_LEAST_MPS2 || far < limit->extreme)
        return false;
    if (far > limit->extreme)
        *limit = (struct limit){.extreme = far};
    limit->times++;
    limit->flat += was;
    survey->at_limit[axis][end] = true;
    bool stated = survey->range_mps2 > 0 && far >= 0.998 * survey->range_mps2;
    return stated || (limit->times >= LIMIT_TIMES && limit->flat >= LIMIT_FLAT);
}

static bool row_clips(struct survey *survey, const double v[3])
{
    bool clips = false;
    for (int axis = 0; axis < 3; axis++)
        for (int end = 0; end < 2; end++)
            clips = at_limit(survey, axis, end, v[axis]) || clips;
    return clips;
}

/*
 * Marks blocks of exact zeros. A block that a row block cuts in two may lose its first rows to the
 * data: less than half a second.
 */
static void mark_sleep(struct survey *survey, struct rows *rows)
{
    const double *x = rows->value[BKS_ACCEL_X], *y = rows->value[BKS_ACCEL_Y],
                 *z = rows->value[BKS_ACCEL_Z];
    size_t least = (size_t)(SLEEP_US / survey->step_us);
    for (size_t i = 0; i < rows->n; i++) {
        size_t from = i;
        while (i < rows->n && x[i] == 0 && y[i] == 0 && z[i] == 0 &&
               !(rows->mark[i] & BKS_ROW_MISSING))
            i++;
        size_t n = i - from;
        survey->zero_run = from == 0 ? survey->zero_run + n : n;
        if (n > 0 && survey->zero_run >= least) {
            survey->zeros += n;
            for (size_t k = from; k < i; k++)
                rows->mark[k] |= BKS_ROW_MISSING;
        }
        if (i < rows->n)
            survey->zero_run = 0;
    }
}

static bool all_possible(const double *x, size_t n)
{
    bool possible = true;
    for (size_t i = 0; i < n; i++)
        possible &= fabs(x[i]) <= MOST_SI;
    return possible;
}

/*
 * What no sensor measures is damage, and one such value would be felt long after it: up is followed
 * from sample to sample. An accelerometer's row is missing then, a gyroscope's value is not known.
 */
static void drop_impossible(struct survey *survey, struct rows *rows)
{
    for (unsigned c = BKS_ACCEL_X; c <= BKS_GYRO_Z; c++) {
        double *x = rows->value[c];
        if (!x || all_possible(x, rows->n))
            continue;
        for (size_t i = 0; i < rows->n; i++) {
            if (fabs(x[i]) <= MOST_SI)
                continue;
            survey->impossible += isnan(x[i]) ? 0 : 1;
            x[i] = (double)NAN;
            if (ROWS_ACCEL >> c & 1)
                rows->mark[i] |= BKS_ROW_MISSING;
        }
    }
}

void survey_take(struct survey *survey, struct rows *rows, int64_t first_us)
{
    const double *x = rows->value[BKS_ACCEL_X], *y = rows->value[BKS_ACCEL_Y],
                 *z = rows->value[BKS_ACCEL_Z];
    survey->rows += rows->n;
    drop_impossible(survey, rows);
    mark_sleep(survey, rows);
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->mark[i] & BKS_ROW_MISSING) {
            survey->missing++;
            continue;
        }
        const double v[3] = {x[i], y[i], z[i]};
        if (row_clips(survey, v))
            rows->mark[i] |= BKS_ROW_CLIPPED;
        survey->clipped += (rows->mark[i] & BKS_ROW_CLIPPED) != 0;
        look_for_gap(survey, rows->t_us[i], first_us);
    }
}

void survey_end(struct survey *survey, double duration_s, int64_t first_us)
{
    double good_s =
        survey->any_good ? (double)(survey->last_good_us + survey->step_us - first_us) * 1e-6 : 0;
    if (duration_s - good_s > CLOCK_GAP_US * 1e-6)
        add_gap(survey, good_s, duration_s);
}

void survey_warn(const struct survey *survey, struct warnings *warnings)
{
    if (survey->n_gaps_all)
        warnings_add(warnings, BKS_WARN_GAPS, "%zu gap%s, %.1f s together, the first at %.1f s",
                     survey->n_gaps_all, survey->n_gaps_all > 1 ? "s" : "", survey->gap_s,
                     survey->gap[0].start_s);
    if (survey->impossible)
        warnings_add(warnings, BKS_WARN_DAMAGED_PART,
                     "%zu value%s that no sensor measures, left out", survey->impossible,
                     survey->impossible > 1 ? "s" : "");
    if (survey->zeros > 0)
        warnings_add(warnings, BKS_WARN_ZERO_BLOCKS,
                     "%zu rows of exact zeros: the sensor slept, which counts as a gap",
                     survey->zeros);
    double percent = survey->rows ? 100.0 * (double)survey->clipped / (double)survey->rows : 0;
    if (percent > 0.02)
        warnings_add(warnings, BKS_WARN_CLIPPING,
                     "%.2f %% of the samples are at the sensor's limit; they are left out",
                     percent);
}
