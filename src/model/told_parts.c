/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that belong together: the records to be of what was told, and what holds on a day. */
#include "model/told.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define NEAR 3 /* edits that may be a slip of the finger */

static enum bks_status refuse(char why[TOLD_WHY_ROOM], const char *key, size_t n, const char *words)
{
    (void)snprintf(why, TOLD_WHY_ROOM, "%.*s: %s", n > 60 ? 60 : (int)n, key, words);
    return BKS_BAD_ARGUMENT;
}

/* "injry: no such key - did you mean injury?", or all of them. */
static enum bks_status unknown_key(char why[TOLD_WHY_ROOM], const struct told_table *table,
                                   const char *key, size_t n)
{
    char typed[64], words[TOLD_WHY_ROOM - 64];
    const char *best = NULL;
    size_t nearest = NEAR + 1, used;
    (void)snprintf(typed, sizeof typed, "%.*s", n > 60 ? 60 : (int)n, key);
    for (size_t i = 0; i < table->n; i++) {
        size_t distance = text_distance(typed, table->field[i].key);
        if (distance < nearest && distance < n) {
            nearest = distance;
            best = table->field[i].key;
        }
    }
    (void)snprintf(words, sizeof words, "the %s has no such key - ", table->what);
    used = strlen(words);
    if (best)
        (void)snprintf(words + used, sizeof words - used, "did you mean %s?", best);
    for (size_t i = 0; !best && i < table->n; i++) {
        used = strlen(words);
        (void)snprintf(words + used, sizeof words - used, "%s%s", i > 0 ? ", " : "it has ",
                       table->field[i].key);
    }
    return refuse(why, key, n, words);
}

static struct told_part *part_of(struct told *told, const struct told_field *field)
{
    for (size_t i = 0; i < told->n; i++)
        if (told->part[i].kind == field->kind && told->part[i].days_on == field->days_on)
            return &told->part[i];
    if (told->n == TOLD_PARTS)
        return NULL;
    struct told_part *part = &told->part[told->n++];
    *part = (struct told_part){.kind = field->kind, .days_on = field->days_on, .day = NO_DAY};
    return part;
}

enum bks_status told_add(struct told *told, char why[TOLD_WHY_ROOM], const struct told_field *field,
                         const char *typed)
{
    char value[TOLD_VALUE_ROOM];
    if (!told_read(value, why, field, typed))
        return BKS_BAD_ARGUMENT;
    struct told_part *part = part_of(told, field);
    bool twice = !part || part->n == TOLD_MOST;
    bool dated = strcmp(field->name, TOLD_DATE) == 0;
    for (size_t i = 0; !twice && i < part->n; i++)
        twice = strcmp(part->value[i].key, field->name) == 0;
    if (twice || (dated && part->day != NO_DAY))
        return refuse(why, field->key, strlen(field->key), "is said twice");
    if (dated) {
        (void)day_read(&part->day, value);
        return BKS_OK;
    }
    struct record_value *into = &part->value[part->n];
    (void)snprintf(into->key, sizeof into->key, "%s", field->name);
    into->value = memory_text(value);
    part->n += into->value != NULL;
    return into->value ? BKS_OK : BKS_NO_MEMORY;
}

enum bks_status told_pair(struct told *told, char why[TOLD_WHY_ROOM],
                          const struct told_table *table, const char *pair)
{
    const char *equals = strchr(pair, '=');
    if (!equals)
        return refuse(why, pair, strlen(pair), "write KEY=VALUE");
    const struct told_field *field = told_find(table, pair, (size_t)(equals - pair));
    if (!field)
        return unknown_key(why, table, pair, (size_t)(equals - pair));
    return told_add(told, why, field, equals + 1);
}

enum bks_status told_whole(const struct told *told, char why[TOLD_WHY_ROOM])
{
    for (size_t i = 0; i < told->n; i++) {
        const struct told_part *part = &told->part[i];
        const struct record record = {.value = part->value, .n = part->n};
        bool clearance = part->kind == RECORD_CLEARANCE;
        if ((clearance || part->kind == RECORD_REVIEW) && !told_in(&record, "by"))
            return refuse(why, clearance ? "clearance.by" : "by", clearance ? 12 : 2,
                          "is missing: surgeon, physician, physio, other");
        if (clearance && part->day == NO_DAY)
            return refuse(why, "clearance.date", 14,
                          "is missing: when that was said, as in 2026-05-01");
        if (part->kind == RECORD_READINESS && part->n == 0)
            return refuse(why, "readiness.date", 14,
                          "stands alone: say walk30, daily and bodyweight with it");
    }
    return BKS_OK;
}

/* What memory_text gave, kept behind a const. */
static void free_text(const char *text)
{
    char *own;
    memcpy(&own, &text, sizeof own);
    memory_free(own);
}

void told_clear(struct told *told)
{
    for (size_t i = 0; i < told->n; i++)
        for (size_t k = 0; k < told->part[i].n; k++)
            free_text(told->part[i].value[k].value);
    *told = (struct told){.n = 0};
}

/* Puts a value in the place of what was there. */
static enum bks_status put(struct told_latest *latest, size_t i, const char *text, int32_t day)
{
    char *value = text ? memory_text(text) : NULL;
    if (text && !value)
        return BKS_NO_MEMORY;
    memory_free(latest->value[i]);
    latest->value[i] = value;
    latest->day[i] = day;
    return BKS_OK;
}

/* Whether what is there gives way to a record of that day. */
static bool gives_way(const struct told_latest *latest, size_t i, enum record_kind kind,
                      int32_t day)
{
    if (day <= latest->today)
        return true;
    return kind == RECORD_PROFILE && !latest->value[i];
}

enum bks_status told_take(struct told_latest *latest, const struct record *record)
{
    int32_t day;
    if (!day_read(&day, record->day))
        return BKS_OK;
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && i < latest->table->n; i++) {
        const struct told_field *field = &latest->table->field[i];
        if (field->kind != record->kind || !gives_way(latest, i, field->kind, day))
            continue;
        bool dated = strcmp(field->name, TOLD_DATE) == 0;
        const char *text = dated ? record->day : told_in(record, field->name);
        bool alone = field->kind == RECORD_CLEARANCE ||
                     (field->kind == RECORD_READINESS && latest->day[i] != day);
        if (text || alone)
            status = put(latest, i, text, day);
    }
    return status;
}

void told_latest_clear(struct told_latest *latest)
{
    for (size_t i = 0; i < TOLD_MOST; i++)
        memory_free(latest->value[i]);
    *latest = (struct told_latest){.table = latest->table, .today = latest->today};
}

const char *told_value(const struct told_latest *latest, const char *key)
{
    const struct told_field *field = told_find(latest->table, key, strlen(key));
    return field ? latest->value[field - latest->table->field] : NULL;
}
