/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growth by half, stopped at the cap. */
#include "base/array.h"

#include "base/memory.h"

#define FIRST_ROOM 16

void *array_room(void *items, size_t *capacity, size_t wanted, size_t cap, size_t size)
{
    if (wanted > cap)
        return NULL;
    if (items && wanted <= *capacity)
        return items;
    size_t room = *capacity + *capacity / 2;
    if (room < FIRST_ROOM)
        room = FIRST_ROOM;
    if (room < wanted)
        room = wanted;
    if (room > cap)
        room = cap;
    void *grown = memory_resize(items, room, size);
    if (grown)
        *capacity = room;
    return grown;
}
