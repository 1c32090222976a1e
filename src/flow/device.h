/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watch alone: an activity without raw acceleration is a session of the device's own numbers,
 * marked BKS_SOURCE_DEVICE and never mixed with measured ones.
 */
#ifndef FLOW_DEVICE_H
#define FLOW_DEVICE_H

#include "flow/analysis.h"
#include "read/source.h"

/* True when a source is a track and no recording. */
bool device_claims(struct source *source, const struct bks_options *options);

/*
 * Fills the result from a track.
 *
 *   in    analysis  with its options; result and lists empty
 *         source    taken over
 *   ends  what track_read says; BKS_EMPTY (a single point), BKS_BAD_ARGUMENT (--tz),
 *         BKS_INTERRUPTED
 */
enum bks_status device_analyze(struct bks_analysis *analysis, struct source *source,
                               bks_progress progress, void *context,
                               struct bks_fault *fault) BKS_CHECK;

#endif
