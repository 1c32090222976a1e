/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contract's rules on which bouts stand alone. */
#ifndef GAIT_BOUT_RULES_H
#define GAIT_BOUT_RULES_H

#include "gait/bouts.h"

#define BOUT_PAUSE_S 3.0 /* a shorter pause does not split a bout */
#define BOUT_STEPS   8   /* the fewest steps of a run or walk */

/*
 * Joins and relabels bouts in place.
 *
 *   in    list[n]  tiling, in time order
 *   out   how many are left
 */
size_t bout_rules_apply(struct bout *list, size_t n);

#endif
