/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines "Key:value", cut at the first colon, values filled up with blanks or NULs:
 *
 *   Device Identity                           Recorded Data
 *   Device Unique Serial Code:012967          Sequence Number:0
 *   Accelerometer Range:-8 to 8               Page Time:2013-05-30 10:12:54:500
 *   Measurement Frequency:85.7 Hz             Measurement Frequency:85.7
 *   Time Zone:GMT +01:00                      0C4FFDF3D004... 3600 digits
 *   x gain:25875   x offset:439
 *
 * A row is 12 hex digits: x, y, z of 12 bits in two's complement, light 10 bits, button, spare.
 */
#include "read/geneactiv_page.h"

#include "base/text.h"
#include "read/stamp.h"

#include <string.h>

#define MAX_RATE_HZ   1000
#define MAX_GAIN      1e6
#define MAX_OFFSET    1e6
#define MAX_RANGE_G   1000
#define MAX_ZONE_H    14
#define DIGITS_A_PAGE (GENEACTIV_ROWS * GENEACTIV_DIGITS)

/* A line as a key and a value without its filling. */
struct pair {
    char key[32], value[64];
};

/* True where a page starts. */
static bool starts_page(const char *line, size_t n)
{
    static const char words[] = "Recorded Data";
    return n >= sizeof words - 1 && memcmp(line, words, sizeof words - 1) == 0;
}

static bool split(struct pair *pair, const char *line, size_t n)
{
    const char *colon =
        n > 0 ? memchr(line, ':', n < sizeof pair->key ? n : sizeof pair->key) : NULL;
    if (!colon || colon - line >= (ptrdiff_t)sizeof pair->key)
        return false;
    size_t length = (size_t)(colon - line), from = length + 1;
    while (n > from && (line[n - 1] == ' ' || line[n - 1] == '\0'))
        n--;
    while (from < n && line[from] == ' ')
        from++;
    size_t room = sizeof pair->value - 1, take = n - from < room ? n - from : room;
    *pair = (struct pair){.key = ""};
    memcpy(pair->key, line, length);
    memcpy(pair->value, line + from, take);
    return true;
}

static bool number_of(double *number, const char *value, double least, double most)
{
    double found;
    const char *end = value + strlen(value), *comma = strchr(value, ',');
    if (!text_number(&found, value, end, comma ? ',' : '.') || found < least || found > most)
        return false;
    *number = found;
    return true;
}

/* "-8 to 8". */
static void set_range(struct geneactiv_header *header, const char *value)
{
    const char *to = strstr(value, "to ");
    if (to)
        (void)number_of(&header->range_g, to + 3, 1, MAX_RANGE_G);
}

/* "GMT +01:00". */
static void set_zone(struct geneactiv_header *header, const char *value)
{
    const char *sign = strpbrk(value, "+-"), *end = value + strlen(value);
    int64_t hours, minutes;
    const char *p = sign ? text_integer(&hours, sign + 1, end) : NULL;
    if (!p || *p != ':' || !text_integer(&minutes, p + 1, end) || hours < 0 || hours > MAX_ZONE_H ||
        minutes < 0 || minutes > 59 || (hours == MAX_ZONE_H && minutes > 0))
        return;
    header->has_zone = true;
    header->offset_min = (int32_t)(hours * 60 + minutes);
    if (*sign == '-')
        header->offset_min = -header->offset_min;
}

/* "left wrist", where one clear word stands. */
static void set_place(struct geneactiv_header *header, const char *value)
{
    static const struct {
        const char *word;
        enum bks_placement placement;
    } words[] = {{"wrist", BKS_WRIST}, {"waist", BKS_WAIST}, {"hip", BKS_WAIST},
                 {"ankle", BKS_ANKLE}, {"chest", BKS_CHEST}, {"thigh", BKS_POCKET}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(value, words[i].word))
            header->placement = words[i].placement;
}

static void set_axis(struct geneactiv_header *header, const struct pair *pair)
{
    static const char *const gains[] = {"x gain", "y gain", "z gain"};
    static const char *const offsets[] = {"x offset", "y offset", "z offset"};
    for (size_t axis = 0; axis < 3; axis++) {
        if (strcmp(pair->key, gains[axis]) == 0)
            (void)number_of(&header->gain[axis], pair->value, 1, MAX_GAIN);
        if (strcmp(pair->key, offsets[axis]) == 0)
            (void)number_of(&header->offset[axis], pair->value, -MAX_OFFSET, MAX_OFFSET);
    }
}

