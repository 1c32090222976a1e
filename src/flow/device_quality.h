/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a watch's file is worth: how often it wrote, what is missing. */
#ifndef FLOW_DEVICE_QUALITY_H
#define FLOW_DEVICE_QUALITY_H

#include "flow/analysis.h"
#include "model/track.h"

/*
 * Fills the quality but for its warnings, input.sample_rate_hz, and adds warnings.
 *
 *   in    analysis  with input and bouts
 *   ends  BKS_NO_MEMORY
 */
enum bks_status device_quality(struct bks_analysis *analysis, const struct track *track) BKS_CHECK;

#endif
