/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows into the columns of a plan, and through libsndfile into an output.
 *
 * Each number is turned back into its value before it is written: nothing but the same value ever
 * leaves here.
 */
#include "read/archive_writer.h"

#include "base/bytes.h"
#include "base/fault.h"
#include "base/memory.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

#define WRITE_ROWS  1024u /* at a time */
#define AUX_MISSING 0x8000
#define AUX_CLIPPED 0x4000
#define AUX_FULL    32768.0
#define HEAD_BYTES  32768u /* more than the texts and all chunks before the samples */
#define RIFF_HEAD   12u
#define CHUNK_HEAD  8u

struct archive_writer {
    const struct archive_plan *plan;
    struct output *output;
    SNDFILE *encoder;
    int32_t *number; /* [WRITE_ROWS x columns], in the top bits; NULL for FLOAT64 */
    double *value;   /* the same for FLOAT64, else NULL */
    uint64_t row;    /* the next one */
    int64_t last_us; /* stamp of the one before */
    uint8_t head[HEAD_BYTES];
};

static sf_count_t view_size(void *context)
{
    const struct archive_writer *writer = context;
    return (sf_count_t)output_size(writer->output);
}

static sf_count_t view_seek(sf_count_t offset, int whence, void *context)
{
    struct archive_writer *writer = context;
    sf_count_t base = whence == SEEK_SET   ? 0
                      : whence == SEEK_CUR ? (sf_count_t)output_tell(writer->output)
                                           : view_size(context);
    if (offset < -base)
        return -1;
    output_seek(writer->output, (uint64_t)(base + offset));
    return base + offset;
}

static sf_count_t view_read(void *bytes, sf_count_t count, void *context)
{
    (void)bytes, (void)count, (void)context;
    return 0;
}

/* libsndfile puts the time of day into RF64's chunk of peaks, and cannot be told not to. */
static void blank_peaks(uint8_t *head, size_t n)
{
    struct bytes at = bytes_of(head, n);
    bytes_skip(&at, RIFF_HEAD);
    while (bytes_left(&at) > CHUNK_HEAD && !at.short_read) {
        uint8_t *chunk = head + at.at;
        bool peaks = bytes_match(&at, "PEAK");
        bytes_skip(&at, peaks ? 0 : 4);
        uint32_t size = bytes_u32le(&at);
        if (peaks && size <= bytes_left(&at)) {
            memcpy(chunk, "JUNK", 4);
            memset(chunk + CHUNK_HEAD, 0, size);
        }
        bytes_skip(&at, size + (size & 1));
    }
}

static sf_count_t view_write(const void *bytes, sf_count_t count, void *context)
{
    struct archive_writer *writer = context;
    size_t n = count > 0 ? (size_t)count : 0;
    if (writer->plan->container != BKS_CONTAINER_RF64 || output_tell(writer->output) > 0 ||
        n > sizeof writer->head)
        return output_write(writer->output, bytes, n) ? count : 0;
    memcpy(writer->head, bytes, n);
    blank_peaks(writer->head, n);
    return output_write(writer->output, writer->head, n) ? count : 0;
}

static sf_count_t view_tell(void *context)
{
    const struct archive_writer *writer = context;
    return (sf_count_t)output_tell(writer->output);
}

static int format_of(const struct archive_plan *plan)
{
    static const int containers[] = {[BKS_CONTAINER_WAV] = SF_FORMAT_WAVEX,
                                     [BKS_CONTAINER_RF64] = SF_FORMAT_RF64,
                                     [BKS_CONTAINER_FLAC] = SF_FORMAT_FLAC};
    static const int codings[] = {[BKS_CODING_INT16] = SF_FORMAT_PCM_16,
                                  [BKS_CODING_INT24] = SF_FORMAT_PCM_24,
                                  [BKS_CODING_INT32] = SF_FORMAT_PCM_32,
                                  [BKS_CODING_FLOAT64] = SF_FORMAT_DOUBLE};
    return containers[plan->container] | codings[plan->coding];
}

