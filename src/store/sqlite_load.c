/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a dump told, taken back: the text is cut into its rows, and SQLite itself reads the JSON of
 * each, so that no more than a row is ever held beside the text.
 *
 * Columns are found by name. Reals are read by the same digits that wrote them, to the last bit:
 * SQLite's own reader is not that exact.
 */
#include "store/sqlite_parts.h"
#include "store/sqlite_tables.h"

#include "base/fault.h"
#include "base/text.h"
#include "store/pieces.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SQL_ROOM   8192
#define UID_ROOM   33
#define BYTES_MOST 65536
#define ID_ROOM    128

/* exact(TEXT): the nearest double of a number, null for anything else */
static void exact(sqlite3_context *context, int n, sqlite3_value **argument)
{
    (void)n;
    double value;
    const char *text = (const char *)sqlite3_value_text(argument[0]);
    if (text && text_is_number(&value, text))
        sqlite3_result_double(context, value);
    else
        sqlite3_result_null(context);
}

static int digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* bytes(TEXT): of hexadecimal digits, null for anything else */
static void bytes(sqlite3_context *context, int n, sqlite3_value **argument)
{
    (void)n;
    unsigned char out[BYTES_MOST / 2];
    const char *text = (const char *)sqlite3_value_text(argument[0]);
    size_t length = text ? strlen(text) : 1;
    sqlite3_result_null(context);
    if (length % 2 != 0 || length > BYTES_MOST)
        return;
    for (size_t i = 0; i < length / 2; i++) {
        int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return;
        out[i] = (unsigned char)(high << 4 | low);
    }
    sqlite3_result_blob(context, out, (int)(length / 2), SQLITE_TRANSIENT);
}

struct load {
    sqlite3 *db;
    int64_t runner;
    bool same_store; /* the dump is of this very store */
    struct {
        struct piece columns, rows; /* none where it is not told */
    } told[TABLES_MOST];            /* of table i */
    char sql[SQL_ROOM];
};

static void add(struct load *load, const char *text)
{
    size_t used = strlen(load->sql);
    (void)snprintf(load->sql + used, SQL_ROOM - used, "%s", text);
}

static enum bks_status damaged(struct bks_fault *fault)
{
    return fault_set(fault, BKS_DAMAGED, "take a file that backstride history export has written",
                     "no export of a history, or a damaged one");
}

/* Runs load->sql for each row of table i, which is its only parameter. */
static enum bks_status run_rows(struct load *load, size_t i, struct bks_fault *fault)
{
    if (!load->told[i].rows.at)
        return BKS_OK;
    struct query query = query_of(load->db, load->sql);
    struct pieces rows = pieces_in(load->told[i].rows, '[');
    for (struct piece row; query.result == SQLITE_OK && pieces_next(&rows, NULL, &row);) {
        query_piece(&query, row.at, row.n);
        (void)query_do(&query);
    }
    enum bks_status status = query_end(&query, fault);
    return status == BKS_OK && rows.broken ? damaged(fault) : status;
}

/* Where each column of each table stands in its rows. */
static enum bks_status find_columns(struct load *load, struct bks_fault *fault)
{
    struct query query =
        query_of(load->db, "INSERT OR IGNORE INTO places SELECT ?1, value, key FROM json_each(?2) "
                           "WHERE type = 'text'");
    for (size_t i = 0; table_at(i); i++) {
        if (!load->told[i].columns.at)
            continue;
        query_int(&query, (int64_t)i);
        query_piece(&query, load->told[i].columns.at, load->told[i].columns.n);
        (void)query_do(&query);
    }
    return query_end(&query, fault);
}

/* Where a column of table i stands, or -1. */
static enum bks_status find(struct load *load, int64_t *at, size_t i, const char *column,
                            struct bks_fault *fault)
{
    struct query query = query_of(load->db, "SELECT at FROM places WHERE of = ? AND name = ?");
    query_int(&query, (int64_t)i);
    query_text(&query, column);
    *at = query_row(&query) ? query_int_at(&query) : -1;
    return query_end(&query, fault);
}

