/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a track to a result, in the order of a recording: read, judge, bouts, measures, series. */
#include "flow/device.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/zone.h"
#include "flow/device_quality.h"
#include "flow/match.h"
#include "gait/reported.h"
#include "judge/flags.h"
#include "read/formats.h"
#include "read/track.h"

#include <math.h>
#include <string.h>

#define US_PER_MIN INT64_C(60000000)

struct job {
    struct bks_analysis *analysis;
    struct track track;
    struct bout *bouts;
    size_t n_bouts;
};

bool device_claims(struct source *source, const struct bks_options *options)
{
    return !options->columns.given && track_format_of(source) && !format_of(source);
}

static enum bks_status read_whole(struct job *job, struct source *source, struct bks_fault *fault)
{
    const struct bks_instant *start = &job->analysis->options.start;
    const struct track_wish wish = {.at_given = start->kind != BKS_CLOCK_NONE,
                                    .at_us = start->t_us};
    enum bks_status status = track_read(&job->track, source, &wish, fault);
    if (status == BKS_OK)
        status = source_sha256(source, job->analysis->result.input.sha256, NULL, NULL, fault);
    if (status != BKS_OK)
        return status;
    if (job->track.n < 2)
        return fault_set(fault, BKS_EMPTY, NULL, "an activity of a single point");
    job->analysis->warnings = job->track.warnings;
    return BKS_OK;
}

/* --start where the file has no date; --tz: the offset of UTC, or the zone of a wall time. */
static enum bks_status set_clock(struct bks_instant *start, const struct bks_options *options,
                                 struct bks_fault *fault)
{
    if (start->kind == BKS_CLOCK_NONE)
        *start = options->start;
    bool wall = start->kind == BKS_CLOCK_LOCAL;
    if (!options->tz[0] || start->kind == BKS_CLOCK_NONE)
        return BKS_OK;
    bool known = wall ? zone_offset_of_wall(&start->offset_min, options->tz, start->t_us)
                      : zone_offset(&start->offset_min, options->tz, start->t_us);
    if (!known)
        return fault_set(fault, BKS_BAD_ARGUMENT, "give --tz as Europe/Oslo or +02:00",
                         "the time zone \"%.60s\" is not known here", options->tz);
    start->t_us -= wall ? start->offset_min * US_PER_MIN : 0;
    start->kind = BKS_CLOCK_ZONED;
    return BKS_OK;
}

static enum bks_status fill_input(struct job *job, struct bks_fault *fault)
{
    struct bks_input *input = &job->analysis->result.input;
    const struct track *track = &job->track;
    input->source = BKS_SOURCE_DEVICE;
    input->info.format = track->format;
    memcpy(input->info.device, track->device, sizeof input->info.device);
    input->info.start = track->start;
    input->info.start.t_us = track->point[0].t_us;
    input->info.channels = reported_supports(track) & 1u << BKS_MEAN_SPEED ? ROWS_SPEED : 0;
    input->speed_source = input->info.channels ? BKS_SPEED_OF_FILE : BKS_SPEED_NOT_KNOWN;
    input->duration_s = 1e-6 * (double)(track->point[track->n - 1].t_us - track->point[0].t_us);
    input->n_samples = track->n;
    input->placement = job->analysis->options.placement;
    input->placement_source =
        input->placement == BKS_PLACE_UNKNOWN ? BKS_PLACEMENT_ESTIMATED : BKS_PLACEMENT_GIVEN;
    return set_clock(&input->info.start, &job->analysis->options, fault);
}

static enum bks_status fill_kind(struct job *job, enum bks_bout_kind kind)
{
    struct bks_result *result = &job->analysis->result;
    struct reported *all = NULL, *one = NULL;
    size_t at_all = 0, at_one = 0;
    enum bks_status status = reported_new(&all);
    for (size_t i = 0; i < job->n_bouts && status == BKS_OK; i++) {
        struct bks_bout *bout = &job->analysis->bouts[i];
        if (bout->kind != kind)
            continue;
        double length_s = bout->end_s - bout->start_s;
        status = reported_new(&one);
        if (status != BKS_OK)
            break;
        reported_take(one, &job->track, bout, &at_one);
        reported_take(all, &job->track, bout, &at_all);
        reported_measures(bout->measure, one, kind, length_s);
        result->total[kind].duration_s += length_s;
        reported_free(one);
    }
    if (status == BKS_OK)
        reported_measures(result->total[kind].measure, all, kind, result->total[kind].duration_s);
    reported_free(all);
    return status;
}

