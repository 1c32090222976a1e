/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The track's clock against the recording's, and what the track says of the runs. */
#ifndef FLOW_MATCH_H
#define FLOW_MATCH_H

#include "flow/companion.h"

/*
 * Aligns the track and fills result.companion; a match in doubt is refused with a warning.
 *
 *   ends  BKS_NO_MEMORY
 */
enum bks_status match_track(struct companion *companion, struct bks_analysis *analysis) BKS_CHECK;

/* Cadence, speed, distance and slope of the track over the run bouts. */
void match_report(struct companion *companion, struct bks_analysis *analysis);

/* Why a track stays unused, in result.companion and as a warning. */
void match_refuse(struct bks_analysis *analysis, const char *why);

#endif
