/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of a form: taken as they were typed, told, or said to be wrong. */
#include "web/page_fields.h"

#include "base/arena.h"

#include <string.h>

struct fields fields_of(const struct told_table *table)
{
    struct fields fields = {.table = table};
    for (size_t i = 0; i < TOLD_MOST; i++)
        fields.value[i] = "";
    return fields;
}

void fields_fill(struct fields *fields, const struct told_latest *latest)
{
    for (size_t i = 0; i < fields->table->n; i++)
        fields->value[i] = latest->value[i] ? latest->value[i] : "";
}

/* All values of a name, with commas: what was ticked. */
static const char *join(struct exchange *exchange, const char *name)
{
    const char *all = "";
    for (size_t i = 0; i < exchange->n_fields; i++)
        if (strcmp(exchange->field[i].name, name) == 0)
            all = all[0] ? arena_print(&exchange->arena, "%s,%s", all, exchange->field[i].value)
                         : exchange->field[i].value;
    return all;
}

void fields_take(struct fields *fields, struct exchange *exchange)
{
    for (size_t i = 0; i < fields->table->n; i++) {
        const struct told_field *field = &fields->table->field[i];
        const char *typed = exchange_field(exchange, field->key);
        fields->value[i] = field->type == TOLD_CODES ? join(exchange, field->key)
                           : typed                   ? typed
                                                     : "";
    }
}

/* What was typed is what is known already. */
static bool is_known(const struct fields *fields, size_t i, const struct told_latest *known)
{
    const char *was = known && known->value[i] ? known->value[i] : "";
    return known && strcmp(was, fields->value[i]) == 0;
}

/* A clearance or the three answers are one record: where one of them differs, all are told. */
static bool differs(const struct fields *fields, enum record_kind kind,
                    const struct told_latest *known)
{
    for (size_t i = 0; i < fields->table->n; i++)
        if (fields->table->field[i].kind == kind && !is_known(fields, i, known))
            return true;
    return false;
}

static bool is_told(const struct fields *fields, size_t i, const struct told_latest *known)
{
    enum record_kind kind = fields->table->field[i].kind;
    if (!fields->value[i][0])
        return false;
    if (kind == RECORD_CLEARANCE || kind == RECORD_READINESS)
        return differs(fields, kind, known);
    return !is_known(fields, i, known);
}

void fields_complain(struct fields *fields, struct exchange *exchange, const char *why)
{
    size_t n = strcspn(why, ":"), at = 0;
    const struct told_field *field = told_find(fields->table, why, n);
    if (field)
        at = (size_t)(field - fields->table->field);
    fields->why[at] = arena_text(&exchange->arena, why);
    fields->wrong = true;
}

enum bks_status fields_tell(struct told *told, struct fields *fields, struct exchange *exchange,
                            const struct told_latest *known)
{
    char why[TOLD_WHY_ROOM];
    for (size_t i = 0; i < fields->table->n; i++) {
        if (!is_told(fields, i, known))
            continue;
        enum bks_status status = told_add(told, why, &fields->table->field[i], fields->value[i]);
        if (status == BKS_BAD_ARGUMENT)
            fields_complain(fields, exchange, why);
        else if (status != BKS_OK)
            return status;
    }
    enum bks_status status = fields->wrong || told->n == 0 ? BKS_OK : told_whole(told, why);
    if (status != BKS_BAD_ARGUMENT)
        return status;
    fields_complain(fields, exchange, why);
    return BKS_OK;
}
