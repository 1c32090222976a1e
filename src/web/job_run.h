/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One recording analysed and kept, and what is told of it. */
#ifndef WEB_JOB_RUN_H
#define WEB_JOB_RUN_H

#include "web/jobs.h"

#include <pthread.h>

/* Where it goes. */
struct job_keeper {
    const char *db;
    const char *folder;   /* for the recordings themselves, or NULL */
    pthread_mutex_t lock; /* one writes at a time: waiting here costs no time in the database */
};

/*
 * Does it.
 *
 *   out   *told   state JOB_DONE or JOB_FAILED, with what belongs to it
 *   in    order   its options gain what the profile knows; stays the caller's
 */
void job_run(struct job_told *told, const struct job_order *order, struct job_keeper *keeper,
             bks_progress progress, void *context);

#endif
