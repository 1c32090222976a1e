/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables that apps and sensors export: finding the header line and its columns by name, opening
 * the rows below it, and telling when a spreadsheet has spoilt the times.
 */
#ifndef READ_SHEET_H
#define READ_SHEET_H

#include "read/merge.h"
#include "read/peek.h"
#include "read/reader.h"
#include "read/table.h"

#define SHEET_MAX_LINES 24 /* lines before the header that are looked through */

/* How the name of a column is compared; ASCII case never counts. */
enum sheet_match {
    SHEET_BARE,  /* up to the unit: "Acc X" finds "Acc X (m/s2)", whatever its encoding */
    SHEET_WHOLE, /* all of it */
    SHEET_END    /* what it ends in */
};

struct sheet {
    struct peek peek;
    size_t entry;       /* of the source that it stands in */
    size_t line;        /* of the header, from 0 */
    char separator;     /* of the header */
    struct cells cells; /* of the header; point into peek */
};

/* True for the header line of a format. */
typedef bool (*sheet_is_header)(const struct cells *cells);

/* The first line of an entry that is a header, before any that starts with a number; false where
 * none is. */
bool sheet_find(struct sheet *sheet, struct source *source, size_t entry,
                sheet_is_header is_header);

/* The same in the entry of an app that exports one table: the only one, or the only table of a zip;
 * false in a folder and where it is unclear. */
bool sheet_find_only(struct sheet *sheet, struct source *source, sheet_is_header is_header);

/* How many entries are tables (.csv, .txt), and whether each of them has such a header. */
size_t sheet_count(struct source *source, sheet_is_header is_header, bool *each);

/* The column of that name from the header on, or -1. */
int sheet_column(const struct cells *cells, enum sheet_match how, const char *name);

/* The columns of three axes; false, and -1 each, where one is missing. */
bool sheet_axes(int column[3], const struct cells *cells, enum sheet_match how,
                const char *const name[3]);

/* Gives three columns to three channels. */
void sheet_plan_axes(struct table_plan *plan, enum bks_channel first, const int column[3],
                     double factor);

/*
 * Opens the rows below the header; the plan gets separator and decimal sign.
 *
 *   ends  as table_open
 */
enum bks_status sheet_open(struct table **table, struct table_plan *plan, struct reader *reader,
                           const struct sheet *sheet, struct bks_fault *fault) BKS_CHECK;

/* The cell of the first row in a column; false where there is none. Borrowed from the table. */
bool sheet_first(struct cell *cell, struct table *table, const struct table_plan *plan, int column);

/* True for a Unix time in ms, us or ns of which too few digits are left. */
bool sheet_spoilt_number(const struct cell *cell);

/* True when the first Unix time of a column lost its digits to a spreadsheet: "1.7776E+18". */
bool sheet_is_spoilt(struct table *table, const struct table_plan *plan, int column);

/* Says so. */
void sheet_tell_spoilt(struct warnings *warnings, const char *used);

/* Adds the location's speed as a side stream when a row has one; takes the table over. */
enum bks_status sheet_add_speed(struct reader *reader, struct sides *sides, struct table *table,
                                const struct table_plan *plan, const struct merge_rule *rule,
                                struct bks_fault *fault) BKS_CHECK;

#endif
