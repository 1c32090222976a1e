/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the readers of tables have in common: one main table, streams beside it, a clock that begins
 * again, rows that only repeat the last sample.
 */
#ifndef READ_EXPORT_H
#define READ_EXPORT_H

#include "read/merge.h"
#include "read/reader.h"
#include "read/sheet.h"

/* Zeroed by export_begin; a format sets what it needs in its open. */
struct format_state {
    struct table *table;
    struct sides sides;
    int64_t wrap_us;   /* the clock begins again after so long; 0: never */
    bool drop_repeats; /* a row with the stamp of the row before is no new sample */

    int64_t turned_us; /* added since the clock began again */
    int64_t last_us;
    bool has_last;
};

/* Makes the state. ends BKS_NO_MEMORY */
enum bks_status export_begin(struct reader *reader, struct bks_fault *fault) BKS_CHECK;

/*
 * Makes the state and opens its table at the first line of an entry.
 *
 *   ends  BKS_NO_MEMORY, or as table_open
 */
enum bks_status export_open_rows(struct reader *reader, size_t entry,
                                 struct bks_fault *fault) BKS_CHECK;

/*
 * Makes the state and opens its table below the header of the one table of the source.
 *
 *   out   *sheet  the header
 *         *plan   empty but for separator and decimal sign
 *   ends  BKS_DAMAGED  no such header, though `probe` saw one
 *         BKS_NO_MEMORY, or as table_open
 */
enum bks_status export_open(struct sheet *sheet, struct table_plan *plan, struct reader *reader,
                            sheet_is_header is_header, struct bks_fault *fault) BKS_CHECK;

/* Refuses what `probe` saw and is not there any more. */
enum bks_status export_lost_header(struct bks_fault *fault) BKS_CHECK;

/* The `next` and the `close` of struct format. */
enum bks_status export_next(struct reader *reader, struct rows *rows,
                            struct bks_fault *fault) BKS_CHECK;

/* The same for tables whose stamps say by their size that they are Unix time. */
enum bks_status export_next_unix(struct reader *reader, struct rows *rows,
                                 struct bks_fault *fault) BKS_CHECK;
void export_close(struct reader *reader);

/* Gravity is not in: info and the warning, with what to do about it. */
void export_without_gravity(struct reader *reader, const char *advice);

/* Refuses a table of the app that holds no acceleration. */
enum bks_status export_no_acceleration(struct bks_fault *fault, const char *hint) BKS_CHECK;

#endif
