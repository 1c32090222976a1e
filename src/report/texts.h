/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every sentence of the report, in one table: another language is one more file like texts_en.c
 * and a row in texts.c.
 *
 * A text has places {1} .. {9} for what is told, in whatever order a language wants them.
 */
#ifndef REPORT_TEXTS_H
#define REPORT_TEXTS_H

#include "base/arena.h"

#include <stddef.h>

/* clang-format off */
/* X(NAME): what each says is in texts_en.c */
#define TEXT_LIST(X)                                                                           \
    /* the paper itself */                                                                     \
    X(TITLE) X(TITLE_RUNNER) X(FOOTER)                                                         \
    /* page 1 */                                                                               \
    X(BORN) X(EVENT) X(EVENT_NO_DATE) X(NO_EVENT) X(STRICT) X(STANDARD) X(CLEARED)             \
    X(CLEARED_NO_MORE) X(NOT_CLEARED) X(PHYSIO) X(PERIOD) X(RULE) X(STOP_SIGN)                 \
    X(STOP_REVIEWER) X(STOP_DOCTOR) X(STOP_MORE) X(STOP_FACT) X(STATE_STOP) X(STATE_ASK)       \
    X(STATE_NOT_CLEARED) X(STATE_WALK_BASE) X(STATE_WALK_MINUTES) X(STATE_FLARE_REST)          \
    X(STATE_FLARE_OPEN) X(STATE_FLARE_LONG) X(STATE_REST_DAY) X(STATE_HOLD) X(STATE_REPEAT)    \
    X(STATE_STEP_BACK) X(STATE_RUN_WALK) X(STATE_ADVANCE) X(STATE_BUILD) X(STATE_MAINTAIN)     \
    X(STAGE_OF) X(STAGE_BUILD) X(CARD) X(CARD_BUILD) X(MORNING_PAIN) X(RUNNING_WEEK) X(PASSES) \
    X(NO_STAGE) X(UP_FROM) X(DOWN_FROM) X(AS_BEFORE) X(NO_BEFORE) X(TOO_FEW_MORNINGS)          \
    X(FEW_MORNINGS) X(PASSES_NEEDED) X(FORM) X(FORM_NONE) X(FORM_NOTE) X(MEASURE) X(NOW)       \
    X(CHANGE) X(REAL_CHANGE) X(FIRST_LAST) X(UNIT) X(FOR_YOU) X(NO_FLAGS) X(NO_FORM_FLAGS)     \
    X(FLAG_ITEM) X(QUESTIONS) X(NO_QUESTIONS) X(FIRST_WEEKS) X(FIRST_WEEKS_TOO_FEW)            \
    X(FIRST_WEEKS_NOT_OVER) X(NO_RUN_YET) X(CUE)                                               \
    /* questions */                                                                            \
    X(ASK_CLEARANCE) X(ASK_SURGEON) X(ASK_EVENT) X(ASK_GATE) X(ASK_READINESS) X(ASK_THIRD)     \
    X(ASK_TWO_FLARES) X(ASK_LONG_FLARE) X(ASK_MORNINGS) X(ASK_SILENT) X(ASK_PAINKILLER)        \
    X(ASK_TOO_SOON) X(ASK_UNPLANNED) X(ASK_UNKNOWN_INJURY) X(ASK_FORM) X(ASK_ADHERENCE)        \
    /* load */                                                                                 \
    X(LOAD) X(LOAD_IN_NUMBERS) X(WHAT) X(VALUE) X(ADHERENCE) X(RUNS_DONE) X(LONGEST_RUN)       \
    X(LONGEST_RATIO) X(TOO_SOON) X(MORNINGS_MISSED) X(PAINKILLERS) X(STEPS_BACK)               \
    X(PLANNED_DONE) X(NO_RUNS) X(DATE) X(STAGE) X(PLANNED_MIN) X(DONE_MIN) X(PERCENT)          \
    X(REACTION) X(PAIN_THREE) X(PAINS) X(INTERVALS) X(LONGEST) X(SURFACE) X(REMARK)            \
    X(DONE_UNDER) X(DONE_OVER) X(DONE_SPIKE) X(TOO_SOON_MARK) X(PAINKILLER_MARK) X(FADED_MARK) \
    X(N_OF_M) X(WEEKS) X(WEEK) X(RUNS) X(RUN_MIN) X(WALK_MIN) X(LINE_MIN) X(MISSED) X(CORE)    \
    X(MOBILITY) X(CROSS) X(MOVES) X(FROM) X(TO) X(WHY) X(CLASS_NOTE) X(WEEKS_NOTE)             \
    /* form */                                                                                 \
    X(FORM_PAGE) X(FORM_INTRO) X(FIRST_THIRD) X(LAST_THIRD) X(STEPS) X(LIMIT) X(MEASURES)      \
    X(SESSIONS) X(FIRST) X(LAST) X(SESSION) X(SOURCE) X(RAW) X(DEVICE) X(VERDICT) X(FLAGS)     \
    X(FLAG) X(LEVEL) X(SURE) X(THRESHOLD) X(FLAGS_NOTE) X(NO_SESSIONS) X(DEVICE_ONLY)          \
    X(NOT_KNOWN) X(NOT_SHOWN) X(STRIP_BEST) X(STRIP_WORST) X(LIMIT_CADENCE) X(LIMIT_BOUNCE)    \
    X(LIMIT_LENGTH) X(LIMIT_RATIO) X(LIMIT_CONTACT) X(LIMIT_ASYMMETRY) X(LIMIT_BALANCE)        \
    X(LIMIT_SWAY) X(LIMIT_VARIABILITY) X(LIMIT_IMPACT) X(LIMIT_SPRING) X(LIMIT_FORCE)          \
    X(LIMIT_SPEED_LOSS) X(LIMIT_SPEED) X(LIMIT_REGULARITY)                                     \
    /* symptoms */                                                                             \
    X(SYMPTOMS) X(NO_DIARY) X(SIGNS) X(NO_SIGNS) X(SIGN) X(SIGN_LEVEL) X(REVIEW) X(REVIEWED)   \
    X(NOT_REVIEWED) X(FLARES) X(NO_FLARES) X(OPENED) X(LAST_BAD) X(SETTLED) X(DAYS_TO_SETTLE)  \
    X(STILL_OPEN) X(OTHERS) X(NO_OTHERS) X(TIMES) X(COUNTS) X(COUNTS_HILLS) X(GROUND) X(GREEN) \
    X(AMBER) X(RED) X(UNKNOWN) X(FLAGGED) X(HILLS) X(NO_HILLS) X(NOT_TOLD) X(COUNTS_NOTE)      \
    X(NOTES) X(NO_NOTES) X(NOTE_OF) X(EMERGENCY) X(URGENT) X(CONTACT)                          \
    /* quality */                                                                              \
    X(QUALITY) X(ANALYSED) X(CONFIDENT) X(DIARY_COMPLETE) X(IMPUTED) X(NEVER) X(ASSUMED)       \
    X(ASSUMED_NONE) X(HEIGHT) X(LEG) X(MASS) X(RECORDINGS) X(DEVICE_NAME) X(WORN) X(WORN_TOLD) \
    X(WORN_FILE) X(WORN_ESTIMATED) X(RATE) X(GAPS) X(CLIPPED) X(TRACK_CLOCK) X(REASON)         \
    X(RANGE) X(LEFT_OUT) X(KNOWN_ERRORS) X(ERROR) X(ERRORS_NOTE) X(ERROR_CADENCE)              \
    X(ERROR_BOUNCE) X(ERROR_CONTACT) X(ERROR_ASYMMETRY) X(ERROR_BALANCE) X(ERROR_SPRING)       \
    X(ERROR_FORCE) X(ERROR_NONE) X(CONFLICTS) X(NO_CONFLICTS)                                  \
    /* why */                                                                                  \
    X(TRACE) X(NO_TRACE) X(SAID) X(FACT) X(CONSEQUENCE) X(SHOWN_BY) X(EDITED) X(TRACE_NOTE)    \
    X(NOT_KEPT)                                                                                \
    /* two sessions */                                                                         \
    X(PAIR) X(PAIR_INTRO) X(REAL) X(YES) X(NO) X(PAIR_MIXED)                                   \
    /* the runner's half page */                                                               \
    X(NEXT_SESSION) X(NO_NEXT) X(YOUR_MORNINGS) X(MORNINGS_NOW) X(MORNINGS_ONLY_NOW)           \
    X(MORNINGS_UNKNOWN) X(STOP_SAID) X(BECAUSE) X(OF_WEEK)

#define X(name) TEXT_##name,
enum text_id { TEXT_LIST(X) TEXT_COUNT };
#undef X
/* clang-format on */

#define TEXT_PLACES 9

/* [TEXT_COUNT] of English. */
extern const char *const texts_en[];

/* As it is. Static. */
const char *text_of(enum text_id id);

/* With its places filled: {1} is part[0]. A place that has no part stays empty. */
const char *text_fill(struct arena *arena, enum text_id id, const char *const *part, size_t n);

#endif
