/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for the rows of a recording. */
#include "model/rows.h"

#include "base/memory.h"

enum bks_status rows_init(struct rows *rows, unsigned channels, size_t capacity)
{
    *rows = (struct rows){.capacity = capacity};
    rows->t_us = memory_new(capacity, sizeof *rows->t_us);
    rows->mark = memory_new(capacity, sizeof *rows->mark);
    int ok = rows->t_us && rows->mark;
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        if (!(channels & (1u << c)))
            continue;
        rows->value[c] = memory_new(capacity, sizeof *rows->value[c]);
        ok = ok && rows->value[c];
    }
    if (ok)
        return BKS_OK;
    rows_clear(rows);
    return BKS_NO_MEMORY;
}

void rows_clear(struct rows *rows)
{
    memory_free(rows->t_us);
    memory_free(rows->mark);
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        memory_free(rows->value[c]);
    *rows = (struct rows){0};
}
