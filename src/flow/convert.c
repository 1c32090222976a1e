/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A recording into another file, in two passes: the first looks at every value and stamp to find
 * the smallest form that loses nothing, the second writes it.
 */
#include "backstride/convert.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "read/archive_writer.h"
#include "read/csv_writer.h"
#include "read/reader.h"

#include <string.h>

#define PASSES         2
#define PROGRESS_EVERY 16 /* blocks */

struct job {
    struct bks_conversion *done;
    const struct bks_options *options; /* may be NULL */
    struct source *source;
    struct output *output;
    struct rows rows;
    struct archive_survey survey;
    struct archive_plan plan;
    struct archive_texts texts;
    struct warnings warnings; /* of the first pass */
    struct archive_writer *archive;
    struct csv_writer *csv;
    bks_progress progress;
    void *context;
};

static bool stop(void *context)
{
    const struct job *job = context;
    double size = (double)source_size(job->source) * PASSES;
    double share = size > 0 ? (double)source_consumed(job->source) / size : 0;
    return job->progress && !job->progress(job->context, share < 1 ? share : 1);
}

static enum bks_status interrupted(struct bks_fault *fault)
{
    return fault_set(fault, BKS_INTERRUPTED, NULL, "interrupted");
}

/* The container that the name's ending asks for. */
static enum bks_status container_of(enum bks_container *container, const char *path,
                                    struct bks_fault *fault)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    for (int i = 0; dot && i < BKS_CONTAINER_COUNT; i++) {
        *container = (enum bks_container)i;
        if (text_equal_nocase(dot + 1, bks_container_id(*container)))
            return BKS_OK;
    }
    return fault_set(fault, BKS_BAD_ARGUMENT, "let the name end with .wav, .rf64, .flac or .csv",
                     "the ending of the output's name says no form");
}

typedef enum bks_status (*take_rows)(struct job *job, const struct reader *reader,
                                     struct bks_fault *fault);

/* Reads the recording once; what is there at the start and at the end is said by the caller. */
static enum bks_status pass(struct job *job, struct reader *reader, take_rows take,
                            struct bks_fault *fault)
{
    struct rows *rows = &job->rows;
    for (size_t block = 0;; block++) {
        rows->n = 0;
        enum bks_status status = reader_next(reader, rows, fault);
        if (status == BKS_OK && rows->n == 0)
            return BKS_OK;
        if (status == BKS_OK)
            status = take(job, reader, fault);
        if (status == BKS_OK && block % PROGRESS_EVERY == 0 && stop(job))
            status = interrupted(fault);
        if (status != BKS_OK)
            return status;
    }
}

static enum bks_status survey(struct job *job, const struct reader *reader, struct bks_fault *fault)
{
    (void)fault;
    archive_survey_take(&job->survey, &job->rows, reader->step);
    return BKS_OK;
}

static enum bks_status write_rows(struct job *job, const struct reader *reader,
                                  struct bks_fault *fault)
{
    (void)reader;
    job->done->n_samples += job->rows.n;
    if (job->csv)
        return csv_writer_take(job->csv, &job->rows);
    return archive_writer_take(job->archive, &job->rows, fault);
}

/* The source stays open for the second pass: standard input cannot be opened twice. */
static enum bks_status open_pass(struct reader **reader, struct job *job, struct bks_fault *fault)
{
    source_share(job->source);
    return reader_open(reader, job->source, job->options, fault);
}

static enum bks_status first_pass(struct job *job, struct bks_fault *fault)
{
    struct reader *reader = NULL;
    struct bks_conversion *done = job->done;
    enum bks_status status = open_pass(&reader, job, fault);
    if (status == BKS_OK && rows_init(&job->rows, reader->info.channels, BKS_BLOCK_ROWS) != BKS_OK)
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (status == BKS_OK) {
        archive_survey_init(&job->survey, &reader->info, done->container == BKS_CONTAINER_CSV);
        status = pass(job, reader, survey, fault);
    }
    if (status == BKS_OK) {
        done->info = reader->info;
        job->warnings = reader->warnings;
        status = source_sha256(job->source, done->sha256, stop, job, fault);
    }
    reader_close(reader);
    return status;
}

