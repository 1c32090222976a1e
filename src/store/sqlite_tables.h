/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a runner and taken back: the tables, lowest first, and what their columns hold.
 */
#ifndef STORE_SQLITE_TABLES_H
#define STORE_SQLITE_TABLES_H

#include <stddef.h>

#define TABLES_MOST       16
#define TABLE_MAX_COLUMNS 32

enum column_kind {
    COLUMN_INTEGER,
    COLUMN_REAL,
    COLUMN_TEXT,
    COLUMN_BYTES,   /* hexadecimal digits outside */
    COLUMN_ID,      /* of the row: it may get another where it is taken back */
    COLUMN_RUNNER,  /* whose it is: not told */
    COLUMN_SESSION, /* ids of rows of other tables */
    COLUMN_RECORD,
    COLUMN_PART,
    COLUMN_NAME /* its text outside */
};

struct table_column {
    const char *name;
    enum column_kind kind;
};

struct table {
    const char *name;
    const char *of;    /* what comes after its name in FROM to reach one runner, ?1 */
    const char *order; /* so that the same history is told by the same bytes */
    struct table_column column[TABLE_MAX_COLUMNS]; /* up to the first without name */
};

/* To NULL. */
const struct table *table_at(size_t i);

#endif
