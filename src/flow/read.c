/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public reader: a thin skin over read/. */
#include "base/fault.h"
#include "base/memory.h"
#include "read/reader.h"
#include "read/track.h"

struct bks_reader {
    struct reader *reader;
    struct rows rows;
};

const struct bks_format *bks_format_at(size_t i)
{
    size_t recordings = 0;
    while (recordings < i && format_at(recordings))
        recordings++;
    const struct format *format = format_at(recordings);
    if (format)
        return &format->about;
    const struct track_format *track = track_format_at(i - recordings);
    return track ? &track->about : NULL;
}

enum bks_status bks_reader_open(struct bks_reader **out, const char *path,
                                const struct bks_options *options, struct bks_fault *fault)
{
    *out = NULL;
    struct bks_reader *made = memory_new(1, sizeof *made);
    struct source *source = NULL;
    if (!made)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    enum bks_status status = source_open(&source, path, fault);
    if (status == BKS_OK)
        status = reader_open(&made->reader, source, options, fault);
    if (status == BKS_OK &&
        rows_init(&made->rows, made->reader->info.channels, BKS_BLOCK_ROWS) != BKS_OK)
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (status != BKS_OK) {
        bks_reader_close(made);
        return status;
    }
    *out = made;
    return BKS_OK;
}

const struct bks_recording_info *bks_reader_info(const struct bks_reader *reader)
{
    return &reader->reader->info;
}

enum bks_status bks_reader_next(struct bks_reader *reader, struct bks_block *block,
                                struct bks_fault *fault)
{
    struct rows *rows = &reader->rows;
    rows->n = 0;
    enum bks_status status = reader_next(reader->reader, rows, fault);
    *block = (struct bks_block){
        .n = status == BKS_OK ? rows->n : 0, .t_us = rows->t_us, .mark = rows->mark};
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        block->value[c] = rows->value[c];
    return status;
}

void bks_reader_close(struct bks_reader *reader)
{
    if (!reader)
        return;
    reader_close(reader->reader);
    rows_clear(&reader->rows);
    memory_free(reader);
}
