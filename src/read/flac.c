/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The metadata blocks of FLAC (RFC 9639).
 *
 *   0  "fLaC", then blocks: last flag and type u8, size u24, body (numbers big end first)
 *      0 STREAMINFO  first, 34 bytes: block and frame sizes 10, then 64 bits of rate (20),
 *                    channels - 1 (3), bits - 1 (5), rows (36), then MD5 16
 *      4 VORBIS_COMMENT  numbers little end first: writer, count, and count x (size, "KEY=text")
 *      then the frames
 *
 * The decoder gets a STREAMINFO that says nothing that could be a lie: no sizes, no rows, no MD5.
 */
#include "read/container.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>

#define BLOCK_HEAD       4u
#define STREAMINFO_BYTES 34u
#define MAX_BLOCKS       128u
#define MAX_UNPACKED     (1ull << 20) /* beyond this a ratio over SOURCE_MAX_RATIO is a bomb */

enum block_type { BLOCK_STREAMINFO = 0, BLOCK_COMMENT = 4 };

static void read_comments(struct archive_tags *tags, struct bytes bytes)
{
    (void)bytes_slice(&bytes, bytes_u32le(&bytes));
    uint32_t count = bytes_u32le(&bytes);
    for (uint32_t i = 0; i < count && bytes_left(&bytes) > 0 && !bytes.short_read; i++) {
        struct bytes text = bytes_slice(&bytes, bytes_u32le(&bytes));
        char key[16] = "";
        const uint8_t *mark = text.size ? memchr(text.data, '=', text.size) : NULL;
        if (!mark)
            continue;
        bytes_text(&text, (uint64_t)(mark - text.data), key, sizeof key);
        bytes_skip(&text, 1);
        text = bytes_slice(&text, bytes_left(&text));
        if (text_equal_nocase(key, "date"))
            archive_tags_date(tags, text);
        else
            archive_tags_text(tags, text);
    }
}

static void read_streaminfo(struct container *container, struct bytes bytes, uint64_t size)
{
    static const uint8_t start[8] = {'f', 'L', 'a', 'C', 0x80, 0, 0, STREAMINFO_BYTES};
    memcpy(container->head, start, sizeof start);
    memcpy(container->head + sizeof start, bytes.data, STREAMINFO_BYTES);
    memset(container->head + sizeof start + 4, 0, 6);       /* frame sizes */
    container->head[sizeof start + 13] &= 0xF0;             /* rows, high bits */
    memset(container->head + sizeof start + 14, 0, 4 + 16); /* rows, MD5 */
    container->head_bytes = CONTAINER_HEAD_BYTES;
    bytes_skip(&bytes, 10);
    uint64_t packed = bytes_u64be(&bytes);
    container->rate_hz = (double)(packed >> 44);
    container->channels = (uint32_t)(packed >> 41 & 7) + 1;
    container->bits = (uint32_t)(packed >> 36 & 31) + 1;
    container->rows_said = packed & 0xFFFFFFFFFull;
    container->coding = CODING_FLAC;
    uint64_t most = (MAX_UNPACKED + size * SOURCE_MAX_RATIO) * 8 /
                    ((uint64_t)container->channels * container->bits);
    container->rows =
        container->rows_said && container->rows_said < most ? container->rows_said : most;
}

static enum bks_status read_block(struct container *container, struct archive_tags *tags,
                                  struct source *source, unsigned type, uint64_t at, uint64_t n,
                                  struct bks_fault *fault)
{
    struct bytes bytes;
    void *memory;
    if (type != BLOCK_COMMENT && type != BLOCK_STREAMINFO)
        return BKS_OK;
    enum bks_status status = container_text(&bytes, &memory, source, at, n, fault);
    if (status == BKS_OK && type == BLOCK_COMMENT)
        read_comments(tags, bytes);
    else if (status == BKS_OK && bytes_left(&bytes) == STREAMINFO_BYTES && !container->head_bytes)
        read_streaminfo(container, bytes, source_size(source));
    memory_free(memory);
    return status;
}

enum bks_status flac_read(struct container *container, struct archive_tags *tags,
                          struct source *source, struct bks_fault *fault)
{
    uint64_t size = source_size(source), at = 4;
    bool last = false;
    for (unsigned n = 0; n < MAX_BLOCKS && !last && at < size; n++) {
        uint8_t head[BLOCK_HEAD];
        struct bytes bytes;
        enum bks_status status = container_bytes(&bytes, source, at, head, sizeof head, fault);
        if (status != BKS_OK)
            return status;
        uint32_t word = bytes_u32be(&bytes);
        uint64_t length = word & 0xFFFFFF;
        last = word >> 31;
        at += BLOCK_HEAD;
        status = read_block(container, tags, source, word >> 24 & 0x7F, at, length, fault);
        if (status != BKS_OK)
            return status;
        at += length;
    }
    if (!last || !container->head_bytes)
        return fault_set(fault, BKS_DAMAGED, "copy or export the recording again",
                         "the header does not end, or does not say how the samples are coded");
    container->data_at = at;
    container->data_bytes = at < size ? size - at : 0;
    if (container->data_bytes == 0)
        container->rows = 0;
    return BKS_OK;
}
