/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two sessions against each other, measure by measure. */
#ifndef JUDGE_PAIR_H
#define JUDGE_PAIR_H

#include "model/session.h"

/* The second less the first; the interval as of two independent values; null where one of them is,
 * for its reason. */
struct bks_measure pair_change(const struct bks_measure *first, const struct bks_measure *second);

/* Whether both were measured by us, or both reported by a device: else they are not compared. */
bool pair_same_source(const struct session *first, const struct session *second);

/* Whether the interval of a change leaves out that there is none. */
bool pair_sure(const struct bks_measure *change);

#endif
