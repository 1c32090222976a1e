/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of 36 parts of the running, and the trend over their means. */
#include "gait/drift.h"

#include "base/memory.h"
#include "dsp/trend.h"

#include <math.h>

#define PARTS          ((size_t)TREND_MOST)
#define PARTS_OF_THIRD (PARTS / 3)
#define LEAST_OF_THIRD (PARTS_OF_THIRD / 2)
#define LEAST_SPREAD   0.15  /* m/s: below, GNSS noise and the speed of people are alike */
#define SLOPE_TIME_S   600.0 /* of slope_per_10min */
#define NORMAL_95      1.95996

/*
 * What is followed, and how it goes with speed in other people: per m/s, or as a power of speed
 * where a straight line does not hold from jogging to racing. NAN: no figure we trust.
 *
 *   cadence      van Oeveren 2019, 256 runners at 1.6-4.7 m/s: 6.01 steps/min per m/s
 *   step length  follows from it: speed over cadence, at 3 m/s
 *   contact time, peak force, and the standard deviation of people in all rows: our fit to each of
 *                the 37 runners at 3.8-5.4 m/s of Alcantara 2021 (doi 10.7717/peerj.11199), table
 *                of the force plate and the sacral sensor
 *
 * To add one: a row here; tests/gait/test_drift.c walks the table.
 */
static const struct followed {
    enum bks_measure_id id;
    bool power;
    double slope; /* [unit per m/s], or the power of speed */
    double sd;    /* of people, in the same */
} followed[] = {
    {BKS_CADENCE, false, 6.01, 2.9},
    {BKS_VERTICAL_OSCILLATION, false, (double)NAN, (double)NAN},
    {BKS_CONTACT_TIME, true, -0.55, 0.09},
    {BKS_STEP_LENGTH, true, 0.89, 0.06},
    {BKS_PEAK_FORCE, true, 0.19, 0.11},
    {BKS_IMPACT, false, (double)NAN, (double)NAN},
};

#define FOLLOWED (sizeof followed / sizeof *followed)

/* Time-weighted sum of what is known. */
struct sum {
    double time_s, sum;
    size_t n;
};

struct drift {
    double total_s, part_s;
    struct sum value[FOLLOWED][PARTS];
    struct sum speed[PARTS];
};

/* The parts of one measure that count. */
struct parts {
    size_t n;
    double at[PARTS]; /* index of the part, 0 .. 35 */
    double y[PARTS];
    double speed[PARTS];
    size_t samples[PARTS];
};

enum bks_status drift_new(struct drift **out, double total_run_s)
{
    *out = memory_new(1, sizeof **out);
    if (!*out)
        return BKS_NO_MEMORY;
    (*out)->total_s = total_run_s;
    (*out)->part_s = total_run_s / (double)PARTS;
    return BKS_OK;
}

void drift_free(struct drift *drift)
{
    memory_free(drift);
}

static void add(struct sum *sum, double length_s, double value)
{
    if (!isfinite(value))
        return;
    sum->time_s += length_s;
    sum->sum += length_s * value;
    sum->n++;
}

void drift_take(struct drift *drift, const struct drift_sample *sample)
{
    double part = floor(sample->run_s / drift->part_s);
    if (!(sample->length_s > 0) || !(part >= 0))
        return;
    /* rounding of the running time may carry the last step past the end */
    size_t at = part < (double)PARTS ? (size_t)part : PARTS - 1;
    for (size_t k = 0; k < FOLLOWED; k++)
        add(&drift->value[k][at], sample->length_s, sample->value[followed[k].id]);
    add(&drift->speed[at], sample->length_s, sample->speed_mps);
}

static bool counts(const struct drift *drift, const struct sum *sum)
{
    return sum->n > 0 && sum->time_s >= drift->part_s / 2;
}

/* The parts of measure k; with_speed: only those where the speed is known too. */
static void parts_of(struct parts *parts, const struct drift *drift, size_t k, bool with_speed)
{
    *parts = (struct parts){0};
    for (size_t i = 0; i < PARTS; i++) {
        const struct sum *value = &drift->value[k][i], *speed = &drift->speed[i];
        if (!counts(drift, value) || (with_speed && !counts(drift, speed)))
            continue;
        size_t n = parts->n++;
        parts->at[n] = (double)i;
        parts->y[n] = value->sum / value->time_s;
        parts->speed[n] = with_speed ? speed->sum / speed->time_s : 0;
        parts->samples[n] = value->n;
    }
}

/* Weights of the mean over the parts `from` .. `to` less one; their number. */
static size_t mean_weights(double *weight, const struct parts *parts, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = 0; i < parts->n; i++)
        n += parts->at[i] >= (double)from && parts->at[i] < (double)to;
    for (size_t i = 0; i < parts->n; i++) {
        bool within = parts->at[i] >= (double)from && parts->at[i] < (double)to;
        weight[i] = within ? 1 / (double)n : 0;
    }
    return n;
}

/* Weights of the mean of the last parts less that of the first; false: too few of either. */
static bool change_weights(double *weight, const struct parts *parts, size_t of)
{
    double first[PARTS];
    size_t n_first = mean_weights(first, parts, 0, of);
    size_t n_last = mean_weights(weight, parts, PARTS - of, PARTS);
    for (size_t i = 0; i < parts->n; i++)
        weight[i] -= first[i];
    return n_first >= LEAST_OF_THIRD && n_last >= LEAST_OF_THIRD;
}

static size_t samples_of(const struct parts *parts, const double *weight)
{
    size_t n = 0;
    for (size_t i = 0; i < parts->n; i++)
        n += weight[i] != 0 ? parts->samples[i] : 0;
    return n;
}

