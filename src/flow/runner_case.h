/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case of a runner: profile, diary and sessions of a history, as the plan takes them. */
#ifndef FLOW_RUNNER_CASE_H
#define FLOW_RUNNER_CASE_H

#include "model/plan_case.h"
#include "model/told.h"
#include "store/store.h"

/*
 * Builds the case of a day.
 *
 * Of recordings of one time the longer counts. The diary and a recording cannot differ in minutes
 * of running: the diary has no key for them (cross_min is cycling and the like, and no running), so
 * the larger for caps and the smaller for credit are the same number.
 *
 *   out   *out  plan_case_clear, also after a failure
 *   in    without  a session that is not looked at, or 0
 *         today  nothing after it is looked at; a profile that was told later holds before, too,
 *                where nothing else was told
 *   ends  as the store; BKS_NO_MEMORY
 */
enum bks_status runner_case(struct plan_case *out, struct store *store, int64_t runner,
                            int32_t today, int64_t without, struct bks_fault *fault) BKS_CHECK;

/* The profile of a day; ends as runner_case; owns: told_latest_clear, also after a failure. */
enum bks_status runner_profile(struct told_latest *latest, struct store *store, int64_t runner,
                               int32_t today, struct bks_fault *fault) BKS_CHECK;

/* The profile of the plan, but for its reviews, which stay: where nothing is told, as it was. */
void runner_profile_take(struct profile *profile, const struct told_latest *from);

/* What a record of the diary says; without its note; the day is NO_DAY where it is none. */
struct diary_entry runner_entry(const struct record *record);

/*
 * The day of an instant in the runner's zone.
 *
 *   in    zone  profile tz, or NULL: the offset of the instant itself, else UTC
 */
int32_t runner_day(const struct bks_instant *at, const char *zone);

/* Keeps what was told, each part on its own day or else on `day`, in the caller's write. */
enum bks_status runner_tell(struct store *store, int64_t runner, const struct told *told,
                            int32_t day, struct bks_fault *fault) BKS_CHECK;

#endif
