/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heap behind one checked door. Counters are atomic: readers and analysis run on two threads.
 */
#include "base/memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static atomic_long fail_countdown; /* 0: never */
static atomic_long live;

static int refused(void)
{
    if (atomic_load_explicit(&fail_countdown, memory_order_relaxed) <= 0)
        return 0;
    return atomic_fetch_sub(&fail_countdown, 1) == 1;
}

void *memory_new(size_t count, size_t size)
{
    if (count == 0)
        count = 1;
    if (size == 0 || count > SIZE_MAX / size || refused())
        return NULL;
    void *memory = calloc(count, size);
    if (memory)
        atomic_fetch_add(&live, 1);
    return memory;
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (!old)
        return memory_new(count, size);
    if (count == 0)
        count = 1;
    if (size == 0 || count > SIZE_MAX / size || refused())
        return NULL;
    return realloc(old, count * size);
}

char *memory_text(const char *text)
{
    size_t length = strlen(text) + 1;
    char *copy = memory_new(length, 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

void memory_free(void *memory)
{
    if (!memory)
        return;
    atomic_fetch_sub(&live, 1);
    free(memory);
}

void memory_free_stream(char *text)
{
    free(text);
}

void memory_fail_at(long nth)
{
    atomic_store(&fail_countdown, nth);
}

long memory_live(void)
{
    return atomic_load(&live);
}
