/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One statement of SQLite, and what its results mean. */
#include "store/sqlite_query.h"

#include "base/fault.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#define PRIMARY 0xff /* of an extended result code */

static const struct {
    int result;
    enum bks_status status;
    const char *what, *hint;
} meanings[] = {
    {SQLITE_CORRUPT, BKS_DAMAGED, "the history is damaged",
     "put a copy in its place, or move it away and import an export"},
    {SQLITE_NOTADB, BKS_DAMAGED, "it is no history, or a damaged one",
     "put a copy in its place, or name another with --db"},
    {SQLITE_NOMEM, BKS_NO_MEMORY, "out of memory", NULL},
    {SQLITE_IOERR_WRITE, BKS_CANNOT_WRITE, "writing failed", "is there room left?"},
    {SQLITE_IOERR_FSYNC, BKS_CANNOT_WRITE, "writing failed", "is there room left?"},
    {SQLITE_IOERR_SHMSIZE, BKS_CANNOT_WRITE, "writing failed", "is there room left?"},
    {SQLITE_FULL, BKS_CANNOT_WRITE, "there is no room left", "make room on the disk"},
    {SQLITE_READONLY, BKS_CANNOT_WRITE, "it may not be written", "see who owns it"},
    {SQLITE_CANTOPEN, BKS_CANNOT_OPEN, "cannot be opened", "see who owns it and its folder"},
    {SQLITE_BUSY, BKS_IO, "another program is writing to it", "try again when that is done"},
    {SQLITE_LOCKED, BKS_IO, "another program is writing to it", "try again when that is done"},
    {SQLITE_TOOBIG, BKS_TOO_LARGE, "larger than the database takes", NULL},
};

enum bks_status query_fault(sqlite3 *db, int result, struct bks_fault *fault)
{
    if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
        return BKS_OK;
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
        if (meanings[i].result == result || meanings[i].result == (result & PRIMARY))
            return fault_set(fault, meanings[i].status, meanings[i].hint, "%s", meanings[i].what);
    return fault_set(fault, BKS_IO, NULL, "the history: %s",
                     db ? sqlite3_errmsg(db) : sqlite3_errstr(result));
}

/* Keeps the first failure. */
static bool note(struct query *query, int result)
{
    if (query->result == SQLITE_OK && result != SQLITE_OK && result != SQLITE_ROW &&
        result != SQLITE_DONE)
        query->result = result;
    return query->result == SQLITE_OK;
}

struct query query_of(sqlite3 *db, const char *sql)
{
    struct query query = {.db = db, .in = 1};
    (void)note(&query, sqlite3_prepare_v2(db, sql, -1, &query.statement, NULL));
    return query;
}

void query_int(struct query *query, int64_t value)
{
    if (query->result == SQLITE_OK)
        (void)note(query, sqlite3_bind_int64(query->statement, query->in++, value));
}

void query_real(struct query *query, double value)
{
    if (query->result != SQLITE_OK)
        return;
    int at = query->in++;
    (void)note(query, isnan(value) ? sqlite3_bind_null(query->statement, at)
                                   : sqlite3_bind_double(query->statement, at, value));
}

void query_text(struct query *query, const char *text)
{
    if (query->result == SQLITE_OK)
        (void)note(query,
                   sqlite3_bind_text(query->statement, query->in++, text, -1, SQLITE_STATIC));
}

void query_piece(struct query *query, const char *text, size_t n)
{
    if (query->result == SQLITE_OK)
        (void)note(query, sqlite3_bind_text64(query->statement, query->in++, text, n, SQLITE_STATIC,
                                              SQLITE_UTF8));
}

void query_bytes(struct query *query, const void *bytes, size_t n)
{
    if (query->result == SQLITE_OK)
        (void)note(query,
                   sqlite3_bind_blob64(query->statement, query->in++, bytes, n, SQLITE_STATIC));
}

bool query_row(struct query *query)
{
    if (query->result != SQLITE_OK)
        return false;
    int result = sqlite3_step(query->statement);
    query->out = 0;
    return note(query, result) && result == SQLITE_ROW;
}

bool query_do(struct query *query)
{
    while (query_row(query))
        continue;
    if (query->statement)
        (void)sqlite3_reset(query->statement);
    query->in = 1;
    return query->result == SQLITE_OK;
}

int64_t query_int_at(struct query *query)
{
    return sqlite3_column_int64(query->statement, query->out++);
}

double query_real_at(struct query *query)
{
    int at = query->out++;
    if (sqlite3_column_type(query->statement, at) == SQLITE_NULL)
        return (double)NAN;
    return sqlite3_column_double(query->statement, at);
}

const char *query_text_at(struct query *query)
{
    const char *text = (const char *)sqlite3_column_text(query->statement, query->out++);
    return text ? text : "";
}

const void *query_bytes_at(struct query *query, size_t *n)
{
    int at = query->out++;
    const void *bytes = sqlite3_column_blob(query->statement, at);
    *n = bytes ? (size_t)sqlite3_column_bytes(query->statement, at) : 0;
    return bytes;
}

enum bks_status query_end(struct query *query, struct bks_fault *fault)
{
    enum bks_status status = query_fault(query->db, query->result, fault);
    (void)sqlite3_finalize(query->statement);
    query->statement = NULL;
    return status;
}

enum bks_status query_run(sqlite3 *db, const char *sql, struct bks_fault *fault)
{
    return query_fault(db, sqlite3_exec(db, sql, NULL, NULL, NULL), fault);
}