static enum bks_status fill_bouts(struct job *job)
{
    struct bks_analysis *analysis = job->analysis;
    analysis->bouts = memory_new(job->n_bouts, sizeof *analysis->bouts);
    if (!analysis->bouts)
        return BKS_NO_MEMORY;
    for (size_t i = 0; i < job->n_bouts; i++)
        analysis->bouts[i] = (struct bks_bout){.kind = job->bouts[i].kind,
                                               .start_s = job->bouts[i].start_s,
                                               .end_s = job->bouts[i].end_s};
    analysis->result.bouts = analysis->bouts;
    analysis->result.n_bouts = job->n_bouts;
    enum bks_status status = BKS_OK;
    for (int kind = 0; kind < BKS_BOUT_KIND_COUNT && status == BKS_OK; kind++)
        status = fill_kind(job, (enum bks_bout_kind)kind);
    return status;
}

/* Cadence and bounce in the run and walk bouts. */
static enum bks_status fill_series(struct job *job)
{
    struct bks_analysis *analysis = job->analysis;
    const struct track *track = &job->track;
    enum bks_status status = series_init(&analysis->series);
    size_t bout = 0;
    for (size_t i = 0; i + 1 < track->n && status == BKS_OK; i++) {
        const struct track_point *point = &track->point[i];
        double t_s = 1e-6 * (double)(point->t_us - track->point[0].t_us);
        double length_s = 1e-6 * (double)(point[1].t_us - point->t_us);
        while (bout + 1 < job->n_bouts && job->bouts[bout].end_s <= t_s)
            bout++;
        enum bks_bout_kind kind = job->bouts[bout].kind;
        if ((kind == BKS_RUN || kind == BKS_WALK) && point->cadence_spm > 0 &&
            reported_stretch(track, i) == REPORTED_JOINED)
            series_add(&analysis->series, t_s, length_s, point->cadence_spm / 60,
                       kind == BKS_RUN ? point->oscillation_m : (double)NAN);
    }
    if (status == BKS_OK)
        series_end(&analysis->series, analysis->result.input.duration_s, &analysis->result.series);
    return status;
}

/* A track beside a track: there is nothing to align. */
static void leave_companion(struct bks_analysis *analysis)
{
    if (!analysis->options.track[0])
        return;
    analysis->result.companion.file = analysis->options.track;
    match_refuse(analysis, "the recording itself is what a watch wrote");
}

static enum bks_status run(struct job *job, struct source *source, bks_progress progress,
                           void *context, struct bks_fault *fault)
{
    struct bks_analysis *analysis = job->analysis;
    enum bks_status status = read_whole(job, source, fault);
    if (status == BKS_OK)
        status = fill_input(job, fault);
    if (status != BKS_OK)
        return status;
    if (progress && !progress(context, 0.9))
        return fault_set(fault, BKS_INTERRUPTED, NULL, "interrupted");
    status = reported_bouts(&job->bouts, &job->n_bouts, &job->track);
    if (status == BKS_OK)
        status = fill_bouts(job);
    if (status == BKS_OK)
        status = fill_series(job);
    if (status == BKS_OK)
        status = device_quality(analysis, &job->track);
    if (status != BKS_OK)
        return fault_set(fault, status, NULL, "%s", bks_status_text(status));
    leave_companion(analysis);
    analysis->result.quality.warnings = analysis->warnings.item;
    analysis->result.quality.n_warnings = analysis->warnings.n;
    judge_flags(&analysis->result, &analysis->options, NULL);
    return BKS_OK;
}

enum bks_status device_analyze(struct bks_analysis *analysis, struct source *source,
                               bks_progress progress, void *context, struct bks_fault *fault)
{
    struct job job = {.analysis = analysis};
    enum bks_status status = run(&job, source, progress, context, fault);
    track_clear(&job.track);
    memory_free(job.bouts);
    source_close(source);
    return status;
}
