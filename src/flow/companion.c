/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The track beside the recording: read, matched, and asked about the runs. */
#include "flow/companion.h"

#include "base/fault.h"
#include "base/memory.h"
#include "flow/match.h"
#include "flow/speed.h"
#include "read/track.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_MPS 15.0 /* on foot; a track's points are held to the same */

/* A fault of the track's, told as one of the recording's. */
static enum bks_status blame(struct bks_fault *fault, const struct bks_fault *of_track,
                             const char *path)
{
    const char *name = strrchr(path, '/');
    if (!fault)
        return of_track->status;
    *fault = *of_track;
    (void)snprintf(fault->what, sizeof fault->what, "the track %.60s: %.110s",
                   name ? name + 1 : path, of_track->what);
    return fault->status;
}

enum bks_status companion_open(struct companion *companion, const struct bks_options *options,
                               const struct bks_instant *start, struct bks_fault *fault)
{
    struct bks_fault own = {.offset = -1};
    struct source *source = NULL;
    *companion = (struct companion){.given = options->track[0] != '\0'};
    if (!companion->given)
        return BKS_OK;
    const struct track_wish wish = {.at_given = start->kind != BKS_CLOCK_NONE,
                                    .at_us = start->t_us};
    enum bks_status status = source_open(&source, options->track, &own);
    if (status == BKS_OK)
        status = track_read(&companion->track, source, &wish, &own);
    if (status == BKS_OK)
        status = source_sha256(source, companion->sha256, NULL, NULL, &own);
    source_close(source);
    own.status = status;
    return status == BKS_OK ? BKS_OK : blame(fault, &own, options->track);
}

void companion_clear(struct companion *companion)
{
    track_clear(&companion->track);
    seconds_clear(&companion->cadence);
    seconds_clear(&companion->speed);
    *companion = (struct companion){0};
}

void companion_take_rows(struct companion *companion, const struct rows *rows, int64_t first_us)
{
    const double *speed = rows->value[BKS_SPEED];
    for (size_t i = 0; speed && i < rows->n && companion->status == BKS_OK; i++) {
        double t_s = 1e-6 * (double)(rows->t_us[i] - first_us);
        if (speed[i] >= 0 && speed[i] <= MOST_MPS)
            companion->status = seconds_point(&companion->speed, t_s, speed[i]);
    }
}

void companion_take_frame(struct companion *companion, double start_s, double length_s,
                          double step_hz)
{
    if (companion->given && companion->status == BKS_OK)
        companion->status = seconds_add(&companion->cadence, start_s, length_s, 60 * step_hz);
}

double companion_value(const struct companion *companion, struct track_cursor *cursor, size_t field,
                       double t_s)
{
    if (!companion->matched)
        return (double)NAN;
    int64_t t_us = (int64_t)llround(1e6 * (t_s - companion->shift_s));
    return track_value(cursor, field, companion->track.point[0].t_us + t_us);
}

enum bks_status companion_end(struct companion *companion, struct bks_analysis *analysis)
{
    enum bks_status status = companion->status;
    if (status == BKS_OK && companion->given)
        status = match_track(companion, analysis);
    if (status == BKS_OK)
        speed_fill(analysis, companion);
    return status;
}