static bool put_texts(SNDFILE *encoder, const struct archive_texts *texts)
{
    static const int places[] = {[TEXT_ARTIST] = SF_STR_ARTIST,
                                 [TEXT_COMMENT] = SF_STR_COMMENT,
                                 [TEXT_TITLE] = SF_STR_TITLE,
                                 [TEXT_ALBUM] = SF_STR_ALBUM,
                                 [TEXT_COPYRIGHT] = SF_STR_COPYRIGHT};
    bool good = true;
    for (size_t i = 0; i < TEXT_COUNT; i++)
        if (texts->used[i] > 0)
            good = sf_set_string(encoder, places[i], texts->text[i]) == 0 && good;
    if (texts->date[0])
        good = sf_set_string(encoder, SF_STR_DATE, texts->date) == 0 && good;
    return good;
}

static enum bks_status cannot_write(struct bks_fault *fault)
{
    return fault_set(fault, BKS_CANNOT_WRITE, "check the disk, or write to another place",
                     "cannot be written");
}

static enum bks_status open_encoder(struct archive_writer *writer,
                                    const struct archive_texts *texts, struct bks_fault *fault)
{
    SF_VIRTUAL_IO io = {view_size, view_seek, view_read, view_write, view_tell};
    const struct archive_plan *plan = writer->plan;
    SF_INFO info = {
        .samplerate = (int)plan->rate_hz, .channels = (int)plan->n, .format = format_of(plan)};
    writer->encoder = sf_open_virtual(&io, SFM_WRITE, &info, writer);
    if (!writer->encoder)
        return cannot_write(fault);
    /* its peak chunk would carry the time of day */
    (void)sf_command(writer->encoder, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);
    return put_texts(writer->encoder, texts) ? BKS_OK : cannot_write(fault);
}

enum bks_status archive_writer_open(struct archive_writer **out, const struct archive_plan *plan,
                                    const struct archive_texts *texts, struct output *output,
                                    struct bks_fault *fault)
{
    *out = NULL;
    struct archive_writer *writer = memory_new(1, sizeof *writer);
    if (!writer)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    writer->plan = plan;
    writer->output = output;
    bool whole = plan->coding != BKS_CODING_FLOAT64;
    if (whole)
        writer->number = memory_new(WRITE_ROWS * plan->n, sizeof *writer->number);
    else
        writer->value = memory_new(WRITE_ROWS * plan->n, sizeof *writer->value);
    enum bks_status status = writer->number || writer->value
                                 ? open_encoder(writer, texts, fault)
                                 : fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (status == BKS_OK)
        *out = writer;
    else
        (void)archive_writer_close(writer);
    return status;
}

/* The word of marks as the signed number that stands for it. */
static int aux_of(unsigned char mark)
{
    int word =
        (mark & BKS_ROW_MISSING ? AUX_MISSING : 0) | (mark & BKS_ROW_CLIPPED ? AUX_CLIPPED : 0);
    return word >= AUX_MISSING ? word - 2 * AUX_MISSING : word;
}

/* False where a value is not the one that its number stands for. */
static bool put_numbers(int32_t *out, size_t stride, const struct plan_column *column,
                        unsigned shift, const double *value, size_t n)
{
    const double limit = ldexp(1, 31 - (int)shift);
    const int32_t unit = (int32_t)1 << shift;
    bool same = true;
    for (size_t i = 0; i < n; i++) {
        double number = survey_number(&column->rule, column->way, value[i]);
        bool fits = number >= -limit && number < limit &&
                    survey_value(&column->rule, column->way, number) == value[i];
        out[i * stride] = (int32_t)(fits ? number : 0) * unit;
        same = same && fits;
    }
    return same;
}

static int64_t minus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a - (uint64_t)b);
}

