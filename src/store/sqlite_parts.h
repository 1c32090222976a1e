/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the SQLite store share. */
#ifndef STORE_SQLITE_PARTS_H
#define STORE_SQLITE_PARTS_H

#include "store/sqlite_query.h"
#include "store/store.h"

#include <sys/types.h>

struct sqlite_store {
    struct store store; /* first, so that either is the other */
    sqlite3 *db;
    bool forgot; /* in this write a runner was forgotten: its room is given back at the end */
    bool wrote;  /* a write was begun: the log is emptied on close */
    dev_t device;
    ino_t file;
    struct sqlite_store *next; /* of those that are open in this process */
};

static inline sqlite3 *sqlite_of(struct store *store)
{
    return ((struct sqlite_store *)(void *)store)->db;
}

/* The operations of store.h, by file. */
enum bks_status sqlite_runner_find(struct store *store, struct runner *runner, const char *name,
                                   struct bks_fault *fault);
enum bks_status sqlite_runners(struct store *store, store_take_runner take, void *context,
                               struct bks_fault *fault);
enum bks_status sqlite_runner_add(struct store *store, struct runner *runner,
                                  struct bks_fault *fault);
enum bks_status sqlite_runner_forget(struct store *store, int64_t runner, struct bks_fault *fault);

enum bks_status sqlite_session_put(struct store *store, int64_t *id, int64_t runner,
                                   const struct session *session, struct bks_fault *fault);
enum bks_status sqlite_session_get(struct store *store, struct kept_session **out, int64_t runner,
                                   int64_t id, struct bks_fault *fault);
enum bks_status sqlite_session_find(struct store *store, int64_t *id, int64_t runner,
                                    const char *sha256, struct bks_fault *fault);
enum bks_status sqlite_session_remove(struct store *store, bool *found, int64_t runner, int64_t id,
                                      struct bks_fault *fault);
enum bks_status sqlite_session_measures(struct store *store, int64_t runner, const char *measure,
                                        store_take_measure take, void *context,
                                        struct bks_fault *fault);
enum bks_status sqlite_session_heads(struct store *store, int64_t runner, const char *measure,
                                     store_take_head take, void *context, struct bks_fault *fault);

enum bks_status sqlite_record_put(struct store *store, int64_t runner, struct record *record,
                                  struct bks_fault *fault);
enum bks_status sqlite_records(struct store *store, int64_t runner, enum record_kind kind,
                               store_take_record take, void *context, struct bks_fault *fault);

enum bks_status sqlite_dump(struct store *store, int64_t runner, const struct store_dump *dump,
                            struct bks_fault *fault);
enum bks_status sqlite_load(struct store *store, int64_t runner, const char *text,
                            struct bks_fault *fault);
enum bks_status sqlite_uid(struct store *store, char uid[33], struct bks_fault *fault);

/* Strips of a session that has none yet; of a session into a result without. */
enum bks_status sqlite_put_strips(sqlite3 *db, int64_t session, const struct bks_result *result,
                                  struct bks_fault *fault);
enum bks_status sqlite_get_strips(sqlite3 *db, int64_t session, struct bks_result *result,
                                  struct bks_fault *fault);

/* The names of parts, and of what a part follows, as they stand in the tables. */
#define ROLE_TOTAL "total"
#define ROLE_BOUT  "bout"
#define ROLE_DRIFT "drift"
#define ROLE_TRACK "track"

/* Reads start_us, clock, offset_min: no date where they are none, since an import may hold
 * anything.
 */
void sqlite_take_instant(struct bks_instant *instant, struct query *query);

struct named_measure {
    const char *name;
    size_t at; /* offset of the struct bks_measure */
};
#define DRIFT_MEASURES 6
#define TRACK_MEASURES 5
extern const struct named_measure drift_measures[DRIFT_MEASURES]; /* in struct bks_drift */
extern const struct named_measure track_measures[TRACK_MEASURES]; /* in struct bks_companion */

#endif
