/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict JSON reader by recursive descent: it shares no code with the writer it judges. */
#include "support/json_check.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 32
#define MAX_KEYS  256

struct look {
    const unsigned char *p, *end;
    int depth;
};

static bool value(struct look *look);

static void blanks(struct look *look)
{
    while (look->p < look->end && memchr(" \t\r\n", *look->p, 4))
        look->p++;
}

static bool take(struct look *look, char c)
{
    if (look->p == look->end || *look->p != (unsigned char)c)
        return false;
    look->p++;
    return true;
}

static bool word(struct look *look, const char *text)
{
    size_t n = strlen(text);
    if ((size_t)(look->end - look->p) < n || memcmp(look->p, text, n) != 0)
        return false;
    look->p += n;
    return true;
}

static size_t digits(struct look *look)
{
    size_t n = 0;
    for (; look->p < look->end && *look->p >= '0' && *look->p <= '9'; n++)
        look->p++;
    return n;
}

static bool number(struct look *look)
{
    (void)take(look, '-');
    if (!take(look, '0') && digits(look) == 0)
        return false;
    if (take(look, '.') && digits(look) == 0)
        return false;
    if (take(look, 'e') || take(look, 'E')) {
        if (!take(look, '+'))
            (void)take(look, '-');
        return digits(look) > 0;
    }
    return true;
}

static bool escape(struct look *look)
{
    if (look->p == look->end)
        return false;
    unsigned char c = *look->p++;
    if (memchr("\"\\/bfnrt", c, 8))
        return true;
    if (c != 'u' || look->end - look->p < 4)
        return false;
    for (int i = 0; i < 4; i++, look->p++)
        if (!memchr("0123456789abcdefABCDEF", *look->p, 22))
            return false;
    return true;
}

/* One character of UTF-8 beyond ASCII: shortest form, no surrogate, not past U+10FFFF. */
static bool character(struct look *look)
{
    unsigned char lead = *look->p++;
    int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    unsigned long code = lead & (0x3Fu >> more);
    static const unsigned long least[] = {0, 0x80, 0x800, 0x10000};
    if (lead < 0xC2 || lead > 0xF4)
        return false;
    for (int i = 0; i < more; i++, look->p++) {
        if (look->p == look->end || (*look->p & 0xC0) != 0x80)
            return false;
        code = code << 6 | (*look->p & 0x3Fu);
    }
    return code >= least[more] && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
}

static bool string(struct look *look)
{
    if (!take(look, '"'))
        return false;
    while (look->p < look->end) {
        if (take(look, '"'))
            return true;
        if (*look->p < 0x20)
            return false;
        if (*look->p >= 0x80) {
            if (!character(look))
                return false;
        } else if (*look->p++ == '\\' && !escape(look)) {
            return false;
        }
    }
    return false;
}

struct key {
    const unsigned char *start;
    size_t n;
};

static bool is_new(const struct key *keys, size_t n_keys, struct key key)
{
    for (size_t i = 0; i < n_keys; i++)
        if (keys[i].n == key.n && memcmp(keys[i].start, key.start, key.n) == 0)
            return false;
    return true;
}

static bool member(struct look *look, struct key *key)
{
    blanks(look);
    key->start = look->p;
    if (!string(look))
        return false;
    key->n = (size_t)(look->p - key->start);
    blanks(look);
    return take(look, ':') && value(look);
}

static bool object(struct look *look)
{
    struct key keys[MAX_KEYS];
    size_t n = 0;
    blanks(look);
    if (take(look, '}'))
        return true;
    do {
        if (n == MAX_KEYS || !member(look, &keys[n]) || !is_new(keys, n, keys[n]))
            return false;
        n++;
        blanks(look);
    } while (take(look, ','));
    return take(look, '}');
}

static bool array(struct look *look)
{
    blanks(look);
    if (take(look, ']'))
        return true;
    do {
        if (!value(look))
            return false;
        blanks(look);
    } while (take(look, ','));
    return take(look, ']');
}

static bool value(struct look *look)
{
    bool fine;
    blanks(look);
    if (look->p == look->end || ++look->depth > MAX_DEPTH)
        return false;
    if (take(look, '{'))
        fine = object(look);
    else if (take(look, '['))
        fine = array(look);
    else if (*look->p == '"')
        fine = string(look);
    else
        fine = word(look, "true") || word(look, "false") || word(look, "null") || number(look);
    look->depth--;
    return fine;
}

bool json_valid(const char *text, size_t n, size_t *where)
{
    struct look look = {(const unsigned char *)text, (const unsigned char *)text + n, 0};
    bool fine = value(&look);
    if (fine)
        blanks(&look);
    if (where)
        *where = (size_t)(look.p - (const unsigned char *)text);
    return fine && look.p == look.end;
}

/* Moves to the value of a key, or stays and answers false. */
static bool enter_object(struct look *look, const char *name, size_t n)
{
    if (!take(look, '{'))
        return false;
    do {
        blanks(look);
        const unsigned char *start = look->p;
        if (!string(look))
            return false;
        bool found = (size_t)(look->p - start) == n + 2 && memcmp(start + 1, name, n) == 0;
        blanks(look);
        (void)take(look, ':');
        blanks(look);
        if (found)
            return true;
        if (!value(look))
            return false;
        blanks(look);
    } while (take(look, ','));
    return false;
}

static bool enter_array(struct look *look, size_t index)
{
    if (!take(look, '['))
        return false;
    for (size_t i = 0;; i++) {
        blanks(look);
        if (look->p == look->end || *look->p == ']')
            return false;
        if (i == index)
            return true;
        if (!value(look))
            return false;
        blanks(look);
        if (!take(look, ','))
            return false;
    }
}

/* One part of a path into what stands at the cursor: a number into an array, a name into an
 * object. */
static bool enter(struct look *look, const char *part, size_t n)
{
    blanks(look);
    if (look->p < look->end && *look->p == '[')
        return enter_array(look, strtoul(part, NULL, 10));
    return enter_object(look, part, n);
}

bool json_at(char *out, size_t room, const char *text, const char *path)
{
    struct look look = {(const unsigned char *)text, (const unsigned char *)text + strlen(text), 0};
    out[0] = '\0';
    while (*path) {
        size_t n = strcspn(path, ".");
        if (!enter(&look, path, n))
            return false;
        path += n + (path[n] == '.');
    }
    blanks(&look);
    const unsigned char *start = look.p;
    if (!value(&look))
        return false;
    size_t n = (size_t)(look.p - start) < room - 1 ? (size_t)(look.p - start) : room - 1;
    memcpy(out, start, n);
    out[n] = '\0';
    return true;
}
