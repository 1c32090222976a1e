/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zips made in memory, for tests of readers. */
#ifndef SUPPORT_ZIP_MEMORY_H
#define SUPPORT_ZIP_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zip_text {
    const char *name; /* path inside; NULL ends a list */
    const char *text;
    size_t n; /* 0: up to the NUL */
};

/*
 * Packs files.
 *
 *   in    files     up to one without a name
 *         password  of all of them, or NULL
 *   out   bytes written to out[room]; fails the test where that is not enough
 */
size_t zip_memory(uint8_t *out, size_t room, const struct zip_text *files, const char *password);

#endif
