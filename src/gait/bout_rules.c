/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which bouts stand alone: pauses that are too short to split, bouts that are too short to be. */
#include "gait/bout_rules.h"

static bool is_gait(enum bks_bout_kind kind)
{
    return kind == BKS_RUN || kind == BKS_WALK;
}

void sums_add(struct gait_sums *to, const struct gait_sums *from)
{
    to->time_s += from->time_s;
    to->steps += from->steps;
    to->blind_s += from->blind_s;
    to->inner_time_s += from->inner_time_s;
    to->inner_steps += from->inner_steps;
    to->fences += from->fences;
    to->edges += from->edges;
    to->osc_n += from->osc_n;
    to->osc_sum += from->osc_sum;
    to->osc_steps2 += from->osc_steps2;
    to->osc_steps_n += from->osc_steps_n;
    to->osc_windows += from->osc_windows;
    to->osc_off += from->osc_off;
    to->osc_clipped += from->osc_clipped;
    to->regular_n += from->regular_n;
    to->step_regularity += from->step_regularity;
    to->stride_regularity += from->stride_regularity;
    to->step_regularity2 += from->step_regularity2;
    to->stride_regularity2 += from->stride_regularity2;
    to->lateral += from->lateral;
    to->fore_aft += from->fore_aft;
    to->lateral2 += from->lateral2;
    to->fore_aft2 += from->fore_aft2;
    to->regular_windows += from->regular_windows;
    to->turned_s += from->turned_s;
    to->clipped_s += from->clipped_s;
}

double sums_steps(const struct gait_sums *sums)
{
    return sums->time_s > 0 ? sums->steps * (1 + sums->blind_s / sums->time_s) : 0;
}

/* b follows a: one bout with a's kind. The sums of a pause (rest in a run) are not added. */
static void join(struct bout *a, const struct bout *b)
{
    if (b->kind == a->kind)
        sums_add(&a->sums, &b->sums);
    a->end_s = b->end_s;
}

static size_t join_equal(struct bout *list, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept && list[kept - 1].kind == list[i].kind)
            join(&list[kept - 1], &list[i]);
        else
            list[kept++] = list[i];
    }
    return kept;
}

/* A pause between two bouts of one gait, too short to split them. A hole of more than 1 s does
 * split. */
static size_t join_over_pauses(struct bout *list, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool pause = kept >= 1 && i + 1 < n && is_gait(list[kept - 1].kind) &&
                     list[i + 1].kind == list[kept - 1].kind && list[i].kind != BKS_UNKNOWN &&
                     list[i].end_s - list[i].start_s < BOUT_PAUSE_S;
        if (pause) {
            join(&list[kept - 1], &list[i]);
            join(&list[kept - 1], &list[++i]);
        } else {
            list[kept++] = list[i];
        }
    }
    return kept;
}

/*
 * A moment of rest or other motion between two kinds is no bout: it goes to the neighbour that is
 * not a gait, and between a run and a walk to the walk.
 */
static void relabel_moments(struct bout *list, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++) {
        enum bks_bout_kind before = list[i - 1].kind, after = list[i + 1].kind;
        bool moment = (list[i].kind == BKS_REST || list[i].kind == BKS_OTHER) &&
                      list[i].end_s - list[i].start_s < BOUT_PAUSE_S;
        if (!moment || before == BKS_UNKNOWN || after == BKS_UNKNOWN)
            continue;
        enum bks_bout_kind kind = !is_gait(before) ? before : !is_gait(after) ? after : BKS_WALK;
        if (is_gait(kind)) /* its own steps were not counted at the gait's rate */
            list[i].sums = (struct gait_sums){0};
        list[i].kind = kind;
    }
}

/* A run or walk of too few steps takes the kind of a neighbour in motion, or is some other motion.
 */
static void relabel_short(struct bout *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_gait(list[i].kind) || sums_steps(&list[i].sums) + 0.5 >= BOUT_STEPS)
            continue;
        enum bks_bout_kind kind = BKS_OTHER;
        if (list[i].kind == BKS_RUN && i > 0 && list[i - 1].kind == BKS_WALK)
            kind = BKS_WALK;
        else if (list[i].kind == BKS_RUN && i + 1 < n && list[i + 1].kind == BKS_WALK)
            kind = BKS_WALK;
        list[i].kind = kind;
    }
}

size_t bout_rules_apply(struct bout *list, size_t n)
{
    n = join_equal(list, n);
    n = join_over_pauses(list, n);
    relabel_short(list, n);
    relabel_moments(list, n);
    n = join_equal(list, n);
    n = join_over_pauses(list, n);
    relabel_short(list, n); /* a relabelled run may have joined nothing */
    return join_equal(list, n);
}
