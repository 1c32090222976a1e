/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One recording from bytes to bouts: the only place that knows the order.
 *
 *   read -> repair the clock -> survey -> even grid -> windows -> spill   first pass (listen.c)
 *   wear place -> kinds -> bouts, series                       second pass, here
 *   -> speeds -> steps -> measures -> drift                    over the steps (stepwise.c)
 *   -> strips                                                  over force and steps (strips.c)
 */
#include "base/fault.h"
#include "base/memory.h"
#include "flow/analysis.h"
#include "flow/companion.h"
#include "flow/device.h"
#include "flow/judge_quality.h"
#include "flow/listen.h"
#include "flow/pump.h"
#include "flow/stepwise.h"
#include "flow/strips.h"
#include "gait/bouts.h"
#include "gait/measures.h"
#include "judge/flags.h"
#include "read/reader.h"

#include <string.h>

#define PROGRESS_EVERY 64 /* blocks */

struct job {
    struct bks_analysis *analysis;
    struct source *source; /* borrowed from the reader */
    struct reader *reader;
    struct pump *pump;
    struct listen listen;
    struct companion companion;
    struct kinds *kinds;
    struct bouts *bouts;
    bks_progress progress;
    void *context;
};

static bool go_on(const struct job *job)
{
    if (!job->progress)
        return true;
    double size = (double)source_size(job->source);
    double share = size > 0 ? (double)source_consumed(job->source) / size : 0;
    return job->progress(job->context, share < 1 ? share : 1);
}

static enum bks_status first_pass(struct job *job, struct bks_fault *fault)
{
    for (size_t block = 0;; block++) {
        struct rows *rows = NULL;
        enum bks_status status = pump_next(job->pump, &rows, fault);
        if (status != BKS_OK)
            return status;
        if (rows->n == 0)
            break;
        status = listen_take(&job->listen, rows, &job->reader->info);
        if (status != BKS_OK)
            return fault_set(fault, status, "free some memory or room for temporary files", "%s",
                             bks_status_text(status));
        companion_take_rows(&job->companion, rows, job->listen.clock.first_us);
        if (block % PROGRESS_EVERY == 0 && !go_on(job))
            return fault_set(fault, BKS_INTERRUPTED, NULL, "interrupted");
    }
    enum bks_status status = listen_end(&job->listen);
    if (status == BKS_EMPTY)
        return fault_set(fault, status,
                         "record again, and see that the app writes the accelerometer",
                         "no samples in it");
    return status;
}

static enum bks_status take_kind(void *context, const struct kind_window *window)
{
    return bouts_take(((struct job *)context)->bouts, window);
}

static void take_frame(void *context, double start_s, double length_s, enum bks_bout_kind kind,
                       double step_hz, double oscillation_m)
{
    struct job *job = context;
    (void)kind;
    series_add(&job->analysis->series, start_s, length_s, step_hz, oscillation_m);
    companion_take_frame(&job->companion, start_s, length_s, step_hz);
}

static enum bks_status second_pass(struct job *job)
{
    struct bks_analysis *analysis = job->analysis;
    enum place_group group = place_group_of(analysis->result.input.placement);
    enum bks_status status = bouts_new(&job->bouts, group, take_frame, job);
    if (status == BKS_OK)
        status = kinds_new(&job->kinds, group, take_kind, job);
    for (bool got = true; got && status == BKS_OK;) {
        struct gait_window window;
        status = spill_next(job->listen.spill, &window, &got);
        if (status == BKS_OK && got)
            status = kinds_take(job->kinds, &window);
    }
    if (status == BKS_OK)
        status = kinds_end(job->kinds);
    if (status == BKS_OK)
        status = bouts_end(job->bouts, analysis->result.input.duration_s);
    return status;
}

