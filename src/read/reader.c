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

/* Moves rows from one set to the end of another, as many as there is room for. */
static size_t move_rows(struct rows *to, const struct rows *from, size_t at)
{
    size_t n = from->n - at, room = to->capacity - to->n, end = to->n;
    n = n < room ? n : room;
    memcpy(to->t_us + end, from->t_us + at, n * sizeof *to->t_us);
    memcpy(to->mark + end, from->mark + at, n * sizeof *to->mark);
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        if (to->value[c] && from->value[c])
            memcpy(to->value[c] + end, from->value[c] + at, n * sizeof *to->value[c]);
    to->n += n;
    return n;
}

/* What a format reads may end before the block is full: then its next rows fill it up. */
static enum bks_status read_even(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct rows *spare = &reader->spare;
    rows->n = 0;
    while (rows->n < rows->capacity) {
        if (reader->spare_at < spare->n) {
            reader->spare_at += move_rows(rows, spare, reader->spare_at);
            continue;
        }
        if (reader->ended)
            break;
        struct rows *into = rows->n == 0 ? rows : spare;
        if (into == spare && !spare->t_us &&
            rows_init(spare, reader->info.channels, BKS_BLOCK_ROWS) != BKS_OK)
            return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
        into->n = 0;
        enum bks_status status = reader->format->next(reader, into, fault);
        if (status != BKS_OK)
            return status;
        reader->ended = into->n == 0;
        if (into == spare)
            reader->spare_at = 0;
    }
    return BKS_OK;
}

/* Reads the first block, from which the clock is known. */
static enum bks_status read_first(struct reader *reader, struct bks_fault *fault)
{
    struct rows *first = &reader->first;
    if (rows_init(first, reader->info.channels, BKS_BLOCK_ROWS) != BKS_OK)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    enum bks_status status = read_even(reader, first, fault);
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

enum bks_status reader_next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    if (reader->first_waits) {
        rows->n = 0;
        (void)move_rows(rows, &reader->first, 0);
        reader->first_waits = false;
        rows_clear(&reader->first);
    } else {
        enum bks_status status = read_even(reader, rows, fault);
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
    rows_clear(&reader->spare);
    source_close(reader->source);
    memory_free(reader);
}
