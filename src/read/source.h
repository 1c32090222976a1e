/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where bytes come from: a file, a zip, a folder, or standard input, all seen as one list of
 * entries.
 *
 * A plain file is a source with one entry, itself. Standard input is first spooled to an unlinked
 * temporary file. Entries are read through streams; several streams may be open at once.
 */
#ifndef READ_SOURCE_H
#define READ_SOURCE_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOURCE_HEAD_BYTES  4096u /* of the file, kept for recognising it */
#define SOURCE_MAX_ENTRIES 4096u /* in a zip or folder; more are refused */
#define SOURCE_MAX_ENTRY_BYTES                                                      \
    (64ull << 30)              /* unpacked; a zip entry that claims more is refused \
                                */
#define SOURCE_MAX_RATIO 2000u /* unpacked to packed bytes, beyond 1 MiB: a zip bomb */

enum source_kind { SOURCE_FILE, SOURCE_ZIP, SOURCE_FOLDER };

struct source;
struct stream;

/*
 * Opens what the path names.
 *
 *   out   *out  the source; source_close. NULL on failure
 *   in    path  file, folder or "-"
 *   ends  BKS_CANNOT_OPEN, BKS_IO, BKS_TOO_LARGE, BKS_DAMAGED (a zip that cannot be listed),
 * BKS_NO_MEMORY
 */
enum bks_status source_open(struct source **out, const char *path,
                            struct bks_fault *fault) BKS_CHECK;

/*
 * The same for bytes in memory, borrowed until source_close: for tests and fuzzing. A zip inside is
 * seen as a zip.
 */
enum bks_status source_open_memory(struct source **out, const void *bytes, size_t n,
                                   const char *name, struct bks_fault *fault) BKS_CHECK;
void source_close(struct source *source);

/* Gives the entry of a plain file another name, for people; ends BKS_NO_MEMORY, and then all is as
 * before. */
enum bks_status source_rename(struct source *source, const char *name,
                              struct bks_fault *fault) BKS_CHECK;

/* One more holder: it takes one more source_close. So a recording can be read twice. */
void source_share(struct source *source);

enum source_kind source_kind_of(const struct source *source);

/* The first bytes of a plain file; n is 0 for a folder. Borrowed. */
const uint8_t *source_head(const struct source *source, size_t *n);
uint64_t source_size(const struct source *source); /* bytes of the file (packed, for a zip) */

/*
 * Entries in name order, base names and paths inside; a plain file has one. Folders are not
 * entries, nor is what lies under "__MACOSX/". A folder source lists its own files and those of the
 * first level of subfolders ("meta/time.csv").
 */
size_t source_entries(const struct source *source);
const char *source_entry_name(const struct source *source,
                              size_t i); /* "meta/time.csv", borrowed */
uint64_t source_entry_size(const struct source *source, size_t i);

/*
 * The entry whose path, or path below one top folder, is `name` (ASCII case ignored).
 *
 *   out   index, or SIZE_MAX
 */
size_t source_find(const struct source *source, const char *name);

/*
 * A stream over one entry, from its start.
 *
 *   ends  BKS_CANNOT_OPEN, BKS_DAMAGED, BKS_TOO_LARGE (zip bomb), BKS_UNSUPPORTED (encrypted),
 * BKS_NO_MEMORY owns  the caller; stream_close, before source_close
 */
enum bks_status stream_open(struct stream **out, struct source *source, size_t entry,
                            struct bks_fault *fault) BKS_CHECK;

/*
 * Reads up to n bytes.
 *
 *   out   *got  bytes read; 0 only at the end
 *   ends  BKS_IO; BKS_DAMAGED where the packed bytes end or break (what came before stays good)
 */
enum bks_status stream_read(struct stream *stream, void *bytes, size_t n, size_t *got,
                            struct bks_fault *fault) BKS_CHECK;

/* Reads n bytes at an offset, plain files only. *got < n at the end. */
enum bks_status source_read_at(struct source *source, uint64_t offset, void *bytes, size_t n,
                               size_t *got, struct bks_fault *fault) BKS_CHECK;
void stream_close(struct stream *stream);

/* Bytes of all streams of the source handed out so far, packed size where packed: for progress. */
uint64_t source_consumed(const struct source *source);

/* Adds what was taken with source_read_at, which does not count by itself. */
void source_count(struct source *source, uint64_t n);

/*
 * SHA-256 of the input's bytes, as hex: of a file (or zip) its bytes, of a folder each entry's
 * name, NUL, size and bytes in name order. Reads everything; may run on a thread of its own beside
 * streams.
 *
 *   in    stop  polled between blocks, may be NULL; answers true to give up (BKS_INTERRUPTED)
 */
enum bks_status source_sha256(struct source *source, char hex[65], bool (*stop)(void *),
                              void *context, struct bks_fault *fault) BKS_CHECK;

#endif
