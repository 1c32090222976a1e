/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a whole recording of any format and keeps what it said: for tests of readers. */
#ifndef SUPPORT_READ_ALL_H
#define SUPPORT_READ_ALL_H

#include "read/reader.h"

#define READ_ALL_MAX 100000u /* rows kept; more are only counted */

struct read_all {
    enum bks_status status;
    struct bks_fault fault;
    struct bks_recording_info info;
    struct warnings warnings;
    struct rows rows; /* the first ones */
    size_t n;         /* all */
};

/* options may be NULL; owns: read_all_clear. */
void read_all_memory(struct read_all *read, const void *bytes, size_t n, const char *name,
                     const struct bks_options *options);
void read_all_path(struct read_all *read, const char *path, const struct bks_options *options);
void read_all_clear(struct read_all *read);

/* Rows a second by first and last stamp; mean length of the acceleration of unmarked rows. */
double read_all_rate_hz(const struct read_all *read);
double read_all_mean_mps2(const struct read_all *read);

/* The text of a warning, or NULL where it was not given. */
const char *read_all_warning(const struct read_all *read, enum bks_warning_id id);

#endif
