/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The archive form of a recording: WAV, RF64, FLAC or CAF with Open Movement's tags.
 *
 * Sample k stands at Time + k / rate. The last channel, when it is not labelled, is "aux": 16 bits
 * a row, of which bit 15 says that there was no data and bit 14 that a channel was at its limit;
 * the rest carries battery, light and temperature. Missing stretches are written as rows of zeros.
 *
 * Facts: the omconvert sources and documents of the Open Movement project.
 */
#include "read/archive.h"

#include "base/fault.h"
#include "base/memory.h"
#include "read/archive_info.h"
#include "read/samples.h"

#include <math.h>

#define READ_ROWS   1024u /* decoded at a time: with a few channels they stay in the fast cache */
#define AUX_MISSING 0x8000u
#define AUX_CLIPPED 0x4000u
#define AUX_FULL    32768.0

struct format_state {
    struct container container;
    struct archive_tags tags;
    struct archive_layout layout;
    struct samples *samples;
    double *value;    /* [READ_ROWS x channels] */
    size_t got, used; /* rows in value, and of them handed out */
    bool broken;
    uint64_t row; /* of the recording, the next one to hand out */
};

static enum probe_answer probe_kind(const struct source *source, enum container_kind a,
                                    enum container_kind b)
{
    enum container_kind kind = container_sniff(source, NULL);
    return kind != CONTAINER_NONE && (kind == a || kind == b) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

/* Audio of any kind is claimed here too, so that it is refused as what it is. */
static enum probe_answer probe_wav(struct source *source)
{
    return probe_kind(source, CONTAINER_RIFF, CONTAINER_AUDIO);
}

static enum probe_answer probe_flac(struct source *source)
{
    return probe_kind(source, CONTAINER_FLAC, CONTAINER_FLAC);
}

static enum probe_answer probe_caf(struct source *source)
{
    return probe_kind(source, CONTAINER_CAF, CONTAINER_CAF);
}

static void warn_of_end(struct reader *reader, uint64_t rows, bool broken)
{
    const struct container *container = &reader->state->container;
    if (broken)
        warnings_add(&reader->warnings, BKS_WARN_DAMAGED_PART,
                     "after row %llu the samples cannot be decoded; what follows is left out",
                     (unsigned long long)rows);
    else if (container->end == END_UNFINISHED)
        warnings_add(&reader->warnings, BKS_WARN_TRUNCATED,
                     "the writer did not finish the file; read to its end, row %llu",
                     (unsigned long long)rows);
    else if (rows < container->rows_said)
        warnings_add(&reader->warnings, BKS_WARN_TRUNCATED,
                     "the file ends after %llu of the %llu rows that its header names",
                     (unsigned long long)rows, (unsigned long long)container->rows_said);
}

static enum bks_status read_more(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    state->used = 0;
    return samples_next(state->samples, state->value, READ_ROWS, &state->got, &state->broken,
                        fault);
}

static enum bks_status open_archive(struct reader *reader, struct bks_fault *fault)
{
    const char *name = "audio";
    struct format_state *state = memory_new(1, sizeof *state);
    reader->state = state;
    if (!state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    (void)container_sniff(reader->source, &name);
    enum bks_status status = container_read(&state->container, &state->tags, reader->source, fault);
    if (status == BKS_OK)
        status = archive_refuse(&state->container, &state->tags, name, fault);
    if (status == BKS_OK)
        status = samples_open(&state->samples, &state->container, reader->source, fault);
    if (status != BKS_OK)
        return status;
    state->value = memory_new((size_t)READ_ROWS * state->container.channels, sizeof(double));
    if (!state->value)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    status = read_more(reader, fault);
    if (status == BKS_OK && state->got == 0)
        return fault_set(fault, state->broken ? BKS_DAMAGED : BKS_EMPTY,
                         "copy or export the recording again", "no sample can be read from it");
    if (status == BKS_OK)
        status = archive_layout_of(&state->layout, &state->container, &state->tags, state->value,
                                   state->got, fault);
    if (status != BKS_OK)
        return status;
    archive_info_fill(&reader->info, &reader->warnings, &state->container, &state->tags,
                      &state->layout);
    reader->info.format = reader->format->about.id;
    if (state->container.coding != CODING_FLAC)
        warn_of_end(reader, state->container.rows, false);
    return BKS_OK;
}

/* What is not a number cannot stay: it marks the row, or empties a gyroscope's cell. */
static void drop_unreal(double *value, unsigned char *mark, size_t n, unsigned channel)
{
    for (size_t i = 0; i < n; i++) {
        if (isfinite(value[i]))
            continue;
        value[i] = ROWS_ACCEL >> channel & 1 ? 0 : NAN;
        if (ROWS_ACCEL >> channel & 1)
            mark[i] |= BKS_ROW_MISSING;
    }
}

static void mark_rows(unsigned char *mark, const double *aux, size_t stride, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double word = aux[i * stride] * AUX_FULL;
        unsigned bits = word >= -AUX_FULL && word < AUX_FULL ? (unsigned)(int)word & 0xFFFFu : 0;
        mark[i] = (unsigned char)((bits & AUX_MISSING ? BKS_ROW_MISSING : 0) |
                                  (bits & AUX_CLIPPED ? BKS_ROW_CLIPPED : 0));
    }
}

/* Moves n decoded rows behind those that are in rows. */
static void hand_out(struct reader *reader, struct rows *rows, size_t n)
{
    struct format_state *state = reader->state;
    size_t stride = state->container.channels, to = rows->n;
    const double *from = state->value + state->used * stride;
    double us_per_row = 1e6 / reader->info.nominal_rate_hz;
    for (size_t i = 0; i < n; i++) {
        rows->t_us[to + i] =
            reader->info.start.t_us + (int64_t)((double)(state->row + i) * us_per_row + 0.5);
        rows->mark[to + i] = 0;
    }
    if (state->layout.aux != LAYOUT_NO_COLUMN)
        mark_rows(rows->mark + to, from + state->layout.aux, stride, n);
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        if (!(state->layout.channels >> c & 1))
            continue;
        const double *in = from + state->layout.column[c];
        double *out = rows->value[c] + to, factor = state->layout.factor[c];
        for (size_t i = 0; i < n; i++)
            out[i] = in[i * stride] * factor;
        if (state->container.coding == CODING_FLOAT)
            drop_unreal(out, rows->mark + to, n, c);
    }
    rows->n += n;
    state->used += n;
    state->row += n;
}

