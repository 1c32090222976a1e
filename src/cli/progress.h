/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bar on standard error for all files, from several threads. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#define PROGRESS_MAX_THREADS 64

struct progress {
    bool on;
    size_t n_files, n_done;
    double share[PROGRESS_MAX_THREADS]; /* of the file each thread is at */
    int drawn_permille;                 /* -1: nothing stands on the line */
    pthread_mutex_t lock;
};

/* on: whether to draw at all. */
void progress_init(struct progress *progress, bool on, size_t n_files);
void progress_clear(struct progress *progress);

/* A thread is so far with its file; or it is through with it. */
void progress_at(struct progress *progress, size_t thread, double share);
void progress_done(struct progress *progress, size_t thread);

/* Takes the bar off the line, before something else is printed. */
void progress_hide(struct progress *progress);

#endif
