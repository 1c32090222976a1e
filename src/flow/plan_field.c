/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of a case, one at a time. */
#include "flow/plan_field.h"

#include "base/array.h"
#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MAX_WARNINGS 10000
#define LONGEST_S    1e9 /* beyond it a number of seconds is only "very long" */

static const char hint[] = "see \"The plan\" in README";

enum bks_status field_fault(const struct plan_object *of, const char *field, const char *what)
{
    return fault_set(of->fault, BKS_DAMAGED, hint, "%s%s%s: %s", of->name, of->name[0] ? "." : "",
                     field, what);
}

json_t *field_at(const struct plan_object *of, const char *field)
{
    json_t *value = json_object_get(of->json, field);
    return json_is_null(value) ? NULL : value;
}

enum bks_status field_object(struct plan_object *out, const struct plan_object *of,
                             const char *name)
{
    json_t *value = field_at(of, name);
    if (value && !json_is_object(value))
        return field_fault(of, name, "is no object");
    *out = (struct plan_object){.json = value, .into = of->into, .fault = of->fault};
    (void)snprintf(out->name, sizeof out->name, "%.32s%s%.32s", of->name, of->name[0] ? "." : "",
                   name);
    return BKS_OK;
}

enum bks_status field_list(json_t **list, void **items, size_t size, const struct plan_object *of,
                           const char *name)
{
    *list = field_at(of, name);
    if (*list && !json_is_array(*list))
        return field_fault(of, name, "is no list");
    *items = memory_new(json_array_size(*list), size);
    return *items ? BKS_OK : BKS_NO_MEMORY;
}

enum bks_status field_item(struct plan_object *item, int32_t *day, json_t *list, size_t i,
                           const struct plan_object *of, const char *name)
{
    *item =
        (struct plan_object){.json = json_array_get(list, i), .into = of->into, .fault = of->fault};
    (void)snprintf(item->name, sizeof item->name, "%.32s%s%.24s[%zu]", of->name,
                   of->name[0] ? "." : "", name, i);
    if (!json_is_object(item->json))
        return fault_set(of->fault, BKS_DAMAGED, NULL, "%s: is no object", item->name);
    return field_day(day, item, "date", true);
}

enum bks_status field_day(int32_t *day, const struct plan_object *of, const char *field, bool must)
{
    json_t *value = field_at(of, field);
    if (!value)
        return must ? field_fault(of, field, "is missing: a date, as in 2026-05-01") : BKS_OK;
    if (!json_is_string(value) || !day_read(day, json_string_value(value)))
        return field_fault(of, field, "is no date, as in 2026-05-01");
    return BKS_OK;
}

enum bks_status field_seconds(int64_t *seconds, const struct plan_object *of, const char *field)
{
    json_t *value = field_at(of, field);
    if (!json_is_number(value))
        return field_fault(of, field, "is missing, or no number of seconds");
    double given = json_number_value(value);
    *seconds = (int64_t)floor(fmin(fmax(given, -LONGEST_S), LONGEST_S));
    return BKS_OK;
}

bool field_yes(const struct plan_object *of, const char *field)
{
    json_t *value = field_at(of, field);
    return json_is_true(value) ||
           (json_is_string(value) && text_equal_nocase(json_string_value(value), "yes"));
}

enum bks_status field_maybe(bool *yes, const struct plan_object *of, const char *field, int32_t day)
{
    json_t *value = field_at(of, field);
    const char *word = json_is_string(value) ? json_string_value(value) : NULL;
    bool no = !value || json_is_false(value) || (word && text_equal_nocase(word, "no"));
    *yes = !no;
    if (no || field_yes(of, field))
        return BKS_OK;
    *yes = !(word && !word[0]) && !(json_is_number(value) && json_number_value(value) == 0);
    return field_warn(of, "answer_unclear", day, field, value,
                      *yes ? "is neither yes nor no; taken as yes"
                           : "is neither yes nor no; taken as no");
}

enum bks_status field_warn(const struct plan_object *of, const char *id, int32_t day,
                           const char *field, const json_t *value, const char *what)
{
    char date[DAY_ROOM], given[40] = "";
    struct plan_case *into = of->into;
    struct plan_warning *more = array_room(into->warnings, &into->warning_room,
                                           into->n_warnings + 1, MAX_WARNINGS, sizeof *more);
    if (!more)
        return into->n_warnings < MAX_WARNINGS ? BKS_NO_MEMORY : BKS_OK;
    size_t n = value ? json_dumpb(value, given, sizeof given - 1, JSON_ENCODE_ANY | JSON_COMPACT)
                     : (size_t)snprintf(given, sizeof given, "(missing)");
    given[n < sizeof given ? n : sizeof given - 1] = '\0';
    if (n >= sizeof given)
        (void)snprintf(given + sizeof given - 4, 4, "...");
    into->warnings = more;
    struct plan_warning *warning = &into->warnings[into->n_warnings++];
    warning->id = id;
    (void)snprintf(warning->text, sizeof warning->text, "%s%s%s %s %s",
                   day == NO_DAY ? "" : day_iso(date, day), day == NO_DAY ? "" : ": ", field, given,
                   what);
    return BKS_OK;
}
