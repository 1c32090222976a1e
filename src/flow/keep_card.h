/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card that was due on the day of a recording, held against it. */
#ifndef FLOW_KEEP_CARD_H
#define FLOW_KEEP_CARD_H

#include "flow/keep.h"

/* Fills keeping->match and keeps it, in the caller's write; where no card was due, nothing. */
enum bks_status keep_card(struct keeping *keeping, struct store *store,
                          const struct session *session, struct bks_fault *fault) BKS_CHECK;

/*
 * The card that was due on the day of a session, held against it.
 *
 *   out   *match   untouched where none was due
 *         *day     of the session in the runner's zone
 *   in    without  the session itself, or 0: what the plan of that day does not look at
 *   ends  as the store; BKS_NO_MEMORY
 */
enum bks_status card_of_day(struct plan_match *match, int32_t *day, struct store *store,
                            int64_t runner, const struct session *session, int64_t without,
                            struct bks_fault *fault) BKS_CHECK;

#endif
