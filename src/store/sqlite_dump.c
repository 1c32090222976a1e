/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is kept of a runner, told table by table. */
#include "store/sqlite_parts.h"
#include "store/sqlite_tables.h"

#include <stdio.h>
#include <string.h>

#define SQL_ROOM 2048

/* Adds to a statement; what does not fit makes it one that SQLite refuses. */
static void add(char sql[SQL_ROOM], const char *text)
{
    size_t used = strlen(sql);
    (void)snprintf(sql + used, SQL_ROOM - used, "%s", text);
}

static void make_select(char sql[SQL_ROOM], const struct table *table)
{
    sql[0] = '\0';
    add(sql, "SELECT ");
    bool some = false;
    for (const struct table_column *column = table->column; column->name; column++) {
        if (column->kind == COLUMN_RUNNER)
            continue;
        add(sql, some ? ", " : "");
        some = true;
        if (column->kind == COLUMN_NAME) {
            add(sql, "(SELECT name FROM names WHERE id = t.name)");
            continue;
        }
        add(sql, "t.");
        add(sql, column->name);
    }
    add(sql, " FROM ");
    add(sql, table->name);
    add(sql, table->of);
    add(sql, " ORDER BY ");
    add(sql, table->order);
}

static void take_value(struct store_value *value, struct query *query)
{
    int at = query->out++;
    *value = (struct store_value){.type = STORE_NULL};
    switch (sqlite3_column_type(query->statement, at)) {
    case SQLITE_INTEGER:
        value->type = STORE_INTEGER;
        value->integer = sqlite3_column_int64(query->statement, at);
        break;
    case SQLITE_FLOAT:
        value->type = STORE_REAL;
        value->real = sqlite3_column_double(query->statement, at);
        break;
    case SQLITE_TEXT:
        value->type = STORE_TEXT;
        value->text = (const char *)sqlite3_column_text(query->statement, at);
        value->n = (size_t)sqlite3_column_bytes(query->statement, at);
        break;
    case SQLITE_BLOB:
        value->type = STORE_BYTES;
        value->text = sqlite3_column_blob(query->statement, at);
        value->n = (size_t)sqlite3_column_bytes(query->statement, at);
        break;
    default:
        break;
    }
}

static enum bks_status dump_table(sqlite3 *db, const struct table *table, int64_t runner,
                                  const struct store_dump *dump, struct bks_fault *fault)
{
    char sql[SQL_ROOM];
    const char *columns[TABLE_MAX_COLUMNS];
    size_t n = 0;
    for (const struct table_column *column = table->column; column->name; column++)
        if (column->kind != COLUMN_RUNNER)
            columns[n++] = column->name;
    dump->table(dump->context, table->name, columns, n);
    make_select(sql, table);
    struct query query = query_of(db, sql);
    query_int(&query, runner);
    while (query_row(&query)) {
        struct store_value values[TABLE_MAX_COLUMNS];
        for (size_t i = 0; i < n; i++)
            take_value(&values[i], &query);
        dump->row(dump->context, values, n);
    }
    return query_end(&query, fault);
}

/* In one read, so that nobody's write stands half in it. */
enum bks_status sqlite_dump(struct store *store, int64_t runner, const struct store_dump *dump,
                            struct bks_fault *fault)
{
    sqlite3 *db = sqlite_of(store);
    const struct table *table;
    enum bks_status status = query_run(db, "SAVEPOINT dump", fault);
    for (size_t i = 0; status == BKS_OK && (table = table_at(i)); i++)
        status = dump_table(db, table, runner, dump, fault);
    (void)sqlite3_exec(db, "RELEASE dump", NULL, NULL, NULL);
    return status;
}
