/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of sessions of a runner, as text and as JSON. */
#ifndef REPORT_SESSIONS_H
#define REPORT_SESSIONS_H

#include "store/store.h"

#include <stdio.h>

/*
 * One line a session: number, date, length, running, cadence. The store must be open.
 *
 *   ends  BKS_CANNOT_WRITE  standard output failed; or as the store, with *fault told
 */
enum bks_status sessions_write_text(struct store *store, const struct runner *runner,
                                    struct bks_text_style style, FILE *out,
                                    struct bks_fault *fault) BKS_CHECK;

/* {"runner", "name", "sessions": [{"id", "start", "duration_s", "run_s", ...}]} */
enum bks_status sessions_write_json(struct store *store, const struct runner *runner, FILE *out,
                                    struct bks_fault *fault) BKS_CHECK;

#endif
