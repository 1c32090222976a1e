/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the form of a runner stands: each measure now, against the person's own beginning, beside the
 * smallest change that is real. Raw recordings and device sessions never stand in one line.
 */
#ifndef JUDGE_FORM_H
#define JUDGE_FORM_H

#include "judge/weeks.h"
#include "model/session.h"

/* One session as a report tells it. */
struct form_session {
    int64_t id;
    int32_t day;
    struct bks_instant start;
    double duration_s, run_s, walk_s;
    enum bks_source source;
    enum bks_placement placement;
    enum bks_placement_source placement_source;
    enum bks_verdict verdict;
    bool in_trend;        /* it counts in the weeks of some measure */
    const char *left_out; /* else why not, in words; static; NULL: it is in one */
    char device[96];
    const char *format; /* id */
    double rate_hz, gap_s, clipped_percent, jitter_ms;
    double track_offset_s; /* of the watch's clock, or NAN */
    enum bks_speed_source speed_source;
    size_t run_bouts;
    double longest_bout_s;
    double confident_percent; /* of the running, in bouts that show single steps, or are too short
                                 to but have a rhythm; NAN: no bouts, or a device's numbers */
    struct bks_measure measure[BKS_MEASURE_COUNT]; /* of the running */
    struct bks_drift drift[BKS_MEASURE_COUNT];
    struct bks_flag flag[BKS_FLAG_COUNT];
    size_t n_flags;
};

/* One measure of the running. */
struct form_measure {
    enum bks_measure_id id;
    struct weeks weeks;        /* as_of back over the period; line 0 is what is told: recordings,
                                  but a device where only that has a value in the period */
    struct bks_measure now;    /* of the last week with a value, or null */
    int64_t week;              /* which that is */
    double baseline;           /* own, or NAN */
    struct bks_measure change; /* now less baseline, in the unit, with the errors of both; null
                                  (few_sessions) without a baseline; n: steps of now */
    double detectable;         /* smallest real change from the own beginning, or NAN */
    bool beyond;               /* |change| is more than it */
    double target;             /* of a cue, set by who knows one, or NAN */
};

struct form {
    struct form_session *session; /* [n_sessions] of the period, in order of start */
    size_t n_sessions;
    struct form_measure measure[BKS_MEASURE_COUNT];
    size_t n_raw, n_device, n_left_out; /* of the sessions of the period */
    const struct form_session
        *latest; /* with running and a verdict that is not unusable, or NULL */
};

/*
 * Fills what is made of the heads of one measure, and says of the sessions whether they count in
 * it. The sessions come first.
 *
 *   in    head[n]    of the whole history, in order of start, nothing after as_of
 *         last_week  of as_of: base/week.h
 *   ends  BKS_NO_MEMORY
 */
enum bks_status form_take(struct form *form, enum bks_measure_id id,
                          const struct session_head *head, size_t n, const char *zone,
                          size_t n_weeks, int64_t last_week) BKS_CHECK;

/* Counts the sessions and finds the latest; after every measure was taken. */
void form_count(struct form *form);

/* What a kept session comes to; its texts (format, of the flags) are borrowed from it. */
struct form_session form_session_of(const struct session *session, int32_t day);

/* A flag over the sessions of the period. */
struct form_flag {
    const struct bks_flag *latest; /* as it was raised last */
    int32_t first, last;           /* days */
    size_t sessions;               /* that raised it */
};

/*
 * The flags that were raised, the gravest first.
 *
 *   in    since  last raised on that day or later
 *   out   how many there are
 */
size_t form_flags(struct form_flag flags[BKS_FLAG_COUNT], const struct form *form, int32_t since);

/* Sessions of one device that was worn at one place. */
struct form_group {
    const struct form_session *first; /* of them */
    size_t sessions, left_out, verdict[BKS_VERDICT_COUNT];
    double rate_low_hz, rate_high_hz; /* NAN where none has one */
    double gap_s;                     /* all together */
    double clipped_most_percent;
    double clock_most_s; /* largest offset of a watch's clock, with its sign; NAN: there was none */
};

#define FORM_GROUPS 12 /* the others are in the last one */

/* The groups of all sessions, in order of their first one; out: how many there are. */
size_t form_groups(struct form_group groups[FORM_GROUPS], const struct form *form);

void form_clear(struct form *form);

#endif
