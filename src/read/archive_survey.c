/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trying, value by value and stamp by stamp, what a recording could be written as. */
#include "read/archive_survey.h"

#include "read/units.h"

#include <math.h>
#include <stdlib.h>

#define LOOK_STEPS 64                 /* of the first block: the usual step is their median */
#define LINE_US    0.49               /* a line may miss a stamp by this: it rounds to it */
#define MAX_NUMBER 2147483647.0       /* of 32 bits */
#define MAX_EXACT  9007199254740992.0 /* 2^53 */

static const double tens[SURVEY_MAX_DECIMALS + 1] = {1,   1e1, 1e2, 1e3, 1e4,
                                                     1e5, 1e6, 1e7, 1e8, 1e9};

static double usual_unit(unsigned channel)
{
    return ROWS_ACCEL >> channel & 1  ? UNITS_MPS2_PER_G
           : ROWS_GYRO >> channel & 1 ? UNITS_RAD_PER_DEG
                                      : 1;
}

void archive_survey_init(struct archive_survey *survey, const struct bks_recording_info *info,
                         bool text)
{
    *survey = (struct archive_survey){.channels = info->channels, .text = text};
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        struct survey_rule *rule = survey->channel[c].rule;
        rule[WAY_DECIMAL].unit = usual_unit(c);
        rule[WAY_DECIMAL_IN_SI].unit = 1;
    }
    if (info->nominal_rate_hz > 0)
        survey->clock.nominal_us = 1e6 / info->nominal_rate_hz;
    survey->clock.nominal_holds = info->nominal_rate_hz > 0;
    survey->clock.high_us = MAX_EXACT;
}

double survey_number(const struct survey_rule *rule, enum survey_way way, double value)
{
    return way == WAY_STEP ? rint(value / rule->step)
                           : rint(value / rule->unit * tens[rule->decimals]);
}

double survey_value(const struct survey_rule *rule, enum survey_way way, double number)
{
    return way == WAY_STEP ? number * rule->step : number / tens[rule->decimals] * rule->unit;
}

/* Tries the values from `at` on; answers the first that is not of the rule, or n. */
static size_t try_rule(struct survey_rule *rule, enum survey_way way, const double *value,
                       size_t at, size_t n)
{
    double scale = way == WAY_STEP ? rule->step : tens[rule->decimals];
    double back = way == WAY_STEP ? 1 / rule->step : tens[rule->decimals] / rule->unit;
    for (; at < n; at++) {
        if (rule->skips && isnan(value[at]))
            continue;
        double number = rint(value[at] * back);
        double again = way == WAY_STEP ? number * scale : number / scale * rule->unit;
        if (again != value[at] || !(fabs(number) <= MAX_NUMBER))
            break;
        rule->low = number < rule->low ? number : rule->low;
        rule->high = number > rule->high ? number : rule->high;
    }
    return at;
}

/* A finer step must still make the values before: it is the old one halved, some times. */
static void set_step(struct survey_rule *rule, double step)
{
    int power;
    if (step == rule->step)
        return;
    double ratio = step > 0 ? rule->step / step : 0;
    rule->low *= ratio;
    rule->high *= ratio;
    rule->holds = ratio >= 1 && frexp(ratio, &power) == 0.5 && fabs(rule->low) <= MAX_NUMBER &&
                  rule->high <= MAX_NUMBER;
    rule->step = step;
}

/* A value that needs more decimals gets them: what came before has them too, as zeros. */
static void try_decimals(struct survey_rule *rule, enum survey_way way, const double *value,
                         size_t n)
{
    size_t at = try_rule(rule, way, value, 0, n);
    while (at < n) {
        rule->holds = rule->decimals < SURVEY_MAX_DECIMALS && fabs(rule->low) < MAX_NUMBER / 10 &&
                      rule->high < MAX_NUMBER / 10;
        if (!rule->holds)
            return;
        rule->decimals++;
        rule->low *= 10;
        rule->high *= 10;
        at = try_rule(rule, way, value, at, n);
    }
}

