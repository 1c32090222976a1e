/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recordings that wait for their analysis, and the threads that take them in turn. */
#include "web/jobs.h"

#include "base/memory.h"
#include "web/clock.h"
#include "web/job_run.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define FORGOTTEN_S 3600
#define WORKERS     64
#define HUNDREDTHS  100

struct job {
    struct job *next;
    pthread_cond_t moved;
    unsigned waiters; /* that may still look at it */
    struct job_order order;
    struct job_told told;
    double ended_s;
    char runner[RUNNER_NAME_ROOM];
};

struct jobs {
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct job *first, **last; /* in order of coming */
    size_t n, waiting;
    struct jobs_options options;
    struct job_keeper keeper;
    pthread_t worker[WORKERS];
    unsigned workers;
    bool stop;
};

/* What a worker looks at while it analyses. */
struct attempt {
    struct jobs *jobs;
    struct job *job;
    double deadline_s;
    bool late;
};

static bool has_ended(const struct job *job)
{
    return job->told.state == JOB_DONE || job->told.state == JOB_FAILED;
}

static int hundredth(double share)
{
    return (int)(share * HUNDREDTHS);
}

static void drop_order(struct job *job)
{
    if (job->order.fd >= 0)
        (void)close(job->order.fd);
    job->order.fd = -1;
    bks_options_free(job->order.options);
    job->order.options = NULL;
}

static void free_job(struct job *job)
{
    drop_order(job);
    (void)pthread_cond_destroy(&job->moved);
    memory_free(job);
}

/* Forgets what ended long ago, or longest ago where there are too many. */
static void forget(struct jobs *jobs)
{
    double now = clock_s();
    struct job **at = &jobs->first;
    while (*at) {
        struct job *job = *at;
        bool old = now - job->ended_s > FORGOTTEN_S || jobs->n > JOBS_KEPT;
        if (!has_ended(job) || job->waiters > 0 || !old) {
            at = &job->next;
            continue;
        }
        *at = job->next;
        if (!*at)
            jobs->last = at;
        jobs->n--;
        free_job(job);
    }
}

static bool on_progress(void *context, double share)
{
    struct attempt *attempt = context;
    struct jobs *jobs = attempt->jobs;
    struct job_told *told = &attempt->job->told;
    attempt->late = clock_s() > attempt->deadline_s;
    (void)pthread_mutex_lock(&jobs->lock);
    bool moved = hundredth(share) != hundredth(told->share);
    told->share = share;
    if (moved)
        (void)pthread_cond_broadcast(&attempt->job->moved);
    bool go_on = !jobs->stop && !attempt->late;
    (void)pthread_mutex_unlock(&jobs->lock);
    return go_on;
}

static void run(struct jobs *jobs, struct job *job)
{
    struct attempt attempt = {
        .jobs = jobs, .job = job, .deadline_s = clock_s() + jobs->options.seconds_most};
    struct job_told told = job->told; /* of a job that runs only its worker changes more */
    (void)pthread_mutex_unlock(&jobs->lock);
    job_run(&told, &job->order, &jobs->keeper, on_progress, &attempt);
    if (told.status == BKS_INTERRUPTED && attempt.late) {
        told.status = BKS_TOO_LARGE;
        (void)snprintf(told.text, sizeof told.text,
                       "the analysis took longer than the %.0f s that are allowed here - send a "
                       "shorter recording",
                       jobs->options.seconds_most);
    }
    (void)pthread_mutex_lock(&jobs->lock);
    told.share = told.state == JOB_DONE ? 1 : job->told.share;
    job->told = told;
    job->ended_s = clock_s();
    drop_order(job);
    (void)pthread_cond_broadcast(&job->moved);
}

static struct job *first_waiting(const struct jobs *jobs)
{
    struct job *job = jobs->waiting > 0 ? jobs->first : NULL;
    while (job && job->told.state != JOB_WAITS)
        job = job->next;
    return job;
}

