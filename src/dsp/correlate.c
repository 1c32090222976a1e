/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Masked correlation.
 *
 * With x the values (0 in gaps) and m the mask of each series, the sums over the overlap at every
 * shift are six correlations: n = m*m, sums a*m and m*b, squares aa*m and m*bb, products a*b. Their
 * transforms are products of six spectra. Series are centred first, so that little cancels.
 */
#include "dsp/correlate.h"

#include "base/memory.h"
#include "dsp/spectrum.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define BINS      (CORRELATE_LENGTH / 2 + 1)
#define NO_SPREAD 1e-9 /* of the variance of the whole: less is none */

/* What is transformed of each series. */
enum part { MASK, VALUE, SQUARE, PARTS };

/* What is summed over the overlap: which part of a with which of b. */
enum sum { SUM_N, SUM_A, SUM_B, SUM_AA, SUM_BB, SUM_AB, SUMS };
static const struct {
    enum part a, b;
} pairs[SUMS] = {
    [SUM_N] = {MASK, MASK},    [SUM_A] = {VALUE, MASK},   [SUM_B] = {MASK, VALUE},
    [SUM_AA] = {SQUARE, MASK}, [SUM_BB] = {MASK, SQUARE}, [SUM_AB] = {VALUE, VALUE},
};

struct correlate {
    struct spectrum transform;
    double (*freq[2][PARTS])[2]; /* [BINS] of a and b */
    double *sum[SUMS];           /* [CORRELATE_LENGTH] by shift, negative ones at the end */
    double spread[2];            /* variance of a and b as a whole */
    size_t na, nb;
};

enum bks_status correlate_new(struct correlate **out)
{
    *out = memory_new(1, sizeof **out);
    if (!*out)
        return BKS_NO_MEMORY;
    bool ok = spectrum_init(&(*out)->transform, CORRELATE_LENGTH) == BKS_OK;
    for (int s = 0; s < 2; s++)
        for (int p = 0; p < PARTS; p++) {
            (*out)->freq[s][p] = memory_new(BINS, sizeof *(*out)->freq[s][p]);
            ok = ok && (*out)->freq[s][p];
        }
    for (int k = 0; k < SUMS; k++) {
        (*out)->sum[k] = memory_new(CORRELATE_LENGTH, sizeof(double));
        ok = ok && (*out)->sum[k];
    }
    if (ok)
        return BKS_OK;
    correlate_free(*out);
    *out = NULL;
    return BKS_NO_MEMORY;
}

void correlate_free(struct correlate *correlate)
{
    if (!correlate)
        return;
    spectrum_clear(&correlate->transform);
    for (int s = 0; s < 2; s++)
        for (int p = 0; p < PARTS; p++)
            memory_free(correlate->freq[s][p]);
    for (int k = 0; k < SUMS; k++)
        memory_free(correlate->sum[k]);
    memory_free(correlate);
}

static double mean_of(const double *x, size_t n)
{
    double sum = 0, known = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i])) {
            sum += x[i];
            known += 1;
        }
    return known > 0 ? sum / known : 0;
}

static double part_of(double x, double mean, enum part part)
{
    if (isnan(x))
        return 0;
    return part == MASK ? 1 : part == VALUE ? x - mean : (x - mean) * (x - mean);
}

/* The spectra of one series' parts; answers the variance of the whole. */
static double transform(struct correlate *c, int which, const double *x, size_t n)
{
    double mean = mean_of(x, n), squares = 0, known = 0;
    for (int p = 0; p < PARTS; p++) {
        double *time = c->transform.time;
        for (size_t i = 0; i < n; i++)
            time[i] = part_of(x[i], mean, (enum part)p);
        memset(time + n, 0, (CORRELATE_LENGTH - n) * sizeof *time);
        for (size_t i = 0; i < n; i++) {
            squares += p == SQUARE ? time[i] : 0;
            known += p == MASK ? time[i] : 0;
        }
        spectrum_forward(&c->transform);
        memcpy(c->freq[which][p], c->transform.freq, BINS * sizeof *c->transform.freq);
    }
    return known > 0 ? squares / known : 0;
}

/* sum[lag] = sum over j of a[j + lag] b[j]: the product of a's spectrum and the conjugate of b's.
 */
static void sum_of_pair(struct correlate *c, enum sum sum)
{
    const double(*a)[2] = (const double(*)[2])c->freq[0][pairs[sum].a];
    const double(*b)[2] = (const double(*)[2])c->freq[1][pairs[sum].b];
    double(*product)[2] = c->transform.freq;
    for (size_t k = 0; k < BINS; k++) {
        product[k][0] = a[k][0] * b[k][0] + a[k][1] * b[k][1];
        product[k][1] = a[k][1] * b[k][0] - a[k][0] * b[k][1];
    }
    spectrum_inverse(&c->transform);
    for (size_t i = 0; i < CORRELATE_LENGTH; i++)
        c->sum[sum][i] = c->transform.time[i] / CORRELATE_LENGTH;
}

void correlate_run(struct correlate *correlate, const double *a, size_t na, const double *b,
                   size_t nb)
{
    correlate->na = na;
    correlate->nb = nb;
    correlate->spread[0] = transform(correlate, 0, a, na);
    correlate->spread[1] = transform(correlate, 1, b, nb);
    for (int k = 0; k < SUMS; k++)
        sum_of_pair(correlate, (enum sum)k);
}

struct correlation correlate_at(const struct correlate *correlate, int64_t lag)
{
    struct correlation found = {0, 0};
    if (lag <= -(int64_t)correlate->nb || lag >= (int64_t)correlate->na)
        return found;
    size_t i = (size_t)(lag < 0 ? lag + CORRELATE_LENGTH : lag);
    double *const *sum = correlate->sum;
    found.n = round(sum[SUM_N][i]);
    if (found.n < 2)
        return found;
    double aa = sum[SUM_AA][i] - sum[SUM_A][i] * sum[SUM_A][i] / found.n;
    double bb = sum[SUM_BB][i] - sum[SUM_B][i] * sum[SUM_B][i] / found.n;
    double ab = sum[SUM_AB][i] - sum[SUM_A][i] * sum[SUM_B][i] / found.n;
    if (aa > NO_SPREAD * found.n * correlate->spread[0] &&
        bb > NO_SPREAD * found.n * correlate->spread[1])
        found.r = fmin(fmax(ab / sqrt(aa * bb), -1), 1);
    return found;
}

struct correlation correlation_of(const double *a, size_t na, const double *b, size_t nb,
                                  int64_t lag)
{
    struct correlation found = {0, 0};
    double ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
    /* Welford's means and moments, sample by sample */
    for (size_t j = lag < 0 ? (size_t)-lag : 0; j < nb && (int64_t)j + lag < (int64_t)na; j++) {
        double x = a[(size_t)((int64_t)j + lag)], y = b[j];
        if (isnan(x) || isnan(y))
            continue;
        found.n += 1;
        double dx = x - ma, dy = y - mb;
        ma += dx / found.n;
        mb += dy / found.n;
        aa += dx * (x - ma);
        bb += dy * (y - mb);
        ab += dx * (y - mb);
    }
    if (aa > 0 && bb > 0)
        found.r = fmin(fmax(ab / sqrt(aa * bb), -1), 1);
    return found;
}

double correlate_top(double left, double peak, double right)
{
    double curve = left - 2 * peak + right;
    if (!(curve < 0) || left > peak || right > peak)
        return 0;
    return 0.5 * (left - right) / curve;
}
