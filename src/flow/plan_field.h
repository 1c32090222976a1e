/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of a case, one at a time: what is missing, what is wrong, what is only warned of. */
#ifndef FLOW_PLAN_FIELD_H
#define FLOW_PLAN_FIELD_H

#include "backstride/status.h"
#include "model/plan_case.h"

#include <jansson.h>

/* An object of the case, and its name in a fault: "diary[3]". */
struct plan_object {
    json_t *json; /* borrowed; NULL or null: nothing in it */
    char name[96];
    struct plan_case *into; /* where warnings go */
    struct bks_fault *fault;
};

/* An object's member as an object; a fault where it is something else. */
enum bks_status field_object(struct plan_object *out, const struct plan_object *of,
                             const char *name) BKS_CHECK;

/* "name.field: what is wrong". */
enum bks_status field_fault(const struct plan_object *of, const char *field, const char *what);

/* A member, or NULL where it is missing or null. */
json_t *field_at(const struct plan_object *of, const char *field);

/*
 * A date into *day, which keeps its value where the member is missing.
 *
 *   in    must  a missing one is a fault
 */
enum bks_status field_day(int32_t *day, const struct plan_object *of, const char *field,
                          bool must) BKS_CHECK;

/* Whole seconds, a fraction rounded down; a fault where it is missing or no number. */
enum bks_status field_seconds(int64_t *seconds, const struct plan_object *of,
                              const char *field) BKS_CHECK;

/* A plain yes: true or "yes". */
bool field_yes(const struct plan_object *of, const char *field);

/* All that is not a plain no: false, "no", "", 0, or nothing; warned of where it is not plain. */
enum bks_status field_maybe(bool *yes, const struct plan_object *of, const char *field,
                            int32_t day) BKS_CHECK;

/* Warns: "2026-03-04: field value what"; value may be NULL: it is missing. */
enum bks_status field_warn(const struct plan_object *of, const char *id, int32_t day,
                           const char *field, const json_t *value, const char *what) BKS_CHECK;

/*
 * A member that is a list.
 *
 *   out   *items  room for each, zeroed
 *         *list   borrowed; NULL: there is none
 *   owns  *items: the caller, memory_free
 */
enum bks_status field_list(json_t **list, void **items, size_t size, const struct plan_object *of,
                           const char *name) BKS_CHECK;

/* One object of a list, its name "diary[3]", and its date. */
enum bks_status field_item(struct plan_object *item, int32_t *day, json_t *list, size_t i,
                           const struct plan_object *of, const char *name) BKS_CHECK;

/* The two lists of days, into the case; nothing after its `today`. */
enum bks_status plan_diary_read(struct plan_case *out, const struct plan_object *root) BKS_CHECK;
enum bks_status plan_sessions_read(struct plan_case *out, const struct plan_object *root) BKS_CHECK;

#endif
