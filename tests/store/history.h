/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A history in a folder of its own, for the tests of the store. */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "store/store.h"
#include "support/result.h"

#define HISTORY "history.db"

/* Group fixtures: a temporary folder to be in, and its removal. */
int history_folder(void **state);
int history_folder_end(void **state);

/* Removes the history and what lies beside it. */
void history_remove(void);

/* Opens, or ends the test. */
struct store *history_open(void);

/* The runner of a name, added where there is none. */
struct runner history_runner(struct store *store, const char *name);

/* A session of hand, in days since the first, with bytes that are its own; `scale` changes its
 * cadence. */
void history_session(struct session *session, struct hand_result *hand, unsigned number,
                     double cadence_spm);

/* Keeps it in a write of its own; its id. */
int64_t history_put(struct store *store, int64_t runner, const struct session *session);

/* The session as JSON, to compare; freed by the caller. */
char *history_json(const struct session *session);

/* The export of a runner; freed by the caller. */
char *history_export(struct store *store, const struct runner *runner);

/* Bytes of a file; freed by the caller. *n is 0 where there is none. */
char *history_bytes(const char *path, size_t *n);

#endif
