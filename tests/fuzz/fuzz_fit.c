/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile FIT, as an activity and as raw samples; good checksums as well as bad ones. */
#include "fuzz/fuzz.h"
#include "support/fit_writer.h"
#include "support/read_all.h"
#include "support/track_all.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void read_both(const uint8_t *data, size_t size)
{
    struct track_all track;
    struct read_all read;
    track_all_memory(&track, data, size, NULL);
    if (!track_all_is_sound(&track))
        abort();
    track_all_clear(&track);
    read_all_memory(&read, data, size, "a.fit", NULL);
    for (size_t i = 0; i < read.rows.n; i++)
        for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
            if (read.rows.value[c] && isinf(read.rows.value[c][i]))
                abort();
    read_all_clear(&read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *sealed = malloc(size + 1);
    if (!sealed)
        abort();
    if (size > 0)
        memcpy(sealed, data, size);
    fit_seal(sealed, size);
    read_both(sealed, size);
    free(sealed);
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    static struct fit_file file;
    file.n = 0;
    switch (i) {
    case 0:
        fit_write_run(&file, 14, false, 12);
        break;
    case 1:
        fit_write_run(&file, 12, true, 8);
        fit_write_run(&file, 14, false, 8);
        break;
    case 2:
        fit_write_raw(&file, 2, false);
        break;
    case 3:
        fit_write_raw(&file, 2, true);
        break;
    default:
        return 0;
    }
    memcpy(bytes, file.bytes, file.n);
    return file.n;
}
