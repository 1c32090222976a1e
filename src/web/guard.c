/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ends connections that are too slow. */
#include "web/guard.h"

#include "base/memory.h"
#include "web/clock.h"

#include <pthread.h>
#include <sys/socket.h>

#define LOOK_S 0.5

struct guarded {
    struct guard *guard;
    struct guarded *next, *previous;
    double deadline_s;
    int socket;
};

struct guard {
    pthread_mutex_t lock;
    pthread_cond_t stopped;
    pthread_t thread;
    struct guarded *first;
    bool stop;
};

static void *watch(void *at)
{
    struct guard *guard = at;
    (void)pthread_mutex_lock(&guard->lock);
    while (!guard->stop) {
        double now = clock_s();
        struct timespec until = clock_at(now + LOOK_S);
        for (struct guarded *one = guard->first; one; one = one->next)
            if (one->deadline_s < now)
                (void)shutdown(one->socket, SHUT_RDWR);
        (void)pthread_cond_timedwait(&guard->stopped, &guard->lock, &until);
    }
    (void)pthread_mutex_unlock(&guard->lock);
    return NULL;
}

struct guard *guard_new(void)
{
    struct guard *guard = memory_new(1, sizeof *guard);
    pthread_condattr_t about;
    if (!guard)
        return NULL;
    (void)pthread_mutex_init(&guard->lock, NULL);
    (void)pthread_condattr_init(&about);
    (void)pthread_condattr_setclock(&about, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&guard->stopped, &about);
    (void)pthread_condattr_destroy(&about);
    if (pthread_create(&guard->thread, NULL, watch, guard) == 0)
        return guard;
    memory_free(guard);
    return NULL;
}

void guard_free(struct guard *guard)
{
    if (!guard)
        return;
    (void)pthread_mutex_lock(&guard->lock);
    guard->stop = true;
    (void)pthread_cond_signal(&guard->stopped);
    (void)pthread_mutex_unlock(&guard->lock);
    (void)pthread_join(guard->thread, NULL);
    (void)pthread_cond_destroy(&guard->stopped);
    (void)pthread_mutex_destroy(&guard->lock);
    memory_free(guard);
}

struct guarded *guard_enter(struct guard *guard, int socket, double seconds)
{
    struct guarded *one = memory_new(1, sizeof *one);
    if (!one)
        return NULL;
    *one = (struct guarded){.guard = guard, .socket = socket, .deadline_s = clock_s() + seconds};
    (void)pthread_mutex_lock(&guard->lock);
    one->next = guard->first;
    if (one->next)
        one->next->previous = one;
    guard->first = one;
    (void)pthread_mutex_unlock(&guard->lock);
    return one;
}

void guard_grant(struct guarded *guarded, double seconds)
{
    if (!guarded)
        return;
    (void)pthread_mutex_lock(&guarded->guard->lock);
    guarded->deadline_s = clock_s() + seconds;
    (void)pthread_mutex_unlock(&guarded->guard->lock);
}

void guard_leave(struct guarded *guarded)
{
    if (!guarded)
        return;
    struct guard *guard = guarded->guard;
    (void)pthread_mutex_lock(&guard->lock);
    if (guarded->previous)
        guarded->previous->next = guarded->next;
    else
        guard->first = guarded->next;
    if (guarded->next)
        guarded->next->previous = guarded->previous;
    (void)pthread_mutex_unlock(&guard->lock);
    memory_free(guarded);
}
