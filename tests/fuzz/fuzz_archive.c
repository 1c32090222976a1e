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
    default:
        return 0;
    }
}
