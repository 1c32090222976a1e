/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a track says at any instant: its points joined by straight lines, as far as they are near
 * enough to each other.
 */
#ifndef FLOW_TRACK_H
#define FLOW_TRACK_H

#include "model/track.h"

#include <stddef.h>

#define TRACK_GAP_US \
    10000000 /* points further apart are not joined: smart recording has up to 9 s */

/* A field of struct track_point, by its place in it. */
#define TRACK_FIELD(name) offsetof(struct track_point, name)

/* Where in a track the last question was; {track} at first. Answers come quickest in time order. */
struct track_cursor {
    const struct track *track;
    size_t at;
};

/*
 * The value of a field at an instant.
 *
 *   in    field  TRACK_FIELD(speed_mps), ...
 *   out   NAN in pauses and gaps, before the first and after the last point, and where neither
 *         neighbour has the field
 */
double track_value(struct track_cursor *cursor, size_t field, int64_t t_us);

/*
 * The field once a second.
 *
 *   out   out[n]  at first_us + i seconds
 */
void track_seconds(double *out, size_t n, const struct track *track, size_t field,
                   int64_t first_us);

/* How many points have a field. */
size_t track_count(const struct track *track, size_t field);

/* One field of one point. */
double track_field(const struct track_point *point, size_t field);

#endif
