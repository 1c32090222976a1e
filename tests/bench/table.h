/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contestants on one file, round by round, and how they came out. */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include "bench/watch.h"

#include <stddef.h>

#define TABLE_ROUNDS_MAX  99
#define TABLE_CONTESTANTS 8

struct contestant {
    const char *name;
    watch_work work;     /* or NULL: a command */
    const void *context; /* of the work */
    char command[1024];
    struct watch_cost cost[TABLE_ROUNDS_MAX];
};

struct table {
    const char *file;
    double file_mb; /* 10^6 bytes */
    int64_t rows;
    size_t n, rounds;
    struct contestant *contestant; /* the first is backstride */
};

/*
 * Runs all of them in turn, round after round, so that a busy minute hits each.
 *
 *   out   name of the first that failed, or NULL
 */
const char *table_race(struct table *table);

/* Medians; backstride's time over each other's, or the other way where that is more. */
void table_print(const struct table *table, bool markdown);

/* Medians of one contestant. */
double table_wall_s(const struct contestant *one, size_t rounds);
double table_cpu_s(const struct contestant *one, size_t rounds);

/* Most memory that one contestant took in any round [MiB]. */
double table_peak_mb(const struct contestant *contestant, size_t rounds);

#endif
