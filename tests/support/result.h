/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results by hand, for the tests of what is drawn from them. */
#ifndef SUPPORT_RESULT_H
#define SUPPORT_RESULT_H

#include "backstride/analysis.h"

#define RESULT_MAX_BOUTS 32

struct hand_result {
    struct bks_result result;
    struct bks_bout bout[RESULT_MAX_BOUTS];
    struct bks_gap gap[4];
    struct bks_warning warning[BKS_WARNING_COUNT + 8];
    double cadence_spm[4], bounce_mm[4];
};

/* A walk-run session of 30:12 with six runs of a minute, worn at the trunk. */
void result_session(struct hand_result *hand);

/* A walk of 10:00, nothing else. */
void result_walk(struct hand_result *hand);

/* A recording that shows little: no gravity, 20 Hz, gaps, clipping, place unknown. */
void result_poor(struct hand_result *hand);

/* The session with all that a run can show, three flags, a drift, both strips: one ordinary full
 * screen. */
void result_flagged(struct hand_result *hand);

/* Adds a bout after the last one, and to the totals. */
void result_add(struct hand_result *hand, enum bks_bout_kind kind, double length_s);

/* Ends the test unless the measure is null altogether, or a value within its interval, from 0 up.
 */
void result_whole(const char *label, const struct bks_measure *measure);

/* Adds a warning. */
void result_warn(struct hand_result *hand, enum bks_warning_id id, const char *text);

#endif
