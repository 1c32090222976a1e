/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile text through every text reader, and through --columns as well. */
#include "fuzz/fuzz.h"
#include "support/read_all.h"
#include "support/read_samples.h"

#include <string.h>

/* A table that only --columns reads. */
static const char table[] = "\xEF\xBB\xBFwhen;\"a b\";ax;ay;az;gx\r\n"
                            "2026-05-01T10:00:00.000+02:00;x;0,1;9,8;0,2;1\r\n"
                            "2026-05-01T10:00:00.010+02:00;\"y;z\";0,1;NaN;0,2;1\r\n"
                            "\r\n2026-05-01T10:00:00.020+02:00;;0,123456789012345678901;9;-0,2;1";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct bks_options columns = {
        .columns = {.given = true, .time = 1, .channel = {3, 4, 5, 6}}};
    struct read_all read;
    read_all_memory(&read, data, size, "run.csv", NULL);
    read_all_clear(&read);
    read_all_memory(&read, data, size, "run.csv", &columns);
    read_all_clear(&read);
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    const struct read_sample *sample = read_sample_at(i);
    if (sample)
        return sample->make(bytes);
    if (read_sample_at(i - 1) == NULL && i > 0)
        return 0;
    memcpy(bytes, table, sizeof table - 1);
    return sizeof table - 1;
}
