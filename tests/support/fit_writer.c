/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing FIT, with an arithmetic of its own so that it proves the reader's. */
#include "support/fit_writer.h"

#include "support/assert.h"
#include "support/read_samples.h"

#include <math.h>
#include <string.h>

#define DEG_PER_RAD    57.29577951308232
#define G              9.80665
#define BATCH          25u
#define COUNTS_PER_G   1000.0
#define COUNTS_PER_DPS 16.0

static const uint8_t size_of[17] = {1, 1, 1, 2, 2, 4, 4, 1, 4, 8, 1, 2, 4, 1, 8, 8, 8};

uint16_t fit_writer_checksum(const uint8_t *bytes, size_t n)
{
    unsigned crc = 0;
    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xA001u : crc >> 1;
    }
    return (uint16_t)crc;
}

void fit_byte(struct fit_file *file, unsigned byte)
{
    assert_true(file->n < sizeof file->bytes);
    file->bytes[file->n++] = (uint8_t)byte;
}

static void put_bits(struct fit_file *file, uint64_t bits, size_t size, bool big_endian)
{
    for (size_t i = 0; i < size; i++) {
        size_t shift = big_endian ? size - 1 - i : i;
        fit_byte(file, (unsigned)(bits >> (8 * shift)) & 0xFFu);
    }
}

static void set_bits(uint8_t *at, uint64_t bits, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (uint8_t)(bits >> (8 * i));
}

void fit_begin(struct fit_file *file, unsigned header_bytes)
{
    file->part = file->n;
    fit_byte(file, header_bytes);
    fit_byte(file, 0x20);
    put_bits(file, 2120, 2, false);
    put_bits(file, 0, 4, false);
    for (const char *p = ".FIT"; *p; p++)
        fit_byte(file, (unsigned char)*p);
    for (unsigned i = 12; i < header_bytes; i++)
        fit_byte(file, 0);
}

void fit_end(struct fit_file *file)
{
    uint8_t *part = file->bytes + file->part;
    set_bits(part + 4, file->n - file->part - part[0], 4);
    if (part[0] >= 14)
        set_bits(part + 12, fit_writer_checksum(part, 12), 2);
    put_bits(file, fit_writer_checksum(part, file->n - file->part), 2, false);
}

void fit_define(struct fit_file *file, unsigned local, unsigned global,
                const struct fit_column *columns, size_t n, size_t n_developer)
{
    assert_true(n + n_developer <= 64);
    memcpy(file->local[local].column, columns, (n + n_developer) * sizeof *columns);
    file->local[local].n = n + n_developer;
    file->local[local].big_endian = file->big_endian;
    fit_byte(file, 0x40u | (n_developer ? 0x20u : 0) | local);
    fit_byte(file, 0);
    fit_byte(file, file->big_endian);
    put_bits(file, global, 2, file->big_endian);
    fit_byte(file, (unsigned)n);
    for (size_t i = 0; i < n + n_developer; i++) {
        if (i == n)
            fit_byte(file, (unsigned)n_developer);
        fit_byte(file, columns[i].number);
        fit_byte(file, columns[i].size);
        fit_byte(file, columns[i].type);
    }
    for (size_t i = n; i < n + n_developer; i++)
        file->local[local].column[i].type = 0x0D;
}

static uint64_t invalid_of(unsigned type, size_t size)
{
    uint64_t all = size == 8 ? UINT64_MAX : (UINT64_C(1) << (8 * size)) - 1;
    unsigned row = type & 0x1Fu;
    bool is_signed = row == 1 || row == 3 || row == 5 || row == 14;
    bool is_zero = row == 10 || row == 11 || row == 12 || row == 16 || row == 7;
    return is_zero ? 0 : is_signed ? all >> 1 : all;
}

