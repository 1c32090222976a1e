/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FIT files byte by byte: parts, definitions, messages, and the checksums round them. */
#ifndef SUPPORT_FIT_WRITER_H
#define SUPPORT_FIT_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FIT_WRITER_ROOM  65536u
#define FIT_WRITER_TIME  1146700800u        /* FIT seconds of 2026-05-03T00:00:00Z */
#define FIT_WRITER_US    1777766400000000ll /* the same as UTC */
#define FIT_WRITER_NONE  1e300              /* a value that is written as invalid */
#define FIT_WRITER_STEPS 168                /* of the sample's runner, a minute */

/* A field of a definition; several elements where size is a multiple of that of the type. */
struct fit_column {
    uint8_t number, size, type;
};

struct fit_file {
    uint8_t bytes[FIT_WRITER_ROOM];
    size_t n;
    size_t part;     /* where the open part begins */
    bool big_endian; /* of the definitions to come */
    struct {
        struct fit_column column[64];
        size_t n;
        bool big_endian;
    } local[16];
};

/* Begins a part with a header of 12 or 14 bytes, and ends it: sizes and checksums. */
void fit_begin(struct fit_file *file, unsigned header_bytes);
void fit_end(struct fit_file *file);

/* A definition; columns from the n-th on are developers', whose type is the developer's index. */
void fit_define(struct fit_file *file, unsigned local, unsigned global,
                const struct fit_column *columns, size_t n, size_t n_developer);

/*
 * A message.
 *
 *   in    header  local type, or that of a compressed time: 0x80 | local << 5 | seconds
 *         values  one for each element, in order; a developer's field takes one for each byte
 */
void fit_put(struct fit_file *file, unsigned header, const double *values);

/* One byte as it stands. */
void fit_byte(struct fit_file *file, unsigned byte);

/* The checksum of FIT, reckoned bit by bit. */
uint16_t fit_writer_checksum(const uint8_t *bytes, size_t n);

/* Makes the checksums of a file's parts good again, as a fuzzer needs. */
void fit_seal(uint8_t *bytes, size_t n);

/* A run of `seconds`: file id, a record a second, a pause in the middle, session, activity. */
void fit_write_run(struct fit_file *file, unsigned header_bytes, bool big_endian, unsigned seconds);

/*
 * A file with raw samples: accelerometer and gyroscope in batches of 25 at 100 Hz, of the signal
 * of support/read_samples.h.
 *
 *   in    counts  raw numbers and the calibration that goes with them, instead of floats
 */
void fit_write_raw(struct fit_file *file, unsigned batches, bool counts);

#endif
