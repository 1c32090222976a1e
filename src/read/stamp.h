/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Date and time texts of tables. */
#ifndef READ_STAMP_H
#define READ_STAMP_H

#include <stdbool.h>
#include <stdint.h>

/* Order of year, month and day, or a time of day alone. */
enum stamp_order { STAMP_YMD, STAMP_MDY, STAMP_DMY, STAMP_NO_DATE };

/* What follows the time of day. */
enum stamp_zone { STAMP_NO_ZONE, STAMP_UTC, STAMP_OFFSET };

struct stamp {
    int64_t t_us; /* wall time as if UTC; true UTC where there is a zone */
    enum stamp_zone zone;
    int offset_min; /* STAMP_OFFSET only */
};

/*
 * Reads "2026-05-01T10:00:00.123+02:00", "3/31/2023 11:46:00.010", "1.5.2026 1:02:03,5 PM" at p.
 *
 * Without a date it is 1970-01-01. Any of / - . parts the date; a blank, T or _ parts it from the
 * time; any of . , : starts the fraction, of which six decimals count.
 *
 *   out   one past the stamp, or NULL
 */
const char *stamp_scan(struct stamp *stamp, const char *p, const char *end, enum stamp_order order);

#endif
