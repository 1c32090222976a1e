/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Theil-Sen slope over weeks, with Sen's interval. */
#include "judge/trend.h"

#include "base/memory.h"
#include "dsp/trend.h"

#include <math.h>
#include <stdlib.h>

#define EXACT_WEEKS 40 /* up to here the distribution of S is counted */
#define EXACT_PAIRS (EXACT_WEEKS * (EXACT_WEEKS - 1) / 2)
#define TAIL        0.0175   /* on either side: 96.5 % where 95 % are promised */
#define NORMAL_TAIL 2.108358 /* beyond it lies TAIL */
#define MAD_TO_SD   1.4826
#define LINE_TAKES  2 /* degrees of freedom: slope and level */

static int ascending(const void *a, const void *b)
{
    double x, y;
    x = *(const double *)a;
    y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Of sorted values. */
static double median(const double *sorted, size_t n)
{
    return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

/*
 * How many of the smallest slopes lie below the interval: the largest k with P(discordant pairs <=
 * k
 * - 1) <= TAIL without a trend, and at least 1 so that the interval is bounded.
 *
 * The share of orders of n weeks with so many discordant pairs grows week by week: the new one
 * makes 0 .. i - 1 of them, each as likely.
 */
static size_t outside_exact(size_t n)
{
    static const size_t most = EXACT_PAIRS;
    double share[EXACT_PAIRS + 1] = {1}, next[EXACT_PAIRS + 1];
    for (size_t i = 2; i <= n; i++) {
        double window = 0;
        for (size_t pairs = 0; pairs <= most; pairs++) {
            window += share[pairs] - (pairs >= i ? share[pairs - i] : 0);
            next[pairs] = window / (double)i;
        }
        for (size_t pairs = 0; pairs <= most; pairs++)
            share[pairs] = next[pairs];
    }
    double tail = 0;
    size_t k = 0;
    while (k < most && tail + share[k] <= TAIL)
        tail += share[k++];
    return k > 0 ? k : 1;
}

static size_t outside(size_t n)
{
    if (n <= EXACT_WEEKS)
        return outside_exact(n);
    double weeks = (double)n, pairs = weeks * (weeks - 1) / 2;
    double s = NORMAL_TAIL * sqrt(weeks * (weeks - 1) * (2 * weeks + 5) / 18);
    return (size_t)fmax(floor((pairs - s) / 2), 1);
}

static size_t all_slopes(double *slope, const double *at, const double *value, size_t n)
{
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            if (at[j] > at[i])
                slope[pairs++] = (value[j] - value[i]) / (at[j] - at[i]);
    qsort(slope, pairs, sizeof *slope, ascending);
    return pairs;
}

/* The level of the line, and the spread of the weeks about it; uses room[n]. */
static double level_and_spread(double *spread, double *room, double slope, const double *at,
                               const double *value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        room[i] = value[i] - slope * (at[i] - at[0]);
    qsort(room, n, sizeof *room, ascending);
    double level = median(room, n);
    for (size_t i = 0; i < n; i++)
        room[i] = fabs(room[i] - level);
    qsort(room, n, sizeof *room, ascending);
    *spread = MAD_TO_SD * median(room + LINE_TAKES, n - LINE_TAKES);
    return level;
}

/* Of two weeks; nothing where all stand on the line, as whole numbers of a watch may. */
static double detectable(double spread, size_t n)
{
    const struct trend line = {.freedom = (double)(n - LINE_TAKES)};
    return spread > 0 ? trend_t(&line) * sqrt(2) * spread : (double)NAN;
}

static enum trend_verdict judge(const struct bks_measure *slope, double level, double span)
{
    if (slope->low > 0)
        return TREND_RISING;
    if (slope->high < 0)
        return TREND_FALLING;
    double most = fmax(fabs(slope->low), fabs(slope->high)) * span;
    return most <= TREND_STEADY_SHARE * fabs(level) ? TREND_STEADY : TREND_UNCLEAR;
}

enum bks_status trend_of_weeks(struct week_trend *trend, const double *at, const double *value,
                               size_t n)
{
    const double none = (double)NAN;
    *trend = (struct week_trend){.slope = {none, none, none, 0, BKS_WHY_FEW_WEEKS},
                                 .detectable = none,
                                 .verdict = TREND_UNCLEAR};
    if (n < TREND_FEWEST_WEEKS)
        return BKS_OK;
    if (n > TREND_MOST_WEEKS)
        return BKS_BAD_ARGUMENT;
    double *room = memory_new(n * (n - 1) / 2, sizeof *room);
    if (!room)
        return BKS_NO_MEMORY;
    size_t pairs = all_slopes(room, at, value, n), out = outside(n);
    double slope = median(room, pairs), spread;
    trend->slope = (struct bks_measure){slope, room[out - 1], room[pairs - out], n, BKS_WHY_NONE};
    double level = level_and_spread(&spread, room, slope, at, value, n);
    trend->detectable = detectable(spread, n);
    trend->verdict = judge(&trend->slope, level, at[n - 1] - at[0]);
    memory_free(room);
    return BKS_OK;
}

const char *trend_verdict_id(enum trend_verdict verdict)
{
    static const char *const names[] = {
#define X(name, id) id,
        TREND_VERDICT_LIST(X)
#undef X
    };
    return (unsigned)verdict < TREND_VERDICT_COUNT ? names[verdict] : "unknown";
}
