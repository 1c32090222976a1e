/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dated records in SQLite: profile, clearance, readiness, reviews, diary, what was shown. */
#include "store/sqlite_parts.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

enum bks_status sqlite_record_put(struct store *store, int64_t runner, struct record *record,
                                  struct bks_fault *fault)
{
    sqlite3 *db = sqlite_of(store);
    struct query query = query_of(db, "INSERT INTO records(runner, kind, day) VALUES(?, ?, ?)");
    query_int(&query, runner);
    query_text(&query, record_kind_id(record->kind));
    query_text(&query, record->day);
    if (query_do(&query))
        record->id = sqlite3_last_insert_rowid(db);
    enum bks_status status = query_end(&query, fault);
    if (status != BKS_OK)
        return status;
    query = query_of(db, "INSERT INTO record_values VALUES(?, ?, ?)");
    for (size_t i = 0; i < record->n; i++) {
        query_int(&query, record->id);
        query_text(&query, record->value[i].key);
        query_text(&query, record->value[i].value);
        (void)query_do(&query);
    }
    return query_end(&query, fault);
}

/* The values of one record; the texts are copies. */
static enum bks_status values_of(sqlite3 *db, struct record *record, struct record_value *values,
                                 struct bks_fault *fault)
{
    struct query query =
        query_of(db, "SELECT key, value FROM record_values WHERE record = ? ORDER BY key");
    query_int(&query, record->id);
    record->n = 0;
    while (record->n < RECORD_MAX_VALUES && query_row(&query)) {
        struct record_value *value = &values[record->n];
        (void)snprintf(value->key, sizeof value->key, "%s", query_text_at(&query));
        value->value = memory_text(query_text_at(&query));
        if (!value->value) {
            query.result = SQLITE_NOMEM;
            break;
        }
        record->n++;
    }
    return query_end(&query, fault);
}

static void free_values(struct record *record, struct record_value *values)
{
    for (size_t i = 0; i < record->n; i++) {
        char *text;
        memcpy(&text, &values[i].value, sizeof text);
        memory_free(text);
    }
}

enum bks_status sqlite_records(struct store *store, int64_t runner, enum record_kind kind,
                               store_take_record take, void *context, struct bks_fault *fault)
{
    sqlite3 *db = sqlite_of(store);
    enum bks_status status = BKS_OK;
    struct query query = query_of(db, "SELECT id, day FROM records WHERE runner = ? AND kind = ? "
                                      "ORDER BY day, id");
    query_int(&query, runner);
    query_text(&query, record_kind_id(kind));
    for (bool more = true; status == BKS_OK && more && query_row(&query);) {
        struct record_value values[RECORD_MAX_VALUES];
        struct record record = {.id = query_int_at(&query), .kind = kind, .value = values};
        (void)snprintf(record.day, sizeof record.day, "%s", query_text_at(&query));
        status = values_of(db, &record, values, fault);
        if (status == BKS_OK)
            more = take(context, &record);
        free_values(&record, values);
    }
    enum bks_status ended = query_end(&query, fault);
    return status != BKS_OK ? status : ended;
}
