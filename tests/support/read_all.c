/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader contract as the flow keeps it. */
#include "support/read_all.h"

#include <math.h>
#include <string.h>

static void keep(struct read_all *read, const struct rows *block)
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

static void read_rows(struct read_all *read, struct reader *reader, size_t room)
{
    struct rows block = {.n = 0};
    read->status = rows_init(&read->rows, reader->info.channels, room);
    if (read->status == BKS_OK)
        read->status = rows_init(&block, reader->info.channels, BKS_BLOCK_ROWS);
    while (read->status == BKS_OK) {
        read->status = reader_next(reader, &block, &read->fault);
        if (read->status != BKS_OK || block.n == 0)
            break;
        keep(read, &block);
    }
    rows_clear(&block);
}

static void read_source(struct read_all *read, struct source *source,
                        const struct bks_options *options, size_t room)
{
    struct reader *reader;
    read->status = reader_open(&reader, source, options, &read->fault);
    if (read->status != BKS_OK)
        return;
    read_rows(read, reader, room);
    read->info = reader->info;
    read->warnings = reader->warnings;
    reader_close(reader);
}

void read_all_memory(struct read_all *read, const void *bytes, size_t n, const char *name,
                     const struct bks_options *options)
{
    struct source *source;
    *read = (struct read_all){.status = BKS_OK};
    read->status = source_open_memory(&source, bytes, n, name, &read->fault);
    if (read->status == BKS_OK)
        read_source(read, source, options, 2 * BKS_BLOCK_ROWS);
}

void read_all_path(struct read_all *read, const char *path, const struct bks_options *options)
{
    struct source *source;
    *read = (struct read_all){.status = BKS_OK};
    read->status = source_open(&source, path, &read->fault);
    if (read->status == BKS_OK)
        read_source(read, source, options, READ_ALL_MAX);
}

void read_all_clear(struct read_all *read)
{
    rows_clear(&read->rows);
}

double read_all_rate_hz(const struct read_all *read)
{
    const struct rows *rows = &read->rows;
    if (rows->n < 2)
        return (double)NAN;
    return (double)(rows->n - 1) * 1e6 / (double)(rows->t_us[rows->n - 1] - rows->t_us[0]);
}

double read_all_mean_mps2(const struct read_all *read)
{
    const struct rows *rows = &read->rows;
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->mark[i])
            continue;
        double x = rows->value[BKS_ACCEL_X][i], y = rows->value[BKS_ACCEL_Y][i],
               z = rows->value[BKS_ACCEL_Z][i];
        sum += sqrt(x * x + y * y + z * z);
        n++;
    }
    return sum / (double)n;
}

const char *read_all_warning(const struct read_all *read, enum bks_warning_id id)
{
    for (size_t i = 0; i < read->warnings.n; i++)
        if (read->warnings.item[i].id == id)
            return read->warnings.item[i].text;
    return NULL;
}
