/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several streams of one recording by time: a side stream is carried onto the stamps of the main
 * one by linear interpolation between its two neighbours. One block of each stream is held.
 */
#ifndef READ_MERGE_H
#define READ_MERGE_H

#include "read/table.h"

#define MERGE_MAX_GAP_US  100000 /* neighbours further apart are not joined */
#define MERGE_MAX_EDGE_US 20000  /* how far its first and last values reach */

/* Changes the stamps of a block that was just read: pauses, another clock. */
typedef void (*merge_restamp)(const void *context, struct rows *rows);

struct merge {
    struct table *table; /* owned */
    unsigned channels;   /* what it carries, as bits */
    bool add;            /* its values are added to the main stream's, not stored */
    merge_restamp restamp;
    const void *context; /* of restamp, borrowed */
    struct rows block;
    size_t at; /* the right neighbour in block */
    bool has_left, ended;
    int64_t left_us;
    double left[BKS_CHANNEL_COUNT];
};

/*
 * Starts a side stream.
 *
 *   in    table     with its plan set; taken over, also on failure
 *         restamp   or NULL
 *   ends  BKS_NO_MEMORY
 *   owns  merge_clear, also on failure
 */
enum bks_status merge_init(struct merge *merge, struct table *table, unsigned channels, bool add,
                           merge_restamp restamp, const void *context) BKS_CHECK;
void merge_clear(struct merge *merge);

/*
 * Fills, or adds to, the channels of rows; NAN where there is no neighbour near enough.
 *
 *   in    rows  of the main stream, in time order as far as its clock went forward
 *   ends  as table_next
 */
enum bks_status merge_into(struct merge *merge, struct rows *rows,
                           struct bks_fault *fault) BKS_CHECK;

#endif