static uint64_t bits_of(double value, unsigned type, size_t size)
{
    uint64_t bits = 0;
    float half = (float)value;
    if (value >= FIT_WRITER_NONE)
        return invalid_of(type, size);
    if ((type & 0x1Fu) == 8) {
        uint32_t word;
        memcpy(&word, &half, sizeof word);
        return word;
    }
    if ((type & 0x1Fu) == 9)
        memcpy(&bits, &value, sizeof bits);
    else
        bits = (uint64_t)(int64_t)llround(value);
    return bits;
}

void fit_put(struct fit_file *file, unsigned header, const double *values)
{
    unsigned local = header & 0x80u ? header >> 5 & 3u : header & 15u;
    fit_byte(file, header);
    for (size_t i = 0; i < file->local[local].n; i++) {
        const struct fit_column *column = &file->local[local].column[i];
        size_t size = size_of[column->type & 0x1Fu];
        if (column->size % size != 0) /* a size that lies: its bytes as they come */
            size = 1;
        for (size_t at = 0; at < column->size; at += size)
            put_bits(file, bits_of(*values++, column->type, size), size,
                     file->local[local].big_endian);
    }
}

void fit_seal(uint8_t *bytes, size_t n)
{
    size_t at = 0;
    while (n - at >= 16 && memcmp(bytes + at + 8, ".FIT", 4) == 0 && bytes[at] >= 12) {
        size_t size = bytes[at + 4] | (size_t)bytes[at + 5] << 8 | (size_t)bytes[at + 6] << 16;
        size_t end = at + bytes[at] + size;
        if (bytes[at + 7] != 0 || end + 2 > n)
            return;
        if (bytes[at] >= 14)
            set_bits(bytes + at + 12, fit_writer_checksum(bytes + at, 12), 2);
        set_bits(bytes + end, fit_writer_checksum(bytes + at, end - at), 2);
        at = end + 2;
    }
}

static void put_file_id(struct fit_file *file, unsigned local)
{
    static const struct fit_column columns[] = {
        {0, 1, 0x00}, {1, 2, 0x84}, {2, 2, 0x84}, {4, 4, 0x86}};
    const double values[] = {4, 1, 3113, FIT_WRITER_TIME};
    fit_define(file, local, 0, columns, 4, 0);
    fit_put(file, local, values);
}

static void put_event(struct fit_file *file, unsigned local, unsigned second, unsigned type)
{
    static const struct fit_column columns[] = {{253, 4, 0x86}, {0, 1, 0x00}, {1, 1, 0x00}};
    const double values[] = {(double)FIT_WRITER_TIME + second, 0, type};
    fit_define(file, local, 21, columns, 3, 0);
    fit_put(file, local, values);
}

static void put_records(struct fit_file *file, unsigned local, unsigned from, unsigned to)
{
    static const struct fit_column columns[] = {
        {253, 4, 0x86}, {73, 4, 0x86}, {5, 4, 0x86},  {78, 4, 0x86}, {4, 1, 0x02},
        {53, 1, 0x02},  {39, 2, 0x84}, {41, 2, 0x84}, {84, 2, 0x84}, {3, 1, 0x02},
    };
    fit_define(file, local, 20, columns, 10, 0);
    for (unsigned i = from; i < to; i++) {
        const double values[] = {(double)FIT_WRITER_TIME + i,
                                 2500,
                                 250.0 * i,
                                 (100 + 500) * 5.0,
                                 FIT_WRITER_STEPS / 2,
                                 0,
                                 800,
                                 2460,
                                 4950,
                                 150};
        fit_put(file, local, values);
    }
}

static void put_end(struct fit_file *file, unsigned local, unsigned seconds)
{
    static const struct fit_column session[] = {
        {253, 4, 0x86}, {2, 4, 0x86},  {5, 1, 0x00},  {7, 4, 0x86},  {8, 4, 0x86},
        {9, 4, 0x86},   {18, 1, 0x02}, {89, 2, 0x84}, {91, 2, 0x84},
    };
    static const struct fit_column activity[] = {{253, 4, 0x86}, {5, 4, 0x86}};
    double end = (double)FIT_WRITER_TIME + seconds;
    const double of_session[] = {end,
                                 FIT_WRITER_TIME,
                                 1,
                                 1000.0 * seconds,
                                 1000.0 * seconds,
                                 250.0 * seconds,
                                 FIT_WRITER_STEPS / 2,
                                 800,
                                 2460};
    const double of_activity[] = {end, end + 7200};
    fit_define(file, local, 18, session, 9, 0);
    fit_put(file, local, of_session);
    fit_define(file, local, 34, activity, 2, 0);
    fit_put(file, local, of_activity);
}

