/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One statement of SQLite: values go in by order and come out by order; the first failure is kept
 * and asked for once, at the end.
 *
 *     struct query query = query_of(db, "SELECT name FROM runners WHERE id = ?");
 *     query_int(&query, id);
 *     while (query_row(&query))
 *         take(query_text_at(&query));
 *     return query_end(&query, fault);
 */
#ifndef STORE_SQLITE_QUERY_H
#define STORE_SQLITE_QUERY_H

#include "backstride/status.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct query {
    sqlite3 *db;
    sqlite3_stmt *statement; /* NULL once it failed to be read */
    int result;              /* the first failure, or SQLITE_OK */
    int in, out;             /* the next parameter, from 1; the next column, from 0 */
};

struct query query_of(sqlite3 *db, const char *sql);

/* The next parameter. Texts and bytes are borrowed until the row is taken; NULL is null, and so is
 * a NAN. */
void query_int(struct query *query, int64_t value);
void query_real(struct query *query, double value);
void query_text(struct query *query, const char *text);
void query_piece(struct query *query, const char *text, size_t n); /* of a longer one */
void query_bytes(struct query *query, const void *bytes, size_t n);

/* The next row; false at the end and after a failure. */
bool query_row(struct query *query);

/* Does what gives no row, and is then ready for the next parameters; false after a failure. */
bool query_do(struct query *query);

/* The next column of the row. Null is 0, NAN, "". */
int64_t query_int_at(struct query *query);
double query_real_at(struct query *query);
const char *query_text_at(struct query *query); /* borrowed until the next row */
const void *query_bytes_at(struct query *query, size_t *n);

/* Ends it: the status of all that was done with it. */
enum bks_status query_end(struct query *query, struct bks_fault *fault) BKS_CHECK;

/* The same for a statement without parameters, for text that holds several, and for a result. */
enum bks_status query_run(sqlite3 *db, const char *sql, struct bks_fault *fault) BKS_CHECK;
enum bks_status query_fault(sqlite3 *db, int result, struct bks_fault *fault);

#endif
