/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one day went: the class of its run, whether it was a flare day, and what is usual. */
#ifndef JUDGE_PLAN_CLASS_H
#define JUDGE_PLAN_CLASS_H

#include "judge/plan_constants.h"
#include "judge/plan_days.h"

#define PLAN_CLASS_LIST(X) \
    X(UNKNOWN, "UNKNOWN")  \
    X(GREEN, "GREEN")      \
    X(AMBER, "AMBER")      \
    X(RED, "RED")          \
    X(FLAG, "FLAG")

#define PLAN_TREND_LIST(X)    \
    X(UNKNOWN, "UNKNOWN")     \
    X(IMPROVING, "IMPROVING") \
    X(STEADY, "STEADY")       \
    X(DRIFTING, "DRIFTING")   \
    X(WORSENING, "WORSENING")

/* clang-format off */
#define X(name, id) CLASS_##name,
enum plan_class { PLAN_CLASS_LIST(X) CLASS_COUNT };
#undef X
#define X(name, id) MORNINGS_##name,
enum plan_trend { PLAN_TREND_LIST(X) MORNINGS_COUNT };
#undef X
/* clang-format on */

/* What was run against what was planned. */
enum plan_done { DONE_UNDER, DONE_ON_PLAN, DONE_OVER, DONE_SPIKE };

/* Static; "UNKNOWN" outside the list. */
const char *plan_class_id(enum plan_class class_of);
const char *plan_trend_id(enum plan_trend trend);

/* The usual pain before, from the days before that one; PAIN_MISSING where too few are known. */
int32_t plan_usual(const struct plan_days *days, int32_t day);

/* The lower median morning of the 7 days that end on that one, or PAIN_MISSING: too few. */
int32_t plan_mornings(const struct plan_days *days, int32_t last);

/* Mornings of the last 7 days against the 7 before them. */
enum plan_trend plan_trend(const struct plan_days *days, int32_t day);

/* The class of the run of that day; it knows the morning after. */
enum plan_class plan_class(const struct plan_days *days, int32_t day,
                           const struct plan_limits *limits);

enum plan_done plan_done(int64_t run_s, int64_t planned_s);

/* Whether that day is one of a flare. */
bool plan_flare_day(const struct plan_days *days, int32_t day, const struct plan_limits *limits);

#endif
