/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is worth a look in a result: one table of rules for the note, the plan and the report.
 *
 * A flag says what was measured, against what, and how sure that is; it is an association, never a
 * verdict. Nothing is said of a poor recording, of walking, or of a measure that is null.
 */
#ifndef JUDGE_FLAGS_H
#define JUDGE_FLAGS_H

#include "backstride/analysis.h"
#include "model/options.h"

#define JUDGE_BASELINE_SESSIONS 4 /* it takes so many to know what is usual in a person */

/* A person's own sessions at matched speed. */
struct judge_baseline {
    double mean, sd;
    size_t n; /* sessions */
};

/*
 * Fills result->flags and result->n_flags from all else in the result, the gravest first; flags of
 * one level stand in the order of enum bks_flag_id.
 *
 *   in    options  what the caller knew: height, leg length, slope; or NULL
 *         impact   impact_g of the person's own runs at this speed, or NULL
 *   owns  nothing; allocates nothing
 */
void judge_flags(struct bks_result *result, const struct bks_options *options,
                 const struct judge_baseline *impact);

#endif
