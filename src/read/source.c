/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening what a path names, and the list of entries that all kinds of sources share. */
#include "read/source.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "read/source_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SPOOL_BLOCK_BYTES 65536u

int64_t source_pread(int fd, uint64_t offset, void *bytes, size_t n)
{
    size_t got = 0;
    while (got < n) {
        ssize_t r = pread(fd, (char *)bytes + got, n - got, (off_t)(offset + got));
        if (r < 0 && errno == EINTR)
            continue;
        if (r < 0)
            return -1;
        if (r == 0)
            break;
        got += (size_t)r;
    }
    return (int64_t)got;
}

bool source_ignores(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    return text_starts(name, "__MACOSX/") || *base == '.' || *base == '\0';
}

enum bks_status source_add(struct source *source, const char *name, const struct entry *entry,
                           struct bks_fault *fault)
{
    if (source->n_entries == SOURCE_MAX_ENTRIES)
        return fault_set(fault, BKS_TOO_LARGE, "give the files of one recording",
                         "more than %u files in it", SOURCE_MAX_ENTRIES);
    if (source->n_entries == source->entry_room) {
        size_t room = source->entry_room ? 2 * source->entry_room : 16;
        struct entry *grown = memory_resize(source->entry, room, sizeof *grown);
        if (!grown)
            return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
        source->entry = grown;
        source->entry_room = room;
    }
    struct entry added = *entry;
    added.name = memory_text(name);
    if (!added.name)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    source->entry[source->n_entries++] = added;
    return BKS_OK;
}

static int by_name(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    return strcmp(left->name, right->name);
}

/* Sorts, and finds the one top folder that unpackers like to add. */
static void order_entries(struct source *source)
{
    if (source->n_entries == 0)
        return;
    qsort(source->entry, source->n_entries, sizeof *source->entry, by_name);
    const char *first = source->entry[0].name;
    const char *slash = strchr(first, '/');
    size_t top = slash ? (size_t)(slash - first) + 1 : 0;
    for (size_t i = 1; top > 0 && i < source->n_entries; i++)
        if (strncmp(first, source->entry[i].name, top) != 0)
            top = 0;
    source->top = top;
}

/* Copies what cannot be read twice into a file without a name. */
static enum bks_status spool(int *fd, int from, struct bks_fault *fault)
{
    const char *folder = getenv("TMPDIR");
    char name[1024];
    int length =
        snprintf(name, sizeof name, "%s/backstride-XXXXXX", folder && *folder ? folder : "/tmp");
    char *block = memory_new(SPOOL_BLOCK_BYTES, 1);
    *fd = block && length > 0 && (size_t)length < sizeof name ? mkstemp(name) : -1;
    if (*fd >= 0)
        (void)unlink(name);
    bool ok = *fd >= 0, end = false;
    uint64_t total = 0;
    while (ok && !end) {
        ssize_t r = read(from, block, SPOOL_BLOCK_BYTES);
        if (r < 0 && errno == EINTR)
            continue;
        end = r == 0;
        ok = r >= 0 && (total += (uint64_t)r) <= SOURCE_MAX_ENTRY_BYTES;
        for (ssize_t done = 0, w = 0; ok && done < r; done += w) {
            w = write(*fd, block + done, (size_t)(r - done));
            ok = w > 0;
        }
    }
    memory_free(block);
    return ok ? BKS_OK
              : fault_set(fault, BKS_IO, "check $TMPDIR and its free space",
                          "the stream cannot be kept in a temporary file");
}

/* Opens the descriptor of a path that is no folder; a pipe or device is spooled. */
static enum bks_status open_file(struct source *source, struct bks_fault *fault)
{
    bool standard = strcmp(source->path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(source->path, O_RDONLY);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0) {
        int reason = errno;
        if (fd > STDIN_FILENO)
            (void)close(fd);
        return fault_set(fault, BKS_CANNOT_OPEN, NULL, "%s",
                         reason == ENOENT   ? "no such file"
                         : reason == EACCES ? "no permission to read it"
                                            : "cannot be opened");
    }
    enum bks_status status = BKS_OK;
    source->fd = fd;
    if (standard || !S_ISREG(about.st_mode)) {
        status = spool(&source->fd, fd, fault);
        if (!standard)
            (void)close(fd);
    }
    if (status == BKS_OK && fstat(source->fd, &about) != 0)
        status = fault_set(fault, BKS_IO, NULL, "its size cannot be read");
    source->size = status == BKS_OK ? (uint64_t)about.st_size : 0;
    return status;
}

