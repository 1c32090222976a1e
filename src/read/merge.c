/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carrying side streams onto the main stream's stamps. */
#include "read/merge.h"

#include "base/fault.h"

#include <math.h>

const struct merge_rule merge_sensor = {.max_gap_us = 100000, .max_edge_us = 20000};
const struct merge_rule merge_location = {.max_gap_us = 3000000, .only_speed = true};

static enum bks_status next_of_table(void *from, struct rows *rows, struct bks_fault *fault)
{
    return table_next(from, rows, fault);
}

static void close_table(void *from)
{
    table_close(from);
}

struct feed feed_of_table(struct table *table)
{
    return (struct feed){table, next_of_table, close_table};
}

enum bks_status sides_add(struct sides *sides, struct feed feed, unsigned channels,
                          const struct merge_rule *rule, struct bks_fault *fault)
{
    if (sides->n == MERGE_MAX_SIDES) {
        feed.close(feed.from);
        return fault_set(fault, BKS_TOO_LARGE, NULL, "more side streams than there is room for");
    }
    struct merge *merge = &sides->merge[sides->n++];
    *merge = (struct merge){.feed = feed, .channels = channels, .rule = *rule};
    if (rows_init(&merge->block, channels, BKS_BLOCK_ROWS) != BKS_OK)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return BKS_OK;
}

void sides_clear(struct sides *sides)
{
    for (size_t i = 0; i < sides->n; i++) {
        sides->merge[i].feed.close(sides->merge[i].feed.from);
        rows_clear(&sides->merge[i].block);
    }
    *sides = (struct sides){.n = 0};
}

static bool carries(const struct merge *merge, unsigned channel)
{
    return (merge->channels & (1u << channel)) != 0;
}

/* Takes the rows without a speed out; receivers write -1 where they have no fix. */
static void keep_speeds(struct rows *rows)
{
    double *speed = rows->value[BKS_SPEED];
    size_t kept = 0;
    for (size_t i = 0; i < rows->n; i++) {
        if (!(speed[i] >= 0))
            continue;
        speed[kept] = speed[i];
        rows->t_us[kept++] = rows->t_us[i];
    }
    rows->n = kept;
}

/* Reads the next block once all of this one lies to the left. */
static enum bks_status refill(struct merge *merge, struct bks_fault *fault)
{
    struct rows *block = &merge->block;
    enum bks_status status = BKS_OK;
    while (merge->at >= block->n && !merge->ended) {
        status = merge->feed.next(merge->feed.from, block, fault);
        merge->at = 0;
        merge->ended = status != BKS_OK || block->n == 0;
        if (!merge->ended && merge->rule.restamp)
            merge->rule.restamp(merge->rule.context, block);
        if (!merge->ended && merge->rule.only_speed)
            keep_speeds(block);
    }
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
        return has_right && right_us - t_us <= merge->rule.max_edge_us ? right : (double)NAN;
    if (!has_right)
        return t_us - merge->left_us <= merge->rule.max_edge_us ? left : (double)NAN;
    if (right_us - merge->left_us > merge->rule.max_gap_us)
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
        rows->value[c][i] = value + (merge->rule.add ? rows->value[c][i] : 0.0);
        if (c <= BKS_ACCEL_Z && isnan(rows->value[c][i]))
            rows->mark[i] |= BKS_ROW_MISSING;
    }
}

static enum bks_status merge_into(struct merge *merge, struct rows *rows, struct bks_fault *fault)
{
    for (size_t i = 0; i < rows->n; i++) {
        enum bks_status status = advance(merge, rows->t_us[i], fault);
        if (status != BKS_OK)
            return status;
        put(merge, rows, i);
    }
    return BKS_OK;
}

enum bks_status sides_into(struct sides *sides, struct rows *rows, struct bks_fault *fault)
{
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && i < sides->n; i++)
        status = merge_into(&sides->merge[i], rows, fault);
    return status;
}
