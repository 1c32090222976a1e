/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Matching: where both clocks are set, first within ten minutes of what they say; then at every
 * shift, within a day of it.
 */
#include "flow/match.h"

#include "base/memory.h"
#include "flow/align.h"
#include "gait/measures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NEAR_S       600.0
#define DAY_S        93600.0 /* and two hours: a zone set wrongly */
#define STAND_IN_SPM 50.0    /* for each m/s, where a track has speed but no cadence */

/* How the two clocks stand, as far as is known before. */
struct clocks {
    double apart_s; /* recording's start less track's first point */
    bool dated;     /* both have a date */
    bool set;       /* on one time scale, so that apart_s should hold */
};

/* The wall time of an instant whose zone is known. */
static int64_t wall_us(const struct bks_instant *instant)
{
    bool zoned = instant->kind == BKS_CLOCK_ZONED;
    return instant->t_us + (zoned ? INT64_C(60000000) * instant->offset_min : 0);
}

static struct clocks clocks_of(const struct bks_instant *recording, const struct bks_instant *track)
{
    struct clocks clocks = {.dated =
                                recording->kind != BKS_CLOCK_NONE && track->kind != BKS_CLOCK_NONE};
    bool wall = recording->kind == BKS_CLOCK_LOCAL || track->kind == BKS_CLOCK_LOCAL;
    if (!clocks.dated)
        return clocks;
    clocks.set = !wall || (recording->kind != BKS_CLOCK_UTC && track->kind != BKS_CLOCK_UTC);
    clocks.apart_s = 1e-6 * (wall ? (double)wall_us(recording) - (double)wall_us(track)
                                  : (double)recording->t_us - (double)track->t_us);
    return clocks;
}

/* Both cadences, once a second. */
struct series_pair {
    double *a, *b;
    size_t na, nb;
    bool same_unit;
};

static void fill_recording(double *a, size_t n, const struct companion *companion)
{
    for (size_t i = 0; i < n; i++)
        a[i] = seconds_at(&companion->cadence, i);
}

static void fill_track(struct series_pair *pair, const struct track *track)
{
    pair->same_unit = track_count(track, TRACK_FIELD(cadence_spm)) > 1;
    size_t field = pair->same_unit ? TRACK_FIELD(cadence_spm) : TRACK_FIELD(speed_mps);
    track_seconds(pair->b, pair->nb, track, field, track->point[0].t_us);
    for (size_t i = 0; i < pair->nb && !pair->same_unit; i++)
        pair->b[i] *= STAND_IN_SPM;
}

/* Where the person rested is known to be without steps. */
static enum bks_status add_rests(struct companion *companion, const struct bks_result *result)
{
    enum bks_status status = BKS_OK;
    for (size_t i = 0; i < result->n_bouts && status == BKS_OK; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        if (bout->kind == BKS_REST)
            status =
                seconds_add(&companion->cadence, bout->start_s, bout->end_s - bout->start_s, 0);
    }
    return status;
}

static enum bks_status pair_up(struct series_pair *pair, struct companion *companion,
                               const struct bks_result *result)
{
    const struct track *track = &companion->track;
    double span_s = 1e-6 * (double)(track->point[track->n - 1].t_us - track->point[0].t_us);
    enum bks_status status = add_rests(companion, result);
    if (status != BKS_OK)
        return status;
    pair->na = companion->cadence.n;
    pair->nb = (size_t)fmin(span_s + 1, SECONDS_MAX);
    pair->a = memory_new(pair->na, sizeof *pair->a);
    pair->b = memory_new(pair->nb, sizeof *pair->b);
    if (!pair->a || !pair->b)
        return BKS_NO_MEMORY;
    fill_recording(pair->a, pair->na, companion);
    fill_track(pair, track);
    return BKS_OK;
}

static enum bks_status look(struct alignment *found, const struct series_pair *pair,
                            const struct clocks *clocks)
{
    struct align_range range = {.expected_s = -clocks->apart_s,
                                .within_s = NEAR_S,
                                .trusted = true,
                                .same_unit = pair->same_unit};
    enum bks_status status = BKS_OK;
    if (clocks->set)
        status = align_of(found, pair->a, pair->na, pair->b, pair->nb, &range);
    if (status != BKS_OK || (clocks->set && (found->sure || !pair->same_unit)))
        return status;
    struct alignment wide;
    range.trusted = false;
    range.within_s = clocks->dated ? DAY_S : (double)INFINITY;
    status = align_of(&wide, pair->a, pair->na, pair->b, pair->nb, &range);
    if (!clocks->set || wide.sure || isnan(found->shift_s))
        *found = wide;
    return status;
}

void match_refuse(struct bks_analysis *analysis, const char *why)
{
    struct bks_companion *track = &analysis->result.companion;
    struct bks_measure none = measure_null(BKS_WHY_DOUBTFUL);
    track->used = false;
    track->offset_s = track->cadence_spm = track->speed_mps = none;
    track->distance_m = track->slope_percent = none;
    (void)snprintf(track->why, sizeof track->why, "%s", why);
    warnings_add(&analysis->warnings, BKS_WARN_TRACK_REFUSED,
                 "the track is not used, so there is no speed from it: %.120s", why);
}

static void begin(struct bks_analysis *analysis, const struct companion *companion)
{
    struct bks_companion *out = &analysis->result.companion;
    out->file = analysis->options.track;
    out->format = companion->track.format;
    memcpy(out->device, companion->track.device, sizeof out->device);
    memcpy(out->sha256, companion->sha256, sizeof out->sha256);
    for (size_t i = 0; i < companion->track.warnings.n; i++)
        warnings_add(&analysis->warnings, companion->track.warnings.item[i].id, "the track: %.180s",
                     companion->track.warnings.item[i].text);
}

static void conclude(struct companion *companion, struct bks_analysis *analysis,
                     const struct alignment *found, const struct clocks *clocks)
{
    struct bks_companion *out = &analysis->result.companion;
    double duration_s = analysis->result.input.duration_s;
    bool other_day = clocks->dated && fabs(clocks->apart_s) > DAY_S + duration_s;
    out->certainty = found->sure ? found->certainty : 0;
    if (!found->sure) {
        match_refuse(analysis, other_day ? "it was recorded on another day" : found->doubt);
        return;
    }
    double offset_s = clocks->apart_s + found->shift_s;
    out->used = companion->matched = true;
    companion->shift_s = found->shift_s;
    out->offset_s = (struct bks_measure){.value = offset_s,
                                         .low = offset_s - found->half_s,
                                         .high = offset_s + found->half_s,
                                         .n = (size_t)found->overlap_s};
    match_report(companion, analysis);
}

enum bks_status match_track(struct companion *companion, struct bks_analysis *analysis)
{
    struct series_pair pair = {0};
    struct alignment found = {.shift_s = (double)NAN};
    struct bks_instant first = companion->track.start;
    first.t_us = companion->track.point[0].t_us;
    const struct clocks clocks = clocks_of(&analysis->result.input.info.start, &first);
    begin(analysis, companion);
    enum bks_status status = pair_up(&pair, companion, &analysis->result);
    if (status == BKS_OK)
        status = look(&found, &pair, &clocks);
    memory_free(pair.a);
    memory_free(pair.b);
    if (status == BKS_OK)
        conclude(companion, analysis, &found, &clocks);
    return status;
}