/* What is known of the recording as a whole once all rows have passed. */
static void fill_input(struct job *job)
{
    struct bks_input *input = &job->analysis->result.input;
    enum bks_placement given = job->analysis->options.placement;
    input->info = job->reader->info;
    input->duration_s = clock_duration_s(&job->listen.clock);
    input->n_samples = job->listen.survey.rows;
    input->sample_rate_hz = clock_rate_hz(&job->listen.clock);
    input->placement_source = given != BKS_PLACE_UNKNOWN ? BKS_PLACEMENT_GIVEN
                              : input->info.placement != BKS_PLACE_UNKNOWN
                                  ? BKS_PLACEMENT_FILE
                                  : BKS_PLACEMENT_ESTIMATED;
    input->placement = given != BKS_PLACE_UNKNOWN                   ? given
                       : input->info.placement != BKS_PLACE_UNKNOWN ? input->info.placement
                                                                    : place_of(&job->listen.place);
}

/* The bouts as stretches of a kind; what was measured in them follows when speeds are known. */
static enum bks_status lay_bouts(struct bks_analysis *analysis, const struct bout *list, size_t n)
{
    struct bks_result *result = &analysis->result;
    analysis->bouts = memory_new(n, sizeof *analysis->bouts);
    if (!analysis->bouts)
        return BKS_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        struct bks_bout *bout = &analysis->bouts[i];
        *bout = (struct bks_bout){
            .kind = list[i].kind, .start_s = list[i].start_s, .end_s = list[i].end_s};
        bout->measure[BKS_MEAN_SPEED] = measure_null(BKS_WHY_NO_SPEED);
        result->total[bout->kind].duration_s += bout->end_s - bout->start_s;
    }
    for (int kind = 0; kind < BKS_BOUT_KIND_COUNT; kind++)
        result->total[kind].measure[BKS_MEAN_SPEED] = measure_null(BKS_WHY_NO_SPEED);
    result->bouts = analysis->bouts;
    result->n_bouts = n;
    return BKS_OK;
}

/* Bouts, then their speeds, then what needs both. */
static enum bks_status fill_bouts(struct job *job)
{
    struct bks_analysis *analysis = job->analysis;
    size_t n = 0;
    const struct bout *list = bouts_list(job->bouts, &n);
    analysis->steps = job->listen.steps;
    job->listen.steps = NULL;
    enum bks_status status = lay_bouts(analysis, list, n);
    if (status == BKS_OK)
        status = companion_end(&job->companion, analysis);
    if (status == BKS_OK)
        status = stepwise_measure(analysis, list);
    if (status == BKS_OK)
        status = stepwise_drift(analysis, &job->companion);
    if (status == BKS_OK)
        status = strips_cut(analysis, job->listen.force);
    return status;
}

static enum bks_status fill_lists(struct job *job)
{
    struct bks_analysis *analysis = job->analysis;
    struct bks_quality *quality = &analysis->result.quality;
    analysis->gaps = memory_new(quality->n_gaps, sizeof *analysis->gaps);
    if (!analysis->gaps)
        return BKS_NO_MEMORY;
    memcpy(analysis->gaps, job->listen.survey.gap, quality->n_gaps * sizeof *analysis->gaps);
    quality->gaps = analysis->gaps;
    quality->warnings = analysis->warnings.item;
    quality->n_warnings = analysis->warnings.n;
    return BKS_OK;
}