/* How the kinds of columns are read: before the place of the value, and after it. */
static const struct {
    const char *before, *after;
} readings[] = {
    [COLUMN_INTEGER] = {"CAST(?1 ->> '$[", "]' AS INTEGER)"},
    [COLUMN_REAL] = {"bks_exact(?1 -> '$[", "]')"},
    [COLUMN_TEXT] = {"?1 ->> '$[", "]'"},
    [COLUMN_BYTES] = {"bks_bytes(?1 ->> '$[", "]')"},
    [COLUMN_SESSION] = {"(SELECT new FROM ids WHERE of = 'sessions' AND old = ?1 ->> '$[", "]')"},
    [COLUMN_RECORD] = {"(SELECT new FROM ids WHERE of = 'records' AND old = ?1 ->> '$[", "]')"},
    [COLUMN_PART] = {"(SELECT new FROM ids WHERE of = 'parts' AND old = ?1 ->> '$[", "]')"},
    [COLUMN_NAME] = {"(SELECT id FROM names WHERE name = ?1 ->> '$[", "]')"},
};

static void add_reading(struct load *load, const char *table, const struct table_column *column,
                        int64_t at)
{
    char number[ID_ROOM];
    if (column->kind == COLUMN_RUNNER) {
        (void)snprintf(number, sizeof number, "%" PRId64, load->runner);
        add(load, number);
    } else if (at < 0) {
        add(load, "NULL");
    } else if (column->kind == COLUMN_ID) {
        (void)snprintf(number, sizeof number, "%s' AND old = ?1 ->> '$[%" PRId64 "]')", table, at);
        add(load, "(SELECT new FROM ids WHERE of = '");
        add(load, number);
    } else {
        (void)snprintf(number, sizeof number, "%" PRId64, at);
        add(load, readings[column->kind].before);
        add(load, number);
        add(load, readings[column->kind].after);
    }
}

/* The ids that the rows get: their own where they may, else after all that were ever used. */
static enum bks_status map_ids(struct load *load, size_t which, int64_t at, struct bks_fault *fault)
{
    char used[ID_ROOM], clash[ID_ROOM];
    const char *name = table_at(which)->name;
    bool counted = strcmp(name, "parts") != 0;
    (void)snprintf(load->sql, SQL_ROOM,
                   "INSERT INTO ids SELECT '%s', CAST(?1 ->> '$[%" PRId64 "]' AS INTEGER), 0", name,
                   at);
    enum bks_status status = run_rows(load, which, fault);
    if (status != BKS_OK)
        return status;
    (void)snprintf(used, sizeof used,
                   counted ? "coalesce((SELECT seq FROM sqlite_sequence WHERE name = '%s'), 0)"
                           : "(SELECT coalesce(max(id), 0) FROM %s)",
                   name);
    (void)snprintf(clash, sizeof clash,
                   "EXISTS(SELECT 1 FROM ids o JOIN %s t ON t.id = o.old WHERE o.of = '%s')", name,
                   name);
    (void)snprintf(load->sql, SQL_ROOM,
                   "WITH shift(n) AS MATERIALIZED (SELECT iif((SELECT min(old) FROM ids WHERE of = "
                   "'%s') > %s OR (%d AND NOT %s), 0, %s)) "
                   "UPDATE ids SET new = old + (SELECT n FROM shift) WHERE of = '%s'",
                   name, used, load->same_store && counted, clash, used, name);
    return query_run(load->db, load->sql, fault);
}

/* The names that the rows have in a column. */
static enum bks_status add_names(struct load *load, size_t which, int64_t at,
                                 struct bks_fault *fault)
{
    (void)snprintf(load->sql, SQL_ROOM,
                   "INSERT OR IGNORE INTO names(name) SELECT ?1 ->> '$[%" PRId64 "]'", at);
    return run_rows(load, which, fault);
}

static enum bks_status load_table(struct load *load, size_t which, struct bks_fault *fault)
{
    const struct table *table = table_at(which);
    enum bks_status status = BKS_OK;
    int64_t at[TABLE_MAX_COLUMNS];
    size_t n = 0;
    for (; status == BKS_OK && table->column[n].name; n++)
        status = find(load, &at[n], which, table->column[n].name, fault);
    if (status == BKS_OK && table->column[0].kind == COLUMN_ID)
        status = map_ids(load, which, at[0], fault);
    for (size_t i = 0; status == BKS_OK && i < n; i++)
        if (table->column[i].kind == COLUMN_NAME)
            status = add_names(load, which, at[i], fault);
    if (status != BKS_OK)
        return status;
    (void)snprintf(load->sql, SQL_ROOM, "INSERT INTO %s(", table->name);
    for (size_t i = 0; i < n; i++) {
        add(load, i > 0 ? ", " : "");
        add(load, table->column[i].name);
    }
    add(load, ") SELECT ");
    for (size_t i = 0; i < n; i++) {
        add(load, i > 0 ? ", " : "");
        add_reading(load, table->name, &table->column[i], at[i]);
    }
    add(load, " WHERE ?1 NOT NULL"); /* it stands there also where no column is told */
    return run_rows(load, which, fault);
}

