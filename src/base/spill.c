/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that go to a temporary file once they are many. */
#include "base/spill.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

struct spill {
    size_t size, room; /* bytes of a record, records that fit in memory */
    size_t held;       /* records in memory */
    size_t written;    /* records in the file */
    size_t read;
    char *memory;
    FILE *file;
};

enum bks_status spill_new(struct spill **out, size_t size)
{
    *out = NULL;
    struct spill *spill = memory_new(1, sizeof *spill);
    if (!spill)
        return BKS_NO_MEMORY;
    spill->size = size;
    spill->room = SPILL_IN_MEMORY / size ? SPILL_IN_MEMORY / size : 1;
    spill->memory = memory_new(spill->room, size);
    if (!spill->memory) {
        memory_free(spill);
        return BKS_NO_MEMORY;
    }
    *out = spill;
    return BKS_OK;
}

void spill_free(struct spill *spill)
{
    if (!spill)
        return;
    if (spill->file)
        (void)fclose(spill->file);
    memory_free(spill->memory);
    memory_free(spill);
}

/* Memory is the tail of the file: it goes there each time it is full. */
static enum bks_status empty_memory(struct spill *spill)
{
    if (!spill->file && !(spill->file = tmpfile()))
        return BKS_IO;
    if (fwrite(spill->memory, spill->size, spill->held, spill->file) != spill->held)
        return BKS_IO;
    spill->written += spill->held;
    spill->held = 0;
    return BKS_OK;
}

enum bks_status spill_add(struct spill *spill, const void *record)
{
    if (spill->held == spill->room) {
        enum bks_status status = empty_memory(spill);
        if (status != BKS_OK)
            return status;
    }
    memcpy(spill->memory + spill->held++ * spill->size, record, spill->size);
    return BKS_OK;
}

enum bks_status spill_rewind(struct spill *spill)
{
    spill->read = 0;
    if (spill->file && (fflush(spill->file) != 0 || fseek(spill->file, 0, SEEK_SET) != 0))
        return BKS_IO;
    return BKS_OK;
}

enum bks_status spill_next(struct spill *spill, void *record, bool *got)
{
    *got = spill->read < spill->written + spill->held;
    if (!*got)
        return BKS_OK;
    size_t at = spill->read++;
    if (at >= spill->written) {
        memcpy(record, spill->memory + (at - spill->written) * spill->size, spill->size);
        return BKS_OK;
    }
    return fread(record, spill->size, 1, spill->file) == 1 ? BKS_OK : BKS_IO;
}
