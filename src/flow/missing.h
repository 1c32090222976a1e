/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the diary lacks of the last days, and what an entry judges. */
#ifndef FLOW_MISSING_H
#define FLOW_MISSING_H

#include "judge/plan.h"
#include "model/plan_case.h"
#include "model/told.h"

/* Something that the diary lacks. */
struct missing {
    int32_t day;
    const char *key;      /* of the diary; static */
    const char *question; /* static */
};

#define MISSING_MOST 32

/* What is asked for, of the last days and this morning; out: how many. */
size_t missing_of(struct missing missing[MISSING_MOST], const struct plan_case *from);

/* The day whose run the morning of an entry judges, or NO_DAY where it tells of no morning. */
int32_t judged_by(const struct told *told, int32_t day);

/* Seconds of running of a day. */
int64_t run_of_day(const struct plan_case *from, int32_t day);

/* Before anything else may be planned, this has to be heard: STOP, or a question. */
bool must_be_heard(const struct plan_answer *answer);

#define KEPT_WORDS_ROOM 200

/* "Kept for 2026-05-02. The morning judges the run of ...": what became of an entry. */
void kept_words(char line[KEPT_WORDS_ROOM], const struct plan_case *from, int32_t day,
                int32_t judged);

#endif
