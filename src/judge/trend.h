/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether something rises or falls over the weeks.
 *
 * 1. The slope is the median of the slopes between all pairs of weeks (Theil 1950; Sen 1968, doi
 *    10.1080/01621459.1968.10480934): one odd week does not move it.
 * 2. Its 95 % interval is Sen's, from the distribution of Kendall's S without a trend: exact up to
 * 40 weeks, normal beyond. It is the narrowest that keeps 96.5 %, a little more than is
 * promised: it takes independent weeks, and those of one runner are not quite.
 * 3. rising and falling are said where the whole interval lies on one side of zero; steady where
 * the whole interval, over all the weeks, is less than 5 % of the level: less than a cue asks for.
 *    Everything else is unclear.
 * 4. Two weeks differ beyond chance (95 %) by t sqrt 2 times the spread of the weeks about the
 *    line, t with n - 2 degrees of freedom: a handful of weeks says little of how far they wander.
 *    The spread is 1.4826 times the median distance from the line, without the two least: so many
 *    the line takes to itself, and one odd week does not move it. In 3,000 simulated runners
 *    without a change each, of 5 to 52 weeks, at most 6 % are called changed.
 */
#ifndef JUDGE_TREND_H
#define JUDGE_TREND_H

#include "backstride/analysis.h"

#define TREND_FEWEST_WEEKS 5
#define TREND_MOST_WEEKS   520
#define TREND_STEADY_SHARE 0.05 /* of the level; project choice */

/* X(NAME, name in JSON) */
#define TREND_VERDICT_LIST(X)   \
    X(TREND_RISING, "rising")   \
    X(TREND_STEADY, "steady")   \
    X(TREND_FALLING, "falling") \
    X(TREND_UNCLEAR, "unclear")

enum trend_verdict {
#define X(name, id) name,
    TREND_VERDICT_LIST(X)
#undef X
        TREND_VERDICT_COUNT
};

struct week_trend {
    struct bks_measure slope; /* a week; null (few_weeks) below TREND_FEWEST_WEEKS */
    double detectable;        /* difference of two weeks beyond chance; NAN: too few to know, or
                                 none is off the line */
    enum trend_verdict verdict;
};

/*
 * The trend of weeks.
 *
 *   in    at[n]     number of the week, rising
 *         value[n]  none NAN; n at most TREND_MOST_WEEKS
 *   ends  BKS_NO_MEMORY, BKS_BAD_ARGUMENT (too many)
 */
enum bks_status trend_of_weeks(struct week_trend *trend, const double *at, const double *value,
                               size_t n) BKS_CHECK;

const char *trend_verdict_id(enum trend_verdict verdict);

#endif
