/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of the decision table look at. */
#ifndef JUDGE_PLAN_SCENE_H
#define JUDGE_PLAN_SCENE_H

#include "judge/plan.h"
#include "judge/plan_replay.h"
#include "judge/plan_symptoms.h"

struct plan_scene {
    const struct plan_case *from;
    const struct profile *profile;
    int32_t today;
    struct plan_days days;
    struct plan_track track;
    struct plan_state state;
    enum plan_trend trend;         /* of today */
    int32_t gap;                   /* days since the last run; -1 without one */
    uint32_t open[LEVEL_COUNT];    /* symptoms of each level that no review has answered */
    int32_t open_day[LEVEL_COUNT]; /* the latest day of them */
    uint32_t asks;                 /* symptoms that a note may mean, not confirmed */
    int32_t ask_day;               /* the latest such day */
    bool cleared, ready;           /* a valid clearance; three answers that hold */
    int32_t gate;                  /* the first day the time gate allows, or NO_DAY: no gate */
};

/*
 * Makes a scene.
 *
 *   ends  BKS_NO_MEMORY
 *   owns  plan_days_clear(&scene->days)
 */
enum bks_status plan_scene_make(struct plan_scene *scene, const struct plan_case *from) BKS_CHECK;

/* The first review, none after today, that answers something of that day, or NULL. */
const struct review *plan_review_of(const struct profile *profile, int32_t day, int32_t today,
                                    bool physio_may);

/* Whether there is one. */
bool plan_scene_reviewed(const struct plan_scene *scene, int32_t day, bool physio_may);

/* Minutes of the next walk. */
int plan_scene_walk_minutes(const struct plan_scene *scene);

/* Today's pain, in the morning or before the run, and what it is held against. */
int32_t plan_scene_sore(const struct plan_scene *scene);
int32_t plan_scene_sore_from(const struct plan_scene *scene);

/* What an answer shows of the stage: nothing of it, its name, or also the card of the next run. */
enum plan_shows { SHOWS_NOTHING, SHOWS_STAGE, SHOWS_CARD };

/* One row of the table. */
struct plan_row {
    const char *id;
    const char *asks;   /* what it looks at, in words */
    const char *source; /* of its rule */
    bool (*met)(const struct plan_scene *scene);
    enum plan_action action;
    enum plan_shows shows;
    /* What else the answer holds, or another action; NULL: nothing. */
    void (*answer)(struct plan_answer *answer, const struct plan_scene *scene);
    /* The fact with its numbers, and what follows. */
    void (*why)(struct plan_why *why, const struct plan_scene *scene,
                const struct plan_answer *answer);
};

/* In the order of evaluation; the last is always met. */
const struct plan_row *plan_row_at(size_t i);

/* The sentences of an answer. */
void plan_text(struct plan_answer *answer, const struct plan_scene *scene);

/* Shows a stage, with its counts and its card. */
void plan_show_step(struct plan_answer *answer, const struct plan_scene *scene,
                    const struct plan_step *step);

/* The facts, one for each row; in plan_why.c. */
#define PLAN_WHY(name)                                              \
    void name(struct plan_why *why, const struct plan_scene *scene, \
              const struct plan_answer *answer)
PLAN_WHY(why_flag);
PLAN_WHY(why_note);
PLAN_WHY(why_clearance);
PLAN_WHY(why_no_event);
PLAN_WHY(why_gate);
PLAN_WHY(why_readiness);
PLAN_WHY(why_third);
PLAN_WHY(why_flare);
PLAN_WHY(why_again);
PLAN_WHY(why_break);
PLAN_WHY(why_silence);
PLAN_WHY(why_rest);
PLAN_WHY(why_sore);
PLAN_WHY(why_hold);
PLAN_WHY(why_unknown);
PLAN_WHY(why_first);
PLAN_WHY(why_trend);
PLAN_WHY(why_form);
PLAN_WHY(why_build);
PLAN_WHY(why_earned);
PLAN_WHY(why_back);
PLAN_WHY(why_repeat);

#endif
