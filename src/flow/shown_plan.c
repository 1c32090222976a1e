/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a kept recommendation. */
#include "flow/shown_plan.h"

#include <jansson.h>

static const char *member(struct arena *arena, const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    return value ? arena_text(arena, value) : "";
}

struct shown_plan shown_plan_read(struct arena *arena, const char *json)
{
    json_t *root = json_loads(json, 0, NULL); /* NULL has no members */
    const json_t *why = json_array_get(json_object_get(root, "why"), 0);
    struct shown_plan shown = {
        .action = member(arena, root, "action"),
        .rule = member(arena, root, "rule"),
        .stage = member(arena, root, "stage"),
        .fact = member(arena, why, "fact"),
        .consequence = member(arena, why, "consequence"),
        .source = member(arena, why, "source"),
    };
    json_decref(root);
    return shown;
}
