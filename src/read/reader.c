/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a reader whatever its format, and setting its clock. */
#include "read/reader.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/zone.h"
#include "read/formats.h"

#include <string.h>

#define US_PER_MIN INT64_C(60000000)

static const struct bks_options unset;

void reader_note_unix(struct reader *reader, const struct rows *rows)
{
    if (rows->n > 0 && reader->info.start.kind == BKS_CLOCK_NONE && rows->t_us[0] >= READER_UNIX_US)
        reader->info.start.kind = BKS_CLOCK_UTC;
}

static enum bks_status unknown_zone(const char *name, struct bks_fault *fault)
{
    return fault_set(fault, BKS_BAD_ARGUMENT, "give --tz as Europe/Oslo or +02:00",
                     "the time zone \"%.60s\" is not known here", name);
}

/* --start: the moment of the first sample, in the zone of --tz where it names none. */
static enum bks_status start_as_given(struct reader *reader, struct bks_fault *fault)
{
    const struct bks_options *options = reader->options;
    struct bks_instant start = options->start;
    if (start.kind == BKS_CLOCK_LOCAL && options->tz[0]) {
        if (!zone_offset_of_wall(&start.offset_min, options->tz, start.t_us))
            return unknown_zone(options->tz, fault);
        start.kind = BKS_CLOCK_ZONED;
        start.t_us -= start.offset_min * US_PER_MIN;
    }
    reader->shift_us = start.t_us - reader->first.t_us[0];
    reader->info.start = start;
    return BKS_OK;
}

/* --tz alone: wall times become UTC, UTC gets an offset. */
static enum bks_status zone_as_given(struct reader *reader, struct bks_fault *fault)
{
    const char *name = reader->options->tz;
    struct bks_instant *start = &reader->info.start;
    bool wall = start->kind == BKS_CLOCK_LOCAL;
    bool known = wall ? zone_offset_of_wall(&start->offset_min, name, start->t_us)
                      : zone_offset(&start->offset_min, name, start->t_us);
    if (!known)
        return unknown_zone(name, fault);
    if (wall)
        reader->shift_us = -(start->offset_min * US_PER_MIN);
    start->t_us += reader->shift_us;
    start->kind = BKS_CLOCK_ZONED;
    return BKS_OK;
}

static enum bks_status set_clock(struct reader *reader, struct bks_fault *fault)
{
    struct bks_instant *start = &reader->info.start;
    enum bks_status status = BKS_OK;
    bool vague = start->kind == BKS_CLOCK_NONE || start->kind == BKS_CLOCK_LOCAL;
    if (start->kind != BKS_CLOCK_NONE)
        start->t_us = reader->first.t_us[0];
    if (vague && reader->options->start.kind != BKS_CLOCK_NONE)
        status = start_as_given(reader, fault);
    else if (start->kind != BKS_CLOCK_NONE && reader->options->tz[0])
        status = zone_as_given(reader, fault);
    if (status == BKS_OK && start->kind == BKS_CLOCK_LOCAL)
        warnings_add(&reader->warnings, BKS_WARN_NO_ZONE,
                     "the time zone is not known: say it as in --tz Europe/Oslo");
    return status;
}

/* Reads the first block, from which the clock is known. */
static enum bks_status read_first(struct reader *reader, struct bks_fault *fault)
{
    struct rows *first = &reader->first;
    if (rows_init(first, reader->info.channels, BKS_BLOCK_ROWS) != BKS_OK)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    enum bks_status status = reader->format->next(reader, first, fault);
    if (status != BKS_OK)
        return status;
    if (first->n == 0)
        return fault_set(fault, BKS_EMPTY,
                         reader->warnings.n > 0 ? reader->warnings.item[0].text : NULL,
                         "no samples in it");
    reader->first_waits = true;
    return set_clock(reader, fault);
}

enum bks_status reader_open(struct reader **out, struct source *source,
                            const struct bks_options *options, struct bks_fault *fault)
{
    *out = NULL;
    struct reader *reader = memory_new(1, sizeof *reader);
    if (!reader) {
        source_close(source);
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    }
    reader->source = source;
    reader->options = options ? options : &unset;
    reader->format = reader->options->columns.given ? &format_columns : format_of(source);
    reader->info.gravity_included = true;
    enum bks_status status = BKS_UNKNOWN_FORMAT;
    if (reader->format) {
        reader->info.format = reader->format->about.id;
        status = reader->format->open(reader, fault);
        if (status == BKS_OK)
            status = read_first(reader, fault);
    } else {
        status = format_refuse(source, fault);
    }
    if (status != BKS_OK)
        reader_close(reader);
    else
        *out = reader;
    return status;
}

/* Copies the block that open has read. */
static void hand_out_first(struct reader *reader, struct rows *rows)
{
    const struct rows *first = &reader->first;
    rows->n = first->n;
    memcpy(rows->t_us, first->t_us, first->n * sizeof *rows->t_us);
    memcpy(rows->mark, first->mark, first->n * sizeof *rows->mark);
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        if (first->value[c] && rows->value[c])
            memcpy(rows->value[c], first->value[c], first->n * sizeof *rows->value[c]);
    reader->first_waits = false;
    rows_clear(&reader->first);
}

enum bks_status reader_next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    if (reader->first_waits) {
        hand_out_first(reader, rows);
    } else {
        enum bks_status status = reader->format->next(reader, rows, fault);
        if (status != BKS_OK)
            return status;
    }
    for (size_t i = 0; i < rows->n; i++)
        rows->t_us[i] += reader->shift_us;
    return BKS_OK;
}

void reader_close(struct reader *reader)
{
    if (!reader)
        return;
    if (reader->format)
        reader->format->close(reader);
    rows_clear(&reader->first);
    source_close(reader->source);
    memory_free(reader);
}
