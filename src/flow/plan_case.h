/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case file: one JSON object with `today`, `profile`, `diary` and `sessions`, or one that has it
 * under `case`.
 *
 * What may be missing is taken as not said; what may be wrong is left out with a warning; what the
 * plan cannot do without ends the reading, with the field named. Nothing dated after `today` is
 * looked at.
 */
#ifndef FLOW_PLAN_CASE_H
#define FLOW_PLAN_CASE_H

#include "backstride/status.h"
#include "model/plan_case.h"

/*
 * Reads.
 *
 *   out   *out  plan_case_clear, also after a failure
 *   in    path  "-": standard input; at most 16 MiB
 *   ends  BKS_CANNOT_OPEN, BKS_IO, BKS_TOO_LARGE, BKS_NO_MEMORY; BKS_DAMAGED: not JSON, or a field
 *         is not what it should be
 */
enum bks_status plan_case_read(struct plan_case *out, const char *path,
                               struct bks_fault *fault) BKS_CHECK;

/* The same from n bytes. */
enum bks_status plan_case_parse(struct plan_case *out, const char *text, size_t n,
                                struct bks_fault *fault) BKS_CHECK;

#endif
