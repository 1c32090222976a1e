/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shared imitations of each app's export: one made-up runner, whose first row is the same in
 * all of them.
 */
#ifndef SUPPORT_APP_CHECK_H
#define SUPPORT_APP_CHECK_H

#include "support/read_all.h"

struct app_case {
    const char *name; /* under recordings/app-exports/ */
    size_t rows;
    double rate_hz; /* the true one */
    double off_hz;  /* what jitter and rounded stamps may cost; 0: 0.1 % */
    unsigned channels;
    enum bks_clock_kind clock;
};

/*
 * Reads it and asserts rows, rate, channels, clock, and the first row in SI units with gravity up;
 * skips the test where it is missing. owns: read_all_clear
 */
void app_check(struct read_all *read, const struct app_case *one);

#endif
