/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runners in SQLite. */
#include "store/sqlite_parts.h"

#include "base/fault.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MOST_ALIKE 1000 /* runners whose names make the same slug */

static void take_runner(struct runner *runner, struct query *query)
{
    runner->id = query_int_at(query);
    (void)snprintf(runner->slug, sizeof runner->slug, "%s", query_text_at(query));
    (void)snprintf(runner->name, sizeof runner->name, "%s", query_text_at(query));
}

enum bks_status sqlite_runner_find(struct store *store, struct runner *runner, const char *name,
                                   struct bks_fault *fault)
{
    *runner = (struct runner){0};
    struct query query = query_of(sqlite_of(store), "SELECT id, slug, name FROM runners WHERE name "
                                                    "= ?1 COLLATE NOCASE OR slug = ?1 "
                                                    "ORDER BY name <> ?1, slug <> ?1, id LIMIT 1");
    query_text(&query, name);
    if (query_row(&query))
        take_runner(runner, &query);
    return query_end(&query, fault);
}

enum bks_status sqlite_runners(struct store *store, store_take_runner take, void *context,
                               struct bks_fault *fault)
{
    struct runner runner;
    struct query query = query_of(sqlite_of(store), "SELECT id, slug, name FROM runners "
                                                    "ORDER BY name, id");
    while (query_row(&query)) {
        take_runner(&runner, &query);
        if (!take(context, &runner))
            break;
    }
    return query_end(&query, fault);
}

/* A slug that nobody has: "anna", "anna-2" ... */
static enum bks_status free_slug(sqlite3 *db, char slug[RUNNER_SLUG_ROOM], const char *name,
                                 struct bks_fault *fault)
{
    char base[RUNNER_SLUG_ROOM];
    slug_of(base, name);
    (void)snprintf(slug, RUNNER_SLUG_ROOM, "%s", base);
    for (int i = 2; i <= MOST_ALIKE; i++) {
        struct query query = query_of(db, "SELECT 1 FROM runners WHERE slug = ?");
        query_text(&query, slug);
        bool taken = query_row(&query);
        enum bks_status status = query_end(&query, fault);
        if (status != BKS_OK || !taken)
            return status;
        char end[8];
        int n = snprintf(end, sizeof end, "-%d", i);
        (void)snprintf(slug, RUNNER_SLUG_ROOM, "%.*s%s", RUNNER_SLUG_ROOM - 1 - n, base, end);
    }
    return fault_set(fault, BKS_TOO_LARGE, "name them apart", "too many runners of one name");
}

enum bks_status sqlite_runner_add(struct store *store, struct runner *runner,
                                  struct bks_fault *fault)
{
    sqlite3 *db = sqlite_of(store);
    enum bks_status status = free_slug(db, runner->slug, runner->name, fault);
    if (status != BKS_OK)
        return status;
    struct query query = query_of(db, "INSERT INTO runners(slug, name) VALUES(?, ?)");
    query_text(&query, runner->slug);
    query_text(&query, runner->name);
    if (query_do(&query))
        runner->id = sqlite3_last_insert_rowid(db);
    return query_end(&query, fault);
}

enum bks_status sqlite_runner_forget(struct store *store, int64_t runner, struct bks_fault *fault)
{
    struct query query = query_of(sqlite_of(store), "DELETE FROM runners WHERE id = ?");
    query_int(&query, runner);
    (void)query_do(&query);
    ((struct sqlite_store *)(void *)store)->forgot = true;
    return query_end(&query, fault);
}

enum bks_status sqlite_uid(struct store *store, char uid[33], struct bks_fault *fault)
{
    struct query query = query_of(sqlite_of(store), "SELECT value FROM history WHERE key = 'uid'");
    uid[0] = '\0';
    if (query_row(&query))
        (void)snprintf(uid, 33, "%s", query_text_at(&query));
    return query_end(&query, fault);
}
