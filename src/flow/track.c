/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking up a track by time. */
#include "flow/track.h"

#include <math.h>
#include <string.h>

#define NEAR_US 2000000 /* how far a value reaches where its neighbour lacks the field */

double track_field(const struct track_point *point, size_t field)
{
    double value;
    memcpy(&value, (const unsigned char *)point + field, sizeof value);
    return value;
}

/* The last point at or before an instant, by halving; point 0 is at or before it. */
static size_t halve(const struct track *track, size_t end, int64_t t_us)
{
    size_t low = 0;
    while (end - low > 1) {
        size_t middle = low + (end - low) / 2;
        if (track->point[middle].t_us <= t_us)
            low = middle;
        else
            end = middle;
    }
    return low;
}

/* Moves to the last point at or before t_us; false where there is none. */
static bool seek(struct track_cursor *cursor, int64_t t_us)
{
    const struct track *track = cursor->track;
    if (track->n == 0 || t_us < track->point[0].t_us)
        return false;
    if (cursor->at >= track->n || track->point[cursor->at].t_us > t_us)
        cursor->at = halve(track, cursor->at < track->n ? cursor->at : track->n, t_us);
    while (cursor->at + 1 < track->n && track->point[cursor->at + 1].t_us <= t_us)
        cursor->at++;
    return true;
}

double track_value(struct track_cursor *cursor, size_t field, int64_t t_us)
{
    if (!seek(cursor, t_us))
        return (double)NAN;
    const struct track_point *left = &cursor->track->point[cursor->at], *right = left + 1;
    double a = track_field(left, field);
    if (left->t_us == t_us && !isnan(a))
        return a;
    if (cursor->at + 1 == cursor->track->n || right->pause_before ||
        right->t_us - left->t_us > TRACK_GAP_US)
        return (double)NAN;
    double b = track_field(right, field);
    double share = (double)(t_us - left->t_us) / (double)(right->t_us - left->t_us);
    if (!isnan(a) && !isnan(b))
        return a + share * (b - a);
    if (!isnan(a))
        return t_us - left->t_us <= NEAR_US ? a : (double)NAN;
    return right->t_us - t_us <= NEAR_US ? b : (double)NAN;
}

void track_seconds(double *out, size_t n, const struct track *track, size_t field, int64_t first_us)
{
    struct track_cursor cursor = {track, 0};
    for (size_t i = 0; i < n; i++)
        out[i] = track_value(&cursor, field, first_us + (int64_t)i * 1000000);
}

size_t track_count(const struct track *track, size_t field)
{
    size_t n = 0;
    for (size_t i = 0; i < track->n; i++)
        n += isnan(track_field(&track->point[i], field)) ? 0 : 1;
    return n;
}
