/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a shift is worth. The limits are calibrated on simulated pairs (tests/flow/test_align.c). */
#include "flow/align_parts.h"

#include "dsp/correlate.h"

#include <math.h>

#define STEADY_S     15    /* to each side of a second that is steady */
#define STEADY_SHARE 0.08  /* of the mean: how far a steady cadence may go from it */
#define GAIT_SPM     50.0  /* under it nobody steps */
#define MEMORY_S     20    /* small changes further apart are independent */
#define FEW          30.0  /* seconds of steady overlap, and fewer say nothing */
#define PARTS        10    /* of the overlap, for the jackknife */
#define LONG_S       300.0 /* of overlap */
#define STAMP_SD_S   0.29  /* whole seconds: 1 / sqrt 12 */

/* ---- small changes ---- */

/* The mean of the steady neighbourhood of second i, or NAN. */
static double steady_mean(const double *x, size_t n, size_t i)
{
    double sum = 0, low = (double)INFINITY, high = -(double)INFINITY;
    if (i < STEADY_S || i + STEADY_S >= n)
        return (double)NAN;
    for (size_t k = i - STEADY_S; k <= i + STEADY_S; k++) {
        if (isnan(x[k]))
            return (double)NAN;
        sum += x[k];
        low = fmin(low, x[k]);
        high = fmax(high, x[k]);
    }
    double mean = sum / (2 * STEADY_S + 1);
    bool steady =
        mean > GAIT_SPM && high < (1 + STEADY_SHARE) * mean && low > (1 - STEADY_SHARE) * mean;
    return steady ? mean : (double)NAN;
}

void evidence_small_changes(double *out, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = x[i] - steady_mean(x, n, i);
}

/* Independent samples among the overlap, by Bartlett's formula. */
static double independent(const struct pair *fine, double n)
{
    double factor = 1;
    for (int64_t lag = 1; lag <= MEMORY_S; lag++) {
        struct correlation a = correlation_of(fine->a, fine->na, fine->a, fine->na, lag);
        struct correlation b = correlation_of(fine->b, fine->nb, fine->b, fine->nb, lag);
        factor += 2 * a.r * b.r;
    }
    return n / fmax(factor, 1);
}

double evidence_fine(const struct pair *fine, int64_t lag)
{
    struct correlation best = {-1, 0};
    for (int64_t k = lag - 1; k <= lag + 1; k++) {
        struct correlation at = correlation_of(fine->a, fine->na, fine->b, fine->nb, k);
        best = at.n >= FEW && at.r > best.r ? at : best;
    }
    return best.n > 0 ? best.r * sqrt(independent(fine, best.n)) : (double)NAN;
}

/* ---- the shift between seconds ---- */

#define REACH  3 /* seconds of the peak to each side that the parabola is fitted to */
#define SHIFTS (2 * REACH + 1)

/* Sums of the overlap at one shift, which can be taken out again part by part. */
struct moments {
    double n, a, b, aa, bb, ab;
};

static double r_of(const struct moments *m)
{
    double aa = m->aa - m->a * m->a / m->n, bb = m->bb - m->b * m->b / m->n;
    return m->n > 2 && aa > 0 && bb > 0 ? (m->ab - m->a * m->b / m->n) / sqrt(aa * bb) : 0;
}

static void without(struct moments *m, const struct moments *part)
{
    m->n -= part->n;
    m->a -= part->a;
    m->b -= part->b;
    m->aa -= part->aa;
    m->bb -= part->bb;
    m->ab -= part->ab;
}

/* The moments of each tenth of b at one shift; the last is that of all. */
static void moments_at(struct moments m[PARTS + 1], const struct pair *pair, int64_t lag)
{
    for (int k = 0; k <= PARTS; k++)
        m[k] = (struct moments){0};
    int64_t first = lag < 0 ? -lag : 0, last = (int64_t)pair->na - lag;
    last = last < (int64_t)pair->nb ? last : (int64_t)pair->nb;
    for (int64_t j = first; j < last; j++) {
        double a = pair->a[j + lag], b = pair->b[j];
        if (isnan(a) || isnan(b))
            continue;
        const struct moments one = {-1, -a, -b, -a * a, -b * b, -a * b};
        without(&m[(j - first) * PARTS / (last - first)], &one);
        without(&m[PARTS], &one);
    }
}

/*
 * The top near the middle of the shifts, in seconds from it: of the parabola that fits best. The
 * peak is as broad as both cadences are smoothed, so that a few seconds of it say more than three
 * points.
 */
