/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file that is there whole or not at all: written under another name beside its place, brought to
 * the disk, and only then put there.
 */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct output;

/*
 * Begins a file.
 *
 *   out   *out     end it with output_commit or output_discard. NULL on failure
 *   in    path     where it shall be; the folder must be there
 *         replace  whether a file that is there gives way; what is no plain file never does
 *         input    a file that never gives way, by whatever name: what this one is made from; "-"
 *                  is standard input
 *   ends  BKS_CANNOT_WRITE, BKS_NO_MEMORY
 */
enum bks_status output_open(struct output **out, const char *path, bool replace, const char *input,
                            struct bks_fault *fault) BKS_CHECK;

/* The same for a file that only its owner may read (0600), from its first byte on. */
enum bks_status output_open_private(struct output **out, const char *path, bool replace,
                                    const char *input, struct bks_fault *fault) BKS_CHECK;

/*
 * Whether a file at that path would replace `input` or, where that is a folder, change what lies in
 * it, by whatever name or link; the file need not be there.
 *
 *   in    input  file or folder; what cannot be looked at is not touched
 */
bool output_touches(const char *path, const char *input);

/* Writes at the present place and goes on behind it; false once anything failed. */
bool output_write(struct output *output, const void *bytes, size_t n);

/*
 * Writes all of it as a stream, from the start, instead of output_write.
 *
 *   in    write  writes to the stream, which is not its own; `context` is handed to it
 *   ends  what write says; BKS_CANNOT_WRITE where the stream failed: output_commit says why
 */
enum bks_status output_fill(struct output *output,
                            enum bks_status (*write)(FILE *out, const void *context),
                            const void *context) BKS_CHECK;

/* Where the next bytes go, from the start; any place may be chosen. */
void output_seek(struct output *output, uint64_t at);
uint64_t output_tell(const struct output *output);
uint64_t output_size(const struct output *output);

/*
 * Ends the file and frees: it is whole on the disk and in its place, or nothing is left of it.
 *
 *   ends  BKS_CANNOT_WRITE  a write failed, now or before: *fault says why
 */
enum bks_status output_commit(struct output *output, struct bks_fault *fault) BKS_CHECK;

/* Says why writing failed, in *fault; nothing where it did not. */
void output_explain(const struct output *output, struct bks_fault *fault);

/* Gives it up and frees; nothing is left of it. NULL is fine. */
void output_discard(struct output *output);

#endif
