/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for the shift: all of them coarsely, the best few exactly. */
#include "flow/align.h"

#include "base/memory.h"
#include "dsp/correlate.h"
#include "flow/align_parts.h"

#include <math.h>
#include <stdlib.h>

#define MIN_OVERLAP_S 60.0
#define MIN_SHARE     0.3 /* of the shorter one's known seconds */
#define CANDIDATES    6
#define APART_S       15 /* a peak is the best within so many seconds to each side */
#define MARGIN_S      60
#define ALMOST_ONE    0.9999

/* A shift with what it counts. */
struct peak {
    int64_t lag;
    double score;
};

static double score_of(const struct correlation *found, double step_s, double least)
{
    if (found->n * step_s < least || !(found->r > 0))
        return 0;
    return atanh(fmin(found->r, ALMOST_ONE)) * sqrt(found->n * step_s);
}

static size_t known(const double *x, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += isnan(x[i]) ? 0 : 1;
    return count;
}

/* Means of `factor` neighbours, NAN where fewer than half of them are known. */
static size_t thin_out(double *out, const double *x, size_t n, size_t factor)
{
    size_t m = 0;
    for (size_t i = 0; i < n; i += factor, m++) {
        double sum = 0, count = 0;
        for (size_t k = i; k < i + factor && k < n; k++)
            if (!isnan(x[k])) {
                sum += x[k];
                count += 1;
            }
        out[m] = 2 * count >= (double)factor ? sum / count : (double)NAN;
    }
    return m;
}

/* Keeps the best few, each the best of its neighbourhood. */
static void keep(struct peak list[CANDIDATES], struct peak peak, int64_t apart)
{
    for (int i = 0; i < CANDIDATES; i++) {
        if (list[i].score > 0 && llabs(list[i].lag - peak.lag) <= apart) {
            if (peak.score > list[i].score)
                list[i] = peak;
            return;
        }
    }
    int least = 0;
    for (int i = 1; i < CANDIDATES; i++)
        least = list[i].score < list[least].score ? i : least;
    if (peak.score > list[least].score)
        list[least] = peak;
}

/* The shifts that are looked at, as whole steps. */
struct shifts {
    int64_t first, last;
};

static struct shifts shifts_of(const struct align_range *range, const struct pair *pair,
                               double step_s)
{
    double low = -(double)pair->nb, high = (double)pair->na;
    low = fmax(low, floor((range->expected_s - range->within_s) / step_s));
    high = fmin(high, ceil((range->expected_s + range->within_s) / step_s));
    return (struct shifts){(int64_t)low, (int64_t)high};
}

/* A local maximum of the score among the neighbours within `apart`. */
static void find_peaks(struct peak list[CANDIDATES], const struct correlate *correlate,
                       struct shifts shifts, double step_s, double least)
{
    int64_t apart = (int64_t)ceil(APART_S / step_s);
    struct correlation at = correlate_at(correlate, shifts.first - 1);
    double before = score_of(&at, step_s, least);
    at = correlate_at(correlate, shifts.first);
    double here = score_of(&at, step_s, least);
    for (int64_t lag = shifts.first; lag <= shifts.last; lag++) {
        at = correlate_at(correlate, lag + 1);
        double after = score_of(&at, step_s, least);
        if (here > 0 && here >= before && here >= after)
            keep(list, (struct peak){lag, here}, apart);
        before = here;
        here = after;
    }
}

/* The best shift at whole seconds near a coarse one. */
static void refine(struct peak *peak, const struct pair *pair, int64_t factor, double least)
{
    struct peak best = {peak->lag * factor, 0};
    for (int64_t lag = best.lag - 2 * factor; lag <= peak->lag * factor + 2 * factor; lag++) {
        struct correlation at = correlation_of(pair->a, pair->na, pair->b, pair->nb, lag);
        double score = score_of(&at, 1, least);
        if (score > best.score)
            best = (struct peak){lag, score};
    }
    *peak = best;
}

/* Best and second best of the candidates. */
static void rank(const struct peak list[CANDIDATES], struct peak *best, struct peak *second)
{
    *best = *second = (struct peak){0, 0};
    for (int i = 0; i < CANDIDATES; i++)
        if (list[i].score > best->score)
            *best = list[i];
    for (int i = 0; i < CANDIDATES; i++)
        if (list[i].score > second->score && llabs(list[i].lag - best->lag) > APART_S)
            *second = list[i];
}

