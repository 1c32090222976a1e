/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is said beside an answer: the one cue, the week of the build, and notes. It changes no
 * action, stage, date or card.
 *
 * Ids of notes:
 *
 *   week_over          the card would go over the most of these 7 days
 *   lighter_week       every 4th week of the build may be no more than the one before
 *   easy_run           one run of three may be 70 % of the longest
 *   flat_ground        no hills before week 3 of the build
 *   try_flat           there were hills before that, or on a run that hurt
 *   minutes_rose       the minutes rose within 7 days: pace and hills stay
 *   one_at_a_time      they did not: pace or hills may, alone
 *   cue_dropped, cue_withdrawn
 *   bounce_high, asymmetry, sway  of the last measured run, for the physio
 *   form_lets_go       form faded in so many runs that pain alone decides again
 */
#ifndef JUDGE_PLAN_ADVICE_H
#define JUDGE_PLAN_ADVICE_H

#include "judge/plan_scene.h"

/* In this order: the week and the cue before the words, the notes after them. */
void plan_week(struct plan_answer *answer, const struct plan_scene *scene);
void plan_cue(struct plan_answer *answer, const struct plan_scene *scene);
void plan_notes(struct plan_answer *answer, const struct plan_scene *scene);

#endif
