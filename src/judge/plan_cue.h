/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one thing to try on a run: chosen from the person's own measured form, kept until it is
 * reached, taken back when a calf hurts. It never changes a stage.
 */
#ifndef JUDGE_PLAN_CUE_H
#define JUDGE_PLAN_CUE_H

#include "judge/plan_constants.h"
#include "judge/plan_days.h"

enum plan_cue_kind {
    CUE_NONE,
    CUE_STEPS, /* short, quick steps */
    CUE_QUIET  /* less bounce */
};

/* The first values of one measure; its baseline is their median once all are there. */
struct plan_baseline {
    double value[PLAN_BASELINE_RUNS]; /* [n] */
    int n;
};

struct plan_cue {
    struct plan_baseline cadence;
    struct plan_baseline bounce[BKS_PLACEMENT_COUNT], sway[BKS_PLACEMENT_COUNT]; /* by place */

    const struct plan_form *last; /* of the last run whose form counts, or NULL */
    int32_t last_day;
    bool last_faded;

    enum plan_cue_kind active;
    int target_spm; /* of CUE_STEPS */
    int reached;    /* runs with it */

    /* Days; NO_DAY: never. */
    int32_t dropped;   /* the run that reached it the second time */
    int32_t calf;      /* the last with pain there */
    int32_t withdrawn; /* the last on which that took a cue back */
};

struct plan_cue plan_cue_start(void);

/* A day with pain in a calf takes the cue back, and for some weeks there is none. */
void plan_cue_calf(struct plan_cue *cue, int32_t day);

/* What a run showed. */
void plan_cue_run(struct plan_cue *cue, const struct plan_day *row);

/* Begins a cue where there is none and the last form asks for one. */
void plan_cue_begin(struct plan_cue *cue, int32_t day);

/* The median of the first runs, or 0 while there are too few. */
double plan_baseline(const struct plan_baseline *baseline);

/* What the last form shows against the person's own baseline. */
bool plan_cue_bounce_high(const struct plan_cue *cue);
bool plan_cue_sway_high(const struct plan_cue *cue);

/* Whether a measure has a value. */
bool plan_form_known(const struct bks_measure *measure);

#endif
