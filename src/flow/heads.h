/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All sessions of a runner with one measure of each. */
#ifndef FLOW_HEADS_H
#define FLOW_HEADS_H

#include "store/store.h"

struct heads {
    struct session_head *item; /* [n] in order of start */
    size_t n, room;
    bool short_of_memory;
};

/* Reads them in place of what it holds; ends as the store, or BKS_NO_MEMORY; owns: heads_clear,
 * also after a failure. */
enum bks_status heads_read(struct heads *heads, struct store *store, int64_t runner,
                           enum bks_measure_id measure, struct bks_fault *fault) BKS_CHECK;
void heads_clear(struct heads *heads);

#endif
