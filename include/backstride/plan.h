/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The next walk-run session, and why: from a profile, a diary, sessions and a day, by fixed rules.
 *
 * It records and describes for discussion with a clinician; it clears nobody to run.
 *
 *     struct bks_plan *plan;
 *     if (bks_plan_read(&plan, "case.json", &fault) == BKS_OK)
 *         status = bks_plan_write_text(plan, &style, BKS_PLAN_ANSWER, stdout);
 *     bks_plan_free(plan);
 */
#ifndef BACKSTRIDE_PLAN_H
#define BACKSTRIDE_PLAN_H

#include "backstride/analysis.h"
#include "backstride/status.h"

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bks_plan; /* opaque */

/* How much is told. */
enum bks_plan_parts {
    BKS_PLAN_ANSWER, /* the answer with its reason */
    BKS_PLAN_EXPLAIN /* also the rules that were looked at and not met */
};

/*
 * Reads a case (JSON: today, profile, diary, sessions; README, "The plan") and recommends.
 *
 *   out   *out   free with bks_plan_free. NULL on failure
 *   in    path   a file; "-" reads standard input
 *   ends  BKS_CANNOT_OPEN, BKS_IO, BKS_TOO_LARGE, BKS_NO_MEMORY; BKS_DAMAGED: not JSON, or a field
 *         is not what it should be; *fault (may be NULL) names it
 *   owns  the plan; no clock is read, so the same case gives the same bytes
 */
BKS_API enum bks_status bks_plan_read(struct bks_plan **out, const char *path,
                                      struct bks_fault *fault) BKS_CHECK;
BKS_API void bks_plan_free(struct bks_plan *plan);

/*
 * Writes it as one line of JSON, or as a page of at most 80 columns.
 *
 *   in    style  `check` means nothing here
 *   ends  BKS_CANNOT_WRITE
 */
BKS_API enum bks_status bks_plan_write_json(const struct bks_plan *plan, enum bks_plan_parts parts,
                                            FILE *out) BKS_CHECK;
BKS_API enum bks_status bks_plan_write_text(const struct bks_plan *plan,
                                            const struct bks_text_style *style,
                                            enum bks_plan_parts parts, FILE *out) BKS_CHECK;

#ifdef __cplusplus
}
#endif
#endif
