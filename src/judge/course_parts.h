/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the course share. */
#ifndef JUDGE_COURSE_PARTS_H
#define JUDGE_COURSE_PARTS_H

#include "judge/course.h"

/* Runs, moves and flares, as the replay makes them. ends: BKS_NO_MEMORY */
enum bks_status course_watch(struct course *course) BKS_CHECK;

/* Signs and what answered them. ends: BKS_NO_MEMORY */
enum bks_status course_signs(struct course *course, const struct profile *profile) BKS_CHECK;

/* The weeks of the period. ends: BKS_NO_MEMORY */
enum bks_status course_weeks(struct course *course) BKS_CHECK;

/* What was due in the period, and what of it was done; after runs, flares and signs. */
void course_adherence(struct course *course);

/* Now against before, and the first two weeks; after the runs. */
void course_pairs(struct course *course);

#endif
