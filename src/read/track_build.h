/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all readers of tracks share: joining points, distance from places, what cadence counts. */
#ifndef READ_TRACK_BUILD_H
#define READ_TRACK_BUILD_H

#include "model/track.h"

/* How the points of a track came. */
struct track_build {
    struct track *track;
    size_t backwards; /* points that lie before the last one, left out */
};

/*
 * Adds a point; one at the instant of the last fills what that lacks, an earlier one is counted.
 *
 *   ends  BKS_NO_MEMORY, BKS_TOO_LARGE
 */
enum bks_status track_build_add(struct track_build *build, const struct track_point *point,
                                struct bks_fault *fault) BKS_CHECK;

/*
 * Brings values out of what a runner can be to NAN and ends the track: start.t_us, cadence of both
 * feet, speed where only distance is known, warnings.
 *
 *   in    cadence  what the file calls it ("RunCadence"): points carry its value as it stands,
 *                  which counts one foot; when it is over 120 while the runner moves, both
 */
void track_build_end(struct track_build *build, const char *cadence);

/* The same where the points carry steps of both feet. */
void track_build_both_feet(struct track_build *build);

/* Drops what says something of feet, with a warning: the pedals' cadence of a ride does not. */
void track_drop_gait(struct track *track);

/* Metres between two places in degrees, on a sphere of the earth's mean radius. */
double track_way_m(double lat1_deg, double lon1_deg, double lat2_deg, double lon2_deg);

#endif
