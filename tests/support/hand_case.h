/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A history made by hand, in days from the first programme day (0 = 2026-03-02). */
#ifndef SUPPORT_HAND_CASE_H
#define SUPPORT_HAND_CASE_H

#include "model/plan_case.h"

#define HAND_DAY0     20514 /* 2026-03-02 */
#define HAND_ENTRIES  600
#define HAND_SESSIONS 300
#define HAND_REVIEWS  16
#define HAND_NONE     PAIN_MISSING

struct hand_case {
    struct plan_case from;
    struct diary_entry diary[HAND_ENTRIES];
    struct plan_session sessions[HAND_SESSIONS];
    struct review reviews[HAND_REVIEWS];
};

/* Cleared by a surgeon on day -10, ready on day 0, an old event, nothing else; today is day 0. */
void hand_start(struct hand_case *hand, enum injury injury, enum surgery surgery);

/* Another entry, all of it empty. */
struct diary_entry *hand_entry(struct hand_case *hand, int day);

/* The pain of a morning. */
void hand_morning(struct hand_case *hand, int day, int pain);

/* A run with pain before, during and on the next morning, HAND_NONE where it is not written down.
 */
void hand_run(struct hand_case *hand, int day, int run_s, int before, int during, int morning);

/* A run without any pain. */
void hand_green(struct hand_case *hand, int day, int run_s);

void hand_review(struct hand_case *hand, int day, enum clinician by);
void hand_today(struct hand_case *hand, int day);

/* Points to its own arrays again; for a copy. */
void hand_settle(struct hand_case *hand);

#endif
