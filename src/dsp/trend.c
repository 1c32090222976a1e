/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Least squares by orthogonal parts, and the variance of sums of noise with a memory. */
#include "dsp/trend.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

#define LEAST_MEMORY  0.5  /* none: independent */
#define MOST_MEMORY   0.95 /* beyond, a trend cannot be told from wander */
#define HALVINGS      10   /* to 0.0005 */
#define LEAST_FREEDOM 3.0
#define LEAST_LEFT    1e-9 /* of a vector's length: less is rounding */

/* What is fitted: unit vectors at right angles to each other. */
struct basis {
    size_t n; /* of them */
    double unit[3][TREND_MOST];
};

static double dot(const double *x, const double *y, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

/* Takes out of x[n] what the basis has of it. */
static void part(double *x, const struct basis *basis, size_t n)
{
    for (size_t k = 0; k < basis->n; k++) {
        double has = dot(x, basis->unit[k], n);
        for (size_t i = 0; i < n; i++)
            x[i] -= has * basis->unit[k][i];
    }
}

/* Makes x[n] one more of the basis; nothing is left of a vector that the basis already has. */
static void join(struct basis *basis, const double *x, size_t n)
{
    double *unit = basis->unit[basis->n];
    for (size_t i = 0; i < n; i++)
        unit[i] = x ? x[i] : 1;
    double whole = sqrt(dot(unit, unit, n));
    part(unit, basis, n);
    double length = sqrt(dot(unit, unit, n));
    if (!(length > LEAST_LEFT * whole))
        return;
    for (size_t i = 0; i < n; i++)
        unit[i] /= length;
    basis->n++;
}

/* Weights whose sum with y is the coefficient of x beside those of the basis. */
static void coefficient(double *weight, const double *x, const struct basis *others, size_t n)
{
    for (size_t i = 0; i < n; i++)
        weight[i] = x[i];
    part(weight, others, n);
    double square = dot(weight, weight, n);
    for (size_t i = 0; i < n; i++)
        weight[i] = square > 0 ? weight[i] / square : 0;
}

/* Step 2: correlations of the means of equal stretches, any length of stretch alike. */
static void remember(struct trend *trend, double memory)
{
    trend->memory = memory;
    trend->alike[0] = 1;
    for (size_t i = 1; i < TREND_MOST; i++) {
        double d = (double)i, power = 2 * memory;
        trend->alike[i] = (pow(d + 1, power) - 2 * pow(d, power) + pow(d - 1, power)) / 2;
    }
}

static double alike(const struct trend *trend, size_t i, size_t j)
{
    return trend->alike[(size_t)fabs(trend->at[i] - trend->at[j])];
}

/* What the fit leaves of noise of variance 1. */
struct rest {
    double sum;     /* of the variances */
    double squares; /* of all covariances */
    double pairs;   /* sum of the covariances of neighbours */
};

static struct rest rest_of(const struct trend *trend, const struct basis *basis)
{
    double cov[TREND_MOST][TREND_MOST];
    size_t n = trend->n;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            cov[i][j] = alike(trend, i, j);
        part(cov[i], basis, n);
    }
    struct rest rest = {0};
    for (size_t j = 0; j < n; j++) {
        double column[TREND_MOST];
        for (size_t i = 0; i < n; i++)
            column[i] = cov[i][j];
        part(column, basis, n);
        rest.sum += column[j];
        rest.squares += dot(column, column, n);
        if (j > 0 && trend->at[j] - trend->at[j - 1] < 1.5)
            rest.pairs += column[j - 1];
    }
    return rest;
}

/* Steps 2 to 4: the noise that would leave neighbours as alike as these are. */
static void noise_of(struct trend *trend, const double *y, const struct basis *basis)
{
    size_t n = trend->n;
    double left[TREND_MOST], pairs = 0, low = LEAST_MEMORY, high = MOST_MEMORY;
    for (size_t i = 0; i < n; i++)
        left[i] = y[i];
    part(left, basis, n);
    double squares = dot(left, left, n);
    for (size_t i = 1; i < n; i++)
        pairs += trend->at[i] - trend->at[i - 1] < 1.5 ? left[i] * left[i - 1] : 0;
    for (int halving = 0; halving < HALVINGS; halving++) {
        remember(trend, (low + high) / 2);
        struct rest rest = rest_of(trend, basis);
        bool more = pairs * rest.sum > rest.pairs * squares;
        low = more ? trend->memory : low;
        high = more ? high : trend->memory;
    }
    remember(trend, low);
    struct rest rest = rest_of(trend, basis);
    trend->variance = squares / rest.sum;
    trend->freedom = fmax(rest.sum * rest.sum / rest.squares, LEAST_FREEDOM);
}

void trend_fit(struct trend *trend, const double *at, const double *y, const double *beside,
               size_t n)
{
    assert(n >= 6 && n <= TREND_MOST);
    *trend = (struct trend){.n = n};
    for (size_t i = 0; i < n; i++)
        trend->at[i] = at[i];
    struct basis basis = {0}, line = {0};
    join(&basis, NULL, n);
    if (beside)
        join(&basis, beside, n);
    coefficient(trend->slope, at, &basis, n);
    join(&basis, at, n);
    join(&line, NULL, n);
    join(&line, at, n);
    if (beside)
        coefficient(trend->beside, beside, &line, n);
    noise_of(trend, y, &basis);
}

double trend_sum(const struct trend *trend, const double *weight, const double *x)
{
    return dot(weight, x, trend->n);
}

double trend_error(const struct trend *trend, const double *weight)
{
    double sum = 0;
    for (size_t i = 0; i < trend->n; i++) {
        for (size_t j = 0; j < trend->n; j++)
            sum += weight[i] * weight[j] * alike(trend, i, j);
    }
    return sqrt(trend->variance * fmax(sum, 0));
}

/* Abramowitz & Stegun 1964, 26.7.5, at 97.5 %: within 1 % from 3 degrees on. */
double trend_t(const struct trend *trend)
{
    double f = trend->freedom;
    return 1.95996 + (2.37227 + (2.82250 + 2.55585 / f) / f) / f;
}

/* sqrt(freedom / chi-square) at z standard normal deviations */
static double spread_at(double freedom, double z)
{
    double ninth = 2 / (9 * freedom), root = 1 - ninth + z * sqrt(ninth);
    return 1 / sqrt(root * root * root);
}

void trend_error_range(double *low, double *high, const struct trend *trend)
{
    *low = spread_at(trend->freedom, 1.95996);
    *high = spread_at(trend->freedom, -1.95996);
}
