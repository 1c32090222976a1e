/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The archive form of a recording: WAV, RF64, FLAC or CAF with Open Movement's tags.
 *
 * Sample k stands at Time + k / rate, unless our own columns say when (archive_plan.h). The last
 * channel, when it is not labelled, is "aux": 16 bits a row, of which bit 15 says that there was no
 * data and bit 14 that a channel was at its limit; the rest carries battery, light and temperature.
 * Missing stretches are written as rows of zeros.
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
#define MAX_TIME_US 9007199254740992.0 /* 2^53: whole in a double */
#define MAX_T_US    253402300800000000 /* year 10000 */

struct format_state {
    struct container container;
    struct archive_tags tags;
    struct archive_layout layout;
    struct samples *samples;
    double *value;    /* [READ_ROWS x channels] */
    size_t got, used; /* rows in value, and of them handed out */
    bool broken;
    uint64_t row;     /* of the recording, the next one to hand out */
    double rate_hz;   /* of the line on which rows stand */
    int64_t first_us; /* stamp of the first row */
    int64_t last_us;  /* of the row before, where steps tell the time */
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

/* The clock, and what the device's own numbers are, so that they can be had back. */
static void settle(struct reader *reader)
{
    struct format_state *state = reader->state;
    const struct archive_tags *tags = &state->tags;
    const struct archive_layout *layout = &state->layout;
    const struct bks_options *options = reader->options;
    state->rate_hz = archive_rate_hz(&reader->warnings, &state->container, tags);
    archive_info_fill(&reader->info, &reader->warnings, tags, layout, state->rate_hz);
    reader->info.format = reader->format->about.id;
    state->first_us = reader->info.start.kind != BKS_CLOCK_NONE ? reader->info.start.t_us
                      : tags->has_start                         ? tags->start_us
                                                                : 0;
    state->last_us = state->first_us;
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        if (layout->channels >> c & 1 && layout->full > 1 && layout->divisor[c] == 0)
            reader->step[c] = layout->factor[c] / layout->full;
    bool zone_given = options->tz[0] || options->start.kind != BKS_CLOCK_NONE;
    for (size_t i = 0; i < tags->warnings.n; i++)
        if (tags->warnings.item[i].id != BKS_WARN_NO_ZONE || !zone_given)
            warnings_add(&reader->warnings, tags->warnings.item[i].id, "%s",
                         tags->warnings.item[i].text);
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
    settle(reader);
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
        value[i] = (double)NAN;
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

static bool within(double value, double limit)
{
    return value >= -limit && value <= limit;
}

/* Rows on the line from Time on. */
static void stamp_line(const struct format_state *state, int64_t *t_us, size_t n)
{
    double us_per_row = 1e6 / state->rate_hz;
    for (size_t i = 0; i < n; i++)
        t_us[i] = state->first_us + (int64_t)((double)(state->row + i) * us_per_row + 0.5);
}

/* A stamp that is no time repeats the one before. */
static void stamp_times(struct format_state *state, int64_t *t_us, const double *from, size_t n)
{
    const double *time = from + state->layout.time;
    for (size_t i = 0; i < n; i++) {
        double since_us = time[i * state->container.channels];
        if (within(since_us, MAX_TIME_US))
            state->last_us = state->first_us + (int64_t)since_us;
        t_us[i] = state->last_us;
    }
}

static void stamp_steps(struct format_state *state, int64_t *t_us, const double *from, size_t n)
{
    const struct archive_layout *layout = &state->layout;
    double base = 2 * layout->full;
    for (size_t i = 0; i < n; i++, from += state->container.channels) {
        double off_us = 0, word = 1;
        for (size_t k = 0; k < LAYOUT_STEPS && layout->step[k] != LAYOUT_NO_COLUMN; k++) {
            off_us += from[layout->step[k]] * layout->full * word;
            word *= base;
        }
        int64_t step_us = within(off_us, MAX_TIME_US) ? (int64_t)off_us : 0;
        int64_t next_us = state->last_us + step_us + (state->row + i > 0 ? state->tags.step_us : 0);
        if (next_us < MAX_T_US && next_us > -MAX_T_US)
            state->last_us = next_us;
        t_us[i] = state->last_us;
    }
}

static void stamp(struct format_state *state, int64_t *t_us, const double *from, size_t n)
{
    if (state->layout.time != LAYOUT_NO_COLUMN)
        stamp_times(state, t_us, from, n);
    else if (state->layout.step[0] != LAYOUT_NO_COLUMN)
        stamp_steps(state, t_us, from, n);
    else
        stamp_line(state, t_us, n);
}

static void put_channel(const struct format_state *state, unsigned c, double *out,
                        const double *from, size_t n)
{
    const struct archive_layout *layout = &state->layout;
    const double *in = from + layout->column[c];
    double factor = layout->factor[c], divisor = layout->divisor[c], full = layout->full;
    size_t stride = state->container.channels;
    if (divisor > 0)
        for (size_t i = 0; i < n; i++)
            out[i] = in[i * stride] * full / divisor * factor;
    else
        for (size_t i = 0; i < n; i++)
            out[i] = in[i * stride] * factor;
}

/* Moves n decoded rows behind those that are in rows. */
static void hand_out(struct reader *reader, struct rows *rows, size_t n)
{
    struct format_state *state = reader->state;
    size_t stride = state->container.channels, to = rows->n;
    const double *from = state->value + state->used * stride;
    stamp(state, rows->t_us + to, from, n);
    for (size_t i = 0; i < n; i++)
        rows->mark[to + i] = 0;
    if (state->layout.aux != LAYOUT_NO_COLUMN)
        mark_rows(rows->mark + to, from + state->layout.aux, stride, n);
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        if (!(state->layout.channels >> c & 1))
            continue;
        put_channel(state, c, rows->value[c] + to, from, n);
        if (state->container.coding == CODING_FLOAT)
            drop_unreal(rows->value[c] + to, rows->mark + to, n, c);
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
