/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream as lines: one bounded buffer, any bytes but the line ends in a line, NULs too. */
#ifndef READ_LINES_H
#define READ_LINES_H

#include "read/source.h"

#define LINES_ROOM 65536u /* bytes; what is longer comes in pieces */

struct lines {
    struct stream *stream; /* owned */
    char *text;
    size_t at, end;
    int64_t line; /* number of the last one, from 1 */
    bool ended;
    bool open_end;          /* the last line had no end: the file was cut, or its writer is so */
    enum bks_status broken; /* BKS_OK, or why packed bytes ended too early */
};

/*
 *   ends  as stream_open; BKS_NO_MEMORY
 *   owns  lines_close, also on failure
 */
enum bks_status lines_open(struct lines *lines, struct source *source, size_t entry,
                           struct bks_fault *fault) BKS_CHECK;
void lines_close(struct lines *lines);

/*
 * The next line without its end (LF or CR LF).
 *
 *   out   *text  borrowed until the next call; NULL at the end
 *   ends  BKS_IO. Packed bytes that break end the lines, and lines->broken says so.
 */
enum bks_status lines_next(struct lines *lines, const char **text, size_t *n,
                           struct bks_fault *fault) BKS_CHECK;

#endif
