/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals of a recording, one by one. */
#include "judge/plan_match.h"

#include <math.h>

void plan_match(struct plan_match *match, const struct plan_card *card,
                const struct bks_bout *bouts, size_t n)
{
    double all_s = 0, beside_s = 0;
    *match = (struct plan_match){.card = *card, .planned_s = card->repeats * card->run_s};
    for (size_t i = 0; i < n; i++) {
        double length = bouts[i].end_s - bouts[i].start_s;
        if (bouts[i].kind != BKS_RUN)
            continue;
        all_s += length;
        if (length < 0.5 * (double)card->run_s) {
            beside_s += length;
            continue;
        }
        match->found++;
        double by = length - (double)card->run_s;
        if (fabs(by) > PLAN_MATCH_S && match->found <= card->repeats &&
            match->n_off < PLAN_MATCH_MOST)
            match->off[match->n_off++] = (struct plan_off){match->found, llround(by)};
    }
    match->due = all_s > 0 && match->planned_s > 0;
    match->measured_s = (int64_t)floor(all_s);
    match->as_planned = match->due && match->found == card->repeats && match->n_off == 0 &&
                        beside_s <= PLAN_MATCH_S;
}
