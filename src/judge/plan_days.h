/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A history, cleaned: one row a day, in order, nothing after today.
 *
 * Several entries of a day become one: the highest of each pain, all symptoms, any yes. Its runs
 * become one run. Pain that is not 0 .. 10 is missing.
 */
#ifndef JUDGE_PLAN_DAYS_H
#define JUDGE_PLAN_DAYS_H

#include "backstride/status.h"
#include "model/plan_case.h"

struct plan_day {
    int32_t day;
    int32_t pain[PAIN_COUNT]; /* PAIN_MISSING, or 0 .. 10 */
    uint32_t symptoms;
    uint32_t words;                  /* rows of the note words that were found */
    bool entry;                      /* there is a diary entry */
    bool flare, stiffer, painkiller; /* "yes"; stiffness "increased" */
    bool note_checked;
    bool hills;
    bool calf;                    /* pain there, ticked or in a note */
    bool form_faded;              /* of any run */
    int64_t form_s;               /* of the run below */
    const struct plan_form *form; /* of the longest run that has one that counts, or NULL */
    int64_t run_s;                /* 0: no run */
    int64_t walk_s;               /* the longest session without a run */
    int64_t walked_s;             /* of all sessions together; the plan does not look at it */
};

struct plan_days {
    struct plan_day *day; /* [n] sorted, each day once */
    size_t n;
};

/*
 * Cleans.
 *
 *   ends  BKS_NO_MEMORY
 *   owns  plan_days_clear
 */
enum bks_status plan_days_make(struct plan_days *days, const struct plan_case *from) BKS_CHECK;
void plan_days_clear(struct plan_days *days);

/* The first row of that day or later: n where there is none. */
size_t plan_days_from(const struct plan_days *days, int32_t day);

/* The row of a day; one with nothing in it where there is none. */
const struct plan_day *plan_days_at(const struct plan_days *days, int32_t day);

/* Running seconds, and days with a run, of first .. last. */
int64_t plan_days_run_s(const struct plan_days *days, int32_t first, int32_t last);
size_t plan_days_runs(const struct plan_days *days, int32_t first, int32_t last);

/* The lower median of so many values, which are put in order; n > 0. */
int32_t plan_lower_median(int32_t *value, size_t n);

#endif