static enum bks_status next_rows(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    rows->n = 0;
    while (rows->n < rows->capacity && state->got > 0) {
        size_t n = state->got - state->used, room = rows->capacity - rows->n;
        hand_out(reader, rows, n < room ? n : room);
        if (state->used < state->got)
            continue;
        enum bks_status status = read_more(reader, fault);
        if (status != BKS_OK)
            return status;
        if (state->got == 0 || state->broken)
            warn_of_end(reader, state->row + state->got, state->broken);
    }
    return BKS_OK;
}

static void close_archive(struct reader *reader)
{
    if (!reader->state)
        return;
    samples_close(reader->state->samples);
    memory_free(reader->state->value);
    memory_free(reader->state);
    reader->state = NULL;
}

const struct format format_om_wav = {
    .about = {.id = "om-wav",
              .title = "Open Movement WAV (Axivity AX3, AX6; omconvert, OmGui)",
              .recognised_by = "RIFF or RF64 with WAVE; tags that label the channels",
              .gives = "accelerometer g, gyroscope deg/s, marks of missing rows; local wall time"},
    .probe = probe_wav,
    .open = open_archive,
    .next = next_rows,
    .close = close_archive};

const struct format format_om_flac = {
    .about = {.id = "om-flac",
              .title = "Open Movement FLAC",
              .recognised_by = "fLaC; tags that label the channels",
              .gives = "as om-wav, a third of its size"},
    .probe = probe_flac,
    .open = open_archive,
    .next = next_rows,
    .close = close_archive};

const struct format format_om_caf = {
    .about = {.id = "om-caf",
              .title = "Open Movement CAF",
              .recognised_by = "caff; tags that label the channels",
              .gives = "as om-wav"},
    .probe = probe_caf,
    .open = open_archive,
    .next = next_rows,
    .close = close_archive};
