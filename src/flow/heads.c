/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering heads. */
#include "flow/heads.h"

#include "base/array.h"
#include "base/fault.h"
#include "base/memory.h"
#include "flow/runner_case.h"

#include <math.h>

#define MOST_SESSIONS 100000

struct gather {
    struct heads *heads;
    int32_t last;
    const char *zone;
    bool short_of_memory;
};

static bool take(void *context, const struct session_head *head)
{
    struct gather *gather = context;
    struct heads *heads = gather->heads;
    if (gather->last != INT32_MAX && runner_day(&head->start, gather->zone) > gather->last)
        return true;
    struct session_head *more =
        array_room(heads->item, &heads->room, heads->n + 1, MOST_SESSIONS, sizeof *more);
    gather->short_of_memory = !more;
    if (!more)
        return false;
    heads->item = more;
    heads->item[heads->n++] = *head;
    return true;
}

enum bks_status heads_read(struct heads *heads, struct store *store, int64_t runner,
                           enum bks_measure_id measure, int32_t last, const char *zone,
                           struct bks_fault *fault)
{
    struct gather gather = {heads, last, zone, false};
    heads->n = 0;
    enum bks_status status =
        store->can->session_heads(store, runner, bks_measure_name(measure), take, &gather, fault);
    if (status == BKS_OK && gather.short_of_memory)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return status;
}

/* Measures come in the order of the heads; a session that has no head is passed over. */
struct filling {
    struct heads *heads;
    size_t at;
};

static bool fill(void *context, int64_t session, enum bks_measure_id id,
                 const struct bks_measure *measure)
{
    struct filling *filling = context;
    struct heads *heads = filling->heads;
    for (size_t i = filling->at; i < heads->n; i++) {
        if (heads->item[i].id != session)
            continue;
        heads->all[i * BKS_MEASURE_COUNT + id] = *measure;
        filling->at = i;
        break;
    }
    return true;
}

enum bks_status heads_read_all(struct heads *heads, struct store *store, int64_t runner,
                               int32_t last, const char *zone, struct bks_fault *fault)
{
    enum bks_status status = heads_read(heads, store, runner, BKS_STEPS, last, zone, fault);
    if (status != BKS_OK)
        return status;
    size_t n = heads->n * BKS_MEASURE_COUNT;
    memory_free(heads->all);
    heads->all = memory_new(n, sizeof *heads->all);
    if (!heads->all)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    for (size_t i = 0; i < n; i++)
        heads->all[i] =
            (struct bks_measure){(double)NAN, (double)NAN, (double)NAN, 0, BKS_WHY_NOT_MEASURED};
    struct filling filling = {heads, 0};
    return store->can->session_measures(store, runner, NULL, fill, &filling, fault);
}

void heads_show(struct heads *heads, enum bks_measure_id measure)
{
    for (size_t i = 0; i < heads->n; i++)
        heads->item[i].measure = heads->all[i * BKS_MEASURE_COUNT + measure];
}

void heads_clear(struct heads *heads)
{
    memory_free(heads->all);
    memory_free(heads->item);
    *heads = (struct heads){0};
}
