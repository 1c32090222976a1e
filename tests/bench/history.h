/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What ten years of a runner cost: 1,500 sessions with their series, a diary on every second day,
 * made as `add` and `diary` would have kept them; then each command on it as a process of its own.
 */
#ifndef BENCH_HISTORY_H
#define BENCH_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#define HISTORY_MOST_MB 50.0 /* 10^6 bytes of the database after it was closed */

/*
 * Makes the history in a folder, measures, prints, and removes it.
 *
 *   in    most_ms  a median of compare or plan above it is a failure, as is a database above
 *                  HISTORY_MOST_MB, and nothing else is measured; 0: no limit of time
 *   out   false when something failed or a limit is passed; the complaint is printed
 */
bool history_measure(const char *folder, size_t rounds, bool markdown, double most_ms);

#endif
