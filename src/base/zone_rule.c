/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rule of a zone for all later years, as POSIX TZ text:
 * NAME OFFSET [NAME [OFFSET] , START [/TIME] , END [/TIME]], for example EST5EDT,M3.2.0,M11.1.0.
 * Offsets count west of UTC and are turned here. Dates: Mmonth.week.day, Jday (1 .. 365), day.
 */
#include "base/zone.h"

#include "base/text.h"

#define S_PER_HOUR 3600
#define S_PER_DAY  86400
#define US_PER_S   1000000
#define TWO_HOURS  7200 /* when clocks change unless told otherwise */

struct rule {
    const char *p, *end;
    bool ok;
};

static bool at(const struct rule *rule, char c)
{
    return rule->p < rule->end && *rule->p == c;
}

static int whole(struct rule *rule)
{
    int value = 0, n = 0;
    for (; n < 4 && rule->p < rule->end && *rule->p >= '0' && *rule->p <= '9'; n++)
        value = value * 10 + (*rule->p++ - '0');
    rule->ok = rule->ok && n > 0;
    return value;
}

/* "CET", or "<+0330>". */
static void skip_name(struct rule *rule)
{
    const char *start = rule->p;
    if (at(rule, '<')) {
        while (rule->p < rule->end && *rule->p != '>')
            rule->p++;
        rule->p += rule->p < rule->end;
    } else {
        while (rule->p < rule->end && (*rule->p | 0x20) >= 'a' && (*rule->p | 0x20) <= 'z')
            rule->p++;
    }
    rule->ok = rule->ok && rule->p - start >= 3;
}

/* [+-]h[:m[:s]] in seconds. */
static int32_t hours(struct rule *rule)
{
    int sign = at(rule, '-') ? -1 : 1;
    rule->p += at(rule, '-') || at(rule, '+');
    int32_t seconds = whole(rule) * S_PER_HOUR;
    for (int32_t unit = 60; unit >= 1 && at(rule, ':'); unit /= 60) {
        rule->p++;
        seconds += whole(rule) * unit;
    }
    return sign * seconds;
}

static int64_t date_s(int year, int month, int day)
{
    struct civil civil = {.year = year, .month = month, .day = day};
    int64_t t_us = 0;
    (void)text_instant_us(&t_us, &civil);
    return t_us / US_PER_S;
}

/* The week-th (5: last) such day of the week (0 Sunday) of a month. */
static int64_t month_week_day_s(struct rule *rule, int year)
{
    int month = whole(rule);
    rule->p += at(rule, '.');
    int week = whole(rule);
    rule->p += at(rule, '.');
    int day = whole(rule);
    rule->ok = rule->ok && month >= 1 && month <= 12 && week >= 1 && week <= 5 && day <= 6;
    if (!rule->ok)
        return 0;
    int64_t first = date_s(year, month, 1);
    int64_t next = month == 12 ? date_s(year + 1, 1, 1) : date_s(year, month + 1, 1);
    int first_day = (text_weekday(first * US_PER_S) + 1) % 7; /* 0 Sunday */
    int64_t t_s = first + (int64_t)((day - first_day + 7) % 7 + 7 * (week - 1)) * S_PER_DAY;
    return t_s < next ? t_s : t_s - (int64_t)7 * S_PER_DAY;
}

/* Wall seconds of a change in a year. */
static int64_t change_s(struct rule *rule, int year)
{
    int64_t t_s;
    rule->ok = rule->ok && at(rule, ',');
    rule->p += at(rule, ',');
    if (at(rule, 'M')) {
        rule->p++;
        t_s = month_week_day_s(rule, year);
    } else {
        bool no_leap_day = at(rule, 'J');
        rule->p += no_leap_day;
        int day = whole(rule);
        bool leap = date_s(year + 1, 1, 1) - date_s(year, 1, 1) > (int64_t)365 * S_PER_DAY;
        day -= no_leap_day && !(leap && day >= 60);
        t_s = date_s(year, 1, 1) + (int64_t)day * S_PER_DAY;
    }
    if (!at(rule, '/'))
        return t_s + TWO_HOURS;
    rule->p++;
    return t_s + hours(rule);
}

bool zone_rule_offset(int32_t *offset_s, const char *text, size_t n, int64_t t_s)
{
    struct rule rule = {text, text + n, true};
    skip_name(&rule);
    *offset_s = -hours(&rule);
    if (rule.p == rule.end || !rule.ok)
        return rule.ok;
    skip_name(&rule);
    int32_t summer_s = *offset_s + S_PER_HOUR;
    if (rule.p < rule.end && !at(&rule, ','))
        summer_s = -hours(&rule);
    struct civil civil;
    text_civil(&civil, (t_s + *offset_s) * US_PER_S);
    int64_t start = change_s(&rule, civil.year) - *offset_s;
    int64_t end = change_s(&rule, civil.year) - summer_s;
    if (!rule.ok || rule.p != rule.end)
        return false;
    bool summer = start < end ? t_s >= start && t_s < end : t_s >= start || t_s < end;
    if (summer)
        *offset_s = summer_s;
    return true;
}
