/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile GENEActiv files. */
#include "fuzz/fuzz.h"
#include "support/geneactiv_writer.h"
#include "support/read_all.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct read_all read;
    read_all_memory(&read, data, size, "a.bin", NULL);
    if (read.n > size / 12 || (read.status != BKS_OK && read.fault.what[0] == '\0'))
        abort();
    for (size_t i = 0; i < read.rows.n; i++)
        for (unsigned c = 0; c < 3; c++)
            if (read.rows.value[c] && !isfinite(read.rows.value[c][i]))
                abort();
    read_all_clear(&read);
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    static struct geneactiv_text file;
    static const char *const times[] = {"2026-05-01 10:00:00:000", "2026-05-01 10:00:03:500",
                                        "2026-05-01 10:00:07:000"};
    if (i >= 3)
        return 0;
    file.n = 0;
    if (i == 2)
        geneactiv_add(&file, "Device Identity\nx gain:25600\n");
    else
        geneactiv_add_header(&file);
    for (long page = 0; page <= (long)i; page++) { /* short pages leave more for the headers */
        geneactiv_add_page(&file, page, times[page]);
        geneactiv_add_rows(&file, i == 0 ? GENEACTIV_WRITER_ROWS : 20, geneactiv_writer_raw);
    }
    memcpy(bytes, file.text, file.n);
    return file.n;
}
