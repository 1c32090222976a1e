/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growable array with a cap: what a file decides the size of never grows past a stated limit. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "backstride/status.h"

#include <stddef.h>

/*
 * Room for at least `wanted` items; grows by half each time, so that adding one by one stays cheap.
 *
 *   in    items      from array_room, or NULL with *capacity 0
 *         *capacity  items there is room for; *capacity is set to the new room
 *         wanted     items that shall fit
 *         cap        items, never more
 *         size       bytes of one item
 *   out   the array, perhaps moved; NULL when wanted > cap or out of memory, and then items is
 *         untouched
 *   owns  the caller; memory_free
 *
 * struct point *more = array_room(points, &capacity, n + 1, MAX_POINTS, sizeof *points);
 */
void *array_room(void *items, size_t *capacity, size_t wanted, size_t cap, size_t size) BKS_CHECK;

#endif
