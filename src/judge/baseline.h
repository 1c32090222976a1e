/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is usual in a person, from their own runs before this one.
 *
 * A run is held against this one where it ended before this began, was recorded and not only
 * reported by a watch, is good or usable, was worn at the same place, and was within
 * WEEKS_SAME_SPEED of its speed. A place or a speed that is not known is not the same. Of two
 * recordings of one outing the longer counts.
 */
#ifndef JUDGE_BASELINE_H
#define JUDGE_BASELINE_H

#include "judge/flags.h"
#include "model/session.h"

/* Whether any run can be held against this one. */
bool baseline_can(const struct bks_result *result);

/*
 *   in    head[n]  sessions of the person in order of start, this one among them or not;
 *                  `measure` is what is compared
 */
struct judge_baseline baseline_of(const struct bks_result *result, const struct session_head *head,
                                  size_t n);

/*
 * The change from one session to another that chance alone would not make: t sqrt(2) SD, t for the
 * few sessions (95 %); its interval is that of the SD. Null (few_sessions) below
 * JUDGE_BASELINE_SESSIONS, and where they do not differ at all.
 *
 *   from  Weir 2005 (J Strength Cond Res 19:231), with the person's own SD
 */
struct bks_measure baseline_detectable(const struct judge_baseline *own);

#endif
