/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The chunks of WAV and RF64.
 *
 *   0  "RIFF" size "WAVE", or "RF64" -1 "WAVE" and then "ds64" with the 64-bit sizes
 *      "fmt " 16 | 18 | 40: coding u16, channels u16, rate u32, bytes/s u32, row bytes u16, bits
 *             u16; with 40 the true coding stands in the first two bytes of a GUID at 24
 *      "LIST" "INFO": INAM title, IART device, ICMT this file, ICRD date; each id, size, text, NUL
 *      "data" the samples; their size is a lie in a file cut short (too large), by an interrupted
 *             writer (0 or -1), and beyond 4 GiB (its low 32 bits)
 *
 * Each chunk: id, size u32, body, padded to an even length.
 */
#include "read/container.h"

#include "base/fault.h"
#include "base/memory.h"

#include <string.h>

#define CHUNK_HEAD  8u
#define UNKNOWN_32  0xFFFFFFFFu
#define FORMAT_PCM  0x0001
#define FORMAT_REAL 0x0003
#define FORMAT_GUID 0xFFFE
#define GUID_AT     24u

struct walk {
    struct container *container;
    struct archive_tags *tags;
    struct source *source;
    struct bks_fault *fault;
    uint64_t size;      /* of the file */
    uint64_t wide_data; /* of the samples, by "ds64" */
    bool wide, has_format, has_data;
};

struct chunk {
    char id[5];
    uint64_t at, size; /* of its body */
};

/* The chunk whose head stands at `at`; *there is false where the file ends first. */
static enum bks_status chunk_at(struct chunk *chunk, bool *there, struct walk *walk, uint64_t at)
{
    uint8_t head[CHUNK_HEAD];
    struct bytes bytes;
    enum bks_status status =
        container_bytes(&bytes, walk->source, at, head, sizeof head, walk->fault);
    *there = status == BKS_OK && bytes_left(&bytes) == sizeof head;
    if (!*there)
        return status;
    bytes_text(&bytes, 4, chunk->id, sizeof chunk->id);
    chunk->size = bytes_u32le(&bytes);
    chunk->at = at + CHUNK_HEAD;
    return BKS_OK;
}

static uint64_t after(const struct chunk *chunk)
{
    return chunk->at + chunk->size + (chunk->size & 1);
}

/* Whether chunks, and nothing else, fill the file from `at` to its end. */
static enum bks_status chunks_follow(bool *follow, struct walk *walk, uint64_t at)
{
    struct chunk chunk;
    *follow = false;
    for (unsigned n = 0; n < CONTAINER_MAX_CHUNKS && at < walk->size; n++) {
        enum bks_status status = chunk_at(&chunk, follow, walk, at);
        if (status != BKS_OK || !*follow)
            return status;
        *follow = strlen(chunk.id) == 4;
        for (size_t i = 0; i < 4; i++)
            *follow = *follow && chunk.id[i] >= ' ' && chunk.id[i] <= '~';
        at = after(&chunk);
        if (!*follow)
            return BKS_OK;
    }
    *follow = at == walk->size || at == walk->size + 1;
    return BKS_OK;
}

static enum bks_status read_wide(struct walk *walk, const struct chunk *chunk)
{
    uint8_t body[16];
    struct bytes bytes;
    enum bks_status status =
        container_bytes(&bytes, walk->source, chunk->at, body, sizeof body, walk->fault);
    bytes_skip(&bytes, 8);
    walk->wide_data = bytes_u64le(&bytes);
    walk->wide = !bytes.short_read;
    return status;
}

static enum container_coding coding_of(uint16_t format, struct bytes extension)
{
    static const uint8_t guid[14] = {0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71};
    if (format == FORMAT_GUID) {
        bytes_seek(&extension, GUID_AT);
        format = bytes_u16le(&extension);
        if (bytes_left(&extension) != sizeof guid ||
            memcmp(extension.data + extension.at, guid, sizeof guid) != 0)
            return CODING_OTHER;
    }
    return format == FORMAT_PCM ? CODING_PCM : format == FORMAT_REAL ? CODING_FLOAT : CODING_OTHER;
}

