/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value of a table: found, read, refused with what is allowed. */
#include "model/told.h"

#include "base/text.h"
#include "base/zone.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define QUOTED 60 /* bytes of what was typed that are shown again */

const struct told_field *told_find(const struct told_table *table, const char *key, size_t n)
{
    for (size_t i = 0; i < table->n; i++)
        if (strlen(table->field[i].key) == n && memcmp(table->field[i].key, key, n) == 0)
            return &table->field[i];
    return NULL;
}

const struct told_field *told_named(const struct told_table *table, enum record_kind kind,
                                    const char *name)
{
    for (size_t i = 0; i < table->n; i++)
        if (table->field[i].kind == kind && table->field[i].days_on == 0 &&
            strcmp(table->field[i].name, name) == 0)
            return &table->field[i];
    return NULL;
}

bool told_asked(const struct told_table *table, const struct told_field *field)
{
    return told_named(table, field->kind, field->name) == field &&
           strcmp(field->key, "note_checked") != 0;
}

const char *told_in(const struct record *record, const char *name)
{
    for (size_t i = 0; i < record->n; i++)
        if (strcmp(record->value[i].key, name) == 0)
            return record->value[i].value;
    return NULL;
}

BKS_PRINTF(2, 3) static void say(char text[TOLD_WHY_ROOM], const char *words, ...)
{
    size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, words);
    (void)vsnprintf(text + used, TOLD_WHY_ROOM - used, words, arguments);
    va_end(arguments);
}

void told_allowed(char text[TOLD_WHY_ROOM], const struct told_field *field)
{
    text[0] = '\0';
    switch (field->type) {
    case TOLD_WORD:
    case TOLD_CODES:
        for (size_t i = 0; i < field->n_words; i++)
            say(text, "%s%s", i > 0 ? ", " : "", field->words[i].word);
        break;
    case TOLD_DAY:
        say(text, "a date, as in 2026-05-01");
        break;
    case TOLD_WHOLE:
        say(text, "a whole number from %.0f to %.0f", field->low, field->high);
        break;
    case TOLD_NUMBER:
        say(text, "a number from %.0f to %.0f", field->low, field->high);
        break;
    case TOLD_ZONE:
        say(text, "a time zone, as in Europe/Oslo or +02:00");
        break;
    case TOLD_TEXT:
        say(text, "a text of at most %d bytes", TOLD_TEXT_MOST);
        break;
    }
}

/* The word of a list, in any case, n bytes of it. */
static const char *word_of(const struct told_field *field, const char *typed, size_t n)
{
    char word[64];
    if (n >= sizeof word)
        return NULL;
    memcpy(word, typed, n);
    word[n] = '\0';
    for (size_t i = 0; i < field->n_words; i++)
        if (text_equal_nocase(field->words[i].word, word))
            return field->words[i].word;
    return NULL;
}

static bool read_word(char *value, const struct told_field *field, const char *typed)
{
    const char *word = word_of(field, typed, strlen(typed));
    (void)snprintf(value, TOLD_VALUE_ROOM, "%s", word ? word : "");
    return word != NULL;
}

/* "tightness, muscle_fatigue": blanks are fine, an empty part is not. */
static bool read_codes(char *value, const struct told_field *field, const char *typed)
{
    value[0] = '\0';
    if (text_equal_nocase(typed, "none"))
        return true;
    for (bool more = true; more;) {
        typed += strspn(typed, " ");
        size_t n = strcspn(typed, ", ");
        const char *word = word_of(field, typed, n), *next = typed + n + strspn(typed + n, " ");
        size_t used = strlen(value);
        if (!word || (*next && *next != ','))
            return false;
        (void)snprintf(value + used, TOLD_VALUE_ROOM - used, "%s%s", used > 0 ? "," : "", word);
        more = *next == ',';
        typed = next + 1;
    }
    return true;
}

static bool read_day(char *value, const struct told_field *field, const char *typed)
{
    int32_t day;
    (void)field;
    (void)snprintf(value, TOLD_VALUE_ROOM, "%.20s", typed);
    return day_read(&day, typed);
}

static bool read_whole(char *value, const struct told_field *field, const char *typed)
{
    int64_t whole;
    const char *end = typed + strlen(typed);
    bool fine = text_integer(&whole, typed, end) == end && *typed != '+' &&
                (double)whole >= field->low && (double)whole <= field->high;
    (void)snprintf(value, TOLD_VALUE_ROOM, "%lld", fine ? (long long)whole : 0);
    return fine;
}

static bool read_number(char *value, const struct told_field *field, const char *typed)
{
    double number;
    char text[32];
    if (!text_is_number(&number, typed) || number < field->low || number > field->high)
        return false;
    text_significant(text, number, 6);
    (void)snprintf(value, TOLD_VALUE_ROOM, "%s", text);
    return true;
}

static bool read_zone(char *value, const struct told_field *field, const char *typed)
{
    int32_t minutes;
    (void)field;
    (void)snprintf(value, TOLD_VALUE_ROOM, "%.80s", typed);
    return strlen(typed) <= 80 && zone_offset(&minutes, typed, 0);
}

static bool read_text(char *value, const struct told_field *field, const char *typed)
{
    char clean[3 * TOLD_TEXT_MOST + 1]; /* a byte that is no UTF-8 takes three */
    (void)field;
    if (strlen(typed) > TOLD_TEXT_MOST)
        return false;
    text_utf8(clean, sizeof clean, typed, strlen(typed));
    size_t n = strlen(clean);
    if (n > TOLD_TEXT_MOST)
        return false;
    memcpy(value, clean, n + 1);
    return true;
}

bool told_read(char value[TOLD_VALUE_ROOM], char why[TOLD_WHY_ROOM], const struct told_field *field,
               const char *typed)
{
    static bool (*const readers[])(char *, const struct told_field *, const char *) = {
        [TOLD_WORD] = read_word,   [TOLD_CODES] = read_codes,   [TOLD_DAY] = read_day,
        [TOLD_WHOLE] = read_whole, [TOLD_NUMBER] = read_number, [TOLD_ZONE] = read_zone,
        [TOLD_TEXT] = read_text,
    };
    char allowed[TOLD_WHY_ROOM];
    if (readers[field->type](value, field, typed))
        return true;
    told_allowed(allowed, field);
    why[0] = '\0';
    bool list = field->type == TOLD_WORD || field->type == TOLD_CODES;
    say(why, "%s: \"%.*s\" is %s%.1200s", field->key, QUOTED, typed, list ? "none of: " : "not ",
        allowed);
    return false;
}
