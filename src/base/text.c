/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text: comparing without case, cleaning into UTF-8, the distance of two words. */
#include "base/text.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool text_equal_nocase(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return lower(*a) == lower(*b);
}

bool text_starts(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* What may stand at a lead byte: the length, and the range of the second byte (RFC 3629). */
static const struct {
    unsigned char first, last; /* lead byte */
    unsigned char length;
    unsigned char low, high; /* second byte */
} leads[] = {
    {0x00, 0x7F, 1, 0x00, 0x00}, {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
    {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
    {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

size_t text_character(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        if (s[0] < leads[i].first || s[0] > leads[i].last)
            continue;
        size_t length = leads[i].length;
        if (length > n || (length > 1 && (s[1] < leads[i].low || s[1] > leads[i].high)))
            return 0;
        for (size_t k = 2; k < length; k++)
            if ((s[k] & 0xC0) != 0x80)
                return 0;
        return length;
    }
    return 0;
}

/* ASCII controls, DEL, and U+0080 .. U+009F, which some terminals obey too. */
static bool is_control(const unsigned char *s, size_t length)
{
    if (length == 1)
        return s[0] < 0x20 || s[0] == 0x7F;
    return length == 2 && s[0] == 0xC2 && s[1] < 0xA0;
}

void text_utf8(char *out, size_t room, const char *text, size_t n)
{
    static const char unknown[] = "\xEF\xBF\xBD";
    size_t used = 0;
    if (room == 0)
        return;
    for (size_t i = 0; i < n;) {
        const unsigned char *s = (const unsigned char *)text + i;
        size_t length = text_character(text + i, n - i);
        const char *from = length ? text + i : unknown;
        size_t take = length ? length : sizeof unknown - 1;
        i += length ? length : 1;
        if (length && is_control(s, length)) {
            from = " ";
            take = 1;
        }
        if (take >= room - used)
            break;
        memcpy(out + used, from, take);
        used += take;
    }
    out[used] = '\0';
}

#define DISTANCE_MAX 63 /* letters of each text that are looked at */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment, row by row; a swap of neighbours looks two rows back. */
size_t text_distance(const char *a, const char *b)
{
    size_t rows[3][DISTANCE_MAX + 1];
    size_t n_a = least(strlen(a), DISTANCE_MAX), n_b = least(strlen(b), DISTANCE_MAX);
    for (size_t j = 0; j <= n_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n_a; i++) {
        size_t *now = rows[i % 3];
        const size_t *last = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            now[j] = least(last[j - 1] + (a[i - 1] != b[j - 1]), least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return rows[n_a % 3][n_b];
}