static enum bks_status search(struct peak list[CANDIDATES], const struct pair *pair,
                              const struct align_range *range, double least)
{
    size_t factor = (pair->na + pair->nb + CORRELATE_LENGTH - 3) / (CORRELATE_LENGTH - 2);
    struct correlate *correlate = NULL;
    double *a = memory_new(pair->na / factor + 1, sizeof *a);
    double *b = memory_new(pair->nb / factor + 1, sizeof *b);
    enum bks_status status = a && b ? correlate_new(&correlate) : BKS_NO_MEMORY;
    if (status == BKS_OK) {
        struct pair thin = {.a = a, .b = b};
        thin.na = thin_out(a, pair->a, pair->na, factor);
        thin.nb = thin_out(b, pair->b, pair->nb, factor);
        correlate_run(correlate, a, thin.na, b, thin.nb);
        find_peaks(list, correlate, shifts_of(range, &thin, (double)factor), (double)factor, least);
    }
    correlate_free(correlate);
    memory_free(a);
    memory_free(b);
    for (int i = 0; i < CANDIDATES && status == BKS_OK; i++)
        if (list[i].score > 0)
            refine(&list[i], pair, (int64_t)factor, least);
    return status;
}

/* What one way of looking found: pair is searched, fine are its small changes (perhaps itself). */
static enum bks_status attempt(struct alignment *out, const struct pair *pair,
                               const struct pair *fine, const struct align_range *range)
{
    struct peak list[CANDIDATES] = {{0, 0}}, best, second;
    size_t shorter = known(pair->b, pair->nb), other = known(pair->a, pair->na);
    shorter = other < shorter ? other : shorter;
    *out = (struct alignment){.shift_s = (double)NAN, .half_s = (double)NAN, .fine_z = (double)NAN};
    enum bks_status status = BKS_OK;
    if (shorter > 0)
        status = search(list, pair, range, fmax(MIN_OVERLAP_S, MIN_SHARE * (double)shorter));
    rank(list, &best, &second);
    if (best.score > 0) {
        out->second = second.score / best.score;
        out->fine_z = evidence_fine(fine, best.lag);
        evidence_shift(out, pair, best.lag);
    }
    evidence_judge(out, range, pair != fine);
    return status;
}

/* The part of a that the shifts can reach; answers how much was cut off before it. */
static size_t reach(struct pair *pair, const struct align_range *range)
{
    double first = range->expected_s - range->within_s - MARGIN_S;
    double last = range->expected_s + range->within_s + (double)pair->nb + MARGIN_S;
    size_t from = first > 0 ? (size_t)fmin(first, (double)pair->na) : 0;
    size_t to = last > 0 ? (size_t)fmin(last, (double)pair->na) : 0;
    pair->na = to > from ? to - from : 0;
    pair->a += from;
    return from;
}

enum bks_status align_of(struct alignment *out, const double *a, size_t na, const double *b,
                         size_t nb, const struct align_range *range)
{
    struct pair pair = {.a = a, .b = b, .na = na, .nb = nb};
    struct align_range inside = *range;
    size_t cut = isfinite(range->within_s) ? reach(&pair, range) : 0;
    inside.expected_s -= (double)cut;
    double *fine_a = memory_new(pair.na, sizeof *fine_a), *fine_b = memory_new(nb, sizeof *fine_b);
    enum bks_status status = fine_a && fine_b ? BKS_OK : BKS_NO_MEMORY;
    if (status == BKS_OK) {
        const struct pair fine = {.a = fine_a, .b = fine_b, .na = pair.na, .nb = nb};
        evidence_small_changes(fine_a, pair.a, pair.na);
        evidence_small_changes(fine_b, b, nb);
        /* small changes place the shift better, bouts find it where there are few of them */
        status = range->same_unit ? attempt(out, &fine, &fine, &inside) : BKS_OK;
        if (status == BKS_OK && !(range->same_unit && out->sure))
            status = attempt(out, &pair, &fine, &inside);
        out->shift_s += (double)cut;
    }
    memory_free(fine_a);
    memory_free(fine_b);
    return status;
}
