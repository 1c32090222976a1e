/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case and its recommendation, as the faces of a plan take it. */
#ifndef FLOW_PLAN_H
#define FLOW_PLAN_H

#include "backstride/plan.h"
#include "judge/plan.h"
#include "store/store.h"

struct bks_plan {
    struct plan_case from;
    struct plan_answer answer;
};

/*
 * Recommends from what is kept of a runner: what is dated after `today` is not looked at.
 *
 *   out   *out  bks_plan_free
 *   in    without  a session that is not looked at, or 0
 *   ends  as the store; BKS_NO_MEMORY
 */
enum bks_status plan_of_runner(struct bks_plan **out, struct store *store, int64_t runner,
                               int32_t today, int64_t without, struct bks_fault *fault) BKS_CHECK;

/* The JSON of the answer without the end of its line; ends BKS_NO_MEMORY; owns: memory_free. */
enum bks_status plan_json(char **json, const struct bks_plan *plan,
                          struct bks_fault *fault) BKS_CHECK;

/* Keeps a recommendation that was shown, once: with its date, version and JSON. */
enum bks_status plan_keep(struct store *store, int64_t runner, const struct bks_plan *plan,
                          struct bks_fault *fault) BKS_CHECK;

#endif
