/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is given back all at once. A request that fails is remembered: the caller builds on
 * and asks once, at the end.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* {0} at first. */
struct arena {
    struct arena_block *last;
    bool failed; /* some request was not met */
};

/* Room for count items of size bytes, zeroed, aligned for anything; NULL where there is none. */
void *arena_new(struct arena *arena, size_t count, size_t size);

/* A copy of a text, and a text printed; "" where there is no room. Never NULL. */
const char *arena_text(struct arena *arena, const char *text);
const char *arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Room for one more item of an array that grows by doubling; what it had stays readable.
 *
 *   in    items  [n], from here, or NULL with n 0
 *   out   the array, perhaps moved; NULL where there is no room, and then items is untouched
 */
void *arena_more(struct arena *arena, void *items, size_t n, size_t size);

void arena_clear(struct arena *arena);

#endif
