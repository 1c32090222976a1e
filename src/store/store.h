/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store contract: where runners, their sessions and records are kept, whatever the database.
 *
 * A store is a table of operations. Every write stands between `begin` and `end`, and is there
 * whole or not at all, also where the program is killed between the two. Ids are positive and never
 * used again.
 *
 * All operations end with BKS_OK or, with *fault told: BKS_DAMAGED (what is kept contradicts
 * itself), BKS_CANNOT_WRITE (no room, read only), BKS_IO (in use too long, a failing disk),
 * BKS_NO_MEMORY.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "model/session.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct store {
    const struct store_operations *can;
};

/* A session that was read back, with the memory that it borrows. */
struct kept_session;

/* A value of a dump. */
enum store_type { STORE_NULL, STORE_INTEGER, STORE_REAL, STORE_TEXT, STORE_BYTES };

struct store_value {
    enum store_type type;
    int64_t integer;
    double real;
    const char *text; /* NUL-terminated, or the bytes */
    size_t n;         /* bytes of it */
};

/* Takes what a dump tells, in order: a table, then its rows. */
struct store_dump {
    void (*table)(void *context, const char *name, const char *const *columns, size_t n);
    void (*row)(void *context, const struct store_value *values, size_t n);
    void *context;
};

/* false stops the list */
typedef bool (*store_take_runner)(void *context, const struct runner *runner);
typedef bool (*store_take_head)(void *context, const struct session_head *head);
typedef bool (*store_take_measure)(void *context, int64_t session, enum bks_measure_id id,
                                   const struct bks_measure *measure);
typedef bool (*store_take_record)(void *context, const struct record *record);

struct store_operations {
    const char *id; /* "sqlite" */

    /* Ends it: everything is in its place on the disk. */
    void (*close)(struct store *store);

    /* A write begins; it ends with keep, or is undone. Undoing cannot fail. */
    enum bks_status (*begin)(struct store *store, struct bks_fault *fault);
    enum bks_status (*end)(struct store *store, bool keep, struct bks_fault *fault);

    /* By name (ASCII without case) or slug; runner->id is 0 where there is none. */
    enum bks_status (*runner_find)(struct store *store, struct runner *runner, const char *name,
                                   struct bks_fault *fault);
    /* In order of name. */
    enum bks_status (*runners)(struct store *store, store_take_runner take, void *context,
                               struct bks_fault *fault);
    /* Adds runner->name, whose slug is made of it and is nobody else's; fills id and slug. */
    enum bks_status (*runner_add)(struct store *store, struct runner *runner,
                                  struct bks_fault *fault);
    /* Removes the runner and all that is of them; after `end` no byte of it is left. */
    enum bks_status (*runner_forget)(struct store *store, int64_t runner, struct bks_fault *fault);

    /* Adds a session, or replaces what is kept of session->id; *id is its id. The series is kept at
     * 5 s or coarser, and with the strips in at most 8 KB. */
    enum bks_status (*session_put)(struct store *store, int64_t *id, int64_t runner,
                                   const struct session *session, struct bks_fault *fault);
    /* The session of a runner with these bytes; *id is 0 where there is none. */
    enum bks_status (*session_find)(struct store *store, int64_t *id, int64_t runner,
                                    const char *sha256, struct bks_fault *fault);
    /* *out is NULL where the runner has no such session; free with kept_session_free. */
    enum bks_status (*session_get)(struct store *store, struct kept_session **out, int64_t runner,
                                   int64_t id, struct bks_fault *fault);
    enum bks_status (*session_remove)(struct store *store, bool *found, int64_t runner, int64_t id,
                                      struct bks_fault *fault);
    /* In order of start; `measure` is a name of BKS_MEASURE_LIST. */
    enum bks_status (*session_heads)(struct store *store, int64_t runner, const char *measure,
                                     store_take_head take, void *context, struct bks_fault *fault);

    /* The measures of the running that are kept, session by session in the order of the heads: one
     * by its name, or every one where that is NULL. */
    enum bks_status (*session_measures)(struct store *store, int64_t runner, const char *measure,
                                        store_take_measure take, void *context,
                                        struct bks_fault *fault);

    /* Adds; record->id is filled. */
    enum bks_status (*record_put)(struct store *store, int64_t runner, struct record *record,
                                  struct bks_fault *fault);
    /* Of one kind, in order of day and of coming. */
    enum bks_status (*records)(struct store *store, int64_t runner, enum record_kind kind,
                               store_take_record take, void *context, struct bks_fault *fault);

    /* Tells all that is kept of a runner, table by table. */
    enum bks_status (*dump)(struct store *store, int64_t runner, const struct store_dump *dump,
                            struct bks_fault *fault);
    /*
     * Adds what a dump told, for a runner who has nothing yet. A session keeps its id where the
     * dump is of this very store, or the id was never used here.
     *
     *   in    text  JSON: {"store": uid, "tables": {NAME: {"columns": [...], "rows": [[...]]}}}
     *   ends  BKS_DAMAGED  it is no such text; nothing is added once the write is undone
     */
    enum bks_status (*load)(struct store *store, int64_t runner, const char *text,
                            struct bks_fault *fault);
    /* Which store it is: 32 hexadecimal digits, made when it was. */
    enum bks_status (*uid)(struct store *store, char uid[33], struct bks_fault *fault);
};

enum store_mode {
    STORE_READ, /* it must be there */
    STORE_WRITE /* made where it is not */
};

/*
 * Opens the history at a place.
 *
 *   out   *out   end with (*out)->can->close(*out). NULL on failure
 *   in    place  a path; the folder must be there
 *   ends  BKS_CANNOT_OPEN   there is none
 *         BKS_CANNOT_WRITE  it cannot be made
 *         BKS_UNSUPPORTED   a newer backstride made it, or it is something else: it is not touched
 *         BKS_DAMAGED, BKS_IO, BKS_NO_MEMORY
 */
enum bks_status store_open(struct store **out, const char *place, enum store_mode mode,
                           struct bks_fault *fault) BKS_CHECK;

/* The databases that are built in, by name, to NULL. */
const char *store_kind_at(size_t i);

const struct session *kept_session_of(const struct kept_session *kept);
void kept_session_free(struct kept_session *kept);

/* "Anna B." becomes "anna-b": what is no letter a-z or digit becomes one '-'; "runner" where
 * nothing is left. */
void slug_of(char slug[RUNNER_SLUG_ROOM], const char *name);

/* Names of the kinds of records. */
const char *record_kind_id(enum record_kind kind);

#endif
