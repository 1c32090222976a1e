/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a runner tells, as KEY=VALUE: one table of fields serves reading, refusing, help and
 * prompts.
 *
 * Values are kept as text: words in lower case, codes parted by commas, dates as ISO 8601, numbers
 * as they were typed, free text as UTF-8 without control characters.
 */
#ifndef MODEL_TOLD_H
#define MODEL_TOLD_H

#include "model/day.h"
#include "model/session.h"

#include <stdbool.h>
#include <stddef.h>

enum told_type {
    TOLD_WORD,   /* one of the words */
    TOLD_CODES,  /* some of the words, with commas; "none": none of them */
    TOLD_DAY,    /* a date */
    TOLD_WHOLE,  /* a whole number, low .. high */
    TOLD_NUMBER, /* low .. high */
    TOLD_ZONE,   /* a time zone */
    TOLD_TEXT    /* free text */
};

struct told_word {
    const char *word, *meaning; /* meaning: NULL where the word says it */
};

/* A row. To add a field: one of these in told_tables.c. */
struct told_field {
    const char *key;       /* as it is typed: "clearance.by", "waking" */
    enum record_kind kind; /* the record that it goes into ... */
    const char *name;      /* ... and its key there; "date": the day of the record */
    int days_on;           /* kept so many days after the day that is named */
    enum told_type type;
    double low, high;
    const struct told_word *words; /* [n_words] */
    size_t n_words;
    const char *meaning;
};

struct told_table {
    const char *what; /* "profile" */
    const struct told_field *field;
    size_t n;
};

extern const struct told_table told_profile, told_review, told_diary;

#define TOLD_DATE       "date"
#define TOLD_TEXT_MOST  1000 /* bytes of a free text */
#define TOLD_VALUE_ROOM (TOLD_TEXT_MOST + 1)
#define TOLD_WHY_ROOM   1536
#define TOLD_MOST       32 /* fields of a table */

/* The field of a key of n bytes, or NULL. */
const struct told_field *told_find(const struct told_table *table, const char *key, size_t n);

/* The first field with that name in that kind of record, or NULL. */
const struct told_field *told_named(const struct told_table *table, enum record_kind kind,
                                    const char *name);

/* Whether a form or a prompt asks for it: what is only another name, or of another day, is not; nor
 * whether a note was checked, before what it may mean was asked. */
bool told_asked(const struct told_table *table, const struct told_field *field);

/*
 * Reads a value.
 *
 *   out   value  as it is kept
 *         why    false: "KEY: \"typed\" is none of: a, b"
 */
bool told_read(char value[TOLD_VALUE_ROOM], char why[TOLD_WHY_ROOM], const struct told_field *field,
               const char *typed);

/* What may stand there: "0 to 10", "yes, no", "a date, as in 2026-05-01". */
void told_allowed(char text[TOLD_WHY_ROOM], const struct told_field *field);

/* One record to be; `day` is NO_DAY where none was told. */
struct told_part {
    enum record_kind kind;
    int days_on;
    int32_t day;
    struct record_value value[TOLD_MOST]; /* [n]; the texts are its own */
    size_t n;
};

#define TOLD_PARTS 4

/* What was told at once. */
struct told {
    struct told_part part[TOLD_PARTS];
    size_t n;
};

/*
 * Adds a "KEY=VALUE", or the value of a field.
 *
 *   out   BKS_BAD_ARGUMENT  why says what is wrong and what is allowed; nothing is added
 *         BKS_NO_MEMORY
 *   owns  told_clear
 */
enum bks_status told_pair(struct told *told, char why[TOLD_WHY_ROOM],
                          const struct told_table *table, const char *pair) BKS_CHECK;
enum bks_status told_add(struct told *told, char why[TOLD_WHY_ROOM], const struct told_field *field,
                         const char *typed) BKS_CHECK;

/* Whether what was told can stand alone: a clearance and a review have their `by`, a clearance its
 * date; `why` as above. */
enum bks_status told_whole(const struct told *told, char why[TOLD_WHY_ROOM]) BKS_CHECK;

void told_clear(struct told *told);

/*
 * What holds on a day, of records taken in order of day and of coming.
 *
 *   profile     each value the last one told up to the day; where there is none, the first after it
 *   clearance   the last record up to the day, alone
 *   readiness   all records of the last day that has one
 */
struct told_latest {
    const struct told_table *table;
    int32_t today;
    char *value[TOLD_MOST]; /* of field i, or NULL */
    int32_t day[TOLD_MOST]; /* of its record */
};

/* ends: BKS_NO_MEMORY; owns: told_latest_clear */
enum bks_status told_take(struct told_latest *latest, const struct record *record) BKS_CHECK;
void told_latest_clear(struct told_latest *latest);

/* A value by key, or NULL. */
const char *told_value(const struct told_latest *latest, const char *key);

/* A value of a record by its name there, or NULL. */
const char *told_in(const struct record *record, const char *name);

#endif
