/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brackets and quotes of a JSON text, counted. */
#include "store/pieces.h"

#include <string.h>

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
        at++;
    return at;
}

/* Behind the quote that ends a text; NULL where none does. */
static const char *skip_text(const char *at, const char *end)
{
    for (at++; at < end; at++) {
        if (*at == '"')
            return at + 1;
        if (*at == '\\')
            at++;
    }
    return NULL;
}

/* Behind the bracket that ends a nest; the kinds of those within are not compared. */
static const char *skip_nest(const char *at, const char *end)
{
    size_t depth = 0;
    while (at && at < end) {
        if (*at == '"') {
            at = skip_text(at, end);
            continue;
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at++;
        if (depth == 0)
            return at;
    }
    return NULL;
}

/* Behind a value; NULL where there is none. */
static const char *skip_value(const char *at, const char *end)
{
    if (at == end)
        return NULL;
    if (*at == '"')
        return skip_text(at, end);
    if (*at == '{' || *at == '[')
        return skip_nest(at, end);
    const char *from = at;
    while (at < end && !strchr(" \t\n\r,]}\"[{:", *at))
        at++;
    return at > from ? at : NULL;
}

struct piece piece_of(const char *text, size_t n)
{
    const char *end = text + n, *from = skip_space(text, end), *to = skip_value(from, end);
    if (!to || skip_space(to, end) != end)
        return (struct piece){NULL, 0};
    return (struct piece){from, (size_t)(to - from)};
}

struct pieces pieces_in(struct piece piece, char open)
{
    if (!piece.at || piece.n < 2 || piece.at[0] != open)
        return (struct pieces){.broken = true};
    return (struct pieces){.at = piece.at + 1,
                           .end = piece.at + piece.n,
                           .close = open == '{' ? '}' : ']',
                           .first = true};
}

static bool broken(struct pieces *pieces)
{
    pieces->broken = true;
    return false;
}

/* Behind the comma, at the next one; NULL at the end, and where it is broken. */
static const char *next_place(struct pieces *pieces)
{
    const char *at = skip_space(pieces->at, pieces->end);
    if (at + 1 == pieces->end && *at == pieces->close)
        return NULL;
    if (!pieces->first && (at == pieces->end || *at++ != ','))
        at = pieces->end;
    pieces->first = false;
    at = skip_space(at, pieces->end);
    pieces->broken = at == pieces->end;
    return pieces->broken ? NULL : at;
}

bool pieces_next(struct pieces *pieces, struct piece *key, struct piece *value)
{
    const char *at = pieces->broken ? NULL : next_place(pieces);
    if (!at)
        return false;
    if (pieces->close == '}') {
        const char *to = *at == '"' ? skip_text(at, pieces->end) : NULL;
        if (!to)
            return broken(pieces);
        *key = (struct piece){at + 1, (size_t)(to - at) - 2};
        at = skip_space(to, pieces->end);
        if (at == pieces->end || *at != ':')
            return broken(pieces);
        at = skip_space(at + 1, pieces->end);
    }
    const char *to = skip_value(at, pieces->end);
    if (!to)
        return broken(pieces);
    *value = (struct piece){at, (size_t)(to - at)};
    pieces->at = to;
    return true;
}

bool piece_is(struct piece key, const char *text)
{
    return key.n == strlen(text) && memcmp(key.at, text, key.n) == 0;
}
