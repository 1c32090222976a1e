/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dump of the store as JSON, row by row: nothing is held. */
#include "report/export.h"

#include "report/json_writer.h"

#define SCHEMA_VERSION 1

struct writing {
    struct json_writer json;
    bool open; /* a table is */
};

static void end_table(struct writing *writing)
{
    if (!writing->open)
        return;
    json_close(&writing->json, ']');
    json_close(&writing->json, '}');
}

static void on_table(void *context, const char *name, const char *const *columns, size_t n)
{
    struct writing *writing = context;
    struct json_writer *json = &writing->json;
    end_table(writing);
    writing->open = true;
    json_key(json, name);
    json_open(json, '{');
    json_key(json, "columns");
    json_open(json, '[');
    for (size_t i = 0; i < n; i++)
        json_text(json, columns[i]);
    json_close(json, ']');
    json_key(json, "rows");
    json_open(json, '[');
}

static void on_row(void *context, const struct store_value *values, size_t n)
{
    struct json_writer *json = &((struct writing *)context)->json;
    json_open(json, '[');
    for (size_t i = 0; i < n; i++) {
        const struct store_value *value = &values[i];
        switch (value->type) {
        case STORE_INTEGER:
            json_whole(json, value->integer);
            break;
        case STORE_REAL:
            json_exact(json, value->real);
            break;
        case STORE_TEXT:
            json_text(json, value->text);
            break;
        case STORE_BYTES:
            json_bytes(json, value->text, value->n);
            break;
        case STORE_NULL:
            json_none(json);
            break;
        }
    }
    json_close(json, ']');
}

enum bks_status report_export(struct store *store, const struct runner *runner, FILE *out,
                              struct bks_fault *fault)
{
    char uid[33];
    struct writing writing = {.json = json_start(out)};
    struct json_writer *json = &writing.json;
    const struct store_dump dump = {on_table, on_row, &writing};
    enum bks_status status = store->can->uid(store, uid, fault);
    if (status != BKS_OK)
        return status;
    json_open(json, '{');
    json_key(json, "schema_version");
    json_count(json, SCHEMA_VERSION);
    json_key_text(json, "store", uid);
    json_key_text(json, "runner", runner->slug);
    json_key_text(json, "name", runner->name);
    json_key(json, "tables");
    json_open(json, '{');
    status = store->can->dump(store, runner->id, &dump, fault);
    end_table(&writing);
    json_close(json, '}');
    json_close(json, '}');
    enum bks_status ended = json_end(json);
    return status != BKS_OK ? status : ended;
}
