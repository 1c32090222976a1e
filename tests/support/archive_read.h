/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads an archive to its end, from memory or from a file, and keeps what it said: for tests. */
#ifndef SUPPORT_ARCHIVE_READ_H
#define SUPPORT_ARCHIVE_READ_H

#include "read/reader.h"

#define ARCHIVE_READ_MAX 100000u /* rows kept; more are only counted */

struct archive_read {
    enum bks_status status;
    struct bks_fault fault;
    struct bks_recording_info info;
    struct warnings warnings;
    struct rows rows; /* the first ones */
    size_t n;         /* all */
};

/*
 * Reads with the one of the three formats that claims it; none: BKS_NOT_MINE.
 *
 *   owns  archive_read_clear
 */
void archive_read_memory(struct archive_read *read, const void *bytes, size_t n);
void archive_read_file(struct archive_read *read, const char *path);
void archive_read_clear(struct archive_read *read);

#endif