static bool put_steps(const struct archive_writer *writer, int32_t *out, unsigned word,
                      const int64_t *t_us, size_t n)
{
    const struct archive_plan *plan = writer->plan;
    unsigned words = 0;
    bool fits = true;
    for (size_t c = 0; c < plan->n; c++)
        words += plan->column[c].content == COLUMN_STEP;
    for (size_t i = 0; i < n; i++) {
        int32_t part[PLAN_MAX_STEPS] = {0};
        int64_t before = i > 0 ? t_us[i - 1] : writer->row > 0 ? writer->last_us : t_us[0];
        bool first = writer->row + i == 0;
        fits = plan_words(part, words, plan->bits,
                          first ? 0 : minus(minus(t_us[i], before), plan->step_us)) &&
               fits;
        out[i * plan->n] = (int32_t)((uint32_t)part[word] << (32 - plan->bits));
    }
    return fits;
}

static bool put_whole(struct archive_writer *writer, const struct rows *rows, size_t at, size_t n)
{
    const struct archive_plan *plan = writer->plan;
    unsigned shift = 32 - plan->bits;
    bool same = true;
    for (size_t c = 0; c < plan->n; c++) {
        const struct plan_column *column = &plan->column[c];
        int32_t *out = writer->number + c;
        if (column->content == COLUMN_CHANNEL)
            same = put_numbers(out, plan->n, column, shift, rows->value[column->channel] + at, n) &&
                   same;
        else if (column->content == COLUMN_STEP)
            same = put_steps(writer, out, column->word, rows->t_us + at, n) && same;
        else
            for (size_t i = 0; i < n; i++)
                out[i * plan->n] = aux_of(rows->mark[at + i]) * 65536;
    }
    return same;
}

static void put_real(struct archive_writer *writer, const struct rows *rows, size_t at, size_t n)
{
    const struct archive_plan *plan = writer->plan;
    for (size_t c = 0; c < plan->n; c++) {
        const struct plan_column *column = &plan->column[c];
        double *out = writer->value + c;
        for (size_t i = 0; i < n; i++)
            out[i * plan->n] =
                column->content == COLUMN_CHANNEL ? rows->value[column->channel][at + i]
                : column->content == COLUMN_TIME ? (double)minus(rows->t_us[at + i], plan->first_us)
                                                 : aux_of(rows->mark[at + i]) / AUX_FULL;
    }
}

/* Whether the stamps are those of the line, where the plan says so. */
static bool on_line(const struct archive_writer *writer, const int64_t *t_us, size_t n)
{
    const struct archive_plan *plan = writer->plan;
    double us_per_row = 1e6 / plan->line_hz;
    for (size_t i = 0; plan->line && i < n; i++)
        if (minus(t_us[i], plan->first_us) !=
            (int64_t)((double)(writer->row + i) * us_per_row + 0.5))
            return false;
    return true;
}

enum bks_status archive_writer_take(struct archive_writer *writer, const struct rows *rows,
                                    struct bks_fault *fault)
{
    for (size_t at = 0; at < rows->n;) {
        size_t n = rows->n - at < WRITE_ROWS ? rows->n - at : WRITE_ROWS;
        bool same = on_line(writer, rows->t_us + at, n);
        if (writer->number)
            same = put_whole(writer, rows, at, n) && same;
        else
            put_real(writer, rows, at, n);
        if (!same)
            return fault_set(fault, BKS_IO, "convert it again once nothing writes to it",
                             "the recording changed while it was read");
        sf_count_t done = writer->number
                              ? sf_writef_int(writer->encoder, writer->number, (sf_count_t)n)
                              : sf_writef_double(writer->encoder, writer->value, (sf_count_t)n);
        if (done != (sf_count_t)n)
            return cannot_write(fault);
        writer->row += n;
        at += n;
        writer->last_us = rows->t_us[at - 1];
    }
    return BKS_OK;
}

enum bks_status archive_writer_close(struct archive_writer *writer)
{
    enum bks_status status = BKS_OK;
    if (!writer)
        return status;
    if (writer->encoder && sf_close(writer->encoder) != 0)
        status = BKS_CANNOT_WRITE;
    memory_free(writer->number);
    memory_free(writer->value);
    memory_free(writer);
    return status;
}
