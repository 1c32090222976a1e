/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of a table, shared by table.c (bytes to lines) and table_row.c (lines to rows). */
#ifndef READ_TABLE_PARTS_H
#define READ_TABLE_PARTS_H

#include "read/table.h"

/* What is done with the cell of one column. */
enum table_action { TABLE_SKIP, TABLE_TIME, TABLE_STORE, TABLE_ADD };

struct table_column {
    enum table_action action;
    enum bks_channel channel;
    double factor;
    uint8_t decimals; /* of the last number, as a guess at the next */
};

struct table {
    struct source *source;
    size_t entry;
    struct stream *stream;
    struct warnings *warnings;

    /* text[begin .. whole) are whole lines, [whole .. end) is the start of the next. */
    char *text;
    size_t begin, whole, end;
    char newline;           /* '\n', or '\r' in old files */
    bool ended;             /* no more bytes will come */
    bool open_end;          /* the last whole line ended with the file, not with a line end */
    bool in_long_line;      /* its start was dropped already */
    enum bks_status broken; /* BKS_OK, or why the bytes ended too early */
    struct bks_fault fault; /* the same */
    bool told;              /* the warnings of the end are out */

    struct table_plan plan;
    struct table_column column[TABLE_MAX_COLUMNS];
    size_t n_columns; /* up to the last that is wanted */
    size_t n_cells;   /* of the first row */
    int time_shift;   /* decimal places from the time's unit to microseconds */
    int64_t line;     /* lines passed so far */
    int64_t row;      /* lines that were rows, good or bad */
    int64_t n_good, n_bad;
    int64_t bad_line;  /* the first of them */
    size_t bad_column; /* from 1; 0 where cells were missing */
    char bad_text[32];
};

/* Turns whole lines into rows until rows are full or no whole line is left. */
void table_scan(struct table *table, struct rows *rows);

/* Counts a line that is no row; the first is remembered. */
void table_count_bad(struct table *table, size_t column, const char *text, size_t n);

#endif
