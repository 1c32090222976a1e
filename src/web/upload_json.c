/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A body of JSON: one flat object, whose members become fields. */
#include "web/upload_json.h"

#include "base/memory.h"
#include "base/text.h"

#include <jansson.h>
#include <string.h>

#define DIGITS 15

bool upload_json_take(struct upload_json *json, const char *bytes, size_t n)
{
    if (!json->text)
        json->text = memory_new(UPLOAD_JSON_MOST, 1);
    if (!json->text || n > UPLOAD_JSON_MOST - json->n)
        return false;
    memcpy(json->text + json->n, bytes, n);
    json->n += n;
    return true;
}

static const char *text_of(struct exchange *exchange, const json_t *value)
{
    char digits[32];
    if (json_is_string(value) && json_string_length(value) <= WEB_FIELD_ROOM)
        return arena_text(&exchange->arena, json_string_value(value));
    if (json_is_boolean(value))
        return json_is_true(value) ? "yes" : "no";
    if (!json_is_number(value))
        return NULL;
    text_significant(digits, json_number_value(value), DIGITS);
    return arena_text(&exchange->arena, digits);
}

bool upload_json_end(struct upload_json *json, struct exchange *exchange)
{
    json_t *root = json_loadb(json->text ? json->text : "", json->n, JSON_REJECT_DUPLICATES, NULL);
    bool ok = json_is_object(root);
    const char *key;
    json_t *value;
    json_object_foreach(root, key, value)
    {
        const char *text = ok ? text_of(exchange, value) : NULL;
        if (json_is_null(value))
            continue;
        ok = ok && text && exchange->n_fields < WEB_FIELDS;
        if (ok)
            exchange->field[exchange->n_fields++] =
                (struct web_field){arena_text(&exchange->arena, key), text};
    }
    json_decref(root);
    return ok;
}