/*
 * The weighted sum of the parts as a measure.
 *
 *   in    unit   of the result, in that of the sum
 *         apart  a further standard error, in the unit of the sum
 */
static struct bks_measure measure_of(const struct trend *trend, const struct parts *parts,
                                     const double *weight, double unit, double apart)
{
    double value = trend_sum(trend, weight, parts->y) * unit;
    double half =
        hypot(trend_t(trend) * trend_error(trend, weight), NORMAL_95 * apart) * fabs(unit);
    return (struct bks_measure){
        .value = value, .low = value - half, .high = value + half, .n = samples_of(parts, weight)};
}

static struct bks_measure detectable_of(const struct trend *trend, const struct parts *parts)
{
    double weight[PARTS], low = 1, high = 1;
    change_weights(weight, parts, PARTS / 2);
    double value = trend_t(trend) * trend_error(trend, weight);
    trend_error_range(&low, &high, trend);
    return (struct bks_measure){
        .value = value, .low = value * low, .high = value * high, .n = samples_of(parts, weight)};
}

/* Change, slope and what is detectable; v_sd: of the dependence on speed that was taken out. */
static void changes_of(struct bks_drift *drift, const struct trend *trend,
                       const struct parts *parts, const double *change, double part_s, double v_sd)
{
    double moved = v_sd * trend_sum(trend, change, parts->speed);
    double turned = v_sd * trend_sum(trend, trend->slope, parts->speed);
    drift->change = measure_of(trend, parts, change, 1, fabs(moved));
    drift->slope_per_10min =
        measure_of(trend, parts, trend->slope, SLOPE_TIME_S / part_s, fabs(turned));
    drift->detectable = detectable_of(trend, parts);
}

/* How it goes with speed in other people, at this run's mean: per m/s. */
static struct followed people_at(const struct followed *row, const struct parts *parts)
{
    double every[PARTS], y = 0, speed = 0;
    mean_weights(every, parts, 0, PARTS);
    for (size_t i = 0; i < parts->n; i++) {
        y += every[i] * parts->y[i];
        speed += every[i] * parts->speed[i];
    }
    struct followed people = *row;
    double unit = row->power ? y / speed : 1;
    people.slope *= unit;
    people.sd *= fabs(unit);
    return people;
}

/* The run's own dependence on speed tells more than that of people. */
static bool own_tells(const struct trend *own, const struct followed *people)
{
    double square = 0; /* of the weights: one over that of the speed about its trend */
    for (size_t i = 0; i < own->n; i++)
        square += own->beside[i] * own->beside[i];
    bool spread = square > 0 && 1 / square > LEAST_SPREAD * LEAST_SPREAD * (double)(own->n - 2);
    return spread && !(trend_error(own, own->beside) >= people->sd);
}

/* Step 3 of the header; false: nothing was done. */
static bool at_equal_speed(struct bks_drift *drift, const struct drift *sums, size_t k)
{
    struct parts parts;
    struct trend trend;
    double change[PARTS];
    parts_of(&parts, sums, k, true);
    if (!change_weights(change, &parts, PARTS_OF_THIRD))
        return false;
    struct followed people = people_at(&followed[k], &parts);
    trend_fit(&trend, parts.at, parts.y, parts.speed, parts.n);
    if (own_tells(&trend, &people)) {
        double faster = trend_sum(&trend, change, parts.speed);
        for (size_t i = 0; i < parts.n; i++)
            change[i] -= faster * trend.beside[i];
        changes_of(drift, &trend, &parts, change, sums->part_s, 0);
        return true;
    }
    if (!isfinite(people.slope))
        return false;
    for (size_t i = 0; i < parts.n; i++)
        parts.y[i] -= people.slope * parts.speed[i];
    trend_fit(&trend, parts.at, parts.y, NULL, parts.n);
    changes_of(drift, &trend, &parts, change, sums->part_s, people.sd);
    return true;
}

static struct bks_drift null_of(enum bks_reason why)
{
    struct bks_measure none = {(double)NAN, (double)NAN, (double)NAN, 0, why};
    return (struct bks_drift){none, none, none, none, none, none, false};
}

static struct bks_drift drift_of(const struct drift *sums, size_t k)
{
    struct parts parts;
    struct trend trend;
    double change[PARTS], third[PARTS];
    size_t n = 0;
    for (size_t i = 0; i < PARTS; i++)
        n += sums->value[k][i].n;
    parts_of(&parts, sums, k, false);
    if (n == 0)
        return null_of(BKS_WHY_NOT_MEASURED);
    if (!(sums->total_s >= DRIFT_LEAST_S) || !change_weights(change, &parts, PARTS_OF_THIRD))
        return null_of(BKS_WHY_TOO_SHORT);
    struct bks_drift drift = null_of(BKS_WHY_NONE);
    trend_fit(&trend, parts.at, parts.y, NULL, parts.n);
    mean_weights(third, &parts, 0, PARTS_OF_THIRD);
    drift.first_third = measure_of(&trend, &parts, third, 1, 0);
    mean_weights(third, &parts, PARTS - PARTS_OF_THIRD, PARTS);
    drift.last_third = measure_of(&trend, &parts, third, 1, 0);
    drift.corrected = at_equal_speed(&drift, sums, k);
    if (!drift.corrected)
        changes_of(&drift, &trend, &parts, change, sums->part_s, 0);
    return drift;
}

void drift_end(const struct drift *sums, struct bks_drift drift[BKS_MEASURE_COUNT])
{
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++)
        drift[i] = null_of(BKS_WHY_NOT_MEASURED);
    for (size_t k = 0; k < FOLLOWED; k++)
        drift[followed[k].id] = drift_of(sums, k);
}
