/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring of blocks between the reading thread and the analysing one; the hash on a thread of its
 * own. */
#include "flow/pump.h"

#include "base/fault.h"
#include "base/memory.h"

#include <pthread.h>
#include <stdatomic.h>

#define RING 4

struct pump {
    struct reader *reader;
    struct rows ring[RING];
    size_t read, taken;     /* blocks read, blocks given back */
    bool out;               /* the taker holds block number `taken` */
    enum bks_status status; /* of the reading thread, once ended */
    bool ended;
    struct bks_fault fault;
    bool reading, hashing; /* threads that run */
    atomic_bool give_up;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    pthread_t reader_thread, hash_thread;
    char sha256[65];
    enum bks_status hash_status;
    struct bks_fault hash_fault;
};

static bool given_up(void *context)
{
    return atomic_load(&((struct pump *)context)->give_up);
}

static void *hash(void *context)
{
    struct pump *pump = context;
    pump->hash_status =
        source_sha256(pump->reader->source, pump->sha256, given_up, pump, &pump->hash_fault);
    return NULL;
}

/* Waits for a free place in the ring; NULL when the work is given up. */
static struct rows *free_place(struct pump *pump)
{
    pthread_mutex_lock(&pump->lock);
    while (pump->read - pump->taken == RING && !given_up(pump))
        pthread_cond_wait(&pump->moved, &pump->lock);
    struct rows *rows = given_up(pump) ? NULL : &pump->ring[pump->read % RING];
    pthread_mutex_unlock(&pump->lock);
    return rows;
}

static void hand_over(struct pump *pump, enum bks_status status, bool ended)
{
    pthread_mutex_lock(&pump->lock);
    pump->read += !ended;
    pump->ended = ended;
    pump->status = status;
    pthread_cond_broadcast(&pump->moved);
    pthread_mutex_unlock(&pump->lock);
}

static void *read_ahead(void *context)
{
    struct pump *pump = context;
    for (;;) {
        struct rows *rows = free_place(pump);
        if (!rows)
            return NULL;
        rows->n = 0;
        enum bks_status status = reader_next(pump->reader, rows, &pump->fault);
        bool ended = status != BKS_OK || rows->n == 0;
        hand_over(pump, status, ended);
        if (ended)
            return NULL;
    }
}

enum bks_status pump_start(struct pump **out, struct reader *reader)
{
    *out = NULL;
    struct pump *pump = memory_new(1, sizeof *pump);
    if (!pump)
        return BKS_NO_MEMORY;
    pump->reader = reader;
    pthread_mutex_init(&pump->lock, NULL);
    pthread_cond_init(&pump->moved, NULL);
    enum bks_status status = BKS_OK;
    for (size_t i = 0; i < RING && status == BKS_OK; i++)
        status = rows_init(&pump->ring[i], reader->info.channels, BKS_BLOCK_ROWS);
    if (status == BKS_OK) {
        pump->reading = pthread_create(&pump->reader_thread, NULL, read_ahead, pump) == 0;
        pump->hashing = pump->reading && pthread_create(&pump->hash_thread, NULL, hash, pump) == 0;
        status = pump->hashing ? BKS_OK : BKS_NO_MEMORY;
    }
    if (status != BKS_OK) {
        (void)pump_stop(pump, false, NULL, NULL);
        return status;
    }
    *out = pump;
    return BKS_OK;
}

enum bks_status pump_next(struct pump *pump, struct rows **rows, struct bks_fault *fault)
{
    static const struct rows none = {0};
    pthread_mutex_lock(&pump->lock);
    if (pump->out) {
        pump->taken++;
        pump->out = false;
        pthread_cond_broadcast(&pump->moved);
    }
    while (pump->read == pump->taken && !pump->ended)
        pthread_cond_wait(&pump->moved, &pump->lock);
    enum bks_status status = BKS_OK;
    if (pump->read > pump->taken) {
        pump->out = true;
        *rows = &pump->ring[pump->taken % RING];
    } else {
        pump->ring[0].n = none.n;
        *rows = &pump->ring[0];
        status = pump->status;
        if (status != BKS_OK && fault)
            *fault = pump->fault;
    }
    pthread_mutex_unlock(&pump->lock);
    return status;
}

static void let_all_go(struct pump *pump)
{
    pthread_mutex_lock(&pump->lock);
    atomic_store(&pump->give_up, true);
    pthread_cond_broadcast(&pump->moved);
    pthread_mutex_unlock(&pump->lock);
}

enum bks_status pump_stop(struct pump *pump, bool whole, char sha256[65], struct bks_fault *fault)
{
    if (!pump)
        return BKS_OK;
    if (!whole)
        let_all_go(pump);
    if (pump->hashing)
        (void)pthread_join(pump->hash_thread, NULL);
    let_all_go(pump);
    if (pump->reading)
        (void)pthread_join(pump->reader_thread, NULL);
    enum bks_status status = whole ? pump->hash_status : BKS_OK;
    if (status != BKS_OK && fault)
        *fault = pump->hash_fault;
    for (int i = 0; sha256 && i < 65; i++)
        sha256[i] = whole && status == BKS_OK ? pump->sha256[i] : '\0';
    for (size_t i = 0; i < RING; i++)
        rows_clear(&pump->ring[i]);
    pthread_cond_destroy(&pump->moved);
    pthread_mutex_destroy(&pump->lock);
    memory_free(pump);
    return status;
}