static double top_of(const double r[SHIFTS])
{
    double slope = 0, curve = 0, squares = 0, fourths = 0, mean2 = REACH * (REACH + 1) / 3.0;
    for (int k = -REACH; k <= REACH; k++) {
        double x = k, away = x * x - mean2;
        slope += x * r[k + REACH];
        squares += x * x;
        curve += away * r[k + REACH];
        fourths += away * away;
    }
    slope /= squares;
    curve /= fourths;
    return curve < 0 ? fmin(fmax(-slope / (2 * curve), -REACH), REACH) : 0;
}

void evidence_shift(struct alignment *out, const struct pair *pair, int64_t lag)
{
    double whole[SHIFTS], left[PARTS][SHIFTS], sum = 0, squares = 0;
    for (int k = 0; k < SHIFTS; k++) {
        struct moments m[PARTS + 1];
        moments_at(m, pair, lag + k - REACH);
        whole[k] = r_of(&m[PARTS]);
        for (int p = 0; p < PARTS; p++) {
            struct moments rest = m[PARTS];
            without(&rest, &m[p]);
            left[p][k] = r_of(&rest);
        }
        if (k == REACH) {
            out->overlap_s = m[PARTS].n;
            out->r = whole[k];
        }
    }
    for (int p = 0; p < PARTS; p++) {
        double top = top_of(left[p]);
        sum += top;
        squares += top * top;
    }
    double spread = fmax(squares - sum * sum / PARTS, 0);
    out->shift_s = (double)lag + top_of(whole);
    out->half_s = 1.96 * sqrt((PARTS - 1.0) / PARTS * spread + STAMP_SD_S * STAMP_SD_S);
}

/* ---- the verdict ---- */

#define NEAR_S       15.0  /* two clocks that are set agree by so much, or */
#define NOT_FAR_S    120.0 /* one of them was set by hand */
#define BOUTS_R      0.85  /* bouts that fit */
#define FINE_Z       3.5   /* small changes that agree at the shift that the bouts say */
#define NEAR_Z       1.0   /* the same where the clocks agree; there too few to tell are no doubt */
#define LIKELY_Z     2.0   /* the same where the clocks nearly agree */
#define ALONE_Z      6.0   /* small changes that were looked for at every shift */
#define MOST_CERTAIN 0.99
#define RIVAL        0.85 /* a second shift as good as this leaves a doubt */

static const char no_doubt[] = "";
static const char many_fit[] = "several shifts of its clock fit alike";

/* What z is asked for by how far the clocks are apart. */
static double least_z(const struct alignment *found, const struct align_range *range)
{
    double apart_s = fabs(found->shift_s - range->expected_s);
    if (!range->trusted || apart_s > NOT_FAR_S)
        return FINE_Z;
    return apart_s > NEAR_S ? LIKELY_Z : NEAR_Z;
}

static const char *doubt_of_bouts(const struct alignment *found, const struct align_range *range)
{
    double least = least_z(found, range);
    if (isnan(found->shift_s))
        return "they have no minute of steps in common";
    if (found->second > RIVAL)
        return many_fit;
    if (range->same_unit && found->fine_z >= FINE_Z)
        return no_doubt;
    if (found->r < BOUTS_R)
        return "the bouts are not alike enough";
    bool told = range->same_unit && !isnan(found->fine_z);
    bool agree = told ? found->fine_z >= least : least <= NEAR_Z;
    return agree ? no_doubt : "the bouts fit, but not the cadences within them";
}

static const char *doubt_of_changes(const struct alignment *found)
{
    if (isnan(found->shift_s) || !(found->fine_z >= ALONE_Z))
        return "the cadences are not alike enough";
    return found->second > RIVAL ? many_fit : no_doubt;
}

void evidence_judge(struct alignment *out, const struct align_range *range, bool bouts)
{
    out->doubt = bouts ? doubt_of_bouts(out, range) : doubt_of_changes(out);
    out->sure = out->doubt[0] == '\0';
    if (isnan(out->shift_s))
        return;
    /* each a share of what would leave no doubt; what clocks say beforehand counts half */
    double alone = fmin(fmax((1 - out->second) / (1 - RIVAL) / 2, 0), 1);
    double fine = isnan(out->fine_z) ? 0 : fmin(fmax(out->fine_z / ALONE_Z, 0), 1);
    double clocks = out->sure && bouts ? 0.5 + 0.5 * fine : fine;
    out->certainty = fmin(sqrt(alone * fmin(out->overlap_s / LONG_S, 1)) * clocks, MOST_CERTAIN);
}
