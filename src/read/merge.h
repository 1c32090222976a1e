/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several streams of one recording by time: a side stream is carried onto the stamps of the main
 * one by linear interpolation between its two neighbours. One block of each stream is held.
 */
#ifndef READ_MERGE_H
#define READ_MERGE_H

#include "read/table.h"

#define MERGE_MAX_SIDES 4

/* Where a stream's rows come from. */
struct feed {
    void *from;
    enum bks_status (*next)(void *from, struct rows *rows, struct bks_fault *fault);
    void (*close)(void *from);
};

/* The rows of a table with its plan set; the table is taken over. */
struct feed feed_of_table(struct table *table);

/* Changes the stamps of a block that was just read: pauses, another clock. */
typedef void (*merge_restamp)(const void *context, struct rows *rows);

/* How a side stream is carried over. */
struct merge_rule {
    int64_t max_gap_us;    /* neighbours further apart are not joined */
    int64_t max_edge_us;   /* how far its first and last values reach */
    bool add;              /* its values are added to the main stream's, not stored */
    bool only_speed;       /* rows without a speed of 0 or more are no rows at all */
    merge_restamp restamp; /* or NULL */
    const void *context;   /* of restamp, borrowed */
};

extern const struct merge_rule merge_sensor;   /* gyroscope, gravity: 100 ms, 20 ms */
extern const struct merge_rule merge_location; /* speed between fixes: 3 s, 0 */

struct merge {
    struct feed feed;  /* owned */
    unsigned channels; /* what it carries, as bits */
    struct merge_rule rule;
    struct rows block;
    size_t at; /* the right neighbour in block */
    bool has_left, ended;
    int64_t left_us;
    double left[BKS_CHANNEL_COUNT];
};

/* The side streams of one recording; zeroed is none. */
struct sides {
    struct merge merge[MERGE_MAX_SIDES];
    size_t n;
};

/*
 * Adds a side stream; at most MERGE_MAX_SIDES.
 *
 *   in    feed      taken over, also on failure
 *         channels  what it carries, as bits
 *   ends  BKS_NO_MEMORY
 *   owns  sides_clear, also on failure
 */
enum bks_status sides_add(struct sides *sides, struct feed feed, unsigned channels,
                          const struct merge_rule *rule, struct bks_fault *fault) BKS_CHECK;
void sides_clear(struct sides *sides);

/*
 * Fills, or adds to, the channels of rows; NAN where there is no neighbour near enough.
 *
 *   in    rows  of the main stream, in time order as far as its clock went forward
 *   ends  as the feeds' next
 */
enum bks_status sides_into(struct sides *sides, struct rows *rows,
                           struct bks_fault *fault) BKS_CHECK;

#endif
