/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bouts and measures as a device reported them: the watch alone, without acceleration.
 *
 * The kind of each point, from the median of the points within 4 s of it:
 *
 *   other   faster than 7.5 m/s, or more than 2.4 m a step: wheels; all motion where the device
 * says that it was no sport on foot; motion of 1.9 m/s and more without steps run     140 steps a
 * minute and more, or 1.9 m/s and more with steps walk    other steps, from 60 a minute rest none
 * of these: no steps and less than .5 m/s; the pauses of the watch unknown more than 10 s without a
 * point, no pause being told; points without cadence that move
 *
 * A watch shows its cadence late and smoothed: a walk of less than 8 s beside a run is its start or
 * end. The rules on short bouts and pauses are those of all recordings (gait/bout_rules.h).
 */
#ifndef GAIT_REPORTED_H
#define GAIT_REPORTED_H

#include "gait/bouts.h"
#include "model/track.h"

#define REPORTED_GAP_US 10000000 /* further apart and points are not joined */

/*
 * The bouts of a track.
 *
 *   out   *list  [*n] tiling 0 .. the last point, seconds from the first point; memory_free
 *   in    track  at least two points
 *   ends  BKS_NO_MEMORY, BKS_TOO_LARGE
 */
enum bks_status reported_bouts(struct bout **list, size_t *n, const struct track *track) BKS_CHECK;

/* How the stretch from one point to the next counts. */
enum reported_stretch { REPORTED_JOINED, REPORTED_PAUSE, REPORTED_GAP };
enum reported_stretch reported_stretch(const struct track *track, size_t i);

/* Sums of one bout or of all of a kind, to be taken in time order. */
struct reported;
enum bks_status reported_new(struct reported **out) BKS_CHECK;
void reported_free(struct reported *reported);

/* Takes the points of a bout; *at is where the last bout ended, 0 at first. */
void reported_take(struct reported *reported, const struct track *track,
                   const struct bks_bout *bout, size_t *at);

/*
 * All measures, in the units of their names: means over the points without the first and last 5 s
 * of a bout of half a minute, 1.96 standard errors of blocks of 5 s to each side, n the blocks.
 * Steps are the mean cadence over all of the bout.
 *
 *   in    bouts_s  seconds that were taken
 */
void reported_measures(struct bks_measure measure[BKS_MEASURE_COUNT],
                       const struct reported *reported, enum bks_bout_kind kind, double bouts_s);

/* Bit 1u << enum bks_measure_id for each measure that the track can give. */
unsigned reported_supports(const struct track *track);

#endif
