/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of sessions as one array. */
#include "flow/heads.h"

#include "base/array.h"
#include "base/fault.h"
#include "base/memory.h"

#define MOST_SESSIONS 100000

static bool take_head(void *context, const struct session_head *head)
{
    struct heads *heads = context;
    struct session_head *more =
        array_room(heads->item, &heads->room, heads->n + 1, MOST_SESSIONS, sizeof *more);
    heads->short_of_memory = !more;
    if (!more)
        return false;
    heads->item = more;
    heads->item[heads->n++] = *head;
    return true;
}

enum bks_status heads_read(struct heads *heads, struct store *store, int64_t runner,
                           enum bks_measure_id measure, struct bks_fault *fault)
{
    heads->n = 0;
    enum bks_status status = store->can->session_heads(store, runner, bks_measure_name(measure),
                                                       take_head, heads, fault);
    if (status == BKS_OK && heads->short_of_memory)
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return status;
}

void heads_clear(struct heads *heads)
{
    memory_free(heads->item);
    *heads = (struct heads){0};
}
