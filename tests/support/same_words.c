/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a JSON, found in a text without its blanks. */
#include "support/same_words.h"

#include "support/assert.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 60 /* bytes of a word */

/* "why" is the id of a reason that is printed in words. */
static const char *const left_out[] = {"alt", "caption", "unit", "why"};

/* Blanks; hyphens, about which a reader of PDF turns what is written from the right; and marks of
 * direction that a reader of PDF adds: U+00A0, U+200E, U+200F, U+202A .. E, U+2066 .. 9. */
static const char *const nothing[] = {" ",      "-",        "\n",     "\r",     "\t",
                                      "\f",     "\xC2\xA0", "\uFFFD", "\u200E", "\u200F",
                                      "\u202A", "\u202B",   "\u202C", "\u202D", "\u202E",
                                      "\u2066", "\u2067",   "\u2068", "\u2069"};

/* Bytes of it at the start of a text, or 0. Controls are not printed. */
static size_t is_nothing(const char *at)
{
    if ((unsigned char)*at < ' ' || *at == '\x7f')
        return *at != '\0';
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
        if (strncmp(at, nothing[i], strlen(nothing[i])) == 0)
            return strlen(nothing[i]);
    return 0;
}

static char *squeezed(const char *text)
{
    char *all = calloc(1, strlen(text) + 1);
    size_t n = 0;
    assert_non_null(all);
    while (*text) {
        size_t skip = is_nothing(text);
        if (skip == 0)
            all[n++] = *text++;
        text += skip;
    }
    return all;
}

struct search {
    const char *label, *text, *file;
    int line;
    size_t n;
};

/* A date is ISO 8601 in the JSON, and as the country writes it in a text. */
static bool has_date(const char *text, const char *word)
{
    char day[32], month[32];
    int y, m, d, n = 0;
    if (sscanf(word, "%4d-%2d-%2d%n", &y, &m, &d, &n) != 3 || word[n])
        return false;
    (void)snprintf(day, sizeof day, "%02d.%02d.%04d", d, m, y);
    (void)snprintf(month, sizeof month, "%d/%d/%04d", m, d, y);
    return strstr(text, day) || strstr(text, month);
}

/* Of a long one its two ends: a page may end within it. */
static bool has_word(const char *text, char *word, size_t n)
{
    if (n <= LONGEST)
        return strstr(text, word);
    char end = word[LONGEST / 2];
    word[LONGEST / 2] = '\0';
    bool has = strstr(text, word) && strstr(text, word + n - LONGEST / 2);
    word[LONGEST / 2] = end;
    return has;
}

static void find_words(struct search *search, const char *value)
{
    char *copy = strdup(value);
    assert_non_null(copy);
    search->n++;
    if (has_date(search->text, value)) {
        free(copy);
        return;
    }
    for (char *at = copy; *at;) {
        size_t n = 0, skip = is_nothing(at);
        while (at[n] && is_nothing(at + n) == 0)
            n++;
        char end = at[n];
        at[n] = '\0';
        if (n > 0 && !has_word(search->text, at, n)) {
            print_error("%s: \"%.200s\" of \"%.200s\" is not printed\n", search->label, at, value);
            free(copy);
            _fail(search->file, search->line);
            return;
        }
        at[n] = end;
        at += n + (n == 0 ? skip : 0);
    }
    free(copy);
}

static bool counts(const char *key)
{
    for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
        if (strcmp(key, left_out[i]) == 0)
            return false;
    return true;
}

static void walk(struct search *search, json_t *value)
{
    const char *key;
    json_t *item;
    size_t i;
    if (json_is_string(value))
        find_words(search, json_string_value(value));
    json_array_foreach(value, i, item) walk(search, item);
    json_object_foreach(value, key, item) if (counts(key)) walk(search, item);
}

size_t same_words_or_fail(const char *label, const char *json, const char *text, const char *file,
                          int line)
{
    char *all = squeezed(text);
    json_error_t error;
    json_t *root = json_loads(json, 0, &error);
    if (!root)
        fail_msg("%s: %s", label, error.text);
    struct search search = {label, all, file, line, 0};
    walk(&search, json_object_get(root, "sections"));
    json_decref(root);
    free(all);
    return search.n;
}
