/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times, dates and counts as people write them. */
#include "report/words.h"

#include "backstride/reader.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Years 1 .. 9999, in microseconds since 1970. */
#define FIRST_US (-62135596800000000)
#define LAST_US  253402300799999999

void words_duration(char text[WORDS_ROOM], double seconds)
{
    /* A recording's clock may claim anything; a million hours is more than any shows. */
    long s = lround(fmin(fmax(seconds, 0), 3.6e9));
    if (s < 3600)
        (void)snprintf(text, WORDS_ROOM, "%ld:%02ld", s / 60, s % 60);
    else
        (void)snprintf(text, WORDS_ROOM, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
}

void words_count(char text[WORDS_ROOM], double count)
{
    char digits[32];
    text_fixed(digits, fmin(fmax(count, -1e15), 1e15), 0);
    size_t n = strlen(digits), used = 0;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0 && digits[i - 1] != '-')
            text[used++] = ' ';
        text[used++] = digits[i];
    }
    text[used] = '\0';
}

/* The wall clock of an instant, to the millisecond. */
static bool wall_clock(struct civil *civil, int64_t *wall_us, const struct bks_instant *instant)
{
    if (instant->kind == BKS_CLOCK_NONE || instant->t_us < FIRST_US || instant->t_us > LAST_US)
        return false;
    int64_t t_us = instant->t_us;
    if (instant->kind == BKS_CLOCK_ZONED)
        t_us += (int64_t)instant->offset_min * 60000000;
    int64_t rest_us = (t_us % 1000 + 1000) % 1000;
    *wall_us = t_us - rest_us + (rest_us >= 500 ? 1000 : 0);
    if (*wall_us < FIRST_US || *wall_us > LAST_US)
        return false;
    text_civil(civil, *wall_us);
    return true;
}

/* "+02:00" */
static void offset_text(char text[WORDS_ROOM], int32_t offset_min)
{
    int minutes = abs((int)offset_min);
    (void)snprintf(text, WORDS_ROOM, "%c%02d:%02d", offset_min < 0 ? '-' : '+', minutes / 60,
                   minutes % 60);
}

void words_date(char text[WORDS_ROOM], const struct bks_instant *instant)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil at;
    int64_t wall_us;
    if (!wall_clock(&at, &wall_us, instant)) {
        (void)snprintf(text, WORDS_ROOM, "no date");
        return;
    }
    char zone[WORDS_ROOM] = "";
    if (instant->kind == BKS_CLOCK_UTC)
        (void)snprintf(zone, sizeof zone, "UTC");
    if (instant->kind == BKS_CLOCK_ZONED)
        offset_text(zone, instant->offset_min);
    (void)snprintf(text, WORDS_ROOM, "%s %d %s %d %02d:%02d%s%.10s", days[text_weekday(wall_us)],
                   at.day, months[at.month - 1], at.year, at.hour, at.minute, zone[0] ? " " : "",
                   zone);
}

bool words_iso(char text[WORDS_ROOM], const struct bks_instant *instant)
{
    struct civil at;
    int64_t wall_us;
    if (!wall_clock(&at, &wall_us, instant))
        return false;
    char fraction[16] = "", zone[WORDS_ROOM] = "";
    if (at.microsecond / 1000)
        (void)snprintf(fraction, sizeof fraction, ".%03d", at.microsecond / 1000);
    if (instant->kind == BKS_CLOCK_UTC)
        (void)snprintf(zone, sizeof zone, "Z");
    if (instant->kind == BKS_CLOCK_ZONED)
        offset_text(zone, instant->offset_min);
    (void)snprintf(text, WORDS_ROOM, "%04d-%02d-%02dT%02d:%02d:%02d%s%.10s", at.year, at.month,
                   at.day, at.hour, at.minute, at.second, fraction, zone);
    return true;
}

const char *words_format(const char *id)
{
    if (!id)
        return "unknown format";
    const struct bks_format *format;
    for (size_t i = 0; (format = bks_format_at(i)); i++)
        if (strcmp(format->id, id) == 0)
            return format->title;
    return id;
}
