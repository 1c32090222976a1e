/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heads of the sessions of a runner, with one measure. */
#ifndef FLOW_HEADS_H
#define FLOW_HEADS_H

#include "store/store.h"

struct heads {
    struct session_head *item; /* [n] in order of start; heads_clear */
    size_t n, room;
    struct bks_measure *all; /* [n][BKS_MEASURE_COUNT] of the running, of heads_read_all */
};

/*
 * Reads them, in place of what is there: {0} at first.
 *
 *   in    last  no session after that day: INT32_MAX takes all
 *         zone  of the runner, or NULL
 *   ends  BKS_NO_MEMORY, or as the store
 *   owns  heads_clear, also after a failure
 */
enum bks_status heads_read(struct heads *heads, struct store *store, int64_t runner,
                           enum bks_measure_id measure, int32_t last, const char *zone,
                           struct bks_fault *fault) BKS_CHECK;

/* Reads all measures in one pass; heads_show puts one of them into the heads. */
enum bks_status heads_read_all(struct heads *heads, struct store *store, int64_t runner,
                               int32_t last, const char *zone, struct bks_fault *fault) BKS_CHECK;
void heads_show(struct heads *heads, enum bks_measure_id measure);
void heads_clear(struct heads *heads);

#endif
