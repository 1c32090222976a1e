/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The faces of a recommendation: the JSON of the contract, and a page for the one who runs. */
#ifndef REPORT_PLAN_H
#define REPORT_PLAN_H

#include "backstride/plan.h"
#include "judge/plan.h"

/*
 * One line of JSON.
 *
 *   in    warnings[n]  of the case
 *   ends  BKS_CANNOT_WRITE
 */
enum bks_status report_plan_json(const struct plan_answer *answer,
                                 const struct plan_warning *warnings, size_t n,
                                 enum bks_plan_parts parts, FILE *out) BKS_CHECK;

/*
 * A page: what to do first, then the card, then why.
 *
 *   ends  BKS_CANNOT_WRITE
 */
enum bks_status report_plan_text(const struct plan_answer *answer,
                                 const struct plan_warning *warnings, size_t n,
                                 const struct bks_text_style *style, enum bks_plan_parts parts,
                                 FILE *out) BKS_CHECK;

/* The title of an action in plain words. Static. */
const char *report_plan_title(enum plan_action action);

/* Only its title and its words. */
void report_plan_words(const struct plan_answer *answer, struct bks_text_style style, FILE *out);

#endif
