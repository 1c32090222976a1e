/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recording against the runner's own history. */
#ifndef FLOW_OWN_RUNS_H
#define FLOW_OWN_RUNS_H

#include "backstride/analysis.h"
#include "store/store.h"

/*
 * Judges an analysis once more, now that the runs before it are at hand: the flags, and
 * drift.between of what is followed. Only reads the store.
 *
 *   in    runner  0: nobody yet, and nothing changes
 *   ends  as the store; BKS_NO_MEMORY
 */
enum bks_status own_runs_judge(struct bks_analysis *analysis, struct store *store, int64_t runner,
                               struct bks_fault *fault) BKS_CHECK;

#endif
