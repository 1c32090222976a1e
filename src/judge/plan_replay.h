/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stage of a runner, made again from the history each time: nothing of it is stored, so that a
 * corrected diary line gives the answer it would have given at once.
 */
#ifndef JUDGE_PLAN_REPLAY_H
#define JUDGE_PLAN_REPLAY_H

#include "judge/plan_class.h"
#include "judge/plan_cue.h"

#define PLAN_FLARES_KEPT 3

/* What a profile comes to. */
struct plan_track {
    const struct plan_limits *limits;
    bool strict, surgical;
    int stage[PLAN_STAGES]; /* [n] rows of plan_stages, in order; place n is the build */
    int n;
    int64_t goal_s;
};

/* Why there is a hold. */
enum plan_hold { HOLD_NONE, HOLD_SPIKE, HOLD_FLARES, HOLD_WEEK };

/* A stage: its place in the track, with its own counts. */
struct plan_step {
    int place;       /* in the track */
    int32_t began;   /* NO_DAY before the first run */
    int passes;      /* green runs on plan */
    int64_t build_s; /* what the build has come to */
};

struct plan_state {
    struct plan_step now;
    struct plan_step earned; /* where granted: the stage that earned it, as it was */
    bool granted;            /* the stage has not been run yet */
    int ambers, unknowns, faded;

    int32_t hold_until; /* NO_DAY: never */
    enum plan_hold hold;
    int32_t hold_day;                /* the day that made it */
    int64_t hold_done, hold_planned; /* seconds: of the spike, or of the week and its cap */

    int32_t first_run, last_run; /* NO_DAY: none */
    struct plan_step ran;        /* the stage of the last run */
    enum plan_class last_class;
    int64_t last_done, last_planned; /* seconds of it */

    bool open;                       /* a flare */
    int32_t opened, last_bad;        /* NO_DAY: never */
    int32_t settled_at;              /* highest settled morning of the open flare */
    int32_t flare[PLAN_FLARES_KEPT]; /* days on which flares opened, the latest first */
    int32_t third_day;               /* the latest that was the third within 42 days, or NO_DAY */
    int32_t third[PLAN_FLARES_KEPT]; /* the three of it */
    int runs_since_flare;            /* since the last bad day */

    int32_t build_from; /* weeks of the build count from here: entered, or cut; NO_DAY: not there */
    int32_t raised;     /* the day from which its minutes were more; NO_DAY: never */
    struct plan_cue cue;
};

struct plan_track plan_track_of(const struct profile *profile);

/* The row of a place, or NULL for the build. */
const struct plan_stage *plan_stage_of(const struct plan_track *track, int place);

/* Its name; "BUILD". Static. */
const char *plan_stage_name(const struct plan_track *track, int place);

/* Running seconds of one session. */
int64_t plan_step_run_s(const struct plan_track *track, const struct plan_step *step);

/* The parts of a day, in order. The first three make what C.5a calls step 1. */
enum plan_part {
    PART_GRANT,    /* a stage that was not run yet is withdrawn */
    PART_GAP,      /* first run, or the days since the last */
    PART_RUN,      /* its stage, its class */
    PART_SYMPTOMS, /* warning signs */
    PART_CLASS,    /* passes, ambers, a spike */
    PART_LOAD,     /* the week's minutes, how the form kept */
    PART_CUE,      /* one thing to think of: begun, kept, dropped */
    PART_FLARE,    /* opens, goes on, or closes */
    PART_ADVANCE,  /* another stage, or more of the build, from the day after */
    PART_BUILD,    /* since when the build is what it is */
};

/* What one part did. */
struct plan_seen {
    enum plan_part part;
    const struct plan_day *row;
    const struct plan_state *before, *after;
    enum plan_class class_of; /* from PART_RUN on, where there is a run; so is: */
    enum plan_done done;
};

/* Is told of every part of every day that was gone through. */
struct plan_watch {
    void (*saw)(void *context, const struct plan_seen *seen);
    void *context;
};

/*
 * Goes through all days that have an entry or a run.
 *
 *   in    watch  or NULL
 */
struct plan_state plan_replay_watched(const struct plan_days *days, const struct plan_track *track,
                                      const struct plan_watch *watch);
struct plan_state plan_replay(const struct plan_days *days, const struct plan_track *track);

/*
 * What so many days without a run do, as if the next run were on that day.
 *
 *   in    gap  days since the last run
 */
void plan_break(struct plan_state *state, const struct plan_track *track, int32_t gap, int32_t day);

/*
 * The most running of the 7 days that end on that day, in hundredths of a second: a tenth and a
 * minute over the best earlier week. 0: there is no earlier week.
 */
int64_t plan_week_cap_100(const struct plan_days *days, int32_t day);

/* Whether a new cue may come with a session of that step: no new stage, no flare lately. */
bool plan_cue_may_begin(const struct plan_state *state, const struct plan_track *track,
                        const struct plan_step *next);

/* Whether form holds the stage. */
bool plan_form_holds(const struct plan_state *state);

#endif
