/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one scanner of text tables, whatever their dialect: lines in, rows in SI units out.
 *
 * A format looks at the first lines, makes a plan of which column is what, and asks for rows.
 * Memory is one buffer of TABLE_ROOM bytes, whatever the file holds.
 */
#ifndef READ_TABLE_H
#define READ_TABLE_H

#include "model/rows.h"
#include "model/warnings.h"
#include "read/source.h"
#include "read/stamp.h"

#define TABLE_ROOM        (256u << 10)       /* bytes; a longer line is skipped */
#define TABLE_MAX_COLUMNS 256                /* the first so many can be planned */
#define TABLE_MAX_TIME_US 253402300800000000 /* year 10000; a stamp beyond is no number */

/* How the time column is written. */
enum table_time {
    TABLE_TIME_S, /* decimal numbers in these units */
    TABLE_TIME_MS,
    TABLE_TIME_US,
    TABLE_TIME_NS,
    TABLE_TIME_STAMP, /* date and time, see read/stamp.h */
    TABLE_TIME_ROW    /* no column: rows come at rate_hz */
};

/* Which column is what. Columns count from 0; -1 is absent. */
struct table_plan {
    char separator, point; /* between cells; decimal sign */
    enum table_time time;
    int time_column;
    enum stamp_order order; /* TABLE_TIME_STAMP */
    double rate_hz;         /* TABLE_TIME_ROW */
    int64_t zero_us;        /* added to each stamp */
    int column[BKS_CHANNEL_COUNT];
    int second[BKS_CHANNEL_COUNT];    /* a column to add to it, or -1 */
    double factor[BKS_CHANNEL_COUNT]; /* from the file's unit to SI */
};

struct table;

/* A plan without columns: comma, point, seconds, factors of 1. */
struct table_plan table_plan_empty(void);

/* The channels of a plan, as bits. */
unsigned table_plan_channels(const struct table_plan *plan);

/*
 * Opens one entry and reads its first lines.
 *
 *   in    warnings  added to while rows are read; borrowed
 *   ends  as stream_open and stream_read
 */
enum bks_status table_open(struct table **out, struct source *source, size_t entry,
                           struct warnings *warnings, struct bks_fault *fault) BKS_CHECK;
void table_close(struct table *table);

/*
 * The next line, without its end; it stays the next.
 *
 *   out   *text, *n  borrowed until the next call; false where no line is left
 */
bool table_line(struct table *table, const char **text, size_t *n);
void table_skip_line(struct table *table);

/* All lines that are in the buffer, from the next on: what units are inferred from. Borrowed. */
const char *table_look(const struct table *table, size_t *n);

/* Sets the plan; the rows start at the next line. Columns lie below TABLE_MAX_COLUMNS. */
void table_set_plan(struct table *table, const struct table_plan *plan);

/*
 * The next rows, at most rows->capacity; rows->n = 0 at the end.
 *
 * Blank lines are passed over. Lines that are not rows are counted, and told at the end. A last
 * line that is cut short is dropped with a warning, and so is what follows damage in a zip.
 *
 *   in    rows  has the channels of the plan, perhaps more: those are left alone
 *   ends  BKS_IO; BKS_DAMAGED where not even one row came before the damage
 */
enum bks_status table_next(struct table *table, struct rows *rows,
                           struct bks_fault *fault) BKS_CHECK;

#endif
