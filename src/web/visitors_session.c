/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who has signed in. A row is found by the digest of its cookie: how long that takes tells nothing
 * of a cookie that would give it.
 */
#include "web/visitors_parts.h"

#include <string.h>

static bool is_live(const struct session_row *row, int64_t now)
{
    return row->used && now - row->seen < (int64_t)VISITOR_HOURS * 3600;
}

struct session_row *sessions_find(struct sessions *sessions, const uint8_t digest[SECRET_BYTES],
                                  int64_t now)
{
    for (size_t i = 0; i < VISITOR_MOST; i++) {
        struct session_row *row = &sessions->row[i];
        if (row->used && memcmp(row->digest, digest, SECRET_BYTES) == 0) {
            row->used = is_live(row, now);
            return row->used ? row : NULL;
        }
    }
    return NULL;
}

struct session_row *sessions_room(struct sessions *sessions, int64_t now)
{
    struct session_row *silent = &sessions->row[0];
    for (size_t i = 0; i < VISITOR_MOST; i++) {
        struct session_row *row = &sessions->row[i];
        if (!is_live(row, now))
            return row;
        if (row->seen < silent->seen)
            silent = row;
    }
    return silent;
}
