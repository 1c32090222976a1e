/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar date as one whole number. */
#include "model/day.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define US_PER_DAY  INT64_C(86400000000)
#define FIRST_DAY   (-719162) /* 0001-01-01 */
#define LAST_DAY    2932896   /* 9999-12-31 */
#define DATE_LENGTH 10

/* So many digits at p, or -1. */
static int digits(const char *p, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9')
            return -1;
        value = value * 10 + (p[i] - '0');
    }
    return value;
}

bool day_read(int32_t *day, const char *text)
{
    if (strlen(text) != DATE_LENGTH || text[4] != '-' || text[7] != '-')
        return false;
    struct civil date = {
        .year = digits(text, 4), .month = digits(text + 5, 2), .day = digits(text + 8, 2)};
    int64_t t_us;
    if (date.year < 1 || date.month < 1 || date.day < 1 || !text_instant_us(&t_us, &date))
        return false;
    *day = (int32_t)(t_us / US_PER_DAY); /* a whole number of days: exact on both sides of 0 */
    return true;
}

const char *day_iso(char text[DAY_ROOM], int32_t day)
{
    struct civil date;
    if (day < FIRST_DAY || day > LAST_DAY) {
        (void)snprintf(text, DAY_ROOM, "-");
        return text;
    }
    text_civil(&date, (int64_t)day * US_PER_DAY);
    (void)snprintf(text, DAY_ROOM, "%04u-%02u-%02u", (unsigned)date.year % 10000,
                   (unsigned)date.month % 100, (unsigned)date.day % 100);
    return text;
}
