/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The chunks of CAF (Apple Core Audio Format Specification 1.0), plain samples only.
 *
 *   0  "caff", version u16 = 1, flags u16; then chunks: type, size i64, body (big end first)
 *      "desc"  rate f64, "lpcm", flags u32 (1 float, 2 little end first), bytes and rows a packet,
 *              channels, bits, u32 each
 *      "info"  count u32, then count x (key NUL, text NUL)
 *      "data"  edit count u32, samples; size -1: to the end of the file
 */
#include "read/container.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>

#define CHUNK_HEAD 12u
#define DESC_BYTES 32u
#define EDIT_BYTES 4u

enum { FLAG_FLOAT = 1, FLAG_LITTLE_ENDIAN = 2 };

static double real_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static enum bks_status read_desc(struct container *container, struct source *source, uint64_t at,
                                 struct bks_fault *fault)
{
    uint8_t body[DESC_BYTES];
    struct bytes bytes;
    enum bks_status status = container_bytes(&bytes, source, at, body, sizeof body, fault);
    if (status != BKS_OK)
        return status;
    double rate_hz = real_of(bytes_u64be(&bytes));
    bool plain = bytes_match(&bytes, "lpcm");
    if (!plain)
        bytes_skip(&bytes, 4);
    uint32_t flags = bytes_u32be(&bytes);
    uint32_t row_bytes = bytes_u32be(&bytes), rows = bytes_u32be(&bytes);
    container->rate_hz = rate_hz > 0 && rate_hz < 1e6 ? rate_hz : 0;
    container->channels = bytes_u32be(&bytes);
    container->bits = bytes_u32be(&bytes);
    container->big_endian = !(flags & FLAG_LITTLE_ENDIAN);
    plain = plain && rows == 1 && container->bits % 8 == 0 && container->bits <= 64 &&
            container->channels <= 0xFFFF && row_bytes == container->channels * container->bits / 8;
    if (plain && row_bytes > 0 && !bytes.short_read)
        container->coding = flags & FLAG_FLOAT ? CODING_FLOAT : CODING_PCM;
    return BKS_OK;
}

/* The text up to its NUL, which is passed over. */
static struct bytes next_text(struct bytes *bytes)
{
    size_t left = bytes_left(bytes);
    const uint8_t *nul = left ? memchr(bytes->data + bytes->at, '\0', left) : NULL;
    struct bytes text = bytes_slice(bytes, nul ? (size_t)(nul - (bytes->data + bytes->at)) : left);
    if (nul)
        bytes_skip(bytes, 1);
    return text;
}

static enum bks_status read_info(struct archive_tags *tags, struct source *source, uint64_t at,
                                 uint64_t n, struct bks_fault *fault)
{
    void *memory;
    struct bytes bytes;
    enum bks_status status = container_text(&bytes, &memory, source, at, n, fault);
    bytes_skip(&bytes, 4);
    while (status == BKS_OK && bytes_left(&bytes) > 0) {
        char name[24];
        struct bytes key = next_text(&bytes), text = next_text(&bytes);
        bytes_text(&key, bytes_left(&key), name, sizeof name);
        if (text_equal_nocase(name, "date") || text_equal_nocase(name, "recorded date"))
            archive_tags_date(tags, text);
        else
            archive_tags_text(tags, text);
    }
    memory_free(memory);
    return status;
}

/* One chunk; its size is made true where the header leaves it open. */
static enum bks_status read_chunk(struct container *container, struct archive_tags *tags,
                                  struct source *source, const char *type, uint64_t at,
                                  uint64_t *size, struct bks_fault *fault)
{
    uint64_t end = source_size(source);
    if (strcmp(type, "desc") == 0 && container->channels == 0)
        return read_desc(container, source, at, fault);
    if (strcmp(type, "info") == 0)
        return read_info(tags, source, at, *size, fault);
    if (strcmp(type, "data") != 0 || container->coding == CODING_OTHER || container->data_at)
        return BKS_OK;
    if (*size > INT64_MAX)
        *size = end - at;
    container_settle(container, end, at + EDIT_BYTES, *size < EDIT_BYTES ? 0 : *size - EDIT_BYTES,
                     false);
    return BKS_OK;
}

enum bks_status caf_read(struct container *container, struct archive_tags *tags,
                         struct source *source, struct bks_fault *fault)
{
    uint64_t end = source_size(source), at = 8;
    for (unsigned n = 0; n < CONTAINER_MAX_CHUNKS && at < end; n++) {
        uint8_t head[CHUNK_HEAD];
        char type[5];
        struct bytes bytes;
        enum bks_status status = container_bytes(&bytes, source, at, head, sizeof head, fault);
        bytes_text(&bytes, 4, type, sizeof type);
        uint64_t size = bytes_u64be(&bytes);
        at += CHUNK_HEAD;
        if (status == BKS_OK && !bytes.short_read && at <= end)
            status = read_chunk(container, tags, source, type, at, &size, fault);
        if (status != BKS_OK)
            return status;
        if (bytes.short_read || size > end)
            break;
        at += size;
    }
    if (container->channels == 0)
        return fault_set(fault, BKS_DAMAGED, "copy or export the recording again",
                         "the header ends before it says how the samples are coded");
    return BKS_OK;
}