static void set_header(struct geneactiv_header *header, const struct pair *pair)
{
    const char *value = pair->value;
    size_t n = strlen(value);
    if (strcmp(pair->key, "Device Unique Serial Code") == 0)
        text_utf8(header->serial, sizeof header->serial, value, n);
    else if (strcmp(pair->key, "Device Type") == 0)
        text_utf8(header->type, sizeof header->type, value, n);
    else if (strcmp(pair->key, "Measurement Frequency") == 0)
        (void)number_of(&header->rate_hz, value, 1, MAX_RATE_HZ);
    else if (strcmp(pair->key, "Accelerometer Range") == 0)
        set_range(header, value);
    else if (strcmp(pair->key, "Time Zone") == 0)
        set_zone(header, value);
    else if (strcmp(pair->key, "Device Location Code") == 0)
        set_place(header, value);
    else
        set_axis(header, pair);
}

enum bks_status geneactiv_header_read(struct geneactiv_header *header, bool *found,
                                      struct lines *lines, struct bks_fault *fault)
{
    *header = (struct geneactiv_header){.placement = BKS_PLACE_UNKNOWN};
    *found = false;
    for (;;) {
        const char *line;
        size_t n;
        struct pair pair;
        enum bks_status status = lines_next(lines, &line, &n, fault);
        if (status != BKS_OK || !line)
            return status;
        *found = starts_page(line, n);
        if (*found)
            return BKS_OK;
        if (split(&pair, line, n))
            set_header(header, &pair);
    }
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Three digits as a signed number; false where one is none. */
static bool axis_of(int16_t *value, const char *digits)
{
    int a = digit_of(digits[0]), b = digit_of(digits[1]), c = digit_of(digits[2]);
    if (a < 0 || b < 0 || c < 0)
        return false;
    *value = (int16_t)(((a << 8 | b << 4 | c) ^ 0x800) - 0x800);
    return true;
}

static bool row_of(int16_t raw[3], const char *digits)
{
    for (size_t i = 0; i < GENEACTIV_DIGITS; i++)
        if (digit_of(digits[i]) < 0)
            return false;
    return axis_of(&raw[0], digits) && axis_of(&raw[1], digits + 3) && axis_of(&raw[2], digits + 6);
}

static void set_rows(struct geneactiv_page *page, const char *digits, size_t n)
{
    while (page->n < GENEACTIV_ROWS && n >= (page->n + 1) * GENEACTIV_DIGITS &&
           row_of(page->raw[page->n], digits + page->n * GENEACTIV_DIGITS))
        page->n++;
    page->cut = page->n < GENEACTIV_ROWS || n > DIGITS_A_PAGE;
}

static void set_page(struct geneactiv_page *page, const struct pair *pair)
{
    const char *value = pair->value, *end = value + strlen(value);
    struct stamp stamp;
    if (strcmp(pair->key, "Sequence Number") == 0)
        page->has_sequence = text_integer(&page->sequence, value, end) == end && *value;
    else if (strcmp(pair->key, "Measurement Frequency") == 0)
        (void)number_of(&page->rate_hz, value, 1, MAX_RATE_HZ);
    else if (strcmp(pair->key, "Page Time") == 0 && stamp_scan(&stamp, value, end, STAMP_YMD)) {
        page->has_time = true;
        page->t_us = stamp.t_us;
    }
}

enum bks_status geneactiv_page_read(struct geneactiv_page *page, bool *more, struct lines *lines,
                                    struct bks_fault *fault)
{
    bool has_rows = false;
    page->has_time = page->has_sequence = page->cut = *more = false;
    page->rate_hz = 0;
    page->n = 0;
    for (;;) {
        const char *line;
        size_t n;
        struct pair pair;
        enum bks_status status = lines_next(lines, &line, &n, fault);
        *more = status == BKS_OK && line && starts_page(line, n);
        if (status != BKS_OK || !line || *more)
            return status;
        if (split(&pair, line, n)) {
            set_page(page, &pair);
        } else if (n > 0 && !has_rows) {
            set_rows(page, line, n);
            has_rows = true;
        }
    }
}
