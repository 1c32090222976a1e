/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON straight to a stream (RFC 8259), numbers and bytes checked on the way. */
#include "report/json_writer.h"

#include "base/text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* Beyond this a double has no decimals left to round. */
#define LARGEST_FIXED 1e15

struct json_writer json_start(FILE *out)
{
    return (struct json_writer){.out = out};
}

static void put(struct json_writer *json, const char *text)
{
    (void)fputs(text, json->out);
}

/* What comes before any value. */
static void separate(struct json_writer *json)
{
    if (json->comma)
        put(json, ", ");
    json->comma = true;
}

void json_open(struct json_writer *json, char bracket)
{
    separate(json);
    (void)fputc(bracket, json->out);
    json->comma = false;
}

void json_close(struct json_writer *json, char bracket)
{
    (void)fputc(bracket, json->out);
    json->comma = true;
}

void json_key(struct json_writer *json, const char *name)
{
    separate(json);
    (void)fprintf(json->out, "\"%s\": ", name);
    json->comma = false;
}

static void put_ascii(struct json_writer *json, unsigned char c)
{
    static const char escaped[] = "\"\\\b\f\n\r\t";
    static const char letter[] = "\"\\bfnrt";
    const char *found = strchr(escaped, c);
    if (found)
        (void)fprintf(json->out, "\\%c", letter[found - escaped]);
    else if (c < 0x20 || c == 0x7F)
        (void)fprintf(json->out, "\\u%04x", c);
    else
        (void)fputc(c, json->out);
}

void json_text(struct json_writer *json, const char *text)
{
    separate(json);
    (void)fputc('"', json->out);
    for (size_t n = strlen(text), length; n > 0; text += length, n -= length) {
        length = text_character(text, n);
        if (length == 1)
            put_ascii(json, (unsigned char)*text);
        else if (length > 1)
            (void)fwrite(text, 1, length, json->out);
        else
            put(json, REPLACEMENT);
        length = length ? length : 1;
    }
    (void)fputc('"', json->out);
}

/* Cuts "1.500" to "1.5" and "2.00" to "2". */
static void drop_zeros(char *digits)
{
    if (!strchr(digits, '.') || strchr(digits, 'e'))
        return;
    size_t n = strlen(digits);
    while (digits[n - 1] == '0')
        n--;
    if (digits[n - 1] == '.')
        n--;
    digits[n] = '\0';
}

void json_number(struct json_writer *json, double value, int decimals)
{
    if (!isfinite(value)) {
        json_none(json);
        return;
    }
    char digits[32];
    if (decimals < 0) {
        double step = pow(10, -decimals);
        value = round(value / step) * step;
    }
    if (fabs(value) < LARGEST_FIXED)
        text_fixed(digits, value, decimals < 0 ? 0 : decimals);
    else
        text_significant(digits, value, 17);
    drop_zeros(digits);
    separate(json);
    put(json, digits);
}

void json_fixed(struct json_writer *json, double value, int decimals)
{
    char digits[32];
    if (!isfinite(value)) {
        json_none(json);
        return;
    }
    text_fixed(digits, value, decimals);
    separate(json);
    put(json, digits);
}

void json_count(struct json_writer *json, size_t count)
{
    separate(json);
    (void)fprintf(json->out, "%zu", count);
}

void json_whole(struct json_writer *json, int64_t value)
{
    separate(json);
    (void)fprintf(json->out, "%" PRId64, value);
}

void json_exact(struct json_writer *json, double value)
{
    char digits[32];
    if (!isfinite(value)) {
        json_none(json);
        return;
    }
    text_exact(digits, value);
    separate(json);
    put(json, digits);
}

void json_bytes(struct json_writer *json, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    separate(json);
    (void)fputc('"', json->out);
    for (size_t i = 0; i < n; i++)
        (void)fprintf(json->out, "%02x", p[i]);
    (void)fputc('"', json->out);
}

void json_bool(struct json_writer *json, bool value)
{
    separate(json);
    put(json, value ? "true" : "false");
}

void json_none(struct json_writer *json)
{
    separate(json);
    put(json, "null");
}

void json_key_text(struct json_writer *json, const char *name, const char *text)
{
    json_key(json, name);
    json_text(json, text);
}

void json_key_number(struct json_writer *json, const char *name, double value, int decimals)
{
    json_key(json, name);
    json_number(json, value, decimals);
}

enum bks_status json_end(struct json_writer *json)
{
    (void)fputc('\n', json->out);
    json->comma = false;
    return ferror(json->out) ? BKS_CANNOT_WRITE : BKS_OK;
}
