/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks in a chain, each at least BLOCK bytes. */
#include "base/arena.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define BLOCK ((size_t)16 * 1024)
#define ALIGN _Alignof(max_align_t)
#define FIRST 4 /* items of a growing array */

struct arena_block {
    struct arena_block *before;
    size_t used, room;
    max_align_t bytes[];
};

static struct arena_block *block_for(struct arena *arena, size_t n)
{
    struct arena_block *last = arena->last;
    if (last && last->room - last->used >= n)
        return last;
    size_t room = n > BLOCK ? n : BLOCK;
    struct arena_block *block = memory_new(1, sizeof *block + room);
    if (!block)
        return NULL;
    block->room = room;
    block->before = last;
    arena->last = block;
    return block;
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
    struct arena_block *block = NULL;
    if (size == 0 || count <= (SIZE_MAX / 2 - ALIGN) / size) {
        size_t n = (count * size + ALIGN - 1) / ALIGN * ALIGN;
        block = block_for(arena, n);
        if (block) {
            void *at = (unsigned char *)block->bytes + block->used;
            block->used += n;
            return at;
        }
    }
    arena->failed = true;
    return NULL;
}

const char *arena_text(struct arena *arena, const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = arena_new(arena, n, 1);
    return copy ? memcpy(copy, text, n) : "";
}

const char *arena_print(struct arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int n = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = n < 0 ? NULL : arena_new(arena, (size_t)n + 1, 1);
    if (!text)
        return "";
    va_start(list, format);
    (void)vsnprintf(text, (size_t)n + 1, format, list);
    va_end(list);
    return text;
}

void *arena_more(struct arena *arena, void *items, size_t n, size_t size)
{
    bool full = n == 0 || (n >= FIRST && (n & (n - 1)) == 0);
    if (!full)
        return items;
    void *more = arena_new(arena, n == 0 ? FIRST : 2 * n, size);
    if (more && n > 0)
        memcpy(more, items, n * size);
    return more;
}

void arena_clear(struct arena *arena)
{
    while (arena->last) {
        struct arena_block *before = arena->last->before;
        memory_free(arena->last);
        arena->last = before;
    }
    arena->failed = false;
}
