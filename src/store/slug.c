/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short names for addresses and files, and the names of the kinds of records. */
#include "store/store.h"

#include <string.h>

void slug_of(char slug[RUNNER_SLUG_ROOM], const char *name)
{
    static const char kept[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    size_t n = 0;
    bool gap = false;
    for (; *name && n + 1 < RUNNER_SLUG_ROOM; name++) {
        char c = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        if (!strchr(kept, c)) {
            gap = n > 0;
            continue;
        }
        if (gap && n + 2 < RUNNER_SLUG_ROOM)
            slug[n++] = '-';
        gap = false;
        slug[n++] = c;
    }
    slug[n] = '\0';
    if (n == 0)
        memcpy(slug, "runner", sizeof "runner");
}

const char *record_kind_id(enum record_kind kind)
{
    static const char *const names[] = {
#define X(name, id) id,
        RECORD_KIND_LIST(X)
#undef X
    };
    return (unsigned)kind < RECORD_KIND_COUNT ? names[kind] : "unknown";
}
