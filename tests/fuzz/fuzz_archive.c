/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile WAV, RF64, FLAC and CAF: any bytes end in rows, or in a refusal with a reason. */
#include "fuzz.h"

#include "support/archive_read.h"
#include "support/archive_write.h"
#include "support/wav_writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define ROWS 400

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct archive_read read;
    archive_read_memory(&read, data, size);
    if (read.status != BKS_OK && read.status != BKS_NOT_MINE && read.fault.what[0] == '\0')
        abort();
    for (size_t i = 0; i < read.rows.n; i++)
        for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
            if (read.rows.value[c] && isinf(read.rows.value[c][i]))
                abort();
    archive_read_clear(&read);
    return 0;
}

static size_t seed_wav(uint8_t *bytes, unsigned columns, bool wide, bool is_float)
{
    struct wav_recipe recipe = {.wide = wide,
                                .is_float = is_float,
                                .extensible = true,
                                .bits = is_float ? 32 : 16,
                                .channels = columns,
                                .rate_hz = 100,
                                .title = "Config-A: 100,8\nMetadata: _p=left+wrist\n",
                                .artist = "Id: 1\nDevice: CWA\nFirmware: 44\n",
                                .comment = wav_comment(columns),
                                .date = "2018-03-18 17:24:47.536",
                                .rows = ROWS};
    return wav_build(bytes, FUZZ_MAX_SEED, &recipe, NULL);
}

/* What libsndfile writes, by way of a file that is gone at once. */
static size_t seed_written(uint8_t *bytes, enum archive_container container)
{
    static double axis[3][ROWS];
    char path[] = "bks-fuzz-XXXXXX";
    const double *value[BKS_CHANNEL_COUNT] = {axis[0], axis[1], axis[2]};
    struct archive_recipe recipe = {.container = container,
                                    .rate_hz = 98.86,
                                    .accel_scale_g = 8,
                                    .start = "2018-03-18 17:24:47.536",
                                    .place = "waist",
                                    .device = "walker"};
    int descriptor = mkstemp(path);
    size_t n = 0;
    for (size_t i = 0; i < ROWS; i++)
        for (unsigned c = 0; c < 3; c++)
            axis[c][i] = wav_sample(i, c) * 78.4532;
    if (descriptor < 0)
        return 0;
    (void)close(descriptor);
    FILE *file = archive_write(path, &recipe, value, NULL, ROWS) ? fopen(path, "rb") : NULL;
    if (file) {
        n = fread(bytes, 1, FUZZ_MAX_SEED, file);
        (void)fclose(file);
    }
    (void)unlink(path);
    return n;
}

/* What our own converter says: every tag, and columns of time. */
static size_t seed_own(uint8_t *bytes, bool is_float)
{
    static const char title[] = "Converter: backstride 0.1.0\nWarning: rows_skipped 3 rows\n";
    static const char rest[] = "Rate: 98.86\nNominal: 100\nRange: 8\nGravity: removed\n"
                               "Channel-1: Accel-X\nChannel-2: Accel-Y\nChannel-3: Accel-Z\n";
    char comment[1024];
    struct wav_recipe recipe = {.is_float = is_float,
                                .extensible = true,
                                .bits = is_float ? 64 : 24,
                                .channels = 6,
                                .rate_hz = 99,
                                .title = title,
                                .artist = "Device: \"odd \"\n",
                                .comment = comment,
                                .rows = ROWS};
    (void)snprintf(comment, sizeof comment, "%s%s", rest,
                   is_float ? "Start-us: -5000000\nClock: local\nScale-1: 1\nUnit-1: m/s2\n"
                              "Scale-2: 1\nUnit-2: m/s2\nScale-3: 1\nUnit-3: m/s2\n"
                              "Channel-4: Time-us\nChannel-5: Speed\nScale-5: 1\nUnit-5: m/s\n"
                              "Channel-6: Aux\n"
                            : "Time: 2026-05-01 10:00:00.000001\nClock: zoned\nZone: -03:30\n"
                              "Step-us: 10115\nScale-1: 8.388608\nDecimals-1: 6\nScale-2: 8\n"
                              "Scale-3: 0.5\nUnit-3: m/s2\nChannel-4: Step-us-1\n"
                              "Channel-5: Step-us-2\nChannel-6: Aux\n");
    return wav_build(bytes, FUZZ_MAX_SEED, &recipe, NULL);
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    switch (i) {
    case 0:
        return seed_wav(bytes, 4, false, false);
    case 1:
        return seed_written(bytes, ARCHIVE_FLAC);
    case 2:
        return seed_wav(bytes, 7, true, false);
    case 3:
        return seed_written(bytes, ARCHIVE_CAF);
    case 4:
        return seed_wav(bytes, 6, false, true);
    case 5:
        return seed_own(bytes, false);
    case 6:
        return seed_own(bytes, true);
    default:
        return 0;
    }
}
