/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The weeks of a runner side by side, one measure of the running at a time.
 *
 * Our own measures and those that a device reported stand in lines of their own. Of two recordings
 * of the same outing the longer counts. A week's value is the mean of its sessions, weighted by
 * running time; its interval has their mean error, which sessions share, and what they differ by.
 */
#ifndef JUDGE_WEEKS_H
#define JUDGE_WEEKS_H

#include "judge/trend.h"
#include "model/session.h"

#define WEEKS_DEFAULT       26
#define WEEKS_BASELINE      3    /* sessions: progression.md C.5 */
#define WEEKS_SAME_SPEED    0.05 /* about the middle: alike enough to compare; project choice */
#define WEEKS_MATCHED_SHARE 0.66 /* of the sessions must be alike in speed */

/* X(NAME, why a session is not in the line of its source, in words) */
#define WEEKS_STANDING_LIST(X)                                          \
    X(WEEKS_COUNTS, "it is in its line")                                \
    X(WEEKS_NO_RUNNING, "no running was found in it")                   \
    X(WEEKS_SAME_OUTING, "another recording of the same run is longer") \
    X(WEEKS_OTHER_PLACE, "it was worn at another part of the body")     \
    X(WEEKS_OTHER_SPEED, "it was run at another speed")                 \
    X(WEEKS_NO_VALUE, "it shows no value")

enum weeks_standing {
#define X(name, words) name,
    WEEKS_STANDING_LIST(X)
#undef X
        WEEKS_STANDING_COUNT
};

struct week {
    int64_t number;           /* base/week.h */
    struct bks_measure value; /* null: no run, or none that shows it */
    size_t sessions;          /* with running */
    double run_s;
};

struct week_line {
    enum bks_source source;
    struct week *week; /* [n], each after the other */
    size_t n;
    size_t sessions, places; /* that count; so many wear places among them */
    size_t left_out;         /* worn at another part of the body, where that matters */
    struct week_trend trend;
    double baseline;                    /* median of the first sessions, or NAN */
    int64_t baseline_week;              /* of the first of them, where there is a baseline */
    double baseline_low, baseline_high; /* 95 %: their mean error, and what they differ by */
    double versus_baseline_percent;     /* the last week with a value against it, or NAN */
    bool matched_speed;                 /* all values are of runs at about speed_mps */
    bool speeds_known;                  /* of every session */
    double speed_mps;                   /* the middle of them, or NAN */
};

struct weeks {
    struct week_line line[2];      /* the first is of recordings, where there are any */
    size_t n;                      /* 0: no running at all */
    enum weeks_standing *standing; /* [n] of the heads: why each counts or not */
};

/*
 * Lays sessions out by weeks.
 *
 *   out   *weeks  free with weeks_clear
 *   in    head[n]    in order of start; `measure` is what is compared
 *         zone       of the runner, or "": then each session's own
 *         n_weeks    the last so many weeks that end with the last run, 1 .. TREND_MOST_WEEKS
 *         measure    which it is: speed is not matched to itself, and the torso is compared with
 *                    the torso where the place matters
 *   ends  BKS_NO_MEMORY
 */
enum bks_status weeks_of(struct weeks *weeks, const struct session_head *head, size_t n,
                         const char *zone, size_t n_weeks, enum bks_measure_id measure) BKS_CHECK;

/* The same, but the weeks end with that one, with no run after it: those at the end may be empty.
 */
enum bks_status weeks_until(struct weeks *weeks, const struct session_head *head, size_t n,
                            const char *zone, size_t n_weeks, enum bks_measure_id measure,
                            int64_t last) BKS_CHECK;
void weeks_clear(struct weeks *weeks);

/* Static; "unknown" outside the list. */
const char *weeks_standing_words(enum weeks_standing standing);

/* Two recordings of the same time: they share half of the shorter; b began no earlier than a. */
bool weeks_same_outing(const struct session_head *a, const struct session_head *b);

#endif