/* Where the reader names a step, that is the device's own number, and no other way is tried. */
static void begin_ways(struct survey_rule rule[WAY_COUNT], double step, bool text)
{
    bool stepped = step > 0 && isfinite(step) && !text;
    rule[WAY_STEP] = (struct survey_rule){.holds = stepped, .step = step};
    rule[WAY_DECIMAL].holds = rule[WAY_DECIMAL_IN_SI].holds = !stepped;
    rule[WAY_DECIMAL].skips = rule[WAY_DECIMAL_IN_SI].skips = text;
}

static void take_values(struct survey_channel *channel, const double *value, size_t n, double step)
{
    struct survey_rule *rule = channel->rule;
    if (rule[WAY_STEP].holds)
        set_step(&rule[WAY_STEP], step);
    if (rule[WAY_STEP].holds)
        rule[WAY_STEP].holds = try_rule(&rule[WAY_STEP], WAY_STEP, value, 0, n) == n;
    for (enum survey_way way = WAY_DECIMAL; way < WAY_COUNT; way++)
        if (rule[way].holds)
            try_decimals(&rule[way], way, value, n);
    if (rule[WAY_STEP].holds || rule[WAY_DECIMAL].holds || rule[WAY_DECIMAL_IN_SI].holds)
        return;
    for (size_t i = 0; i < n && !channel->unreal; i++)
        channel->unreal = !isfinite(value[i]);
}

static int by_size(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Wrapping where it must: such stamps are refused by their distance from the first. */
static int64_t minus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a - (uint64_t)b);
}

static void begin_clock(struct survey_clock *clock, const int64_t *t_us, size_t n)
{
    int64_t step[LOOK_STEPS] = {0};
    size_t steps = n - 1 < LOOK_STEPS ? n - 1 : LOOK_STEPS;
    for (size_t i = 0; i < steps; i++)
        step[i] = minus(t_us[i + 1], t_us[i]);
    qsort(step, steps, sizeof step[0], by_size);
    clock->step_us = step[steps / 2];
    clock->first_us = t_us[0];
}

static void try_lines(struct survey_clock *clock, uint64_t row, int64_t since_us)
{
    double k = (double)row, t = (double)since_us;
    clock->nominal_holds = clock->nominal_holds && floor(k * clock->nominal_us + 0.5) == t;
    if (clock->low_us >= clock->high_us)
        return;
    if (k * clock->low_us < t - LINE_US)
        clock->low_us = (t - LINE_US) / k;
    if (k * clock->high_us > t + LINE_US)
        clock->high_us = (t + LINE_US) / k;
}

static void take_clock(struct survey_clock *clock, uint64_t row, const int64_t *t_us, size_t n)
{
    if (row == 0)
        begin_clock(clock, t_us, n);
    for (size_t i = row == 0; i < n; i++) {
        int64_t since = minus(t_us[i], clock->first_us);
        int64_t off = minus(minus(t_us[i], i > 0 ? t_us[i - 1] : clock->last_us), clock->step_us);
        clock->least_us = off < clock->least_us ? off : clock->least_us;
        clock->most_us = off > clock->most_us ? off : clock->most_us;
        uint64_t far = since < 0 ? 0 - (uint64_t)since : (uint64_t)since;
        clock->far_us = far > clock->far_us ? far : clock->far_us;
        if (clock->nominal_holds || clock->low_us < clock->high_us)
            try_lines(clock, row + i, since);
    }
    clock->last_us = t_us[n - 1];
}

void archive_survey_take(struct archive_survey *survey, const struct rows *rows,
                         const double step[BKS_CHANNEL_COUNT])
{
    if (rows->n == 0)
        return;
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        if (!(survey->channels >> c & 1))
            continue;
        if (survey->rows == 0)
            begin_ways(survey->channel[c].rule, step[c], survey->text);
        take_values(&survey->channel[c], rows->value[c], rows->n, step[c]);
    }
    for (size_t i = 0; i < rows->n; i++)
        survey->marks |= rows->mark[i];
    take_clock(&survey->clock, survey->rows, rows->t_us, rows->n);
    survey->rows += rows->n;
}
