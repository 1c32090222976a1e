/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By the characters alone: it shares no code with what it judges. */
#include "support/same_numbers.h"

#include "support/assert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MINUS "\xE2\x88\x92"
#define ROOM  64

static const struct {
    const char *entity;
    char c;
} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};

static const char *behind(const char *at, const char *what)
{
    const char *found = strstr(at, what);
    assert_non_null(found);
    return found + strlen(what);
}

static const char *read_entity(char *c, const char *at)
{
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (strncmp(at, entities[i].entity, strlen(entities[i].entity)) == 0) {
            *c = entities[i].c;
            return at + strlen(entities[i].entity);
        }
    *c = *at;
    return at + 1;
}

char *html_text(const char *html)
{
    char *text = calloc(1, strlen(html) + 1);
    size_t n = 0;
    assert_non_null(text);
    while (*html) {
        if (*html != '<') {
            html = read_entity(&text[n++], html);
            continue;
        }
        if (strncmp(html, "<style", 6) == 0)
            html = behind(html, "</style");
        html = behind(html, ">");
        text[n++] = ' ';
    }
    return text;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Neither digits nor a sign about it that would make it another number. */
static bool stands_alone(const char *text, const char *at, size_t n)
{
    if (is_digit(at[n]) || (at[n] == '.' && is_digit(at[n + 1])))
        return false;
    if (at == text)
        return true;
    if (is_digit(at[-1]) || (at[-1] == '.' && at - 1 > text && is_digit(at[-2])))
        return false;
    return *at == MINUS[0] || at - text < 3 || strncmp(at - 3, MINUS, 3) != 0;
}

static bool has_number(const char *text, const char *number)
{
    char shown[ROOM];
    (void)snprintf(shown, sizeof shown, "%s%s", number[0] == '-' ? MINUS : "",
                   number + (number[0] == '-'));
    for (const char *at = text; (at = strstr(at, shown)); at++)
        if (stands_alone(text, at, strlen(shown)))
            return true;
    return false;
}

static const char *skip_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\')
            at++;
    return *at ? at + 1 : at;
}

size_t same_numbers_or_fail(const char *json, const char *text, const char *file, int line)
{
    size_t n = 0;
    while (*json) {
        if (*json == '"') {
            json = skip_string(json);
            continue;
        }
        size_t length = strspn(json, "-0123456789.eE+");
        if (!(is_digit(*json) || *json == '-')) {
            json++;
            continue;
        }
        char number[ROOM];
        (void)snprintf(number, sizeof number, "%.*s", (int)length, json);
        if (!has_number(text, number)) {
            print_error("%s of the JSON is not printed\n", number);
            _fail(file, line);
        }
        json += length;
        n++;
    }
    return n;
}
