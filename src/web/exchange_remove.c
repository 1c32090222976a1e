/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is taken out of the history, with the files that were kept of it. */
#include "base/array.h"
#include "base/fault.h"
#include "base/memory.h"
#include "store/store.h"
#include "web/exchange.h"
#include "web/keep_file.h"
#include "web/site.h"

#define MOST 1000000 /* recordings of a runner */

/* The files of what is out of the history already; false: it is answered that some are left. */
static bool remove_files(struct exchange *exchange, const int64_t *id, size_t n)
{
    bool gone = true;
    const char *folder = exchange->site->options.keep;
    for (size_t i = 0; folder && i < n; i++)
        gone = keep_file_remove(folder, id[i]) && gone;
    if (!gone)
        exchange_fail(exchange, 500, "file_left",
                      "it is out of the history, but the recording that was kept of it could not "
                      "be deleted - ask whoever runs this server to do so");
    return gone;
}

bool exchange_remove(struct exchange *exchange, struct store *store, const struct runner *runner,
                     int64_t id)
{
    bool found = false;
    struct bks_fault fault = {.offset = -1};
    enum bks_status status = store->can->begin(store, &fault);
    if (status == BKS_OK) {
        status = store->can->session_remove(store, &found, runner->id, id, &fault);
        enum bks_status ended = store->can->end(store, status == BKS_OK, &fault);
        status = status != BKS_OK ? status : ended;
    }
    if (status != BKS_OK)
        exchange_fault(exchange, &fault);
    else if (!found)
        exchange_fail(exchange, 404, "no_recording", "there is no such recording");
    return status == BKS_OK && found && remove_files(exchange, &id, 1);
}

struct ids {
    int64_t *item;
    size_t n, room;
    bool short_of_memory;
};

static bool on_head(void *context, const struct session_head *head)
{
    struct ids *ids = context;
    int64_t *more = array_room(ids->item, &ids->room, ids->n + 1, MOST, sizeof *more);
    ids->short_of_memory = !more;
    if (!more)
        return false;
    ids->item = more;
    ids->item[ids->n++] = head->id;
    return true;
}

/* The runner and, where files are kept, which ones were of them. */
static enum bks_status forget(struct ids *ids, struct exchange *exchange, struct store *store,
                              int64_t runner, struct bks_fault *fault)
{
    enum bks_status status = store->can->begin(store, fault);
    if (status != BKS_OK)
        return status;
    if (exchange->site->options.keep)
        status = store->can->session_heads(store, runner, bks_measure_name(BKS_STEPS), on_head, ids,
                                           fault);
    if (status == BKS_OK && ids->short_of_memory)
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (status == BKS_OK)
        status = store->can->runner_forget(store, runner, fault);
    enum bks_status ended = store->can->end(store, status == BKS_OK, fault);
    return status != BKS_OK ? status : ended;
}

bool exchange_forget(struct exchange *exchange, struct store *store, const struct runner *runner)
{
    struct ids ids = {.n = 0};
    struct bks_fault fault = {.offset = -1};
    enum bks_status status = forget(&ids, exchange, store, runner->id, &fault);
    bool fine = status == BKS_OK && remove_files(exchange, ids.item, ids.n);
    memory_free(ids.item);
    if (status != BKS_OK)
        exchange_fault(exchange, &fault);
    return fine;
}
