/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and hours of an instant, and back: the proleptic Gregorian calendar in whole numbers. */
#include "base/text.h"

#define US_PER_S   INT64_C(1000000)
#define S_PER_DAY  INT64_C(86400)
#define US_PER_DAY (S_PER_DAY * US_PER_S)

#define DAYS_PER_400_YEARS 146097
#define DAYS_TO_1970       719468 /* from 0000-03-01: years counted from March end in the leap day */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 1970-01-01 of a date; the year begins in March here. */
static int64_t days_from_date(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = floor_div(y, 400);
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_400_YEARS + day_of_era - DAYS_TO_1970;
}

static void date_from_days(struct civil *civil, int64_t days)
{
    days += DAYS_TO_1970;
    int64_t era = floor_div(days, DAYS_PER_400_YEARS);
    int64_t day_of_era = days - era * DAYS_PER_400_YEARS;
    int64_t leaps = day_of_era / 1460 - day_of_era / 36524 + day_of_era / (DAYS_PER_400_YEARS - 1);
    int64_t year_of_era = (day_of_era - leaps) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    civil->day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    civil->month = (int)((month_from_march + 2) % 12 + 1);
    civil->year = (int)(year_of_era + era * 400 + (civil->month <= 2));
}

void text_civil(struct civil *civil, int64_t t_us)
{
    int64_t days = floor_div(t_us, US_PER_DAY);
    int64_t rest_us = t_us % US_PER_DAY;
    if (rest_us < 0)
        rest_us += US_PER_DAY;
    date_from_days(civil, days);
    int64_t rest_s = rest_us / US_PER_S;
    civil->microsecond = (int)(rest_us % US_PER_S);
    civil->hour = (int)(rest_s / 3600);
    civil->minute = (int)(rest_s / 60 % 60);
    civil->second = (int)(rest_s % 60);
}

static bool in_range(int value, int low, int high)
{
    return value >= low && value <= high;
}

bool text_instant_us(int64_t *t_us, const struct civil *civil)
{
    if (!in_range(civil->year, 1, 9999) || !in_range(civil->month, 1, 12) ||
        !in_range(civil->day, 1, days_of_month(civil->year, civil->month)) ||
        !in_range(civil->hour, 0, 23) || !in_range(civil->minute, 0, 59) ||
        !in_range(civil->second, 0, 59) || !in_range(civil->microsecond, 0, 999999))
        return false;
    int64_t days = days_from_date(civil->year, civil->month, civil->day);
    int64_t s = civil->hour * 3600 + civil->minute * 60 + civil->second;
    *t_us = days * US_PER_DAY + s * US_PER_S + civil->microsecond;
    return true;
}

int text_weekday(int64_t t_us)
{
    int64_t days = floor_div(t_us, US_PER_DAY);
    return (int)(((days % 7) + 10) % 7); /* 1970-01-01 was a Thursday, number 3 */
}
