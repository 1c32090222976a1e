/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of some channels in a spill. */
#include "read/spool.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/spill.h"

#include <math.h>
#include <string.h>

/* As it goes to the file: the stamp, and one double a channel. */
struct record {
    int64_t t_us;
    double value[BKS_CHANNEL_COUNT];
};

struct spool {
    struct spill *spill;
    unsigned channels;
    size_t n_values, size; /* of a record: values, bytes */
    size_t rows, counted;
    double sum[3];
    double factor[BKS_CHANNEL_COUNT];
};

enum bks_status spool_new(struct spool **out, unsigned channels)
{
    *out = NULL;
    struct spool *spool = memory_new(1, sizeof *spool);
    if (!spool)
        return BKS_NO_MEMORY;
    spool->channels = channels;
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        spool->factor[c] = 1;
        spool->n_values += (channels >> c) & 1u;
    }
    spool->size = offsetof(struct record, value) + spool->n_values * sizeof(double);
    if (spill_new(&spool->spill, spool->size) != BKS_OK) {
        memory_free(spool);
        return BKS_NO_MEMORY;
    }
    *out = spool;
    return BKS_OK;
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    spill_free(spool->spill);
    memory_free(spool);
}

enum bks_status spool_add(struct spool *spool, int64_t t_us, const double *value)
{
    struct record record = {.t_us = t_us};
    memcpy(record.value, value, spool->n_values * sizeof *value);
    if (spool->n_values >= 3 && isfinite(value[0] + value[1] + value[2])) {
        for (int i = 0; i < 3; i++)
            spool->sum[i] += value[i];
        spool->counted++;
    }
    spool->rows++;
    return spill_add(spool->spill, &record);
}

size_t spool_rows(const struct spool *spool)
{
    return spool->rows;
}

double spool_mean_length(const struct spool *spool)
{
    const double *sum = spool->sum;
    double length = sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    return spool->counted > 0 ? length / (double)spool->counted : (double)NAN;
}

void spool_scale(struct spool *spool, enum bks_channel first, double factor)
{
    for (unsigned c = 0; c < 3; c++)
        spool->factor[first + c] = factor;
}

enum bks_status spool_rewind(struct spool *spool)
{
    return spill_rewind(spool->spill);
}

static void put(const struct spool *spool, struct rows *rows, const struct record *record)
{
    const double *value = record->value;
    bool missing = false;
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        if (!((spool->channels >> c) & 1u))
            continue;
        double scaled = *value++ * spool->factor[c];
        rows->value[c][rows->n] = isfinite(scaled) ? scaled : (double)NAN;
        missing = missing || (c <= BKS_ACCEL_Z && !isfinite(scaled));
    }
    rows->t_us[rows->n] = record->t_us;
    rows->mark[rows->n++] = missing ? BKS_ROW_MISSING : 0;
}

enum bks_status spool_next(struct spool *spool, struct rows *rows, struct bks_fault *fault)
{
    bool got = true;
    rows->n = 0;
    while (rows->n < rows->capacity && got) {
        struct record record;
        enum bks_status status = spill_next(spool->spill, &record, &got);
        if (status != BKS_OK)
            return fault_set(fault, status, "check $TMPDIR and its free space",
                             "a temporary file cannot be read");
        if (got)
            put(spool, rows, &record);
    }
    return BKS_OK;
}

static enum bks_status next_of_spool(void *from, struct rows *rows, struct bks_fault *fault)
{
    return spool_next(from, rows, fault);
}

static void free_spool(void *from)
{
    spool_free(from);
}

struct feed feed_of_spool(struct spool *spool)
{
    return (struct feed){spool, next_of_spool, free_spool};
}