static enum bks_status run(struct job *job, struct bks_fault *fault)
{
    struct bks_analysis *analysis = job->analysis;
    struct bks_result *result = &analysis->result;
    enum bks_status status = listen_init(&job->listen);
    if (status == BKS_OK)
        status = series_init(&analysis->series);
    if (status == BKS_OK)
        status = pump_start(&job->pump, job->reader);
    if (status != BKS_OK)
        return fault_set(fault, status, NULL, "%s", bks_status_text(status));
    status = first_pass(job, fault);
    enum bks_status hashed = pump_stop(job->pump, status == BKS_OK, result->input.sha256,
                                       status == BKS_OK ? fault : NULL);
    if (status != BKS_OK || hashed != BKS_OK)
        return status != BKS_OK ? status : hashed;
    analysis->warnings = job->reader->warnings;
    fill_input(job);
    judge_quality(&result->quality, &analysis->warnings, &job->listen, &result->input);
    status = second_pass(job);
    if (status == BKS_OK)
        status = fill_bouts(job);
    if (status == BKS_OK)
        status = fill_lists(job);
    if (status != BKS_OK)
        return fault_set(fault, status, NULL, "%s", bks_status_text(status));
    series_end(&analysis->series, result->input.duration_s, &result->series);
    judge_flags(result, &analysis->options, NULL);
    return BKS_OK;
}

/* The whole way of a recording; takes the source over. */
static enum bks_status run_recording(struct job *job, struct bks_fault *fault)
{
    struct bks_analysis *analysis = job->analysis;
    enum bks_status status = reader_open(&job->reader, job->source, &analysis->options, fault);
    if (status == BKS_OK)
        status =
            companion_open(&job->companion, &analysis->options, &job->reader->info.start, fault);
    if (status == BKS_OK)
        status = run(job, fault);
    kinds_free(job->kinds);
    bouts_free(job->bouts);
    listen_clear(&job->listen);
    companion_clear(&job->companion);
    reader_close(job->reader);
    return status;
}

static void no_drift(struct bks_drift drift[BKS_MEASURE_COUNT])
{
    const struct bks_measure none = measure_null(BKS_WHY_NOT_MEASURED);
    for (int i = 0; i < BKS_MEASURE_COUNT; i++)
        drift[i] = (struct bks_drift){none, none, none, none, none, none, false};
}

/* A copy; without any, all are unset: that is not 0. */
static enum bks_status keep_options(struct bks_options *kept, const struct bks_options *given)
{
    struct bks_options *unset = NULL;
    enum bks_status status = given ? BKS_OK : bks_options_new(&unset);
    if (status == BKS_OK)
        *kept = given ? *given : *unset;
    bks_options_free(unset);
    return status;
}

enum bks_status bks_analyze(struct bks_analysis **out, const char *path,
                            const struct bks_options *options, bks_progress progress, void *context,
                            struct bks_fault *fault)
{
    return analyze_named(out, path, NULL, options, progress, context, fault);
}

enum bks_status analyze_named(struct bks_analysis **out, const char *path, const char *name,
                              const struct bks_options *options, bks_progress progress,
                              void *context, struct bks_fault *fault)
{
    *out = NULL;
    struct job job = {.progress = progress, .context = context};
    job.analysis = memory_new(1, sizeof *job.analysis);
    if (!job.analysis || keep_options(&job.analysis->options, options) != BKS_OK) {
        memory_free(job.analysis);
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    }
    no_drift(job.analysis->result.drift);
    enum bks_status status = source_open(&job.source, path, fault);
    if (status == BKS_OK && name)
        status = source_rename(job.source, name, fault);
    if (status != BKS_OK)
        source_close(job.source);
    if (status == BKS_OK && device_claims(job.source, &job.analysis->options))
        status = device_analyze(job.analysis, job.source, progress, context, fault);
    else if (status == BKS_OK)
        status = run_recording(&job, fault);
    if (status != BKS_OK) {
        bks_analysis_free(job.analysis);
        return status;
    }
    *out = job.analysis;
    return BKS_OK;
}

void bks_analysis_free(struct bks_analysis *analysis)
{
    if (!analysis)
        return;
    series_clear(&analysis->series);
    memory_free(analysis->gaps);
    memory_free(analysis->bouts);
    memory_free(analysis->bout_steps);
    spill_free(analysis->steps);
    memory_free(analysis);
}

const struct bks_result *bks_analysis_result(const struct bks_analysis *analysis)
{
    return &analysis->result;
}
