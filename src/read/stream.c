/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one entry from its start, whatever holds it. */
#include "base/fault.h"
#include "base/memory.h"
#include "read/source_parts.h"

#include <unistd.h>

#define BOMB_FREE_BYTES (1u << 20) /* below this no ratio is dangerous */

struct stream {
    struct source *source;
    const struct entry *entry;
    zip_file_t *packed; /* in a zip */
    int fd;             /* in a folder, else -1 */
    uint64_t at;        /* unpacked bytes handed out */
    uint64_t counted;   /* packed bytes told to the source */
};

/* Refuses what is encrypted, or unpacks to far more than it takes. */
static enum bks_status judge(const struct entry *entry, struct bks_fault *fault)
{
    if (entry->encrypted)
        return fault_set(fault, BKS_UNSUPPORTED, "unpack it with its password and give the folder",
                         "the zip is encrypted");
    if (entry->size > SOURCE_MAX_ENTRY_BYTES ||
        (entry->size > BOMB_FREE_BYTES && entry->size / SOURCE_MAX_RATIO > entry->packed))
        return fault_set(fault, BKS_TOO_LARGE, "unpack it yourself if you trust it",
                         "a file in the zip claims to unpack to %llu bytes from %llu",
                         (unsigned long long)entry->size, (unsigned long long)entry->packed);
    return BKS_OK;
}

/* Opens what the entry lies in; a plain file and memory need nothing of their own. */
static enum bks_status open_inside(struct stream *stream, struct bks_fault *fault)
{
    struct source *source = stream->source;
    if (source->kind == SOURCE_FILE)
        return BKS_OK;
    if (source->kind == SOURCE_FOLDER) {
        stream->fd = source_open_in_folder(source, stream->entry->name);
        return stream->fd >= 0 ? BKS_OK
                               : fault_set(fault, BKS_CANNOT_OPEN, NULL, "cannot be opened");
    }
    enum bks_status status = judge(stream->entry, fault);
    if (status != BKS_OK)
        return status;
    stream->packed = zip_fopen_index(source->zip, stream->entry->zip_row, 0);
    return stream->packed ? BKS_OK
                          : fault_set(fault, BKS_DAMAGED, "copy the file again from the phone",
                                      "a file in the zip cannot be opened");
}

enum bks_status stream_open(struct stream **out, struct source *source, size_t entry,
                            struct bks_fault *fault)
{
    *out = NULL;
    if (entry >= source->n_entries)
        return fault_set(fault, BKS_CANNOT_OPEN, NULL, "no such file in it");
    struct stream *stream = memory_new(1, sizeof *stream);
    if (!stream)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    stream->source = source;
    stream->entry = &source->entry[entry];
    stream->fd = -1;
    enum bks_status status = open_inside(stream, fault);
    if (status == BKS_OK) {
        *out = stream;
        return BKS_OK;
    }
    if (source->kind != SOURCE_FILE)
        (void)fault_at(fault, stream->entry->name, -1, 0);
    stream_close(stream);
    return status;
}

/* Tells the source how many packed bytes the unpacked ones came from. */
static void count(struct stream *stream)
{
    const struct entry *entry = stream->entry;
    uint64_t packed = stream->at;
    if (entry->size > 0 && entry->packed != entry->size) {
        double share = (double)stream->at / (double)entry->size;
        packed = (uint64_t)((share < 1.0 ? share : 1.0) * (double)entry->packed);
    }
    if (packed > stream->counted) {
        atomic_fetch_add_explicit(&stream->source->consumed, packed - stream->counted,
                                  memory_order_relaxed);
        stream->counted = packed;
    }
}

static enum bks_status read_packed(struct stream *stream, void *bytes, size_t n, size_t *got,
                                   struct bks_fault *fault)
{
    zip_int64_t r = zip_fread(stream->packed, bytes, n);
    bool lies = r > 0 && (uint64_t)r > stream->entry->size - stream->at;
    if (r >= 0 && !lies) {
        *got = (size_t)r;
        return BKS_OK;
    }
    (void)fault_set(fault, BKS_DAMAGED, "copy the file again from the phone",
                    "the packed bytes break after %llu bytes", (unsigned long long)stream->at);
    return fault ? fault_at(fault, stream->entry->name, (int64_t)stream->at, 0) : BKS_DAMAGED;
}

enum bks_status stream_read(struct stream *stream, void *bytes, size_t n, size_t *got,
                            struct bks_fault *fault)
{
    enum bks_status status = BKS_OK;
    *got = 0;
    if (stream->packed) {
        status = read_packed(stream, bytes, n, got, fault);
    } else if (stream->fd >= 0) {
        int64_t r = source_pread(stream->fd, stream->at, bytes, n);
        if (r < 0) {
            (void)fault_set(fault, BKS_IO, "check the disk or the cable", "reading failed");
            (void)fault_at(fault, stream->entry->name, (int64_t)stream->at, 0);
            return BKS_IO;
        }
        *got = (size_t)r;
    } else {
        status = source_read_at(stream->source, stream->at, bytes, n, got, fault);
    }
    stream->at += *got;
    count(stream);
    return status;
}

void stream_close(struct stream *stream)
{
    if (!stream)
        return;
    if (stream->packed)
        (void)zip_fclose(stream->packed);
    if (stream->fd >= 0)
        (void)close(stream->fd);
    memory_free(stream);
}
