/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader contract as the flow keeps it, for the archive formats alone. */
#include "support/archive_read.h"

#include "read/archive.h"

#include <string.h>

static void keep(struct archive_read *read, const struct rows *block)
{
    size_t room = read->rows.capacity - read->rows.n, n = block->n < room ? block->n : room;
    memcpy(read->rows.t_us + read->rows.n, block->t_us, n * sizeof *block->t_us);
    memcpy(read->rows.mark + read->rows.n, block->mark, n);
    for (size_t c = 0; c < BKS_CHANNEL_COUNT; c++)
        if (block->value[c])
            memcpy(read->rows.value[c] + read->rows.n, block->value[c],
                   n * sizeof *block->value[c]);
    read->rows.n += n;
    read->n += block->n;
}

static void read_rows(struct archive_read *read, struct reader *reader, size_t keep_rows)
{
    struct rows block = {.n = 0};
    if (read->status == BKS_OK)
        read->status = rows_init(&read->rows, reader->info.channels, keep_rows);
    if (read->status == BKS_OK)
        read->status = rows_init(&block, reader->info.channels, BKS_BLOCK_ROWS);
    while (read->status == BKS_OK) {
        read->status = reader->format->next(reader, &block, &read->fault);
        if (read->status != BKS_OK || block.n == 0)
            break;
        keep(read, &block);
    }
    rows_clear(&block);
}

static void read_source(struct archive_read *read, struct source *source, size_t keep_rows)
{
    static const struct format *const formats[] = {&format_om_wav, &format_om_flac, &format_om_caf};
    static const struct bks_options no_options;
    struct reader reader = {.source = source, .options = &no_options};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i]->probe(source) == PROBE_CERTAIN)
            reader.format = formats[i];
    read->status = BKS_NOT_MINE;
    if (!reader.format)
        return;
    read->status = reader.format->open(&reader, &read->fault);
    read->info = reader.info;
    read_rows(read, &reader, keep_rows);
    read->warnings = reader.warnings;
    reader.format->close(&reader);
}

void archive_read_memory(struct archive_read *read, const void *bytes, size_t n)
{
    struct source *source = NULL;
    *read = (struct archive_read){.status = BKS_OK};
    read->status = source_open_memory(&source, bytes, n, "test", &read->fault);
    if (read->status == BKS_OK)
        read_source(read, source, n < 4096 ? n + 1 : 4096);
    source_close(source);
}

void archive_read_file(struct archive_read *read, const char *path)
{
    struct source *source = NULL;
    *read = (struct archive_read){.status = BKS_OK};
    read->status = source_open(&source, path, &read->fault);
    if (read->status == BKS_OK)
        read_source(read, source, ARCHIVE_READ_MAX);
    source_close(source);
}

void archive_read_clear(struct archive_read *read)
{
    rows_clear(&read->rows);
}
