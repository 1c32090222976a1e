/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions in SQLite: found, listed, removed. */
#include "store/sqlite_parts.h"

#include "model/names.h"

#include <stdio.h>
#include <string.h>

enum bks_status sqlite_session_find(struct store *store, int64_t *id, int64_t runner,
                                    const char *sha256, struct bks_fault *fault)
{
    struct query query =
        query_of(sqlite_of(store), "SELECT id FROM sessions WHERE runner = ? AND sha256 = ?");
    query_int(&query, runner);
    query_text(&query, sha256);
    *id = query_row(&query) ? query_int_at(&query) : 0;
    return query_end(&query, fault);
}

enum bks_status sqlite_session_remove(struct store *store, bool *found, int64_t runner, int64_t id,
                                      struct bks_fault *fault)
{
    sqlite3 *db = sqlite_of(store);
    struct query query = query_of(db, "DELETE FROM sessions WHERE id = ? AND runner = ?");
    query_int(&query, id);
    query_int(&query, runner);
    *found = query_do(&query) && sqlite3_changes(db) > 0;
    return query_end(&query, fault);
}

/* The running of each session, with one measure of it and its speed. */
static const char heads[] =
    "SELECT s.id, s.start_us, s.clock, s.offset_min, s.duration_s, s.source, s.placement, "
    "s.verdict, s.sha256, r.end_s, w.end_s, m.value, m.low, m.high, m.n, m.why, "
    "v.value, v.low, v.high, v.n, v.why, (SELECT group_concat(f.id || ' ' || f.unit, ',') "
    "FROM flags f WHERE f.session = s.id AND f.level <> ?6) FROM sessions s "
    "LEFT JOIN parts r ON r.session = s.id AND r.role = '" ROLE_TOTAL "' AND r.i = ?1 "
    "LEFT JOIN parts w ON w.session = s.id AND w.role = '" ROLE_TOTAL "' AND w.i = ?2 "
    "LEFT JOIN measures m ON m.part = r.id AND m.name = (SELECT id FROM names WHERE name = ?3) "
    "LEFT JOIN measures v ON v.part = r.id AND v.name = (SELECT id FROM names WHERE name = ?4) "
    "WHERE s.runner = ?5 ORDER BY s.start_us, s.id";

static void take_measure(struct bks_measure *measure, struct query *query)
{
    measure->value = query_real_at(query);
    measure->low = query_real_at(query);
    measure->high = query_real_at(query);
    measure->n = (size_t)query_int_at(query);
    const char *why = query_text_at(query);
    measure->why = *why ? name_reason(why) : BKS_WHY_NONE;
    if (measure->why == BKS_REASON_COUNT ||
        (measure->why == BKS_WHY_NONE && !(measure->value == measure->value)))
        measure->why = BKS_WHY_NOT_MEASURED;
}

static double or_none(double value)
{
    return value > 0 ? value : 0;
}

/* "low_cadence spm,form_faded mm" */
static void take_flags(struct session_head *head, const char *text)
{
    head->flags = 0;
    head->bounce_faded = false;
    while (*text) {
        char id[48];
        size_t n = strcspn(text, ","), word = strcspn(text, " ,");
        (void)snprintf(id, sizeof id, "%.*s", word < sizeof id ? (int)word : 0, text);
        enum bks_flag_id flag = name_flag(id);
        if (flag < BKS_FLAG_COUNT)
            head->flags |= 1u << flag;
        if (flag == BKS_FLAG_FORM_FADED)
            head->bounce_faded = n == word + 3 && strncmp(text + word, " mm", 3) == 0;
        text += n + (text[n] == ',');
    }
    head->form_faded = head->flags >> BKS_FLAG_FORM_FADED & 1;
}

static void take_head(struct session_head *head, struct query *query)
{
    head->id = query_int_at(query);
    sqlite_take_instant(&head->start, query);
    head->duration_s = query_real_at(query);
    head->source = strcmp(query_text_at(query), "raw") == 0 ? BKS_SOURCE_RAW : BKS_SOURCE_DEVICE;
    head->placement = name_placement(query_text_at(query));
    if (head->placement == BKS_PLACEMENT_COUNT)
        head->placement = BKS_PLACE_UNKNOWN;
    head->verdict = name_verdict(query_text_at(query));
    (void)snprintf(head->sha256, sizeof head->sha256, "%s", query_text_at(query));
    head->run_s = or_none(query_real_at(query));
    head->walk_s = or_none(query_real_at(query));
    take_measure(&head->measure, query);
    take_measure(&head->speed, query);
    take_flags(head, query_text_at(query));
}

enum bks_status sqlite_session_heads(struct store *store, int64_t runner, const char *measure,
                                     store_take_head take, void *context, struct bks_fault *fault)
{
    struct query query = query_of(sqlite_of(store), heads);
    query_int(&query, BKS_RUN);
    query_int(&query, BKS_WALK);
    query_text(&query, measure);
    query_text(&query, bks_measure_name(BKS_MEAN_SPEED));
    query_int(&query, runner);
    query_text(&query, bks_flag_level_id(BKS_LEVEL_UNCLEAR));
    while (query_row(&query)) {
        struct session_head head;
        take_head(&head, &query);
        if (!take(context, &head))
            break;
    }
    return query_end(&query, fault);
}

#define MEASURES                                                               \
    "SELECT s.id, n.name, m.value, m.low, m.high, m.n, m.why FROM sessions s " \
    "JOIN parts r ON r.session = s.id AND r.role = '" ROLE_TOTAL "' AND r.i = ?1 "

static const char measures[] =
    MEASURES "JOIN measures m ON m.part = r.id JOIN names n ON n.id = m.name "
             "WHERE s.runner = ?2 ORDER BY s.start_us, s.id";
static const char one_measure[] =
    MEASURES "JOIN names n ON n.name = ?3 JOIN measures m ON m.part = r.id AND m.name = n.id "
             "WHERE s.runner = ?2 ORDER BY s.start_us, s.id";

enum bks_status sqlite_session_measures(struct store *store, int64_t runner, const char *name,
                                        store_take_measure take, void *context,
                                        struct bks_fault *fault)
{
    struct query query = query_of(sqlite_of(store), name ? one_measure : measures);
    query_int(&query, BKS_RUN);
    query_int(&query, runner);
    if (name)
        query_text(&query, name);
    while (query_row(&query)) {
        struct bks_measure measure;
        int64_t session = query_int_at(&query);
        enum bks_measure_id id = name_measure(query_text_at(&query));
        take_measure(&measure, &query);
        if (id < BKS_MEASURE_COUNT && !take(context, session, id, &measure))
            break;
    }
    return query_end(&query, fault);
}
