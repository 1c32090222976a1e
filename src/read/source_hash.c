/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256 of an input (FIPS 180-4, by libcrypto), beside the streams: reads by offset only, and
 * touches nothing that a stream changes.
 */
#include "base/fault.h"
#include "base/memory.h"
#include "read/source_parts.h"

#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_BYTES (1u << 20)

struct hash {
    EVP_MD_CTX *digest;
    uint8_t *block;
    bool (*stop)(void *);
    void *context;
    struct bks_fault *fault;
};

static enum bks_status add_bytes(struct hash *hash, const void *bytes, size_t n)
{
    return EVP_DigestUpdate(hash->digest, bytes, n) == 1
               ? BKS_OK
               : fault_set(hash->fault, BKS_NO_MEMORY, NULL, "the checksum cannot be made");
}

static bool stopped(const struct hash *hash)
{
    return hash->stop && hash->stop(hash->context);
}

static enum bks_status add_file(struct hash *hash, int fd)
{
    for (uint64_t at = 0;;) {
        if (stopped(hash))
            return fault_set(hash->fault, BKS_INTERRUPTED, NULL, "interrupted");
        int64_t got = source_pread(fd, at, hash->block, BLOCK_BYTES);
        if (got < 0)
            return fault_set(hash->fault, BKS_IO, "check the disk or the cable", "reading failed");
        if (got == 0)
            return BKS_OK;
        enum bks_status status = add_bytes(hash, hash->block, (size_t)got);
        if (status != BKS_OK)
            return status;
        at += (uint64_t)got;
    }
}

/* Name, NUL, size as 8 bytes (lowest first), bytes. */
static enum bks_status add_entry(struct hash *hash, const struct source *source,
                                 const struct entry *entry)
{
    uint8_t size[8];
    for (unsigned i = 0; i < sizeof size; i++)
        size[i] = (uint8_t)(entry->size >> (8 * i));
    enum bks_status status = add_bytes(hash, entry->name, strlen(entry->name) + 1);
    if (status == BKS_OK)
        status = add_bytes(hash, size, sizeof size);
    int fd = source_open_in_folder(source, entry->name);
    if (fd < 0)
        return fault_set(hash->fault, BKS_CANNOT_OPEN, NULL, "%s cannot be opened", entry->name);
    if (status == BKS_OK)
        status = add_file(hash, fd);
    (void)close(fd);
    return status;
}

static enum bks_status add_source(struct hash *hash, const struct source *source)
{
    if (source->memory)
        return add_bytes(hash, source->memory, (size_t)source->size);
    if (source->kind != SOURCE_FOLDER)
        return add_file(hash, source->fd);
    enum bks_status status = BKS_OK;
    for (size_t i = 0; i < source->n_entries && status == BKS_OK; i++)
        status = add_entry(hash, source, &source->entry[i]);
    return status;
}

enum bks_status source_sha256(struct source *source, char hex[65], bool (*stop)(void *),
                              void *context, struct bks_fault *fault)
{
    struct hash hash = {.digest = EVP_MD_CTX_new(),
                        .block = memory_new(BLOCK_BYTES, 1),
                        .stop = stop,
                        .context = context,
                        .fault = fault};
    uint8_t sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    hex[0] = '\0';
    enum bks_status status = BKS_OK;
    if (!hash.digest || !hash.block || EVP_DigestInit_ex(hash.digest, EVP_sha256(), NULL) != 1)
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "the checksum cannot be made");
    if (status == BKS_OK)
        status = add_source(&hash, source);
    if (status == BKS_OK && EVP_DigestFinal_ex(hash.digest, sum, &n) != 1)
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "the checksum cannot be made");
    static const char digit[] = "0123456789abcdef";
    for (unsigned i = 0; status == BKS_OK && i < 32; i++) {
        hex[2 * i] = digit[sum[i] >> 4];
        hex[2 * i + 1] = digit[sum[i] & 15];
    }
    hex[status == BKS_OK ? 64 : 0] = '\0';
    EVP_MD_CTX_free(hash.digest);
    memory_free(hash.block);
    return status;
}
