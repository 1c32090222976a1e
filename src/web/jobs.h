/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recordings that wait for their analysis, and a bounded number of threads that analyse them into
 * the history. A job is forgotten an hour after it ended, or when JOBS_KEPT newer ones have.
 */
#ifndef WEB_JOBS_H
#define WEB_JOBS_H

#include "backstride/analysis.h"
#include "flow/keep.h"

#include <stdbool.h>
#include <stdint.h>

#define JOBS_KEPT     1024
#define JOB_ID_ROOM   33 /* 32 hexadecimal digits of chance: who has it may ask */
#define JOB_NAME_ROOM 256
#define JOB_TEXT_ROOM 768

enum job_state { JOB_WAITS, JOB_RUNS, JOB_DONE, JOB_FAILED };

/* What is to be done. */
struct job_order {
    int fd;             /* of the recording; the job closes it */
    const char *file;   /* as the sender calls it */
    const char *runner; /* name */
    int64_t runner_id;  /* who is forgotten meanwhile does not come back by it; 0: a new one */
    bool force;
    const char *owner;           /* name of the visitor, or "" */
    struct bks_options *options; /* the job frees it */
};

/* Where it stands. */
struct job_told {
    char id[JOB_ID_ROOM];
    char owner[JOB_NAME_ROOM];
    enum job_state state;
    double share;    /* 0 .. 1 of the reading */
    size_t before;   /* that wait in front of it */
    int64_t session; /* JOB_DONE: its id in the history */
    char slug[RUNNER_SLUG_ROOM];
    bool duplicate;
    int64_t same_outing;      /* another session of the same time, or 0 */
    struct plan_match match;  /* against the card that was due, where one was */
    char file[JOB_NAME_ROOM]; /* as the sender calls it */
    enum bks_status status;   /* JOB_FAILED: why ... */
    char text[JOB_TEXT_ROOM]; /* ... and in one line */
};

struct jobs;

struct jobs_options {
    const char *db;
    unsigned workers, queue_most;
    double seconds_most; /* of one analysis; then it fails as BKS_TOO_LARGE */
    const char *keep;    /* folder for the recordings themselves, or NULL */
};

/* ends: BKS_NO_MEMORY; owns: jobs_free, which ends what runs and drops what waits */
enum bks_status jobs_new(struct jobs **out, const struct jobs_options *options) BKS_CHECK;
void jobs_free(struct jobs *jobs);

/* Ends what runs, and whoever waits is answered at once; before jobs_free, when nobody asks. */
void jobs_stop(struct jobs *jobs);
bool jobs_stopping(struct jobs *jobs);

/* Takes an order; false: the queue is full, and the order is the caller's as before. */
bool jobs_add(struct jobs *jobs, char id[JOB_ID_ROOM], const struct job_order *order);

/* Where a job stands; false: there is none of that id. */
bool jobs_ask(struct jobs *jobs, struct job_told *told, const char *id);

/*
 * Waits until it has moved on from `told` (state, or a hundredth of share), or has ended, or
 * `seconds` are over.
 */
bool jobs_wait(struct jobs *jobs, struct job_told *told, const char *id, double seconds);

/* The object of a job: {"job", "state", "progress", ...}. */
struct json_writer;
void job_write_json(struct json_writer *json, const struct job_told *told);

#endif
