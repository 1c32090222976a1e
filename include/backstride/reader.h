/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which formats can be read, and the samples of a recording, block by block.
 */
#ifndef BACKSTRIDE_READER_H
#define BACKSTRIDE_READER_H

#include "backstride/analysis.h"
#include "backstride/recording.h"

#ifdef __cplusplus
extern "C" {
#endif

struct bks_format {
    const char *id;            /* "sensor-logger" */
    const char *title;         /* for people */
    const char *recognised_by; /* what in the content gives it away */
    const char *gives;         /* which streams, units and clock */
};

/*
 * The table of formats.
 *
 *   in    i  0 .. ; one past the last gives NULL
 *   owns  nothing; static
 */
BKS_API const struct bks_format *bks_format_at(size_t i);

#define BKS_BLOCK_ROWS 4096 /* the most rows that one block holds */

/* Marks of one row. */
enum bks_row_mark {
    BKS_ROW_MISSING = 1, /* the writer says that there was no data; values are meaningless */
    BKS_ROW_CLIPPED = 2  /* the writer says that a channel was at its limit */
};

/* Rows of one recording, in its own order, as recorded: not resampled, not repaired. */
struct bks_block {
    size_t n;                               /* rows, 0 at the end of the recording */
    const int64_t *t_us;                    /* [n] stamp; UTC, wall or from zero: see info->start */
    const double *value[BKS_CHANNEL_COUNT]; /* [n] each, m/s2, rad/s, m/s; NULL where absent */
    const unsigned char *mark;              /* [n] bits of enum bks_row_mark */
};

struct bks_reader;

/*
 * Opens a recording, whatever its format.
 *
 *   out   *out      the reader; close with bks_reader_close. NULL on failure
 *   in    path      file, zip or folder; "-" is standard input
 *         options   or NULL
 *   ends  as bks_analyze
 */
BKS_API enum bks_status bks_reader_open(struct bks_reader **out, const char *path,
                                        const struct bks_options *options,
                                        struct bks_fault *fault) BKS_CHECK;
BKS_API const struct bks_recording_info *bks_reader_info(const struct bks_reader *reader);

/*
 * The next rows.
 *
 *   out   *block  borrowed, valid until the next call; n = 0 at the end
 *   ends  BKS_IO, BKS_DAMAGED, BKS_NO_MEMORY. A recording cut short simply ends, with a warning.
 */
BKS_API enum bks_status bks_reader_next(struct bks_reader *reader, struct bks_block *block,
                                        struct bks_fault *fault) BKS_CHECK;
BKS_API void bks_reader_close(struct bks_reader *reader);

#ifdef __cplusplus
}
#endif
#endif
