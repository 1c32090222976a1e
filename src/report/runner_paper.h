/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A runner's next session, and their weeks, as blocks of a page. */
#ifndef REPORT_RUNNER_PAPER_H
#define REPORT_RUNNER_PAPER_H

#include "report/form_report.h"

/* A sign to stop stands first, and alone. */
bool answer_stops(const struct plan_answer *answer);

/*
 * What to do next: STOP in a box and nothing else, or the words, the card, and what is said beside.
 *
 *   ends  BKS_NO_MEMORY
 *   owns  *out, paper_free. NULL on failure
 */
enum bks_status next_paper(struct paper **out, const struct plan_answer *answer,
                           const struct locale *locale) BKS_CHECK;

/* Why, rule by rule; as next_paper. */
enum bks_status why_paper(struct paper **out, const struct plan_answer *answer,
                          const struct locale *locale) BKS_CHECK;

/* Cadence, bounce, contact and step-time asymmetry over the weeks; as next_paper. */
enum bks_status weeks_paper(struct paper **out, const struct form_facts *facts) BKS_CHECK;

#endif