static void *work(void *at)
{
    struct jobs *jobs = at;
    (void)pthread_mutex_lock(&jobs->lock);
    while (!jobs->stop) {
        struct job *job = first_waiting(jobs);
        if (!job) {
            (void)pthread_cond_wait(&jobs->work, &jobs->lock);
            continue;
        }
        jobs->waiting--;
        job->told.state = JOB_RUNS;
        (void)pthread_cond_broadcast(&job->moved);
        run(jobs, job);
    }
    (void)pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

enum bks_status jobs_new(struct jobs **out, const struct jobs_options *options)
{
    struct jobs *jobs = memory_new(1, sizeof *jobs);
    *out = jobs;
    if (!jobs)
        return BKS_NO_MEMORY;
    jobs->options = *options;
    jobs->last = &jobs->first;
    jobs->keeper.db = options->db;
    jobs->keeper.folder = options->keep;
    (void)pthread_mutex_init(&jobs->keeper.lock, NULL);
    (void)pthread_mutex_init(&jobs->lock, NULL);
    (void)pthread_cond_init(&jobs->work, NULL);
    unsigned wanted = options->workers < WORKERS ? options->workers : WORKERS;
    while (jobs->workers < wanted &&
           pthread_create(&jobs->worker[jobs->workers], NULL, work, jobs) == 0)
        jobs->workers++;
    if (jobs->workers > 0)
        return BKS_OK;
    jobs_free(jobs);
    *out = NULL;
    return BKS_NO_MEMORY;
}

void jobs_stop(struct jobs *jobs)
{
    (void)pthread_mutex_lock(&jobs->lock);
    jobs->stop = true;
    (void)pthread_cond_broadcast(&jobs->work);
    for (struct job *job = jobs->first; job; job = job->next)
        (void)pthread_cond_broadcast(&job->moved);
    (void)pthread_mutex_unlock(&jobs->lock);
}

bool jobs_stopping(struct jobs *jobs)
{
    (void)pthread_mutex_lock(&jobs->lock);
    bool stop = jobs->stop;
    (void)pthread_mutex_unlock(&jobs->lock);
    return stop;
}

void jobs_free(struct jobs *jobs)
{
    if (!jobs)
        return;
    jobs_stop(jobs);
    for (unsigned i = 0; i < jobs->workers; i++)
        (void)pthread_join(jobs->worker[i], NULL);
    while (jobs->first) {
        struct job *next = jobs->first->next;
        free_job(jobs->first);
        jobs->first = next;
    }
    (void)pthread_cond_destroy(&jobs->work);
    (void)pthread_mutex_destroy(&jobs->lock);
    (void)pthread_mutex_destroy(&jobs->keeper.lock);
    memory_free(jobs);
}

static bool make_id(char id[JOB_ID_ROOM])
{
    unsigned char chance[JOB_ID_ROOM / 2];
    if (getrandom(chance, sizeof chance, 0) != (ssize_t)sizeof chance)
        return false;
    for (size_t i = 0; i < sizeof chance; i++)
        (void)snprintf(id + 2 * i, 3, "%02x", chance[i]);
    return true;
}

static struct job *new_job(const struct job_order *order)
{
    pthread_condattr_t about;
    struct job *job = memory_new(1, sizeof *job);
    if (!job)
        return NULL;
    if (!make_id(job->told.id)) {
        memory_free(job);
        return NULL;
    }
    (void)pthread_condattr_init(&about);
    (void)pthread_condattr_setclock(&about, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&job->moved, &about);
    (void)pthread_condattr_destroy(&about);
    (void)snprintf(job->told.owner, sizeof job->told.owner, "%s", order->owner);
    (void)snprintf(job->told.file, sizeof job->told.file, "%s", order->file);
    (void)snprintf(job->runner, sizeof job->runner, "%s", order->runner);
    job->order = *order;
    job->order.owner = job->told.owner;
    job->order.file = job->told.file;
    job->order.runner = job->runner;
    return job;
}

bool jobs_add(struct jobs *jobs, char id[JOB_ID_ROOM], const struct job_order *order)
{
    struct job *job = new_job(order);
    if (!job)
        return false;
    (void)pthread_mutex_lock(&jobs->lock);
    bool room = jobs->waiting < jobs->options.queue_most && !jobs->stop;
    if (room) {
        forget(jobs);
        *jobs->last = job;
        jobs->last = &job->next;
        jobs->n++;
        jobs->waiting++;
        memcpy(id, job->told.id, JOB_ID_ROOM);
        (void)pthread_cond_signal(&jobs->work);
    }
    (void)pthread_mutex_unlock(&jobs->lock);
    if (room)
        return true;
    job->order = (struct job_order){.fd = -1}; /* the caller's as before */
    free_job(job);
    return false;
}

/* The job of an id with the number that wait before it, or NULL. */
static struct job *find(struct jobs *jobs, const char *id, size_t *before)
{
    *before = 0;
    for (struct job *job = jobs->first; job; job = job->next) {
        if (strcmp(job->told.id, id) == 0)
            return job;
        *before += job->told.state == JOB_WAITS;
    }
    return NULL;
}

static void tell(struct job_told *told, const struct job *job, size_t before)
{
    *told = job->told;
    told->before = told->state == JOB_WAITS ? before : 0;
}

bool jobs_ask(struct jobs *jobs, struct job_told *told, const char *id)
{
    size_t before;
    (void)pthread_mutex_lock(&jobs->lock);
    const struct job *job = find(jobs, id, &before);
    if (job)
        tell(told, job, before);
    (void)pthread_mutex_unlock(&jobs->lock);
    return job != NULL;
}

bool jobs_wait(struct jobs *jobs, struct job_told *told, const char *id, double seconds)
{
    size_t before;
    struct timespec until = clock_at(clock_s() + seconds);
    (void)pthread_mutex_lock(&jobs->lock);
    struct job *job = find(jobs, id, &before);
    if (job) {
        int late = 0;
        job->waiters++;
        while (late == 0 && !jobs->stop && !has_ended(job) && job->told.state == told->state &&
               hundredth(job->told.share) == hundredth(told->share))
            late = pthread_cond_timedwait(&job->moved, &jobs->lock, &until);
        job->waiters--;
        (void)find(jobs, id, &before);
        tell(told, job, before);
    }
    (void)pthread_mutex_unlock(&jobs->lock);
    return job != NULL;
}
