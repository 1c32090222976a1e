/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How wide texts are, and where shapes lie. */
#include "report/chart.h"

#include <math.h>
#include <stdint.h>

#define ASCENT  0.93 /* of DejaVu Sans, in heights */
#define DESCENT 0.24

/* Advances of DejaVu Sans 2.37 in percent of the height, rounded up: U+0020 to U+007E. */
static const unsigned char regular[] = {
    32, 41, 46, 84, 64, 96, 78, 28, 40,  40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
    61, 79, 70, 64, 62, 74, 69, 99, 69,  62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 28, 58, 28, 98, 64, 62, 64,  64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84};
static const unsigned char bold[] = {
    35, 46,  53, 84, 70, 101, 88, 31,  46, 46, 53, 84, 38, 42,  38, 37, 70, 70,  70,
    70, 70,  70, 70, 70, 70,  70, 40,  40, 84, 84, 84, 59, 100, 78, 77, 74, 84,  69,
    69, 83,  84, 38, 38, 78,  64, 100, 84, 86, 74, 86, 78, 73,  69, 82, 78, 111, 78,
    73, 73,  46, 37, 46, 84,  50, 50,  68, 72, 60, 72, 68, 44,  72, 72, 35, 35,  67,
    35, 105, 72, 69, 72, 72,  50, 60,  48, 72, 66, 93, 65, 66,  59, 72, 37, 72,  84};
_Static_assert(sizeof regular == 95 && sizeof bold == 95, "one for each printable ASCII");

/* Others, by the widest of their range in either weight; the first row that holds counts. */
static const struct {
    uint32_t from, to;
    unsigned char regular, bold;
} ranges[] = {{0xA0, 0xA0, 32, 35},      {0xB7, 0xB7, 32, 38},     {0xA0, 0xFF, 109, 109},
              {0x100, 0x17F, 107, 117},  {0x180, 0x4FF, 143, 156}, {0x2010, 0x2015, 100, 100},
              {0x2018, 0x201E, 52, 57},  {0x202F, 0x202F, 32, 35}, {0x2026, 0x2026, 100, 100},
              {0x2190, 0x21FF, 84, 84},  {0x2212, 0x2212, 84, 84}, {0x2E80, 0xD7FF, 105, 105},
              {0xF900, 0xFAFF, 105, 105}};
#define WIDEST 189

static unsigned advance(uint32_t c, bool strong)
{
    if (c < 0x20)
        return 0;
    if (c < 0x7F)
        return strong ? bold[c - 0x20] : regular[c - 0x20];
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i].from && c <= ranges[i].to)
            return strong ? ranges[i].bold : ranges[i].regular;
    return WIDEST;
}

/* The character at p, and past it; a byte that is no UTF-8 counts as one character. */
static uint32_t next(const unsigned char **p)
{
    const unsigned char *at = *p;
    uint32_t c = *at++;
    int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
    if (more > 0)
        c &= 0x3FU >> more;
    for (; more > 0 && (*at & 0xC0) == 0x80; more--)
        c = c << 6 | (*at++ & 0x3F);
    *p = at;
    return c;
}

static double width(const char *text, bool strong)
{
    const unsigned char *p = (const unsigned char *)text;
    unsigned sum = 0;
    while (*p)
        sum += advance(next(&p), strong);
    return sum * CHART_LABEL / 100;
}

double chart_text_width(const char *text)
{
    return width(text, false);
}

double chart_strong_width(const char *text)
{
    return width(text, true);
}

static struct chart_box text_bounds(const struct chart_shape *shape)
{
    double wide = width(shape->text, shape->bold) * shape->size / CHART_LABEL;
    double left = shape->point[0].x, y = shape->point[0].y;
    left -= shape->anchor == CHART_START ? 0 : shape->anchor == CHART_MIDDLE ? wide / 2 : wide;
    return (struct chart_box){left, y - ASCENT * shape->size, left + wide,
                              y + DESCENT * shape->size};
}

struct chart_box chart_bounds(const struct chart_shape *shape)
{
    struct chart_box box = {(double)INFINITY, (double)INFINITY, -(double)INFINITY,
                            -(double)INFINITY};
    double margin = 0;
    if (shape->kind == CHART_TEXT)
        return text_bounds(shape);
    if (shape->kind == CHART_LINE)
        margin = shape->size / 2;
    else if (shape->n == 1)
        margin = shape->size + (shape->kind == CHART_RING ? CHART_RING_WIDTH / 2 : 0);
    for (size_t i = 0; i < shape->n; i++) {
        const struct chart_point *at = &shape->point[i];
        if (isnan(at->y))
            continue;
        box.left = fmin(box.left, at->x - margin);
        box.right = fmax(box.right, at->x + margin);
        box.top = fmin(box.top, at->y - margin);
        box.bottom = fmax(box.bottom, at->y + margin);
    }
    return box;
}
