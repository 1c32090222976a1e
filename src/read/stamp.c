/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading date and time texts, field by field; a date that does not exist is refused. */
#include "read/stamp.h"

#include "base/text.h"

#include <stddef.h>

#define MAX_OFFSET_MIN 840

struct cursor {
    const char *p, *end;
    bool ok;
};

static bool at(const struct cursor *cursor, char c)
{
    return cursor->p < cursor->end && *cursor->p == c;
}

static bool at_digit(const struct cursor *cursor)
{
    return cursor->p < cursor->end && *cursor->p >= '0' && *cursor->p <= '9';
}

/* Up to `most` digits; none is an error. */
static int number(struct cursor *cursor, int most)
{
    int value = 0, n = 0;
    for (; n < most && at_digit(cursor); n++)
        value = value * 10 + (*cursor->p++ - '0');
    cursor->ok = cursor->ok && n > 0;
    return value;
}

/* One of the given characters. */
static void expect(struct cursor *cursor, const char *any)
{
    bool found = false;
    for (; *any && !found; any++)
        found = at(cursor, *any);
    cursor->ok = cursor->ok && found;
    cursor->p += found;
}

static void date(struct cursor *cursor, struct civil *civil, enum stamp_order order)
{
    int field[3] = {0};
    for (int i = 0; i < 3; i++) {
        field[i] = number(cursor, 4);
        if (i < 2)
            expect(cursor, "/-.");
    }
    static const unsigned char place[3][3] = {{0, 1, 2}, {2, 0, 1}, {2, 1, 0}};
    civil->year = field[place[order][0]];
    civil->month = field[place[order][1]];
    civil->day = field[place[order][2]];
}

static int fraction(struct cursor *cursor)
{
    int microseconds = 0, scale = 100000;
    for (; at_digit(cursor); cursor->p++, scale /= 10)
        microseconds += scale * (*cursor->p - '0');
    return microseconds;
}

static void time_of_day(struct cursor *cursor, struct civil *civil)
{
    civil->hour = number(cursor, 2);
    expect(cursor, ":");
    civil->minute = number(cursor, 2);
    if (!at(cursor, ':'))
        return;
    cursor->p++;
    civil->second = number(cursor, 2);
    if (at(cursor, '.') || at(cursor, ',') || at(cursor, ':')) {
        cursor->p++;
        civil->microsecond = fraction(cursor);
    }
}

/* " PM" moves the hour; "AM" moves 12 to 0. */
static void half_day(struct cursor *cursor, struct civil *civil)
{
    const char *p = cursor->p;
    while (p < cursor->end && *p == ' ')
        p++;
    if (cursor->end - p < 2 || (p[1] | 0x20) != 'm')
        return;
    char half = (char)(*p | 0x20);
    if (half != 'a' && half != 'p')
        return;
    cursor->ok = cursor->ok && civil->hour >= 1 && civil->hour <= 12;
    civil->hour = civil->hour % 12 + (half == 'p' ? 12 : 0);
    cursor->p = p + 2;
}

/* "Z", "+02:00", "+0200", "+02"; a blank may stand before a sign. */
static void zone(struct cursor *cursor, struct stamp *stamp)
{
    if (at(cursor, ' ') && cursor->end - cursor->p > 1 &&
        (cursor->p[1] == '+' || cursor->p[1] == '-'))
        cursor->p++;
    if (at(cursor, 'Z') || at(cursor, 'z')) {
        cursor->p++;
        stamp->zone = STAMP_UTC;
        return;
    }
    if (!at(cursor, '+') && !at(cursor, '-'))
        return;
    int sign = *cursor->p++ == '-' ? -1 : 1;
    int hours = number(cursor, 2), minutes = 0;
    if (at(cursor, ':'))
        cursor->p++;
    if (at_digit(cursor))
        minutes = number(cursor, 2);
    stamp->zone = STAMP_OFFSET;
    stamp->offset_min = sign * (hours * 60 + minutes);
    cursor->ok = cursor->ok && minutes < 60 && hours * 60 + minutes <= MAX_OFFSET_MIN;
}

const char *stamp_scan(struct stamp *stamp, const char *p, const char *end, enum stamp_order order)
{
    struct cursor cursor = {p, end, true};
    struct civil civil = {.year = 1970, .month = 1, .day = 1};
    *stamp = (struct stamp){0};
    if (order != STAMP_NO_DATE) {
        date(&cursor, &civil, order);
        expect(&cursor, " T_");
    }
    time_of_day(&cursor, &civil);
    half_day(&cursor, &civil);
    zone(&cursor, stamp);
    if (!cursor.ok || !text_instant_us(&stamp->t_us, &civil))
        return NULL;
    stamp->t_us -= (int64_t)stamp->offset_min * 60000000;
    return cursor.p;
}
