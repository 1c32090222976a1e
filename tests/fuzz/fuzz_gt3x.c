/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile ActiGraph files: the zip's own bytes, and, behind a mark, the log inside a good zip, as
 * it is and with good checksums.
 */
#include "fuzz/fuzz.h"
#include "support/gt3x_writer.h"
#include "support/read_all.h"
#include "support/read_samples.h"
#include "support/zip_memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MARK '\x01' /* first byte of an input that is a log; the second says which info.txt */

static const char *const infos[] = {
    gt3x_writer_info,
    "\xEF\xBB\xBFSerial Number: CLE1\nSample Rate: 100\nTimeZone: -04:00:00\n",
    "Acceleration Scale: 333,3\nStart Date: 639132264000000000\n",
};
#define N_INFOS (sizeof infos / sizeof infos[0])

static void read_bytes(const uint8_t *data, size_t size)
{
    struct read_all read;
    read_all_memory(&read, data, size, "a.gt3x", NULL);
    if (read.status != BKS_OK && read.fault.what[0] == '\0')
        abort();
    for (size_t i = 0; i < read.rows.n; i++)
        for (unsigned c = 0; c < 3; c++)
            if (read.rows.value[c] && !isfinite(read.rows.value[c][i]))
                abort();
    read_all_clear(&read);
}

static void read_log(const uint8_t *data, size_t size, const char *info, const char *name)
{
    static uint8_t zip[4 * FUZZ_MAX_SEED];
    const struct zip_text files[] = {
        {"info.txt", info, 0}, {name, (const char *)data, size}, {NULL, NULL, 0}};
    read_bytes(zip, zip_memory(zip, sizeof zip, files, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t sealed[FUZZ_MAX_SEED];
    if (size < 3 || data[0] != MARK || size > sizeof sealed) {
        read_bytes(data, size);
        return 0;
    }
    const char *info = infos[data[1] % N_INFOS];
    memcpy(sealed, data + 2, size - 2);
    gt3x_seal(sealed, size - 2);
    read_log(data + 2, size - 2, info, data[1] & 8 ? "activity.bin" : "log.bin");
    read_log(sealed, size - 2, info, "log.bin");
    return 0;
}

static size_t seed_log(uint8_t *bytes, uint8_t info, uint8_t type, size_t rows)
{
    static struct gt3x_bytes log;
    static const uint8_t scale[] = {0, 0, 55, 0, 0, 0, 0x40, 9};
    log.n = 0;
    gt3x_add(&log, 0x15, GT3X_WRITER_SECOND, scale, sizeof scale);
    for (uint32_t second = 0; second < 4; second++)
        gt3x_add_samples(&log, type, GT3X_WRITER_SECOND + second, rows, gt3x_writer_raw);
    gt3x_add(&log, 0x03, GT3X_WRITER_SECOND + 4, "\x08", 1);
    bytes[0] = MARK;
    bytes[1] = info;
    memcpy(bytes + 2, log.bytes, log.n);
    return log.n + 2;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    switch (i) {
    case 0:
        return seed_log(bytes, 0, 0, 30);
    case 1:
        return seed_log(bytes, 1, 0x1A, 20);
    case 2:
        return read_sample_named("GT3X")->make(bytes);
    case 3:
        return seed_log(bytes, 10, 0, 31);
    case 4:
        return read_sample_named("GT3X, old")->make(bytes);
    default:
        return 0;
    }
}
