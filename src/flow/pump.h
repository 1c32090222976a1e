/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading ahead: one thread reads blocks of rows, another takes them. A third reads the bytes again
 * for their SHA-256.
 */
#ifndef FLOW_PUMP_H
#define FLOW_PUMP_H

#include "read/reader.h"

struct pump;

/*
 *   in    reader  borrowed; not touched by anyone else until pump_stop
 *   ends  BKS_NO_MEMORY (threads that cannot be started too)
 */
enum bks_status pump_start(struct pump **out, struct reader *reader) BKS_CHECK;

/*
 * The next block, in order.
 *
 *   out   *rows  borrowed until the next call; n = 0 at the end
 *   ends  what the reader's next answered
 */
enum bks_status pump_next(struct pump *pump, struct rows **rows, struct bks_fault *fault) BKS_CHECK;

/*
 * Ends the threads and frees; NULL is fine.
 *
 *   in    whole  wait for the SHA-256 (after a success), or give it up
 *   out   sha256[65]  hex, or "" when given up
 */
enum bks_status pump_stop(struct pump *pump, bool whole, char sha256[65], struct bks_fault *fault);

#endif
