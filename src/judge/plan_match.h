/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recording held against the card that was due: which intervals are there, and how long. */
#ifndef JUDGE_PLAN_MATCH_H
#define JUDGE_PLAN_MATCH_H

#include "backstride/analysis.h"
#include "judge/plan.h"

#define PLAN_MATCH_S    3 /* an interval is as planned within so much; issue 5 */
#define PLAN_MATCH_MOST 32

/* An interval that is not: its number from 1, and by how many seconds it is longer. */
struct plan_off {
    int interval;
    int64_t by_s;
};

struct plan_match {
    bool due; /* a card was due, and there is running to hold against it */
    struct plan_card card;
    int found;                            /* runs that are long enough for an interval */
    struct plan_off off[PLAN_MATCH_MOST]; /* [n_off] of the first `repeats` found */
    int n_off;
    bool as_planned; /* each interval is found and within 3 s, and nothing ran beside them */
    int64_t planned_s, measured_s;
};

/*
 * Matches in order: the k-th run of at least half an interval is interval k; what is shorter is a
 * few steps between, and belongs to no interval.
 *
 *   in    bouts[n]  of the recording
 *   out   *match
 */
void plan_match(struct plan_match *match, const struct plan_card *card,
                const struct bks_bout *bouts, size_t n);

#endif
