/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every number of the walk-run plan, with where it comes from.
 *
 * - 000: NeuroMicroSpine, after spinal surgery
 * - 001: ProMotion PT, back pain and running
 * - 002: M. Louw, sports physiotherapist
 * - 003: a physiotherapy clinic in Melbourne
 * - 004: Denver Spine & Performance
 * - [design]: a choice of this project that a physiotherapist should confirm
 */
#ifndef JUDGE_PLAN_CONSTANTS_H
#define JUDGE_PLAN_CONSTANTS_H

#include "model/profile.h"

#include <stddef.h>
#include <stdint.h>

/* What differs between the two profiles. Pain is 0 .. 10. */
struct plan_limits {
    int green_during; /* pain during, at most: Wisconsin programme 3; 000 for the strict */
    int green_rise;   /* during - before, at most: Childs 2005, 2 points are a real change */
    int red;          /* pain from here on: Silbernagel 2007, above 5 (Achilles); 000 */
    int passes;       /* green runs on plan that a stage needs: military trial table; 003 */
    int days_off;     /* after the last bad day of a flare, at least: 004, 1 to 2 */
    int mornings;     /* settled ones in a row before running again: [design] */
    int back_14;      /* stages back after 14 .. 20 days without a run: [design] */
    int back_21;      /* after 21 .. 27 */
};

extern const struct plan_limits plan_standard, plan_strict;

/* Pain */
#define PLAN_RED_RISE       2 /* next morning - before: Childs 2005; Silbernagel 2007, by morning */
#define PLAN_SORE_RISE      2 /* today above the usual: Childs 2005 */
#define PLAN_SETTLED_RISE   1 /* a settled morning, above the usual, at most: [design] */
#define PLAN_USUAL_DAYS     14 /* before the day itself: [design] */
#define PLAN_USUAL_VALUES   7
#define PLAN_USUAL_FEWEST   3
#define PLAN_TREND_DAYS     7 /* each half of the trend: 002, the first 2 weeks tell */
#define PLAN_TREND_FEWEST   4
#define PLAN_TREND_DRIFTING 1
#define PLAN_TREND_WORSE    2 /* Childs 2005 */

/* Stages */
#define PLAN_STAGE_DAYS 7 /* in a stage, at least: 004, each week */
#define PLAN_AMBERS     2 /* in a row, then a step back: [design] */
#define PLAN_R1_BACK    2 /* stages back on a day with such a symptom: [design] */

/* Done against planned, percent: [design], the last from Frandsen 2025 (30 % over the longest) */
#define PLAN_UNDER_PERCENT 80
#define PLAN_ON_PERCENT    110
#define PLAN_SPIKE_PERCENT 130
#define PLAN_HOLD_DAYS     7 /* of a hold: [design] */

/* Building up, in seconds of running without a pause */
#define PLAN_BUILD_S         1200 /* the start: 20 min, as Couch to 5K */
#define PLAN_BUILD_FEWEST_S  1200 /* a step back that would run less leaves it */
#define PLAN_BUILD_BREAK_S   600  /* after a break, at least: [design] */
#define PLAN_BUILD_RAISE     110  /* percent: 000 and 004, the tenth a week */
#define PLAN_BUILD_CUT       60   /* percent: coaches' rule for weeks without running */
#define PLAN_LONGEST_DAYS    30   /* the longest run of these: Frandsen 2025 */
#define PLAN_WEEK_PERCENT    110  /* of the best earlier week: 000 and 004 */
#define PLAN_WEEK_SPARE_S    60
#define PLAN_WEEK_FROM       28 /* days back: the earlier weeks end on these ... */
#define PLAN_WEEK_TO         7  /* ... to these */
#define PLAN_GOAL_FEWEST_MIN 20
#define PLAN_GOAL_MOST_MIN   1440
#define PLAN_MINUTE_S        60

/* Flares */
#define PLAN_FLARES_DAYS_3 42 /* third flare within: [design] */
#define PLAN_FLARES_DAYS_2 28 /* second flare within: 004 */
#define PLAN_FLARE_LONG    7  /* days open, then ask a physio: 001, a few days to a week */

