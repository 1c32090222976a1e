/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random histories with a fixed seed. Each is the beginning of that of an obedient runner, so that
 * all stages are met, with a few things changed in its last days.
 */
#ifndef SUPPORT_RANDOM_CASE_H
#define SUPPORT_RANDOM_CASE_H

#include "support/hand_case.h"

#define RANDOM_TRUNKS     4
#define RANDOM_TRUNK_DAYS 150

/* The obedient runners. */
extern struct hand_case random_trunk[RANDOM_TRUNKS];

void random_start(uint64_t from);
uint32_t random_draw(uint32_t below);
bool random_chance(uint32_t percent);

/* One day of a runner who does every card; true when they ran. */
bool random_obey(struct hand_case *hand, int day);

/* An obedient runner before the first day; all of them to their last. */
void random_trunk_start(int i);
void random_trunks_grow(void);

/* The i-th history; the trunks must have grown. */
void random_history(struct hand_case *hand, int i);

#endif
