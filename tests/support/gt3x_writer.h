/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ActiGraph files byte by byte: records, their checksums, and the zip around them. */
#ifndef SUPPORT_GT3X_WRITER_H
#define SUPPORT_GT3X_WRITER_H

#include <stddef.h>
#include <stdint.h>

#define GT3X_WRITER_SECOND 1777629600u /* 2026-05-01 10:00:00 of the wall clock */

/* A log.bin as it grows. */
struct gt3x_bytes {
    uint8_t bytes[65536];
    size_t n;
};

/* The info.txt of a device on the waist, 30 Hz, zone +02:00. */
extern const char gt3x_writer_info[];

/* Adds a record with a good checksum. */
void gt3x_add(struct gt3x_bytes *log, uint8_t type, uint32_t second, const void *payload, size_t n);

/* Adds a second of samples of 12 bits (type 0) or 16 bits (0x1A); raw(row, axis x y z). */
void gt3x_add_samples(struct gt3x_bytes *log, uint8_t type, uint32_t second, size_t rows,
                      int (*raw)(size_t row, unsigned axis));

/* Rows of 12-bit samples alone, as activity.bin has them. */
void gt3x_add_bare(struct gt3x_bytes *log, size_t rows, int (*raw)(size_t row, unsigned axis));

/* What a raw number is unless told otherwise: one that tells its place; -2048 .. 2047. */
int gt3x_writer_raw(size_t row, unsigned axis);

/* Packs info.txt and the samples, under the given name; answers the bytes. */
size_t gt3x_zip(uint8_t *out, size_t room, const char *info, const char *name,
                const struct gt3x_bytes *log);

/* Makes the checksums of whatever stands like records good, as a fuzzer needs. */
void gt3x_seal(uint8_t *bytes, size_t n);

#endif