static enum bks_status read_format(struct walk *walk, const struct chunk *chunk)
{
    uint8_t body[40];
    struct bytes bytes;
    struct container *container = walk->container;
    size_t n = chunk->size < sizeof body ? (size_t)chunk->size : sizeof body;
    enum bks_status status = container_bytes(&bytes, walk->source, chunk->at, body, n, walk->fault);
    if (status != BKS_OK)
        return status;
    uint16_t format = bytes_u16le(&bytes);
    container->channels = bytes_u16le(&bytes);
    container->rate_hz = (double)bytes_u32le(&bytes);
    bytes_skip(&bytes, 4);
    uint32_t row_bytes = bytes_u16le(&bytes);
    container->bits = bytes_u16le(&bytes);
    container->extensible = format == FORMAT_GUID;
    container->coding = coding_of(format, bytes);
    walk->has_format = !bytes.short_read;
    if (container->coding != CODING_OTHER && row_bytes != container->channels * container->bits / 8)
        return fault_set(walk->fault, BKS_DAMAGED, NULL,
                         "the header says %u bytes a row for %u x %u bits", (unsigned)row_bytes,
                         (unsigned)container->channels, (unsigned)container->bits);
    return BKS_OK;
}

static void read_info(struct archive_tags *tags, struct bytes list)
{
    if (!bytes_match(&list, "INFO"))
        return;
    while (bytes_left(&list) > CHUNK_HEAD) {
        char id[5];
        bytes_text(&list, 4, id, sizeof id);
        uint64_t size = bytes_u32le(&list);
        if (size > bytes_left(&list))
            size = bytes_left(&list);
        struct bytes text = bytes_slice(&list, size);
        if (strcmp(id, "ICRD") == 0)
            archive_tags_date(tags, text);
        else
            archive_tags_text(tags, text);
        if ((size & 1) && bytes_left(&list))
            bytes_skip(&list, 1);
    }
}

static enum bks_status read_list(struct walk *walk, const struct chunk *chunk)
{
    void *memory;
    struct bytes list;
    enum bks_status status =
        container_text(&list, &memory, walk->source, chunk->at, chunk->size, walk->fault);
    if (status == BKS_OK)
        read_info(walk->tags, list);
    memory_free(memory);
    return status;
}

/* Where the samples end, and so where the next chunk may stand. */
static enum bks_status read_data(struct walk *walk, struct chunk *chunk)
{
    bool follow = true;
    bool unknown = chunk->size == UNKNOWN_32;
    if (!walk->has_format || walk->has_data)
        return BKS_OK;
    if (unknown && walk->wide) {
        chunk->size = walk->wide_data;
        unknown = walk->wide_data > INT64_MAX;
    }
    if (!unknown && chunk->size <= walk->size - chunk->at &&
        (chunk->size == 0 || (!walk->wide && walk->size > UNKNOWN_32))) {
        enum bks_status status = chunks_follow(&follow, walk, after(chunk));
        if (status != BKS_OK)
            return status;
    }
    walk->has_data = true;
    if (walk->container->coding != CODING_OTHER && walk->container->channels &&
        walk->container->bits >= 8)
        container_settle(walk->container, walk->size, chunk->at, chunk->size, unknown || !follow);
    if (unknown || !follow)
        chunk->size = walk->size - chunk->at;
    return BKS_OK;
}

static enum bks_status read_chunk(struct walk *walk, struct chunk *chunk)
{
    if (strcmp(chunk->id, "fmt ") == 0 && !walk->has_format)
        return read_format(walk, chunk);
    if (strcmp(chunk->id, "ds64") == 0)
        return read_wide(walk, chunk);
    if (strcmp(chunk->id, "LIST") == 0)
        return read_list(walk, chunk);
    if (strcmp(chunk->id, "data") == 0)
        return read_data(walk, chunk);
    return BKS_OK;
}

enum bks_status riff_read(struct container *container, struct archive_tags *tags,
                          struct source *source, struct bks_fault *fault)
{
    struct walk walk = {.container = container,
                        .tags = tags,
                        .source = source,
                        .fault = fault,
                        .size = source_size(source)};
    struct chunk chunk;
    bool there = true;
    uint64_t at = 12;
    for (unsigned n = 0; n < CONTAINER_MAX_CHUNKS && at < walk.size; n++) {
        enum bks_status status = chunk_at(&chunk, &there, &walk, at);
        if (status == BKS_OK && there)
            status = read_chunk(&walk, &chunk);
        if (status != BKS_OK)
            return status;
        if (!there || chunk.size > walk.size)
            break;
        at = after(&chunk);
    }
    if (!walk.has_format)
        return fault_set(fault, BKS_DAMAGED, "copy or export the recording again",
                         "the header ends before it says how the samples are coded");
    return BKS_OK;
}
