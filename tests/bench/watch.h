/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a piece of work costs when a process of its own does it.
 *
 * Peak memory is that of the process and what it starts, so each work is forked off anew, and a
 * process between it and us keeps its figures apart from those of the works before.
 */
#ifndef BENCH_WATCH_H
#define BENCH_WATCH_H

#include <stdbool.h>
#include <stdint.h>

/* Does the work in the child; answers rows or any count that is wanted back, or -1 for failure. */
typedef int64_t (*watch_work)(const void *context);

struct watch_cost {
    double wall_s, cpu_s, peak_mb; /* MB are 2^20 bytes here */
    int64_t answer;                /* of the work */
};

/*
 *   out   false when no process could be made, or the work failed
 */
bool watch_run(struct watch_cost *cost, watch_work work, const void *context);

/* The same for a command of the shell; its standard output is dropped. The answer is 0. */
bool watch_command(struct watch_cost *cost, const char *command);

#endif
