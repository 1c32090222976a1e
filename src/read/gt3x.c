/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ActiGraph GT3X: a zip (or its folder) with info.txt and log.bin; of old devices, activity.bin.
 *
 *   0x00  a second of samples, 12 bits each, high nibble first, in the order Y X Z
 *   0x1A  a second of samples, int16 little endian, X Y Z
 *   0x15  entries u16 address, u16 key, u32 value; (0, 55) is the scale: 24-bit fraction / 2^23,
 *         times 2 to the int8 in the top byte
 *
 * A record says only its second; samples stand evenly in it, as the device resampled them. While
 * the device sleeps ("idle sleep mode") there are no records: a gap. Seconds count on the wall
 * clock of the computer that set the device, whose zone info.txt may name. activity.bin is
 * nothing but 12-bit samples, from the start date on.
 *
 * from  ActiGraph, GT3X-File-Format and NHANES-GT3X-File-Format (MIT)
 */
#include "base/bytes.h"
#include "base/fault.h"
#include "base/memory.h"
#include "read/formats.h"
#include "read/gt3x_info.h"
#include "read/gt3x_log.h"
#include "read/units.h"

#include <math.h>
#include <stdio.h>

#define US_PER_MIN   INT64_C(60000000)
#define SCALE_KEY    55
#define OLD_BYTES    3600u /* of activity.bin at a time: 800 rows */
#define BITS_12_HIGH 2048.0

struct format_state {
    struct gt3x_info info;
    struct gt3x_log log;
    bool old; /* activity.bin */
    double lsb_per_g;
    bool waits; /* record is not handed out yet */
    struct gt3x_record record;
    bool any;
    struct gt3x_record last; /* without its data */
    uint64_t row;            /* activity.bin */
    uint64_t repeated, unknown, odd;
};

static size_t find_samples(const struct source *source)
{
    size_t log = source_find(source, "log.bin");
    return log != SIZE_MAX ? log : source_find(source, "activity.bin");
}

