/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the profile knows of the body, as options of an analysis. */
#ifndef FLOW_BODY_H
#define FLOW_BODY_H

#include "backstride/analysis.h"
#include "model/told.h"

/*
 * Sets height, mass and leg length where they are not given: they stand in the provenance as if
 * they had been.
 *
 *   ends  as bks_options_set
 */
enum bks_status body_fill(struct bks_options *options, const struct told_latest *profile,
                          struct bks_fault *fault) BKS_CHECK;

#endif
