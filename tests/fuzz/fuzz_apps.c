/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile exports of apps and sensors: tables with names, alone, and as the second stream of a zip
 * whose first is good.
 */
#include "fuzz/fuzz.h"
#include "support/app_samples.h"
#include "support/read_all.h"
#include "support/zip_memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MARK '\x01' /* first byte of an input that is the second stream of a zip */

static const char accel[] = "epoch (ms),time (02:00),elapsed (s),x-axis (g),y-axis (g),z-axis (g)\n"
                            "1777622400000,2026-05-01T10:00:00.000,0.000,0,1,0\n"
                            "1777622400010,2026-05-01T10:00:00.010,0.010,0,1,0\n"
                            "1777622400020,2026-05-01T10:00:00.020,0.020,0,1,0\n";
static const char gyro[] =
    "epoch (ms),time (02:00),elapsed (s),x-axis (deg/s),y-axis (deg/s),z-axis (deg/s)\n"
    "1777622400005,2026-05-01T10:00:00.005,0.000,1,2,3\n"
    "1777622400015,2026-05-01T10:00:00.015,0.010,1,2,3\n";

static void read_bytes(const uint8_t *data, size_t size, const char *name)
{
    struct read_all read;
    read_all_memory(&read, data, size, name, NULL);
    if (read.status != BKS_OK && read.fault.what[0] == '\0')
        abort();
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        for (size_t i = 0; read.rows.value[c] && i < read.rows.n; i++)
            if (isinf(read.rows.value[c][i]))
                abort();
    read_all_clear(&read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t zip[4 * FUZZ_MAX_SEED];
    if (size < 2 || data[0] != MARK || size > FUZZ_MAX_SEED) {
        read_bytes(data, size, "run.csv");
        return 0;
    }
    const struct zip_text files[] = {
        {"a.csv", accel, 0}, {"b.csv", (const char *)data + 1, size - 1}, {NULL, NULL, 0}};
    read_bytes(zip, zip_memory(zip, sizeof zip, files, NULL), "run.zip");
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    const struct read_sample *sample = app_sample_at(i);
    if (sample)
        return sample->make(bytes);
    if (i > 0 && !app_sample_at(i - 1))
        return 0;
    bytes[0] = MARK;
    memcpy(bytes + 1, gyro, sizeof gyro - 1);
    return sizeof gyro;
}
