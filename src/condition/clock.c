/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repairing and measuring the clock of a recording, block by block. */
#include "condition/clock.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STRETCH_BREAK_STEPS                                              \
    8 /* a step of more than this many typical ones starts a new stretch \
       */

void clock_init(struct clock *clock, double guess_hz)
{
    *clock = (struct clock){.step_us = 10000};
    if (guess_hz > 0)
        clock->step_us = (int64_t)(1e6 / guess_hz + 0.5);
    if (clock->step_us < 1)
        clock->step_us = 1;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

double clock_guess_hz(const int64_t *t_us, size_t n, int64_t *scratch)
{
    size_t steps = 0;
    for (size_t i = 1; i < n; i++)
        if (t_us[i] > t_us[i - 1] && t_us[i] - t_us[i - 1] < (int64_t)10 * 1000000)
            scratch[steps++] = t_us[i] - t_us[i - 1];
    if (steps == 0)
        return 0;
    qsort(scratch, steps, sizeof *scratch, by_value);
    /* equal stamps in bursts leave few, long steps: count all rows over the time the steps span */
    double median_us = (double)scratch[steps / 2], span_us = 0;
    for (size_t i = 0; i < steps; i++)
        if ((double)scratch[i] < 4 * median_us)
            span_us += (double)scratch[i];
    double burst = (double)(n - 1) / (double)steps;
    return burst > 1.2 ? (double)(n - 1) * 1e6 / span_us : 1e6 / median_us;
}

static void stretch_close(struct clock_fit *fit)
{
    if (fit->n >= 8) {
        fit->all_sii += fit->n * (fit->n * fit->n - 1) / 12;
        fit->all_sir += fit->sir - fit->sr * (fit->n - 1) / 2;
        fit->all_n += fit->n;
    }
    fit->n = fit->sr = fit->sir = 0;
}

static void stretch_add(struct clock_fit *fit, double t_us, double step_us)
{
    if (fit->n == 0)
        fit->t0_us = t_us;
    double r = t_us - fit->t0_us - fit->n * step_us;
    fit->sr += r;
    fit->sir += r * fit->n;
    fit->n += 1;
}

static void step_add(struct clock_fit *fit, double step_us)
{
    fit->steps += 1;
    fit->sd += step_us;
    fit->sdd += step_us * step_us;
}

static bool same_values(const struct rows *rows, size_t i)
{
    for (unsigned c = BKS_ACCEL_X; c <= BKS_ACCEL_Z; c++)
        if (rows->value[c] && rows->value[c][i] != rows->value[c][i - 1])
            return false;
    return true;
}

/* Puts rows i .. j-1, which share one stamp, evenly between it and the next stamp. */
static void spread(struct clock *clock, struct rows *rows, size_t i, size_t j, int64_t from_us)
{
    int64_t count = (int64_t)(j - i), room = clock->step_us * count;
    if (j < rows->n && rows->t_us[j] > from_us && rows->t_us[j] - from_us < CLOCK_GAP_US)
        room = rows->t_us[j] - from_us;
    for (size_t k = i; k < j; k++)
        rows->t_us[k] = from_us + room * (int64_t)(k - i) / count;
}

/* Makes the stamp of row i follow the one before it: the clock went back, or leapt out of all
 * bounds. */
static void mend_leap(struct clock *clock, struct rows *rows, size_t i, int64_t before)
{
    if (rows->t_us[i] >= before && rows->t_us[i] - clock->first_us <= CLOCK_SPAN_US)
        return;
    int64_t lost = before + clock->step_us - rows->t_us[i];
    clock->shift_us += lost;
    rows->t_us[i] += lost;
    if (clock->backwards++ == 0)
        clock->backwards_at_s = (double)(before - clock->first_us) * 1e-6;
}

/* Shifts and orders the stamps; marks rows that repeat the row before, counts those that share its
 * stamp. */
static void mend(struct clock *clock, struct rows *rows)
{
    int64_t before = clock->raw_us;
    for (size_t i = 0; i < rows->n; i++) {
        int64_t t = rows->t_us[i] + clock->shift_us;
        rows->t_us[i] = t;
        if (i > 0 && t > before && t - clock->first_us <= CLOCK_SPAN_US) { /* nearly always */
            before = t;
            continue;
        }
        if (clock->started || i > 0)
            mend_leap(clock, rows, i, before);
        else
            clock->first_us = rows->t_us[i];
        if (rows->t_us[i] == before && (clock->started || i > 0)) {
            bool again = i > 0 && same_values(rows, i);
            clock->duplicates += again;
            clock->equal_stamps += !again;
            rows->mark[i] |= again ? BKS_ROW_MISSING : 0;
        }
        before = rows->t_us[i];
    }
    if (rows->n)
        clock->raw_us = before;
}

/* Spreads each run of equal stamps whose values differ; one may go on from the block before. */
static void spread_runs(struct clock *clock, struct rows *rows, int64_t raw_before_us)
{
    for (size_t i = 0; i < rows->n;) {
        size_t j = i + 1;
        bool goes_on = i == 0 && clock->started && rows->t_us[0] == raw_before_us;
        bool differ = goes_on;
        for (; j < rows->n && rows->t_us[j] == rows->t_us[i]; j++)
            differ = differ || !(rows->mark[j] & BKS_ROW_MISSING);
        if (differ)
            spread(clock, rows, i, j, goes_on ? clock->last_us + clock->step_us : rows->t_us[i]);
        i = j;
    }
}

void clock_take(struct clock *clock, struct rows *rows)
{
    size_t equal_before = clock->equal_stamps;
    int64_t raw_before_us = clock->raw_us;
    mend(clock, rows);
    if (clock->equal_stamps > equal_before)
        spread_runs(clock, rows, raw_before_us);
    struct clock_fit fit = clock->fit; /* a copy stays in registers */
    int64_t before = clock->last_us;
    for (size_t i = 0; i < rows->n; i++) {
        int64_t t = rows->t_us[i], step = t - before;
        before = t;
        if (rows->mark[i] & BKS_ROW_MISSING && step == 0)
            continue; /* a duplicate is not a tick */
        if (step > CLOCK_GAP_US || step > STRETCH_BREAK_STEPS * clock->step_us || !clock->rows)
            stretch_close(&fit);
        else
            step_add(&fit, (double)(step - clock->step_us));
        stretch_add(&fit, (double)(t - clock->first_us), (double)clock->step_us);
        clock->rows++;
    }
    clock->fit = fit;
    if (rows->n) {
        clock->last_us = before;
        clock->started = true;
    }
}

/* The sums over all stretches, the present one included. */
static struct clock_fit whole(const struct clock *clock)
{
    struct clock_fit fit = clock->fit;
    stretch_close(&fit);
    return fit;
}

double clock_rate_hz(const struct clock *clock)
{
    struct clock_fit fit = whole(clock);
    if (fit.all_n < 8 || fit.all_sii <= 0)
        return 0;
    double step_us = (double)clock->step_us + fit.all_sir / fit.all_sii;
    return step_us > 0 ? 1e6 / step_us : 0;
}

double clock_jitter_ms(const struct clock *clock)
{
    const struct clock_fit *fit = &clock->fit;
    if (fit->steps < 8)
        return 0;
    /* a step is the difference of two stamps: its variance is twice that of one stamp */
    double variance = (fit->sdd - fit->sd * fit->sd / fit->steps) / fit->steps / 2;
    return variance > 0 ? sqrt(variance) * 1e-3 : 0;
}

double clock_duration_s(const struct clock *clock)
{
    if (!clock->started)
        return 0;
    double rate = clock_rate_hz(clock);
    return (double)(clock->last_us - clock->first_us) * 1e-6 + (rate > 0 ? 1 / rate : 0);
}

void clock_warn(const struct clock *clock, double nominal_hz, struct warnings *warnings)
{
    double rate = clock_rate_hz(clock), jitter = clock_jitter_ms(clock);
    if (nominal_hz > 0 && rate > 0 && fabs(rate / nominal_hz - 1) > 0.002)
        warnings_add(warnings, BKS_WARN_RATE_DIFFERS,
                     "true rate %.2f Hz where the file says %.4g Hz; the true rate is used", rate,
                     nominal_hz);
    if (rate > 0 && jitter > 0.2 * 1e3 / rate && jitter > 2)
        warnings_add(warnings, BKS_WARN_JITTER, "stamps jitter by %.1f ms about a steady clock",
                     jitter);
    if (clock->duplicates)
        warnings_add(warnings, BKS_WARN_DUPLICATE_STAMPS,
                     "%zu row%s the same as the row before, left out", clock->duplicates,
                     clock->duplicates > 1 ? "s" : "");
    else if (clock->equal_stamps)
        warnings_add(warnings, BKS_WARN_DUPLICATE_STAMPS,
                     "%zu row%s with the stamp of the row before, spread evenly",
                     clock->equal_stamps, clock->equal_stamps > 1 ? "s" : "");
    if (clock->backwards)
        warnings_add(warnings, BKS_WARN_TIME_BACKWARDS,
                     "the clock goes back %zu time%s, first at %.1f s; it is read on from there",
                     clock->backwards, clock->backwards > 1 ? "s" : "", clock->backwards_at_s);
}
