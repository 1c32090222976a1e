/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile Axivity files: as they are, and with good checksums, behind which the fields lie. */
#include "fuzz/fuzz.h"
#include "support/cwa_writer.h"
#include "support/read_all.h"
#include "support/read_samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void read_bytes(const uint8_t *data, size_t size)
{
    struct read_all read;
    read_all_memory(&read, data, size, "a.cwa", NULL);
    if (read.n > size / 4 || (read.status != BKS_OK && read.fault.what[0] == '\0'))
        abort();
    for (size_t i = 0; i < read.rows.n; i++)
        for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
            if (read.rows.value[c] && !isfinite(read.rows.value[c][i]))
                abort();
    read_all_clear(&read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t sealed[2 * FUZZ_MAX_SEED];
    read_bytes(data, size);
    if (size > sizeof sealed || size == 0)
        return 0;
    memcpy(sealed, data, size);
    for (size_t at = 0; at + CWA_WRITER_SECTOR <= size; at += CWA_WRITER_SECTOR)
        if (sealed[at] == 'A')
            cwa_seal(sealed + at);
    read_bytes(sealed, size);
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    static const struct cwa_recipe recipes[] = {
        {.sectors = 12, .rate_hz = 98.7, .annotation = "_p=left+wrist"},
        {.sectors = 10, .whole_seconds = true, .rate_hz = 99.1},
        {.sectors = 10, .hardware = 0x64, .axes_packing = 0x62, .scale = 0x7410},
        {.sectors = 6, .axes_packing = 0x92, .rate_code = 0x47},
        {.sectors = 100, .axes_packing = 0x32, .rate_code = 0x4E},
    };
    const size_t n = sizeof recipes / sizeof recipes[0];
    if (i < n)
        return cwa_build(bytes, FUZZ_MAX_SEED, &recipes[i]);
    return i == n ? read_sample_named("AX3")->make(bytes) : 0;
}
