/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form report: one page that stands alone, then the evidence (report.md D.1 to D.7), or half a
 * page for the runner (D.9). It is laid out here as a paper and computes nothing.
 */
#ifndef REPORT_FORM_REPORT_H
#define REPORT_FORM_REPORT_H

#include "judge/course.h"
#include "judge/form.h"
#include "model/session_series.h"
#include "model/told.h"
#include "report/paper.h"
#include "report/weeks.h"

#define FORM_DECISIONS 10 /* the last so many */

/* A recommendation that was shown, as it was kept. */
struct form_decision {
    int32_t day;
    const char *version, *action, *rule, *stage; /* "" where there is none */
    const char *fact, *consequence, *source;     /* of its first line of why */
    /* What the same day gives with all that is known by now. A run of that very day may have come
     * after the question: what is said without it counts as said, too. */
    const char *now_action, *now_rule, *now_stage;
    bool changed; /* action, rule or stage: diary, profile or sessions were changed later; false
                     where the record cannot be read (action "") */
};

/* A diary entry as it was written. */
struct form_entry {
    int32_t day;
    int32_t pain[PAIN_COUNT]; /* PAIN_MORNING: of that morning */
    uint32_t symptoms;
    bool flare, stiffer, painkiller;
    const char *surface; /* "" where it was not told */
    int hills;           /* 1 yes, 0 no, -1 not told; so are these: */
    int core_done, mobility_done;
    int cross_min;    /* -1: not told */
    const char *note; /* as it was typed, or "" */
};

/* The session that is drawn: bouts, cadence over time, and the strips of the signal. */
struct form_picture {
    const struct form_session *session; /* NULL: there is none */
    const struct bks_bout *bout;        /* [n_bouts] */
    size_t n_bouts;
    const double *cadence, *oscillation; /* [n_series]; NAN where there is none */
    double step_s;
    size_t n_series;
    const struct bks_strip *strip; /* [BKS_STRIP_COUNT], n is 0 where there is none */
};

struct form_facts {
    const struct runner *runner;
    const struct told_latest *profile; /* as of the day */
    const struct course *course;
    const struct form *form;
    const struct form_decision *decision; /* [n_decisions] the latest first */
    size_t n_decisions;
    const struct form_entry *entry; /* [n_entries] of the period, in order of day */
    size_t n_entries;
    struct form_picture picture;
    const struct session *pair[2]; /* to compare, or NULL */
    const char *const *conflict;   /* [n_conflicts] what did not agree, in words */
    size_t n_conflicts;
    size_t n_weeks; /* of the period */
    const struct locale *locale;
    const char *version;
};

enum form_reader { FORM_PHYSIO, FORM_RUNNER };

/*
 * Lays it out.
 *
 *   out   *out  paper_free. NULL on failure
 *   ends  BKS_NO_MEMORY
 */
enum bks_status form_report(struct paper **out, const struct form_facts *facts,
                            enum form_reader reader) BKS_CHECK;

#endif
