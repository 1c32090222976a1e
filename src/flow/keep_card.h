/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card that was due on the day of a recording, held against it. */
#ifndef FLOW_KEEP_CARD_H
#define FLOW_KEEP_CARD_H

#include "flow/keep.h"

/* Fills keeping->match and keeps it, in the caller's write; where no card was due, nothing. */
enum bks_status keep_card(struct keeping *keeping, struct store *store,
                          const struct session *session, struct bks_fault *fault) BKS_CHECK;

#endif
