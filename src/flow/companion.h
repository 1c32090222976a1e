/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known beside the acceleration: the track of a watch (--track) on the recording's clock,
 * and the speed of each bout, as typed, from the track, or from the recording's own location.
 */
#ifndef FLOW_COMPANION_H
#define FLOW_COMPANION_H

#include "flow/analysis.h"
#include "flow/seconds.h"
#include "flow/track.h"
#include "model/rows.h"

struct companion {
    bool given; /* there is a track */
    struct track track;
    char sha256[65];
    struct seconds cadence; /* of the recording, for the match */
    struct seconds speed;   /* of the recording's location */
    enum bks_status status; /* of the sinks, which cannot answer */
    bool matched;
    double shift_s; /* of the track's first point in the recording's time */
};

/*
 * Reads the track, if the options name one.
 *
 *   in    start  of the recording: which activity is meant where a file holds several
 *   ends  as source_open and track_read: *fault names the track
 *   owns  the caller; companion_clear, after a failure too
 */
enum bks_status companion_open(struct companion *companion, const struct bks_options *options,
                               const struct bks_instant *start, struct bks_fault *fault) BKS_CHECK;
void companion_clear(struct companion *companion);

/* Takes the location's speed out of rows with repaired stamps. */
void companion_take_rows(struct companion *companion, const struct rows *rows, int64_t first_us);

/* Takes the step rate of a stretch of gait. */
void companion_take_frame(struct companion *companion, double start_s, double length_s,
                          double step_hz);

/*
 * Matches the track to the bouts that were found, and fills result.companion and the speeds of
 * bouts and totals.
 *
 *   ends  BKS_NO_MEMORY
 */
enum bks_status companion_end(struct companion *companion, struct bks_analysis *analysis) BKS_CHECK;

/* The track's value in the recording's time; NAN without a match. */
double companion_value(const struct companion *companion, struct track_cursor *cursor, size_t field,
                       double t_s);

#endif
