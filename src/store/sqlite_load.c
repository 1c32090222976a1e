/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a dump told, taken back: SQLite itself reads the JSON, row by row.
 *
 * Columns are found by name. Reals are read by the same digits that wrote them, to the last bit:
 * SQLite's own reader is not that exact.
 */
#include "store/sqlite_parts.h"
#include "store/sqlite_tables.h"

#include "base/fault.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SQL_ROOM    8192
#define NUMBER_ROOM 32
#define BYTES_MOST  65536
#define ID_ROOM     128

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
    const char *text;
    int64_t runner;
    bool same_store; /* the dump is of this very store */
    char sql[SQL_ROOM];
};

static void add(struct load *load, const char *text)
{
    size_t used = strlen(load->sql);
    (void)snprintf(load->sql + used, SQL_ROOM - used, "%s", text);
}

/* Runs a statement of the text and the name of the table. */
static enum bks_status run(struct load *load, const char *sql, const char *table,
                           struct bks_fault *fault)
{
    struct query query = query_of(load->db, sql);
    query_text(&query, load->text);
    if (query.result == SQLITE_OK && sqlite3_bind_parameter_count(query.statement) > 1)
        query_text(&query, table);
    (void)query_do(&query);
    return query_end(&query, fault);
}

/* Where each column of each table stands in the rows of the text; it is read through once for all.
 */
static enum bks_status find_columns(struct load *load, struct bks_fault *fault)
{
    const struct table *table;
    (void)snprintf(load->sql, SQL_ROOM,
                   "INSERT OR IGNORE INTO places SELECT t.key, c.value, c.key "
                   "FROM json_each(json_extract(?1");
    for (size_t i = 0; (table = table_at(i)); i++) {
        add(load, ", '$.tables.");
        add(load, table->name);
        add(load, ".columns'");
    }
    add(load, ")) t, json_each(t.value) c WHERE t.type = 'array' AND c.type = 'text'");
    return run(load, load->sql, NULL, fault);
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
    [COLUMN_INTEGER] = {"CAST(j.value ->> '$[", "]' AS INTEGER)"},
    [COLUMN_REAL] = {"bks_exact(j.value -> '$[", "]')"},
    [COLUMN_TEXT] = {"j.value ->> '$[", "]'"},
    [COLUMN_BYTES] = {"bks_bytes(j.value ->> '$[", "]')"},
    [COLUMN_SESSION] = {"(SELECT new FROM ids WHERE of = 'sessions' AND old = j.value ->> '$[",
                        "]')"},
    [COLUMN_RECORD] = {"(SELECT new FROM ids WHERE of = 'records' AND old = j.value ->> '$[",
                       "]')"},
    [COLUMN_PART] = {"(SELECT new FROM ids WHERE of = 'parts' AND old = j.value ->> '$[", "]')"},
    [COLUMN_NAME] = {"(SELECT id FROM names WHERE name = j.value ->> '$[", "]')"},
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
        (void)snprintf(number, sizeof number, "%s' AND old = j.value ->> '$[%" PRId64 "]')", table,
                       at);
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
static enum bks_status map_ids(struct load *load, const struct table *table, int64_t at,
                               struct bks_fault *fault)
{
    char used[ID_ROOM], clash[ID_ROOM];
    bool counted = strcmp(table->name, "parts") != 0;
    (void)snprintf(used, sizeof used,
                   counted ? "coalesce((SELECT seq FROM sqlite_sequence WHERE name = '%s'), 0)"
                           : "(SELECT coalesce(max(id), 0) FROM %s)",
                   table->name);
    (void)snprintf(clash, sizeof clash, "EXISTS(SELECT 1 FROM %s t JOIN old USING(id))",
                   table->name);
    (void)snprintf(load->sql, SQL_ROOM,
                   "WITH old(id) AS MATERIALIZED (SELECT CAST(value ->> '$[%" PRId64
                   "]' AS INTEGER) FROM "
                   "json_each(?1, '$.tables.%s.rows')), shift(n) AS MATERIALIZED (SELECT iif("
                   "(SELECT min(id) FROM old) > %s OR (%d AND NOT %s), 0, %s)) "
                   "INSERT INTO ids SELECT '%s', id, id + n FROM old, shift",
                   at, table->name, used, load->same_store && counted, clash, used, table->name);
    return run(load, load->sql, NULL, fault);
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
        status = map_ids(load, table, at[0], fault);
    for (size_t i = 0; status == BKS_OK && i < n; i++) {
        if (table->column[i].kind != COLUMN_NAME)
            continue;
        (void)snprintf(load->sql, SQL_ROOM,
                       "INSERT OR IGNORE INTO names(name) SELECT DISTINCT value ->> '$[%" PRId64
                       "]' FROM json_each(?1, '$.tables.%s.rows')",
                       at[i], table->name);
        status = run(load, load->sql, NULL, fault);
    }
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
    add(load, " FROM json_each(?1, '$.tables.' || ?2 || '.rows') j");
    return run(load, load->sql, table->name, fault);
}

/* Whether the text is an export at all, and of which store. */
static enum bks_status look(struct load *load, bool *whole, struct bks_fault *fault)
{
    char uid[NUMBER_ROOM + 1] = "";
    enum bks_status status = BKS_OK;
    struct query query = query_of(load->db, "SELECT json_type(?1, '$.tables.sessions.rows'), "
                                            "(SELECT value FROM history WHERE key = 'uid') = "
                                            "json_extract(?1, '$.store') WHERE json_valid(?1)");
    query_text(&query, load->text);
    *whole = query_row(&query);
    if (*whole) {
        (void)snprintf(uid, sizeof uid, "%s", query_text_at(&query));
        *whole = strcmp(uid, "array") == 0;
        load->same_store = query_int_at(&query) == 1;
    }
    status = query_end(&query, fault);
    return status;
}

static enum bks_status damaged(struct bks_fault *fault)
{
    return fault_set(fault, BKS_DAMAGED, "take a file that backstride history export has written",
                     "no export of a history, or a damaged one");
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
    struct load load = {.db = sqlite_of(store), .text = text, .runner = runner};
    bool whole = false;
    enum bks_status status = look(&load, &whole, fault);
    if (status == BKS_OK && !whole)
        return damaged(fault);
    if (status == BKS_OK)
        status = prepare(&load, fault);
    if (status == BKS_OK)
        status = find_columns(&load, fault);
    for (size_t i = 0; status == BKS_OK && table_at(i); i++)
        status = load_table(&load, i, fault);
    /* what breaks a rule of the tables, or is no JSON, is the text's fault */
    int result = sqlite3_errcode(load.db) & 0xff;
    if (status != BKS_OK &&
        (result == SQLITE_CONSTRAINT || result == SQLITE_ERROR || result == SQLITE_MISMATCH))
        return damaged(fault);
    return status;
}
