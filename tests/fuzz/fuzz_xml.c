/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile XML through every track that is written in it. */
#include "fuzz/fuzz.h"
#include "support/track_all.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct track_wish wish = {true, 1777622400000000};
    const struct track_wish *const wishes[] = {NULL, &wish};
    for (size_t i = 0; i < 2; i++) {
        struct track_all read;
        track_all_memory(&read, data, size, wishes[i]);
        if (!track_all_is_sound(&read))
            abort();
        track_all_clear(&read);
    }
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    const char *const seeds[] = {track_sample_tcx, track_sample_gpx, track_sample_health};
    if (i >= sizeof seeds / sizeof seeds[0])
        return 0;
    memcpy(bytes, seeds[i], strlen(seeds[i]));
    return strlen(seeds[i]);
}