static enum probe_answer probe(struct source *source)
{
    bool ours = source_kind_of(source) != SOURCE_FILE &&
                source_find(source, "info.txt") != SIZE_MAX && find_samples(source) != SIZE_MAX;
    return ours ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

static enum bks_status read_info(struct gt3x_info *info, struct source *source,
                                 struct bks_fault *fault)
{
    struct stream *stream = NULL;
    size_t n = 0, got = 1;
    uint8_t *text = memory_new(GT3X_INFO_MAX_BYTES, 1);
    enum bks_status status = BKS_OK;
    if (!text)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    status = stream_open(&stream, source, source_find(source, "info.txt"), fault);
    while (status == BKS_OK && n < GT3X_INFO_MAX_BYTES && got > 0) {
        status = stream_read(stream, text + n, GT3X_INFO_MAX_BYTES - n, &got, fault);
        n += got;
    }
    gt3x_info_read(info, bytes_of(text, n));
    stream_close(stream);
    memory_free(text);
    return status;
}

/* Rows of a record of samples; 0 where it is none, as when a cable was plugged in (1 byte). */
static size_t rows_of(const struct gt3x_record *record)
{
    if (record->type == GT3X_ACTIVITY)
        return record->n * 2 / 9;
    return record->type == GT3X_ACTIVITY2 ? record->n / 6 : 0;
}

/* The scale of a PARAMETERS record, or 0. */
static double scale_of(const struct gt3x_record *record)
{
    struct bytes at = bytes_of(record->data, record->n);
    double scale = 0;
    while (bytes_left(&at) >= 8) {
        uint16_t address = bytes_u16le(&at), key = bytes_u16le(&at);
        uint32_t value = bytes_u32le(&at);
        int exponent = (int8_t)(value >> 24);
        if (address == 0 && key == SCALE_KEY)
            scale = ldexp((double)(value & 0xffffffu), exponent - 23);
    }
    return scale >= GT3X_MIN_LSB_PER_G && scale <= GT3X_MAX_LSB_PER_G ? scale : 0;
}

static void set_scale(struct reader *reader, double lsb_per_g)
{
    struct format_state *state = reader->state;
    if (!(lsb_per_g > 0) || lsb_per_g == state->lsb_per_g)
        return;
    state->lsb_per_g = lsb_per_g;
    for (unsigned c = BKS_ACCEL_X; c <= BKS_ACCEL_Z; c++)
        reader->step[c] = state->any ? 0 : UNITS_MPS2_PER_G / lsb_per_g;
}

/* Goes on to the next record of samples; state->waits is false at the end. */
static enum bks_status find_record(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct gt3x_record *record = &state->record;
    bool got = true;
    while (!state->waits && got) {
        enum bks_status status = gt3x_log_next(&state->log, record, &got, fault);
        if (status != BKS_OK)
            return status;
        if (!got)
            break;
        if (record->type == GT3X_PARAMETERS)
            set_scale(reader, scale_of(record));
        state->unknown += record->type == GT3X_ACTIVITY3;
        size_t n = rows_of(record);
        bool again =
            state->any && record->type == state->last.type && record->second == state->last.second;
        state->repeated += n > 0 && again;
        state->odd += n > BKS_BLOCK_ROWS;
        state->waits = n > 0 && n <= BKS_BLOCK_ROWS && !again;
    }
    return BKS_OK;
}

static enum bks_status no_samples(const struct format_state *state, struct bks_fault *fault)
{
    if (state->unknown > 0)
        return fault_set(fault, BKS_UNSUPPORTED, "export the raw data as CSV from CentrePoint",
                         "its samples are in a form of CentrePoint that is not documented");
    if (state->log.broken != BKS_OK || state->log.lost > 0)
        return fault_set(fault, BKS_DAMAGED, "download it again from the device",
                         "not one record of samples is whole");
    return fault_set(fault, BKS_EMPTY, "download it again from the device", "no samples in it");
}

static void fill_info(struct reader *reader)
{
    const struct gt3x_info *found = &reader->state->info;
    struct bks_recording_info *info = &reader->info;
    info->channels = ROWS_ACCEL;
    info->gravity_included = true;
    info->start.kind = found->has_zone ? BKS_CLOCK_ZONED : BKS_CLOCK_LOCAL;
    info->start.offset_min = found->has_zone ? found->offset_min : 0;
    info->nominal_rate_hz = found->rate_hz;
    info->range_g = found->range_g;
    info->placement = found->placement;
    (void)snprintf(info->device, sizeof info->device, "ActiGraph %s%s%s", found->type,
                   found->type[0] && found->serial[0] ? " " : "", found->serial);
}

static enum bks_status open_samples(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    if (state->old && !(state->info.rate_hz > 0 && state->info.has_start))
        return fault_set(fault, BKS_UNSUPPORTED, "export the raw data as CSV from ActiLife",
                         "info.txt lacks the sample rate or the start date");
    if (state->old)
        return BKS_OK;
    enum bks_status status = find_record(reader, fault);
    if (status == BKS_OK && !state->waits)
        return no_samples(state, fault);
    if (!(state->info.rate_hz > 0))
        state->info.rate_hz = (double)rows_of(&state->record);
    return status;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct source *source = reader->source;
    struct format_state *state = reader->state = memory_new(1, sizeof *state);
    if (!state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    state->old = source_find(source, "log.bin") == SIZE_MAX;
    enum bks_status status = read_info(&state->info, source, fault);
    if (status == BKS_OK)
        status = gt3x_log_open(&state->log, source, find_samples(source), fault);
    if (status != BKS_OK)
        return status;
    set_scale(reader, state->info.lsb_per_g);
    status = open_samples(reader, fault);
    if (status != BKS_OK)
        return status;
    fill_info(reader);
    if (!(reader->info.range_g > 0))
        reader->info.range_g = BITS_12_HIGH / state->lsb_per_g;
    return BKS_OK;
}

/* 12 bits from the given nibble on, signed. */
static int bits_12(const uint8_t *bytes, size_t nibble)
{
    const uint8_t *p = bytes + nibble / 2;
    int value = nibble % 2 ? (p[0] & 15) << 8 | p[1] : p[0] << 4 | p[1] >> 4;
    return (value ^ 0x800) - 0x800;
}

static void put_12_bits(struct rows *rows, const uint8_t *bytes, size_t n, double step)
{
    static const enum bks_channel order[] = {BKS_ACCEL_Y, BKS_ACCEL_X, BKS_ACCEL_Z};
    for (size_t i = 0; i < n; i++)
        for (size_t axis = 0; axis < 3; axis++)
            rows->value[order[axis]][rows->n + i] = bits_12(bytes, 3 * (3 * i + axis)) * step;
}

static void put_words(struct rows *rows, struct bytes words, size_t n, double step)
{
    for (size_t i = 0; i < n; i++)
        for (unsigned c = BKS_ACCEL_X; c <= BKS_ACCEL_Z; c++)
            rows->value[c][rows->n + i] = bytes_i16le(&words) * step;
}

/* Stamps n rows evenly and takes them in. */
static void stamp(struct rows *rows, size_t n, int64_t from_us, uint64_t first, double rate_hz)
{
    for (size_t i = 0; i < n; i++) {
        rows->t_us[rows->n + i] = from_us + (int64_t)((double)(first + i) * 1e6 / rate_hz + 0.5);
        rows->mark[rows->n + i] = 0;
    }
    rows->n += n;
}

static int64_t to_utc(const struct format_state *state, int64_t wall_us)
{
    return wall_us - (state->info.has_zone ? state->info.offset_min * US_PER_MIN : 0);
}

static void take_record(struct format_state *state, struct rows *rows)
{
    const struct gt3x_record *record = &state->record;
    size_t n = rows_of(record);
    double step = UNITS_MPS2_PER_G / state->lsb_per_g;
    double rate_hz = (double)n > state->info.rate_hz ? (double)n : state->info.rate_hz;
    if (record->type == GT3X_ACTIVITY)
        put_12_bits(rows, record->data, n, step);
    else
        put_words(rows, bytes_of(record->data, record->n), n, step);
    stamp(rows, n, to_utc(state, record->second * INT64_C(1000000)), 0, rate_hz);
    state->last = *record;
    state->any = true;
    state->waits = false;
}

static void warn(struct reader *reader)
{
    const struct format_state *state = reader->state;
    const struct gt3x_log *log = &state->log;
    struct warnings *warnings = &reader->warnings;
    if (log->lost > log->run || state->odd > 0)
        warnings_add(warnings, BKS_WARN_DAMAGED_PART,
                     "%llu bytes and %llu records of log.bin are damaged and left out; the first "
                     "at byte %llu",
                     (unsigned long long)(log->lost - log->run), (unsigned long long)state->odd,
                     (unsigned long long)log->lost_at);
    if (log->run > 0 || log->broken != BKS_OK)
        warnings_add(warnings, BKS_WARN_TRUNCATED,
                     "the samples break off; the last %llu bytes are no whole record",
                     (unsigned long long)log->run);
    if (state->repeated > 0)
        warnings_add(warnings, BKS_WARN_DUPLICATE_STAMPS,
                     "%llu second%s there twice; the first of each is read",
                     (unsigned long long)state->repeated, state->repeated > 1 ? "s are" : " is");
}

static enum bks_status next_old(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    size_t got = 1;
    while (got > 0 && rows->capacity - rows->n >= OLD_BYTES * 2 / 9) {
        const uint8_t *bytes;
        enum bks_status status = gt3x_log_bytes(&state->log, OLD_BYTES, &bytes, &got, fault);
        if (status != BKS_OK)
            return status;
        size_t n = got * 2 / 9;
        put_12_bits(rows, bytes, n, UNITS_MPS2_PER_G / state->lsb_per_g);
        stamp(rows, n, to_utc(state, state->info.start_us), state->row, state->info.rate_hz);
        state->row += n;
    }
    if (got == 0)
        warn(reader);
    return BKS_OK;
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    rows->n = 0;
    if (state->old)
        return next_old(reader, rows, fault);
    for (;;) {
        enum bks_status status = find_record(reader, fault);
        if (status != BKS_OK)
            return status;
        if (!state->waits || rows->capacity - rows->n < rows_of(&state->record))
            break;
        take_record(state, rows);
    }
    if (!state->waits)
        warn(reader);
    return BKS_OK;
}

static void close_reader(struct reader *reader)
{
    if (reader->state)
        gt3x_log_close(&reader->state->log);
    memory_free(reader->state);
    reader->state = NULL;
}

const struct format format_gt3x = {
    .about = {.id = "actigraph-gt3x",
              .title = "ActiGraph GT3X",
              .recognised_by = "zip with info.txt and log.bin (or activity.bin)",
              .gives = "accelerometer; device clock, with its zone where info.txt names it"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
