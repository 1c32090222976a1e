/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weeks of a runner from the history. */
#ifndef FLOW_COMPARE_H
#define FLOW_COMPARE_H

#include "judge/weeks.h"
#include "store/store.h"

/*
 * Reads the sessions of a runner and lays them out by weeks, in the time zone of the profile.
 *
 *   out   *weeks  free with weeks_clear
 *   in    n_weeks  1 .. TREND_MOST_WEEKS
 *   ends  BKS_NO_MEMORY, or as the store
 */
enum bks_status compare_weeks(struct weeks *weeks, struct store *store, int64_t runner,
                              enum bks_measure_id measure, size_t n_weeks,
                              struct bks_fault *fault) BKS_CHECK;

#endif
