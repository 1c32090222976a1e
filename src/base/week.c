/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weeks of ISO 8601. 1970-01-01 was a Thursday, so that the Thursday of week n is day 7 n. */
#include "base/week.h"

#include "base/text.h"

#include <stdio.h>

#define US_PER_DAY     INT64_C(86400000000)
#define DAYS_PER_WEEK  7
#define MONDAY_TO_1970 3 /* days from the Monday before to 1970-01-01 */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int64_t week_of(int64_t wall_us)
{
    return floor_div(floor_div(wall_us, US_PER_DAY) + MONDAY_TO_1970, DAYS_PER_WEEK);
}

void week_name(char text[WEEK_ROOM], int64_t week)
{
    struct civil thursday, first = {.month = 1, .day = 1};
    int64_t new_year = 0, day = week * DAYS_PER_WEEK;
    text_civil(&thursday, day * US_PER_DAY);
    first.year = thursday.year;
    (void)text_instant_us(&new_year, &first);
    int number = (int)((day - new_year / US_PER_DAY) / DAYS_PER_WEEK) + 1;
    (void)snprintf(text, WEEK_ROOM, "%04d-W%02d", thursday.year % 10000, number % 100);
}
