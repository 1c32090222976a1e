/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of an alignment: align.c looks for the shift, align_evidence.c says what it is worth. */
#ifndef FLOW_ALIGN_PARTS_H
#define FLOW_ALIGN_PARTS_H

#include "flow/align.h"

#include <stdint.h>

/* Two series, one value a second. */
struct pair {
    const double *a, *b;
    size_t na, nb;
};

/* out[n]: what a cadence changes about its mean where it is steady, else NAN. */
void evidence_small_changes(double *out, const double *x, size_t n);

/* Standard errors by which small changes agree at the shift, or a second beside it; or NAN. */
double evidence_fine(const struct pair *fine, int64_t lag);

/* The peak near a shift, between whole seconds, its interval, its overlap and its correlation. */
void evidence_shift(struct alignment *out, const struct pair *pair, int64_t lag);

/* Fills certainty, sure and doubt; bouts: found by the bouts, else by the small changes. */
void evidence_judge(struct alignment *out, const struct align_range *range, bool bouts);

#endif
