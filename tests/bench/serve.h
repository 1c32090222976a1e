/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the upload page bears: a server as a process of its own, fifty clients that each send the
 * half-hour sample at the same moment, then thousands of small questions while it analyses more.
 */
#ifndef BENCH_SERVE_H
#define BENCH_SERVE_H

#include <stdbool.h>

#define SERVE_MOST_MB 256.0 /* MiB of the server at its peak */

/*
 * Starts the server with a history in a folder, measures, prints, and removes it.
 *
 *   in    most_ms  a 95th percentile of the uploads above it is a failure, as is a peak above
 *                  SERVE_MOST_MB; 0: neither limit
 *   out   false when an answer was wrong or missing, or a limit is passed; the complaint is printed
 */
bool serve_measure(const char *folder, bool markdown, double most_ms);

#endif