/* Reads the head, and lists a zip's entries, or the file itself as the only one. */
static enum bks_status list_file(struct source *source, struct bks_fault *fault)
{
    size_t n = source->size < SOURCE_HEAD_BYTES ? (size_t)source->size : SOURCE_HEAD_BYTES;
    enum bks_status status = source_read_at(source, 0, source->head, n, &source->n_head, fault);
    if (status != BKS_OK)
        return status;
    if (source->n_head >= 4 &&
        (memcmp(source->head, "PK\3\4", 4) == 0 || memcmp(source->head, "PK\5\6", 4) == 0)) {
        source->kind = SOURCE_ZIP;
        return source_list_zip(source, fault);
    }
    const char *slash = strrchr(source->path, '/');
    struct entry self = {.size = source->size, .packed = source->size};
    return source_add(source, slash ? slash + 1 : source->path, &self, fault);
}

static enum bks_status new_source(struct source **out, const char *path, struct bks_fault *fault)
{
    struct source *source = memory_new(1, sizeof *source);
    *out = source;
    if (source) {
        source->fd = -1;
        source->kind = SOURCE_FILE;
        source->path = memory_text(path);
    }
    if (source && source->path)
        return BKS_OK;
    memory_free(source);
    *out = NULL;
    return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
}

static enum bks_status finish_open(struct source **out, enum bks_status status)
{
    if (status == BKS_OK) {
        order_entries(*out);
    } else {
        source_close(*out);
        *out = NULL;
    }
    return status;
}

enum bks_status source_open(struct source **out, const char *path, struct bks_fault *fault)
{
    enum bks_status status = new_source(out, path, fault);
    if (status != BKS_OK)
        return status;
    struct source *source = *out;
    struct stat about;
    if (strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        source->kind = SOURCE_FOLDER;
        return finish_open(out, source_list_folder(source, fault));
    }
    status = open_file(source, fault);
    if (status == BKS_OK)
        status = list_file(source, fault);
    return finish_open(out, status);
}

enum bks_status source_open_memory(struct source **out, const void *bytes, size_t n,
                                   const char *name, struct bks_fault *fault)
{
    enum bks_status status = new_source(out, name, fault);
    if (status != BKS_OK)
        return status;
    (*out)->memory = bytes ? bytes : (*out)->head;
    (*out)->size = n;
    return finish_open(out, list_file(*out, fault));
}

enum bks_status source_rename(struct source *source, const char *name, struct bks_fault *fault)
{
    if (source->kind != SOURCE_FILE || source->n_entries != 1)
        return BKS_OK;
    char *copy = memory_text(name);
    if (!copy)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    memory_free(source->entry[0].name);
    source->entry[0].name = copy;
    return BKS_OK;
}

void source_share(struct source *source)
{
    source->shares++;
}

void source_close(struct source *source)
{
    if (!source || source->shares-- > 0)
        return;
    if (source->zip)
        zip_discard(source->zip);
    if (source->fd >= 0)
        (void)close(source->fd);
    for (size_t i = 0; i < source->n_entries; i++)
        memory_free(source->entry[i].name);
    memory_free(source->entry);
    memory_free(source->path);
    memory_free(source);
}

enum source_kind source_kind_of(const struct source *source)
{
    return source->kind;
}

const uint8_t *source_head(const struct source *source, size_t *n)
{
    *n = source->n_head;
    return source->head;
}

uint64_t source_size(const struct source *source)
{
    return source->size;
}

size_t source_entries(const struct source *source)
{
    return source->n_entries;
}

const char *source_entry_name(const struct source *source, size_t i)
{
    return i < source->n_entries ? source->entry[i].name : "";
}

uint64_t source_entry_size(const struct source *source, size_t i)
{
    return i < source->n_entries ? source->entry[i].size : 0;
}

size_t source_find(const struct source *source, const char *name)
{
    for (size_t i = 0; i < source->n_entries; i++)
        if (text_equal_nocase(source->entry[i].name, name) ||
            text_equal_nocase(source->entry[i].name + source->top, name))
            return i;
    return SIZE_MAX;
}

enum bks_status source_read_at(struct source *source, uint64_t offset, void *bytes, size_t n,
                               size_t *got, struct bks_fault *fault)
{
    *got = 0;
    if (offset >= source->size || n == 0)
        return BKS_OK;
    if (n > source->size - offset)
        n = (size_t)(source->size - offset);
    if (source->memory) {
        memcpy(bytes, source->memory + offset, n);
        *got = n;
        return BKS_OK;
    }
    int64_t r = source_pread(source->fd, offset, bytes, n);
    if (r < 0) {
        (void)fault_set(fault, BKS_IO, "check the disk or the cable", "reading failed");
        (void)fault_at(fault, NULL, (int64_t)offset, 0);
        return BKS_IO;
    }
    *got = (size_t)r;
    return BKS_OK;
}

void source_count(struct source *source, uint64_t n)
{
    atomic_fetch_add_explicit(&source->consumed, n, memory_order_relaxed);
}

uint64_t source_consumed(const struct source *source)
{
    return atomic_load_explicit(&source->consumed, memory_order_relaxed);
}
