/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session that was read back, and the memory that it borrows. For the databases. */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H

#include "store/store.h"

struct kept_piece;

struct kept_session {
    struct session session;
    struct kept_piece *pieces; /* freed with it */
    bool short_of_memory;      /* a piece could not be had */
};

/* NULL: out of memory. Every measure is null (not_measured). */
struct kept_session *kept_session_new(void);

/* Zeroed room for n items, a copy of a text: freed with the session. NULL: out of memory, noted. */
void *kept_room(struct kept_session *kept, size_t n, size_t size);
const char *kept_text(struct kept_session *kept, const char *text);

#endif
