/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The warnings of a result in the order in which a person should hear them. */
#ifndef REPORT_MIND_H
#define REPORT_MIND_H

#include "backstride/analysis.h"

/* Where a walk through the warnings is; {0} at first. */
struct mind {
    size_t rank, next;
};

/*
 * The next warning, the weightiest first.
 *
 *   out   borrowed from quality, or NULL after the last
 */
const struct bks_warning *mind_next(struct mind *mind, const struct bks_quality *quality);

#endif
