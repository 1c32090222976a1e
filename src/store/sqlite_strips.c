/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strips of a session into their table, and back. */
#include "model/names.h"
#include "model/session_strip.h"
#include "store/sqlite_parts.h"

#include <math.h>

enum bks_status sqlite_put_strips(sqlite3 *db, int64_t session, const struct bks_result *result,
                                  struct bks_fault *fault)
{
    struct session_strip packed;
    struct query query = query_of(db, "INSERT INTO strips VALUES(?, ?, ?, ?, ?, ?)");
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        const struct bks_strip *strip = &result->strip[which];
        if (strip->n == 0)
            continue;
        session_strip_pack(&packed, strip);
        query_int(&query, session);
        query_text(&query, bks_strip_id((enum bks_strip_which)which));
        query_real(&query, strip->start_s);
        query_real(&query, strip->step_s);
        query_bytes(&query, packed.vertical, packed.n_vertical);
        query_bytes(&query, packed.steps, packed.n_steps);
        (void)query_do(&query);
    }
    return query_end(&query, fault);
}

enum bks_status sqlite_get_strips(sqlite3 *db, int64_t session, struct bks_result *result,
                                  struct bks_fault *fault)
{
    struct query query = query_of(
        db, "SELECT which, start_s, step_s, vertical, steps FROM strips WHERE session = ?");
    query_int(&query, session);
    while (query_row(&query)) {
        size_t n_vertical, n_steps;
        enum bks_strip_which which = name_strip(query_text_at(&query));
        struct bks_strip strip = {.start_s = query_real_at(&query)};
        strip.step_s = query_real_at(&query);
        const unsigned char *vertical = query_bytes_at(&query, &n_vertical);
        const unsigned char *steps = query_bytes_at(&query, &n_steps);
        if (which == BKS_STRIP_COUNT || !isfinite(strip.start_s) || !isfinite(strip.step_s) ||
            !(strip.step_s > 0))
            continue; /* an import may hold anything */
        session_strip_unpack(&strip, vertical, n_vertical, steps, n_steps);
        result->strip[which] = strip;
    }
    return query_end(&query, fault);
}