/* What is told of table i: the first of each counts. */
static bool look_at_table(struct load *load, size_t i, struct piece told)
{
    struct pieces parts = pieces_in(told, '{');
    for (struct piece key, value; pieces_next(&parts, &key, &value);) {
        if (piece_is(key, "columns") && !load->told[i].columns.at)
            load->told[i].columns = value;
        if (piece_is(key, "rows") && !load->told[i].rows.at)
            load->told[i].rows = value;
    }
    return !parts.broken;
}

static bool look_at_tables(struct load *load, struct piece tables)
{
    bool whole = true;
    struct pieces members = pieces_in(tables, '{');
    for (struct piece key, value; pieces_next(&members, &key, &value);)
        for (size_t i = 0; table_at(i); i++)
            if (piece_is(key, table_at(i)->name))
                whole = look_at_table(load, i, value) && whole;
    return whole && !members.broken;
}

/* Where all of it stands; false where it is no export. */
static bool look_at(struct load *load, const char *uid, const char *text)
{
    bool whole = true;
    struct pieces members = pieces_in(piece_of(text, strlen(text)), '{');
    for (struct piece key, value; pieces_next(&members, &key, &value);) {
        if (piece_is(key, "store") && value.n > 2 && value.at[0] == '"')
            load->same_store = piece_is((struct piece){value.at + 1, value.n - 2}, uid);
        if (piece_is(key, "tables"))
            whole = look_at_tables(load, value) && whole;
    }
    for (size_t i = 0; table_at(i); i++)
        if (strcmp(table_at(i)->name, "sessions") == 0)
            whole = whole && load->told[i].rows.at;
    return whole && !members.broken;
}

static enum bks_status prepare(struct load *load, struct bks_fault *fault)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    int result =
        sqlite3_create_function_v2(load->db, "bks_exact", 1, flags, NULL, exact, NULL, NULL, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_create_function_v2(load->db, "bks_bytes", 1, flags, NULL, bytes, NULL,
                                            NULL, NULL);
    if (result != SQLITE_OK)
        return query_fault(load->db, result, fault);
    return query_run(load->db,
                     "PRAGMA temp_store = MEMORY; CREATE TEMP TABLE IF NOT EXISTS ids(of TEXT, "
                     "old INTEGER, new INTEGER, PRIMARY KEY(of, old)) WITHOUT ROWID; "
                     "CREATE TEMP TABLE IF NOT EXISTS places(of INTEGER, name TEXT, at INTEGER, "
                     "PRIMARY KEY(of, name)) WITHOUT ROWID; DELETE FROM ids; DELETE FROM places",
                     fault);
}

enum bks_status sqlite_load(struct store *store, int64_t runner, const char *text,
                            struct bks_fault *fault)
{
    char uid[UID_ROOM];
    struct load load = {.db = sqlite_of(store), .runner = runner};
    enum bks_status status = sqlite_uid(store, uid, fault);
    if (status == BKS_OK && !look_at(&load, uid, text))
        return damaged(fault);
    if (status == BKS_OK)
        status = prepare(&load, fault);
    if (status == BKS_OK)
        status = find_columns(&load, fault);
    for (size_t i = 0; status == BKS_OK && table_at(i); i++)
        status = load_table(&load, i, fault);
    /* what breaks a rule of the tables, or is no JSON, is the text's fault */
    int result = sqlite3_errcode(load.db) & 0xff;
    if (status != BKS_OK && status != BKS_DAMAGED &&
        (result == SQLITE_CONSTRAINT || result == SQLITE_ERROR || result == SQLITE_MISMATCH))
        return damaged(fault);
    return status;
}
