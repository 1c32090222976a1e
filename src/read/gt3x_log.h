/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The records of an ActiGraph log.bin, one after the other.
 *
 *   0x1E   u8 type   u32 unix seconds   u16 n   n bytes   u8: not (xor of all before)
 *
 * Zero bytes between records are passed over. After damage the next record counts only with a good
 * checksum and something sensible behind it, since 0x1E stands inside records too.
 */
#ifndef READ_GT3X_LOG_H
#define READ_GT3X_LOG_H

#include "read/source.h"

#define GT3X_LOG_ROOM 262144u /* bytes in memory; a record takes at most 65544 */

enum gt3x_record_type {
    GT3X_ACTIVITY = 0x00,   /* a second of samples: 12-bit, Y X Z */
    GT3X_PARAMETERS = 0x15, /* pairs of key and number */
    GT3X_ACTIVITY2 = 0x1A,  /* a second of samples: int16, X Y Z */
    GT3X_ACTIVITY3 = 0x1B   /* CentrePoint, not documented */
};

struct gt3x_record {
    uint8_t type;
    uint32_t second;
    const uint8_t *data; /* borrowed until the next call */
    size_t n;
};

struct gt3x_log {
    struct stream *stream; /* owned */
    uint8_t *bytes;        /* [GT3X_LOG_ROOM] */
    uint8_t *sums;         /* [GT3X_LOG_ROOM + 1] xor of all bytes before this one */
    size_t at, end;        /* what is left lies in [at .. end) */
    uint64_t passed;       /* bytes of the entry before bytes[0] */
    bool ended, in_damage;
    uint64_t lost, lost_at; /* bytes that are no record; the first of them */
    uint64_t run;           /* of them, those that nothing has followed yet */
    enum bks_status broken; /* BKS_OK, or why the bytes ended too early */
};

/*
 *   ends  as stream_open; BKS_NO_MEMORY
 *   owns  gt3x_log_close, also on failure
 */
enum bks_status gt3x_log_open(struct gt3x_log *log, struct source *source, size_t entry,
                              struct bks_fault *fault) BKS_CHECK;
void gt3x_log_close(struct gt3x_log *log);

/*
 * The next record with a good checksum.
 *
 *   out   *got  false at the end
 *   ends  BKS_IO. Packed bytes that break end the log, and log->broken says so.
 */
enum bks_status gt3x_log_next(struct gt3x_log *log, struct gt3x_record *record, bool *got,
                              struct bks_fault *fault) BKS_CHECK;

/*
 * The next n bytes as they stand, for an entry without records; fewer at the end.
 *
 *   in    n  at most GT3X_LOG_ROOM
 */
enum bks_status gt3x_log_bytes(struct gt3x_log *log, size_t n, const uint8_t **bytes, size_t *got,
                               struct bks_fault *fault) BKS_CHECK;

#endif