static enum bks_status open_csv(struct job *job, struct bks_fault *fault)
{
    struct bks_conversion *done = job->done;
    enum bks_status status = csv_writer_open(&job->csv, &done->lost, &done->columns, &job->survey,
                                             &done->info, job->output, fault);
    done->coding = BKS_CODING_DECIMAL;
    done->time_column = true;
    done->lost |= job->warnings.n > 0 ? 1u << BKS_LOSS_WARNINGS : 0;
    return status;
}

static enum bks_status open_archive(struct job *job, struct bks_fault *fault)
{
    struct bks_conversion *done = job->done;
    const struct archive_story story = {.info = &done->info,
                                        .warnings = &job->warnings,
                                        .options = job->options,
                                        .sha256 = done->sha256};
    enum bks_status status =
        archive_plan_of(&job->plan, &job->survey, &done->info, done->container, fault);
    if (status == BKS_OK)
        status = archive_texts_fill(&job->texts, &job->plan, &story, fault);
    if (status == BKS_OK)
        status = archive_writer_open(&job->archive, &job->plan, &job->texts, job->output, fault);
    done->container = job->plan.container;
    done->coding = job->plan.coding;
    done->columns = (unsigned)job->plan.n;
    done->time_column = !job->plan.line;
    return status;
}

static enum bks_status second_pass(struct job *job, struct bks_fault *fault)
{
    struct reader *reader = NULL;
    enum bks_status status =
        job->done->container == BKS_CONTAINER_CSV ? open_csv(job, fault) : open_archive(job, fault);
    if (status == BKS_OK)
        status = open_pass(&reader, job, fault);
    if (status == BKS_OK)
        status = pass(job, reader, write_rows, fault);
    if (status == BKS_OK && job->done->n_samples != job->survey.rows)
        status = fault_set(fault, BKS_IO, "convert it again once nothing writes to it",
                           "the recording changed while it was read");
    reader_close(reader);
    enum bks_status closed = csv_writer_close(job->csv);
    if (closed == BKS_OK)
        closed = archive_writer_close(job->archive);
    return status == BKS_OK ? closed : status;
}

/* A write that failed is explained by the output; it is left out of the way in any case. */
static enum bks_status end(struct job *job, enum bks_status status, struct bks_fault *fault)
{
    struct output *output = job->output;
    if (!output)
        return status;
    job->done->size_bytes = output_size(output);
    if (status == BKS_OK && stop(job))
        status = interrupted(fault);
    if (status == BKS_OK)
        return output_commit(output, fault);
    if (status == BKS_CANNOT_WRITE)
        output_explain(output, fault);
    output_discard(output);
    return status;
}

enum bks_status bks_convert(struct bks_conversion *out, const char *path, const char *out_path,
                            bool replace, const struct bks_options *options, bks_progress progress,
                            void *context, struct bks_fault *fault)
{
    *out = (struct bks_conversion){.n_samples = 0};
    enum bks_status status = container_of(&out->container, out_path, fault);
    if (status != BKS_OK)
        return status;
    struct job *job = memory_new(1, sizeof *job);
    if (!job)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    job->done = out;
    job->options = options;
    job->progress = progress;
    job->context = context;
    status = source_open(&job->source, path, fault);
    if (status == BKS_OK && output_touches(out_path, path))
        status = fault_set(fault, BKS_CANNOT_WRITE, "choose another place",
                           "it is the recording itself, or lies in it, which is never changed");
    if (status == BKS_OK)
        status = output_open(&job->output, out_path, replace, path, fault);
    if (status == BKS_OK)
        status = first_pass(job, fault);
    if (status == BKS_OK)
        status = second_pass(job, fault);
    status = end(job, status, fault);
    rows_clear(&job->rows);
    source_close(job->source);
    memory_free(job);
    return status;
}