/* Breaks, in days since the last run */
#define PLAN_BREAK_REPEAT 10 /* [design] */
#define PLAN_BREAK_BACK   14 /* coaches' rule: two weeks */
#define PLAN_BREAK_MORE   21 /* [design] */
#define PLAN_BREAK_FIRST  28 /* Frandsen 2025: the month it looks back on is empty */
#define PLAN_BREAK_CLEAR  84 /* coaches' rule: three months, as a new runner */

/* Gates and answers */
#define PLAN_READY_DAYS    14 /* how long the three answers hold: [design] */
#define PLAN_NOTE_DAYS     7  /* how far back a note is asked about: [design] */
#define PLAN_UNKNOWN_HOLD  2  /* runs in a row without an answer: [design] */
#define PLAN_UNKNOWN_WALK  3
#define PLAN_MORNING_AFTER 2 /* days after the last run from which a morning counts again */
#define PLAN_RUNS_A_WEEK   3 /* all programmes compared */
#define PLAN_WEEK_DAYS     7
#define PLAN_REST_DAYS     2 /* from one run to the next, at least: all programmes compared */

/* Form: the hold is active while so many runs in a row faded: [design] */
#define PLAN_FADED_FROM 2
#define PLAN_FADED_TO   3

/* The one cue, and notes on form, against the person's own first runs: [design] where not said */
#define PLAN_BASELINE_RUNS  3
#define PLAN_CUE_RUNS       2   /* sessions after a flare without a new cue */
#define PLAN_CUE_PERCENT    105 /* of the own usual cadence: Heiderscheit 2011, +5 % */
#define PLAN_CUE_MOST_SPM   180 /* no cue from here on, and never a higher aim */
#define PLAN_CUE_NEAR       2   /* percent of the aim, either way, in ... */
#define PLAN_CUE_REACHED    2   /* ... so many sessions: then it is dropped */
#define PLAN_CALF_DAYS      28  /* after pain in a calf, no cue: Chan 2017, load moves there */
#define PLAN_BOUNCE_PERCENT 110
#define PLAN_SWAY_PERCENT   120
#define PLAN_ASYM_PERCENT   5  /* step times apart: a note; from ... */
#define PLAN_ASYM_STRONG    10 /* ... here a strong one */

/* Advice on a card of the build; none of it changes a number */
#define PLAN_LIGHTER_WEEK 4  /* every so many: [design] */
#define PLAN_HILLS_WEEK   3  /* hills from this week of the build on: 000 */
#define PLAN_EASY_PERCENT 70 /* of the longest, one run of three: 004 */

/* Sessions and walks */
#define PLAN_WARM_UP_S       300 /* 004 */
#define PLAN_COOL_DOWN_S     300 /* 004: 5 to 10 min */
#define PLAN_WALK_MORE_MIN   5   /* a longer walk than the longest: [design] */
#define PLAN_WALK_FEWEST_MIN 10
#define PLAN_WALK_MOST_MIN   30 /* Pocovi 2024 (WalkBack) */
#define PLAN_WALK_DAYS       7

/* Whose tracks a stage belongs to. */
#define PLAN_TRACK_SHORT  1u /* standard */
#define PLAN_TRACK_FULL   2u /* strict */
#define PLAN_TRACK_GENTLE 4u /* strict, from the micro stages */

/* One stage: repeats of running and walking. */
struct plan_stage {
    const char *id;
    int repeats, run_s, walk_s; /* of one repeat */
    unsigned tracks;
};

/* The stages in order, and after them the build. From 004 (1 and 3), Neason 2024 (15 s to 3 min).
 */
#define PLAN_STAGES 15
extern const struct plan_stage plan_stages[PLAN_STAGES];

/*
 * Weeks from surgery or onset to the first run; 0: no gate. 26 for a fusion: 000; 12: McCartney
 * 2017; injuries: the lower ends of 002. With a surgery its row counts.
 */
int plan_gate_weeks(enum injury injury, enum surgery surgery);

#endif
