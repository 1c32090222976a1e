/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Experiment time of phyphox to Unix time: the clock of the experiment stands still in a pause, so
 * each stretch from START to PAUSE has an offset of its own (meta/time.csv).
 */
#ifndef READ_PHYPHOX_CLOCK_H
#define READ_PHYPHOX_CLOCK_H

#include "model/rows.h"
#include "read/source.h"

#define PHYPHOX_MAX_STARTS 256 /* more are not looked at */

struct phyphox_clock {
    size_t n;
    struct {
        int64_t from_us; /* experiment time of a START */
        int64_t unix_us; /* the same moment, UTC */
    } start[PHYPHOX_MAX_STARTS];
    char zone[16]; /* "UTC+02:00", or "" */
};

/*
 * Reads meta/time.csv; n stays 0 where there is none.
 *
 *   ends  BKS_NO_MEMORY, BKS_IO
 */
enum bks_status phyphox_clock_read(struct phyphox_clock *clock, struct source *source,
                                   struct bks_fault *fault) BKS_CHECK;

/* Turns stamps of experiment time into UTC; context is a struct phyphox_clock with n > 0. */
void phyphox_clock_apply(const void *context, struct rows *rows);

#endif
