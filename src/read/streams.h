/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recordings whose streams are tables of their own: a folder or zip of them, or one alone.
 *
 * Acceleration is the main stream and the gyroscope, where it stands in a table of its own, is
 * carried onto its stamps.
 */
#ifndef READ_STREAMS_H
#define READ_STREAMS_H

#include "read/export.h"
#include "read/sheet.h"

/* What a format says of its tables. */
struct stream_kind {
    sheet_is_header is_header;
    const char *accel[3], *gyro[3]; /* whole names */
    double accel_factor, gyro_factor;
    /* Sets the clock of a stream: time, time_column; the table stands at its first row. */
    void (*plan_time)(struct reader *reader, struct table *table, struct table_plan *plan,
                      const struct cells *cells);
};

/*
 * Whether a source holds the streams of one sensor: a table of the kind, or a folder or zip in
 * which each table is of the kind and there is at most one with acceleration, one with turns and
 * one with both.
 */
bool streams_claim(struct source *source, const struct stream_kind *kind);

/*
 * Opens them; info gets channels, state its table and sides. For `open` of struct format.
 *
 *   ends  BKS_UNSUPPORTED with that hint where there is no acceleration
 */
enum bks_status streams_open(struct reader *reader, const struct stream_kind *kind,
                             const char *hint, struct bks_fault *fault) BKS_CHECK;

#endif
