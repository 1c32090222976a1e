/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several recordings on several threads.
 *
 * Threads take inputs in order and put results into a ring; the caller's thread shows them in
 * order. A thread that is a whole ring ahead waits, so that memory does not grow with the list.
 */
#include "cli/batch.h"

#include "base/memory.h"
#include "cli/terminal.h"

#define RING_PER_JOB 4

struct slot {
    struct bks_analysis *analysis;
    struct bks_fault fault;
    bool done;
};

struct work {
    const struct batch *batch;
    struct slot *ring; /* [n_ring] */
    size_t n_ring;
    size_t taken, shown;
    bool stop;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

struct worker {
    struct work *work;
    size_t index;
    pthread_t thread;
};

static bool stopped(struct work *work)
{
    (void)pthread_mutex_lock(&work->lock);
    bool stop = work->stop;
    (void)pthread_mutex_unlock(&work->lock);
    return stop || terminal_interrupted();
}

static bool on_progress(void *context, double share)
{
    struct worker *worker = context;
    progress_at(worker->work->batch->progress, worker->index, share);
    return !stopped(worker->work);
}

/* The next input, once there is room for its result; false when there is none. */
static bool take(struct work *work, size_t *i)
{
    (void)pthread_mutex_lock(&work->lock);
    while (!work->stop && work->taken < work->batch->inputs->n &&
           work->taken >= work->shown + work->n_ring)
        (void)pthread_cond_wait(&work->changed, &work->lock);
    bool some = !work->stop && work->taken < work->batch->inputs->n;
    if (some)
        *i = work->taken++;
    (void)pthread_mutex_unlock(&work->lock);
    return some;
}

static void analyse(struct worker *worker, const struct input *input, struct slot *result)
{
    if (input->fault.status != BKS_OK) {
        result->fault = input->fault;
        return;
    }
    result->fault = (struct bks_fault){.offset = -1};
    enum bks_status status =
        terminal_interrupted()
            ? BKS_INTERRUPTED
            : bks_analyze(&result->analysis, input->path, worker->work->batch->options, on_progress,
                          worker, &result->fault);
    result->fault.status = status;
}

static void *work_on(void *context)
{
    struct worker *worker = context;
    struct work *work = worker->work;
    size_t i;
    while (take(work, &i)) {
        struct slot result = {0};
        analyse(worker, &work->batch->inputs->item[i], &result);
        progress_done(work->batch->progress, worker->index);
        (void)pthread_mutex_lock(&work->lock);
        result.done = true;
        work->ring[i % work->n_ring] = result;
        (void)pthread_cond_broadcast(&work->changed);
        (void)pthread_mutex_unlock(&work->lock);
    }
    return NULL;
}

/* Waits for one result and shows it. */
static bool show(struct work *work, size_t i)
{
    const struct batch *batch = work->batch;
    (void)pthread_mutex_lock(&work->lock);
    struct slot *slot = &work->ring[i % work->n_ring];
    while (!slot->done)
        (void)pthread_cond_wait(&work->changed, &work->lock);
    struct slot result = *slot;
    *slot = (struct slot){0};
    (void)pthread_mutex_unlock(&work->lock);

    progress_hide(batch->progress);
    bool go_on =
        batch->show(batch->context, &batch->inputs->item[i], result.analysis, &result.fault);
    bks_analysis_free(result.analysis);

    (void)pthread_mutex_lock(&work->lock);
    work->shown++;
    work->stop = !go_on;
    (void)pthread_cond_broadcast(&work->changed);
    (void)pthread_mutex_unlock(&work->lock);
    return go_on;
}

static size_t start(struct worker workers[BATCH_MAX_JOBS], struct work *work)
{
    size_t wanted =
        work->batch->jobs < work->batch->inputs->n ? work->batch->jobs : work->batch->inputs->n;
    size_t n = 0;
    for (; n < wanted; n++) {
        workers[n] = (struct worker){.work = work, .index = n};
        if (pthread_create(&workers[n].thread, NULL, work_on, &workers[n]) != 0)
            break;
    }
    return n;
}

enum bks_status batch_run(const struct batch *batch)
{
    struct worker workers[BATCH_MAX_JOBS];
    struct work work = {.batch = batch, .n_ring = batch->jobs * RING_PER_JOB};
    work.ring = memory_new(work.n_ring, sizeof *work.ring);
    if (!work.ring)
        return BKS_NO_MEMORY;
    (void)pthread_mutex_init(&work.lock, NULL);
    (void)pthread_cond_init(&work.changed, NULL);

    size_t n_workers = start(workers, &work);
    for (size_t i = 0; n_workers > 0 && i < batch->inputs->n; i++)
        if (!show(&work, i))
            break;
    for (size_t i = 0; i < n_workers; i++)
        (void)pthread_join(workers[i].thread, NULL);
    for (size_t i = 0; i < work.n_ring; i++)
        bks_analysis_free(work.ring[i].analysis);

    (void)pthread_cond_destroy(&work.changed);
    (void)pthread_mutex_destroy(&work.lock);
    memory_free(work.ring);
    return n_workers > 0 || batch->inputs->n == 0 ? BKS_OK : BKS_NO_MEMORY;
}
