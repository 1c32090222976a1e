/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carrying a side stream onto the main stream's stamps. */
#include "read/merge.h"

#include "base/memory.h"

#include <math.h>

enum bks_status merge_init(struct merge *merge, struct table *table, unsigned channels, bool add,
                           merge_restamp restamp, const void *context)
{
    *merge = (struct merge){
        .table = table, .channels = channels, .add = add, .restamp = restamp, .context = context};
    return rows_init(&merge->block, channels, BKS_BLOCK_ROWS);
}

void merge_clear(struct merge *merge)
{
    table_close(merge->table);
    rows_clear(&merge->block);
    *merge = (struct merge){0};
}

static bool carries(const struct merge *merge, unsigned channel)
{
    return (merge->channels & (1u << channel)) != 0;
}

/* Reads the next block once all of this one lies to the left. */
static enum bks_status refill(struct merge *merge, struct bks_fault *fault)
{
    if (merge->at < merge->block.n || merge->ended)
        return BKS_OK;
    enum bks_status status = table_next(merge->table, &merge->block, fault);
    merge->at = 0;
    merge->ended = status != BKS_OK || merge->block.n == 0;
    if (!merge->ended && merge->restamp)
        merge->restamp(merge->context, &merge->block);
    /* A side stream that breaks off leaves the main one usable. */
    return status == BKS_DAMAGED || status == BKS_EMPTY ? BKS_OK : status;
}

/* Moves on until the right neighbour is at or after t_us. */
static enum bks_status advance(struct merge *merge, int64_t t_us, struct bks_fault *fault)
{
    enum bks_status status = refill(merge, fault);
    while (status == BKS_OK && !merge->ended && merge->block.t_us[merge->at] < t_us) {
        merge->left_us = merge->block.t_us[merge->at];
        merge->has_left = true;
        for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
            if (carries(merge, c))
                merge->left[c] = merge->block.value[c][merge->at];
        merge->at++;
        status = refill(merge, fault);
    }
    return status;
}

/* The stream's value at t_us, which lies between its neighbours. */
static double value_at(const struct merge *merge, unsigned channel, int64_t t_us)
{
    bool has_right = !merge->ended;
    int64_t right_us = has_right ? merge->block.t_us[merge->at] : 0;
    double right = has_right ? merge->block.value[channel][merge->at] : (double)NAN;
    double left = merge->left[channel];
    if (has_right && right_us == t_us)
        return right;
    if (!merge->has_left || merge->left_us > t_us)
        return has_right && right_us - t_us <= MERGE_MAX_EDGE_US ? right : (double)NAN;
    if (!has_right)
        return t_us - merge->left_us <= MERGE_MAX_EDGE_US ? left : (double)NAN;
    if (right_us - merge->left_us > MERGE_MAX_GAP_US)
        return (double)NAN;
    double share = (double)(t_us - merge->left_us) / (double)(right_us - merge->left_us);
    return left + share * (right - left);
}

static void put(const struct merge *merge, struct rows *rows, size_t i)
{
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        if (!carries(merge, c))
            continue;
        double value = value_at(merge, c, rows->t_us[i]);
        rows->value[c][i] = value + (merge->add ? rows->value[c][i] : 0.0);
        if (c <= BKS_ACCEL_Z && isnan(rows->value[c][i]))
            rows->mark[i] |= BKS_ROW_MISSING;
    }
}

enum bks_status merge_into(struct merge *merge, struct rows *rows, struct bks_fault *fault)
{
    for (size_t i = 0; i < rows->n; i++) {
        enum bks_status status = advance(merge, rows->t_us[i], fault);
        if (status != BKS_OK)
            return status;
        put(merge, rows, i);
    }
    return BKS_OK;
}
