/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recordings of a form become jobs. */
#ifndef WEB_TAKE_H
#define WEB_TAKE_H

#include "web/exchange.h"
#include "web/jobs.h"

/*
 * Puts each file of the form in the queue, with the options that its fields give.
 *
 *   out   id[n]  of the jobs, in order of the files
 *   out   false: it is answered why not; what was queued before stays so
 */
bool take_recordings(struct exchange *exchange, char (*id)[JOB_ID_ROOM], size_t *n);

/* Waits until a job has ended, or the server stops; false: there is none of that id. */
bool take_wait(struct exchange *exchange, struct job_told *told, const char *id);

/* Whether a visitor may ask for a job: it is theirs, or they see all runners. */
bool take_sees(const struct exchange *exchange, const struct job_told *told);

#endif
