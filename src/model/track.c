/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points of a track, in memory. */
#include "model/track.h"

#include "base/array.h"
#include "base/memory.h"

#include <math.h>

struct track_point track_point_empty(int64_t t_us)
{
    const double none = (double)NAN;
    return (struct track_point){t_us, none, none, none, none, none, none, none, none, false};
}

struct track_summary track_summary_empty(void)
{
    const double none = (double)NAN;
    return (struct track_summary){none, none, none, none, none};
}

enum bks_status track_add(struct track *track, const struct track_point *point)
{
    if (track->n > 0 && point->t_us <= track->point[track->n - 1].t_us)
        return BKS_OK;
    if (track->n == TRACK_MAX_POINTS)
        return BKS_TOO_LARGE;
    struct track_point *list =
        array_room(track->point, &track->capacity, track->n + 1, TRACK_MAX_POINTS, sizeof *list);
    if (!list)
        return BKS_NO_MEMORY;
    track->point = list;
    track->point[track->n++] = *point;
    return BKS_OK;
}

void track_clear(struct track *track)
{
    memory_free(track->point);
    *track = (struct track){0};
}
