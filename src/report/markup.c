/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One character at a time: as it is, as an entity, or as U+FFFD. */
#include "report/markup.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

static const struct {
    char c;
    const char *entity;
} entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

static void put_ascii(FILE *out, const char *text)
{
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (*text == entities[i].c) {
            (void)fputs(entities[i].entity, out);
            return;
        }
    if (*text == '\r' && text[1] != '\n')
        (void)fputc('\n', out);
    else if (*text == '\n' || *text == '\t' || (*text >= ' ' && *text < 0x7F))
        (void)fputc(*text, out);
    else if (*text != '\r')
        (void)fputs(REPLACEMENT, out);
}

/* U+0080 .. U+009F are controls, U+FFFE and U+FFFF no characters; U+202A .. U+202E could turn round
 * the digits of what follows (isolates, U+2066 and on, cannot). */
static bool is_refused(const char *text, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;
    if (length == 2)
        return s[0] == 0xC2 && s[1] < 0xA0;
    if (length != 3)
        return false;
    return (s[0] == 0xEF && s[1] == 0xBF && s[2] >= 0xBE) ||
           (s[0] == 0xE2 && s[1] == 0x80 && s[2] >= 0xAA && s[2] <= 0xAE);
}

void markup_text(FILE *out, const char *text)
{
    for (size_t n = strlen(text), length; n > 0; text += length, n -= length) {
        length = text_character(text, n);
        if (length == 1)
            put_ascii(out, text);
        else if (length == 0 || is_refused(text, length))
            (void)fputs(REPLACEMENT, out);
        else
            (void)fwrite(text, 1, length, out);
        length = length ? length : 1;
    }
}
