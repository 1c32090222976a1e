/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of a source, shared by source.c, source_zip.c, source_folder.c, source_hash.c, stream.c.
 */
#ifndef READ_SOURCE_PARTS_H
#define READ_SOURCE_PARTS_H

#include "read/source.h"

#include <stdatomic.h>
#include <zip.h>

struct entry {
    char *name;           /* path inside, "/" between folders; owned */
    uint64_t size;        /* unpacked */
    uint64_t packed;      /* bytes it takes in the zip; = size elsewhere */
    zip_uint64_t zip_row; /* its index in the zip */
    bool encrypted;
};

struct source {
    enum source_kind kind;
    char *path;            /* as given; owned */
    int fd;                /* of a file or zip, -1 for a folder or memory */
    const uint8_t *memory; /* borrowed, or NULL */
    uint64_t size;
    uint8_t head[SOURCE_HEAD_BYTES];
    size_t n_head;
    struct entry *entry;
    size_t n_entries, entry_room;
    size_t top; /* length of "folder/" when all entries lie below one top folder, else 0 */
    zip_t *zip;
    atomic_ullong consumed;
    unsigned shares; /* holders but one */
};

/*
 * Appends an entry of that name, which is copied; entry->name is not looked at.
 *
 *   ends  BKS_TOO_LARGE beyond SOURCE_MAX_ENTRIES, BKS_NO_MEMORY
 */
enum bks_status source_add(struct source *source, const char *name, const struct entry *entry,
                           struct bks_fault *fault) BKS_CHECK;

/* True for what is not part of a recording: "__MACOSX/...", hidden files, folders. */
bool source_ignores(const char *name);

/* Lists the entries; kind, fd, memory and path are set. */
enum bks_status source_list_zip(struct source *source, struct bks_fault *fault) BKS_CHECK;
enum bks_status source_list_folder(struct source *source, struct bks_fault *fault) BKS_CHECK;

/* A new descriptor for one file of a folder, or -1. */
int source_open_in_folder(const struct source *source, const char *name);

/* Reads n bytes at an offset of a descriptor, across short reads; -1 when that fails. */
int64_t source_pread(int fd, uint64_t offset, void *bytes, size_t n);

#endif
