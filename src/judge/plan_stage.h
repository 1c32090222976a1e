/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving along a track; each of these begins the stage anew on a day. */
#ifndef JUDGE_PLAN_STAGE_H
#define JUDGE_PLAN_STAGE_H

#include "judge/plan_replay.h"

/* To a place, which may be the one there already. */
void plan_stage_enter(struct plan_state *state, int place, int32_t day);

/* So many places down (1 or more), never below the first; from the build as its own rule says. */
void plan_stage_back(struct plan_state *state, const struct plan_track *track, int n, int32_t day);

/* The next place, not run yet; and back to what earned it. */
void plan_stage_grant(struct plan_state *state, int32_t day);
void plan_stage_withdraw(struct plan_state *state, int32_t day);

/* More seconds of the build, from the day after a green run. */
void plan_stage_raise(struct plan_state *state, const struct plan_track *track,
                      const struct plan_days *days, int32_t day);

#endif
