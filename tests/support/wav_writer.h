/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * WAV and RF64 byte by byte, so that a test can have the header that no library would write.
 *
 * Everything left 0 is usual: PCM, 16 bits, true sizes.
 */
#ifndef SUPPORT_WAV_WRITER_H
#define SUPPORT_WAV_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wav_lie {
    WAV_TRUE,
    WAV_SAYS,   /* the data chunk says data_says */
    WAV_NO_DATA /* the file ends before the data chunk */
};

struct wav_recipe {
    bool wide; /* RF64 with the sizes in "ds64" */
    bool is_float;
    bool extensible; /* 40 bytes of "fmt " and a GUID */
    unsigned channels, rate_hz, bits;
    const char *title, *artist, *comment, *date; /* NULL: left out; all NULL: no LIST */
    bool list_after;                             /* the texts stand behind the samples */
    size_t rows;
    double (*sample)(size_t row, unsigned column); /* -1 .. 1; NULL: wav_sample */
    enum wav_lie lie;
    uint64_t data_says;
    uint16_t coding; /* in "fmt " instead of the true one */
};

/* What a sample is unless told otherwise: a whole number of 1/32768 that tells its place. */
double wav_sample(size_t row, unsigned column);

/*
 * Builds the file.
 *
 *   out   its bytes, at most room; the program ends when they do not fit
 *         *data_at  first byte of the samples; may be NULL
 */
size_t wav_build(uint8_t *bytes, size_t room, const struct wav_recipe *recipe, size_t *data_at);

/* The texts of the usual exporter for `columns` columns: 3 or 4 (accelerometer), 6 or 7. */
const char *wav_comment(unsigned columns);

/* Writes a recording of days that is quick to make: a header, and a hole of 800 MiB behind it. */
void wav_write_long(const char *path);

#endif
