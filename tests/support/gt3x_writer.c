/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing records as the device does. */
#include "support/gt3x_writer.h"

#include "support/assert.h"
#include "support/zip_memory.h"

#include <string.h>

const char gt3x_writer_info[] =
    "Serial Number: MOS2E00000001\r\nDevice Type: wGT3XBT\r\n"
    "Firmware: 1.9.2\r\nBattery Voltage: 4,03\r\nSample Rate: 30\r\n"
    "Start Date: 639132264000000000\r\nStop Date: 0\r\n"
    "TimeZone: 02:00:00\r\nAcceleration Scale: 256.0\r\n"
    "Acceleration Min: -8.0\r\nAcceleration Max: 8.0\r\nLimb: Waist\r\n";

static void put_byte(struct gt3x_bytes *log, unsigned byte)
{
    assert_true(log->n < sizeof log->bytes);
    log->bytes[log->n++] = (uint8_t)byte;
}

static uint8_t sum_of(const uint8_t *bytes, size_t n)
{
    uint8_t sum = 0xFF;
    for (size_t i = 0; i < n; i++)
        sum ^= bytes[i];
    return sum;
}

void gt3x_add(struct gt3x_bytes *log, uint8_t type, uint32_t second, const void *payload, size_t n)
{
    size_t start = log->n;
    put_byte(log, 0x1E);
    put_byte(log, type);
    for (unsigned i = 0; i < 4; i++)
        put_byte(log, second >> (8 * i) & 255);
    put_byte(log, n & 255);
    put_byte(log, n >> 8 & 255);
    for (size_t i = 0; i < n; i++)
        put_byte(log, ((const uint8_t *)payload)[i]);
    put_byte(log, sum_of(log->bytes + start, log->n - start));
}

/* 12 bits each, high nibble first, Y X Z. */
static size_t pack_12(uint8_t *out, size_t rows, int (*raw)(size_t row, unsigned axis))
{
    static const unsigned order[] = {1, 0, 2};
    size_t nibble = 0;
    memset(out, 0, (rows * 9 + 1) / 2);
    for (size_t i = 0; i < rows; i++)
        for (unsigned axis = 0; axis < 3; axis++)
            for (unsigned shift = 12; shift > 0; shift -= 4, nibble++) {
                unsigned digit = (unsigned)raw(i, order[axis]) >> (shift - 4) & 15;
                out[nibble / 2] |= (uint8_t)(nibble % 2 ? digit : digit << 4);
            }
    return (nibble + 1) / 2;
}

void gt3x_add_samples(struct gt3x_bytes *log, uint8_t type, uint32_t second, size_t rows,
                      int (*raw)(size_t row, unsigned axis))
{
    static uint8_t payload[16384];
    size_t n = 0;
    assert_true(rows * 6 <= sizeof payload);
    if (type == 0)
        n = pack_12(payload, rows, raw);
    for (size_t i = 0; i < rows && type != 0; i++)
        for (unsigned axis = 0; axis < 3; axis++) {
            payload[n++] = (uint8_t)(raw(i, axis) & 255);
            payload[n++] = (uint8_t)((unsigned)raw(i, axis) >> 8 & 255);
        }
    gt3x_add(log, type, second, payload, n);
}

void gt3x_add_bare(struct gt3x_bytes *log, size_t rows, int (*raw)(size_t row, unsigned axis))
{
    assert_true(log->n + rows * 9 / 2 + 1 <= sizeof log->bytes);
    log->n += pack_12(log->bytes + log->n, rows, raw);
}

int gt3x_writer_raw(size_t row, unsigned axis)
{
    return (int)((row * 57 + axis * 1001) % 4096) - 2048;
}

size_t gt3x_zip(uint8_t *out, size_t room, const char *info, const char *name,
                const struct gt3x_bytes *log)
{
    const struct zip_text files[] = {
        {"info.txt", info, 0}, {name, (const char *)log->bytes, log->n}, {NULL, NULL, 0}};
    return zip_memory(out, room, files, NULL);
}

void gt3x_seal(uint8_t *bytes, size_t n)
{
    for (size_t at = 0; at + 9 <= n;) {
        size_t whole = (size_t)(bytes[at + 6] | bytes[at + 7] << 8) + 9;
        if (bytes[at] != 0x1E || whole > n - at) {
            at++;
            continue;
        }
        bytes[at + whole - 1] = sum_of(bytes + at, whole - 1);
        at += whole;
    }
}