void fit_write_run(struct fit_file *file, unsigned header_bytes, bool big_endian, unsigned seconds)
{
    unsigned half = seconds / 2;
    file->big_endian = big_endian;
    fit_begin(file, header_bytes);
    put_file_id(file, 0);
    put_event(file, 1, 0, 0);
    put_records(file, 2, 0, half);
    put_event(file, 1, half, 4);
    put_event(file, 1, half + 3, 0);
    put_records(file, 2, half + 3, seconds);
    put_end(file, 3, seconds);
    fit_end(file);
}

static void put_batch(struct fit_file *file, unsigned local, unsigned batch, bool gyroscope,
                      bool counts)
{
    double values[2 + 4 * BATCH], signal[6];
    double per_unit = counts ? gyroscope ? COUNTS_PER_DPS : COUNTS_PER_G : 1;
    size_t first = gyroscope ? 3 : 0;
    /* Axis x of a chip that counts is our y, and the other way round. */
    static const size_t chip[3] = {1, 0, 2}, same[3] = {0, 1, 2};
    const size_t *order = counts ? chip : same;
    values[0] = FIT_WRITER_TIME + batch / 4;
    values[1] = batch % 4 * 250;
    for (size_t i = 0; i < BATCH; i++) {
        read_sample_signal(signal, batch * BATCH + i);
        values[2 + i] = (double)(10 * i);
        for (size_t axis = 0; axis < 3; axis++)
            values[2 + (1 + axis) * BATCH + i] =
                signal[first + order[axis]] * (gyroscope ? DEG_PER_RAD : 1 / G) * per_unit +
                (counts ? 32768 : 0);
    }
    fit_put(file, local, values);
}

static void put_calibration(struct fit_file *file, unsigned local, bool gyroscope)
{
    static const struct fit_column columns[] = {{253, 4, 0x86}, {0, 1, 0x00}, {1, 4, 0x86},
                                                {2, 4, 0x86},   {3, 4, 0x86}, {4, 12, 0x85},
                                                {5, 36, 0x85}};
    const double values[] = {FIT_WRITER_TIME,
                             gyroscope,
                             1,
                             gyroscope ? COUNTS_PER_DPS : COUNTS_PER_G,
                             32700,
                             68,
                             68,
                             68,
                             0,
                             65535,
                             0,
                             65535,
                             0,
                             0,
                             0,
                             0,
                             65535};
    fit_define(file, local, 167, columns, 7, 0);
    fit_put(file, local, values);
}

void fit_write_raw(struct fit_file *file, unsigned batches, bool counts)
{
    const uint8_t size = counts ? 2 * BATCH : 4 * BATCH, type = counts ? 0x84 : 0x88;
    const uint8_t first = counts ? 2 : 5;
    const struct fit_column columns[] = {{253, 4, 0x86},
                                         {0, 2, 0x84},
                                         {1, 2 * BATCH, 0x84},
                                         {first, size, type},
                                         {(uint8_t)(first + 1), size, type},
                                         {(uint8_t)(first + 2), size, type}};
    fit_begin(file, 14);
    put_file_id(file, 0);
    if (counts) {
        put_calibration(file, 1, false);
        put_calibration(file, 1, true);
    }
    fit_define(file, 2, 165, columns, 6, 0);
    fit_define(file, 3, 164, columns, 6, 0);
    for (unsigned i = 0; i < batches; i++) {
        put_batch(file, 3, i, true, counts);
        put_batch(file, 2, i, false, counts);
    }
    fit_end(file);
}
