/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only door to the heap: overflow-checked sizes, zeroed memory, and a hook that lets a test
 * fail the n-th request.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include "backstride/status.h"

#include <stddef.h>

/*
 * Room for count items of size bytes, zeroed; count 0 gives room for one.
 *
 *   out   the memory, or NULL: out of memory, or count * size does not fit
 *   owns  the caller; memory_free
 */
void *memory_new(size_t count, size_t size) BKS_CHECK;

/*
 * The same items with room for count; what is new is not zeroed.
 *
 *   in    old  from memory_new, or NULL
 *   out   the memory, or NULL, and then old is untouched
 */
void *memory_resize(void *old, size_t count, size_t size) BKS_CHECK;

/* A copy of a NUL-terminated text, or NULL. */
char *memory_text(const char *text) BKS_CHECK;

/* Gives it back; NULL is fine. */
void memory_free(void *memory);

/* The same for what the C library made: the text of open_memstream. */
void memory_free_stream(char *text);

/*
 * For tests: the request number `nth` from now on fails (1 = the next); 0 switches it off.
 * memory_live counts what has not been given back.
 */
void memory_fail_at(long nth);
long memory_live(void);

#endif
