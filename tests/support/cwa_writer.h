/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Axivity files byte by byte, with a clock that is known, so that a test can bend any of them.
 *
 * Everything left 0 is usual: AX3, packed, 100 Hz and 8 g, full sectors, a session that begins.
 */
#ifndef SUPPORT_CWA_WRITER_H
#define SUPPORT_CWA_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CWA_WRITER_HEADER 1024u
#define CWA_WRITER_SECTOR 512u
#define CWA_WRITER_START  INT64_C(1777629600) /* 2026-05-01 10:00:00 of the wall clock */
#define CWA_WRITER_LEAD   5                   /* rows from a sector's end to its time stamp */

/* A raw number of a row: channels 0 .. 2 accelerometer, 3 .. 5 gyroscope. */
typedef int (*cwa_raw)(size_t row, unsigned channel);

struct cwa_recipe {
    uint8_t hardware;     /* 0x64: AX6 */
    uint8_t rate_code;    /* 0: 0x4A, 100 Hz and 8 g */
    uint8_t axes_packing; /* 0: 0x30 */
    uint16_t scale;
    bool whole_seconds; /* an old device: no fraction, rows sampled on the second */
    double rate_hz;     /* true; 0: 100 */
    double start_s;     /* of row 0, from CWA_WRITER_START */
    size_t sectors;
    unsigned rows; /* of a sector; 0: full */
    uint32_t first_sequence, session;
    const char *annotation;
    cwa_raw raw; /* NULL: cwa_writer_raw */
};

/* What a raw number is unless told otherwise: one that tells its place. */
int cwa_writer_raw(size_t row, unsigned channel);

/* Rows of a full sector. */
unsigned cwa_writer_rows(const struct cwa_recipe *recipe);

/*
 * Builds the file.
 *
 *   out   its bytes; fails the test where they are more than room
 */
size_t cwa_build(uint8_t *bytes, size_t room, const struct cwa_recipe *recipe);

/* Sector i of such a file, from 0. */
uint8_t *cwa_sector_at(uint8_t *bytes, size_t i);

/* Makes its checksum good again. */
void cwa_seal(uint8_t *sector);

/* Moves its time by whole seconds. */
void cwa_shift_time(uint8_t *sector, int64_t seconds);

#endif
