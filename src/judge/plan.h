/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The next session, and why: a pure function of profile, diary, sessions and a day.
 *
 * Where the specification leaves a choice, the safer one is taken:
 *
 * - A word of a note ends at any byte that is no ASCII letter or digit, so at quotes of any kind;
 *   blanks and hyphens between two words are one ("foot-drop").
 * - Settled mornings in a row are those of days in a row, not of entries.
 * - Back 2 from the build is one place below the highest stage with less running, however long the
 *   build is.
 * - One later review may answer several flags. A clinician's word that is not known is another
 *   clinician, who clears and reviews nothing.
 * - The walk to add to is the longest single session without a run, of today and 6 days before.
 * - The cue of D20 has no number where there is no baseline of three measured runs: a case does not
 *   say what faded, nor at which cadence, and then it is the first of the list. What is measured
 *   chooses cue and notes; it never changes action, stage, date or card.
 * - A cue never aims above 180, and none begins at 180 or within 2 % of its aim already.
 * - A flag asks for a cue where it was raised and is not unclear, on the last run whose recording
 * is good enough. Of several runs of a day the longest one's form is that of the day.
 * - A new cue waits for a run of the very session that was run before: not with a lower stage or
 *   with more or fewer minutes either. "After a flare" counts runs after its last bad day.
 * - A begun cue is never joined or replaced by another. One for bounce, which has no number, goes
 *   after two runs whose bounce asks for nothing.
 * - Pain in a calf is a tick of the diary, or a word of a note (calf, calves, Achilles): any cue is
 *   taken back, and for 28 days none begins. It stops nothing else.
 * - Bounce and sway are held against own runs with the sensor at the same place.
 * - The advice of the build counts its weeks from the day it was entered, and from each cut of its
 *   minutes anew. Entering counts as more minutes. An easy run is 70 % of the longest of a month,
 *   and of no more than is planned. Pace is not judged: the advice is a sentence.
 * - Flare, painkiller and faded form: what is neither false, "no", 0 nor empty is a yes, with a
 *   warning. Of the three answers and `note_checked` only a plain yes counts.
 * - Symptom codes are known in any case.
 * - A key twice in one object, or a number too long for 64 bits: the case is refused.
 * - A goal of more than a day of running counts as a day.
 *
 * To the letter, where another reading would be as safe or safer: a hold in the build shows the
 * build as the replay left it, also after a raise; a day with a red flag may close an open flare.
 */
#ifndef JUDGE_PLAN_H
#define JUDGE_PLAN_H

#include "judge/plan_class.h"
#include "model/plan_case.h"

#define PLAN_ACTION_LIST(X)             \
    X(STOP_EMERGENCY, "STOP_EMERGENCY") \
    X(STOP_URGENT, "STOP_URGENT")       \
    X(STOP_CONTACT, "STOP_CONTACT")     \
    X(ASK, "ASK")                       \
    X(NOT_CLEARED, "NOT_CLEARED")       \
    X(WALK_BASE, "WALK_BASE")           \
    X(FLARE_REST, "FLARE_REST")         \
    X(REST_DAY, "REST_DAY")             \
    X(HOLD, "HOLD")                     \
    X(REPEAT, "REPEAT")                 \
    X(STEP_BACK, "STEP_BACK")           \
    X(RUN_WALK, "RUN_WALK")             \
    X(ADVANCE, "ADVANCE")               \
    X(BUILD, "BUILD")                   \
    X(MAINTAIN, "MAINTAIN")

/* clang-format off */
#define X(name, id) PLAN_##name,
enum plan_action { PLAN_ACTION_LIST(X) PLAN_ACTION_COUNT };
#undef X
/* clang-format on */

#define PLAN_FACT_ROOM 240
#define PLAN_WHY_MOST  4
#define PLAN_TEXT_ROOM 2048
#define PLAN_ROWS_MOST 32
#define PLAN_CUE_ROOM  64
#define PLAN_NOTES     12

struct plan_card {
    int warm_up_s, repeats;
    int64_t run_s, walk_s; /* of one repeat */
    int cool_down_s;
};

/* One line of the trace. */
struct plan_why {
    const char *rule, *source; /* static */
    char fact[PLAN_FACT_ROOM], consequence[PLAN_FACT_ROOM];
};

/* A row that was looked at and not met. */
struct plan_passed {
    const char *rule, *asks; /* static */
};

/* Said beside the answer, and changing no number of it. */
struct plan_note {
    const char *id; /* static: of the list in plan_advice.h */
    char text[PLAN_FACT_ROOM];
};

/* The running of the build, in seconds, as its row also says; known where the stage is BUILD. */
struct plan_week {
    bool known;
    int number;     /* week of the build, from 1 */
    int64_t run_s;  /* in the 7 days up to today */
    int64_t most_s; /* of 7 days, with the next run; -1: there is no earlier week to go by */
    int64_t easy_s; /* of an easy run; 0: this week has had one */
};

struct plan_answer {
    enum plan_action action;
    const char *rule;  /* static */
    const char *stage; /* static; "BUILD", or NULL */
    int32_t earliest, until;
    int64_t build_s;  /* 0: the stage is not the build */
    int32_t gap_days; /* -1: not of this row */
    bool has_card;
    struct plan_card card;
    int walk_minutes;        /* -1: no walking plan */
    char cue[PLAN_CUE_ROOM]; /* empty: none */
    int cue_spm;             /* steps a minute that it aims for, or 0 */
    struct plan_week week;
    struct plan_note note[PLAN_NOTES];
    size_t n_notes;
    int place;       /* of the stage shown, in the track */
    uint32_t asks;   /* PLAN_ASK: SYMPTOM_BIT of those that a note may mean ... */
    int32_t ask_day; /* ... and the day of the note */

    int passes, needed, days_in_stage;
    bool cleared; /* to run, as of that day: row D5 */
    bool has_run;
    enum plan_class last_class; /* where has_run */
    enum plan_trend trend;

    struct plan_why why[PLAN_WHY_MOST];
    size_t n_why;
    struct plan_passed passed[PLAN_ROWS_MOST];
    size_t n_passed;
    char text[PLAN_TEXT_ROOM]; /* paragraphs, each ended by a line feed but the last */
};

/*
 * Recommends. No clock, no chance: the same history gives the same answer, in whatever order.
 *
 *   ends  BKS_NO_MEMORY
 */
enum bks_status plan_recommend(struct plan_answer *answer, const struct plan_case *from) BKS_CHECK;

/* Static; "unknown" outside the list. */
const char *plan_action_id(enum plan_action action);

#endif
