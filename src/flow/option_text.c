/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what people type: amounts with units, speeds, programmes, moments, columns. */
#include "flow/option_text.h"

#include "base/text.h"

#include <string.h>

#define N(table) (sizeof(table) / sizeof(table)[0])

/* Of a person on foot: slower is standing, faster nobody is. */
#define SPEED_MIN_MPS 0.2
#define SPEED_MAX_MPS 13.0

#define PROGRAMME_MAX_S 1e6
#define OFFSET_MAX_MIN  840

const char *option_amount(double *amount, const char *text)
{
    return text_number(amount, text, text + strlen(text), '.');
}

/* True when the text from p to end is exactly the word. */
static bool is_word(const char *p, const char *end, const char *word)
{
    return (size_t)(end - p) == strlen(word) && memcmp(p, word, (size_t)(end - p)) == 0;
}

/* Exactly `count` digits; the byte after them, or NULL. */
static const char *digits(int *value, const char *p, const char *end, int count)
{
    *value = 0;
    for (int i = 0; i < count; i++, p++) {
        if (p == end || *p < '0' || *p > '9')
            return NULL;
        *value = *value * 10 + (*p - '0');
    }
    return p;
}

/* "5:00/km" */
static bool pace(double *speed_mps, const char *text, const char *end)
{
    int64_t minutes;
    int seconds;
    const char *p = text_integer(&minutes, text, end);
    if (!p || minutes < 0 || minutes > 600 || p == end || *p != ':')
        return false;
    p = digits(&seconds, p + 1, end, 2);
    if (!p || seconds > 59 || !is_word(p, end, "/km") || minutes + seconds == 0)
        return false;
    *speed_mps = 1000.0 / (double)(minutes * 60 + seconds);
    return true;
}

bool option_speed(double *speed_mps, const char *text, const char *end)
{
    double value;
    const char *unit = text_number(&value, text, end, '.');
    if (!unit)
        return false;
    if (is_word(unit, end, "m/s"))
        *speed_mps = value;
    else if (is_word(unit, end, "km/h"))
        *speed_mps = value / 3.6;
    else if (!pace(speed_mps, text, end))
        return false;
    return *speed_mps >= SPEED_MIN_MPS && *speed_mps <= SPEED_MAX_MPS;
}

/* "0-600=2.8m/s" */
static bool programme_part(struct speed_part *part, const char *p, const char *end)
{
    p = text_number(&part->start_s, p, end, '.');
    if (!p || p == end || *p != '-')
        return false;
    p = text_number(&part->end_s, p + 1, end, '.');
    if (!p || p == end || *p != '=')
        return false;
    return part->start_s >= 0 && part->end_s > part->start_s && part->end_s <= PROGRAMME_MAX_S &&
           option_speed(&part->speed_mps, p + 1, end);
}

bool option_programme(struct speed_part *parts, size_t *n, const char *text)
{
    const char *p = text;
    for (*n = 0; *n < OPTIONS_MAX_SPEEDS; p++) {
        const char *end = p + strcspn(p, ",");
        if (!programme_part(&parts[*n], p, end))
            return false;
        if (*n > 0 && parts[*n].start_s < parts[*n - 1].end_s)
            return false;
        ++*n;
        p = end;
        if (!*p)
            return true;
    }
    return false;
}

/* "Z", "+02:00", "+0200", "+02", or nothing. */
static bool zone(struct bks_instant *instant, const char *p, const char *end)
{
    int hours, minutes = 0;
    instant->kind = p == end ? BKS_CLOCK_LOCAL : BKS_CLOCK_UTC;
    if (p == end || is_word(p, end, "Z"))
        return true;
    int sign = *p == '-' ? -1 : 1;
    if (*p != '+' && *p != '-')
        return false;
    p = digits(&hours, p + 1, end, 2);
    if (p && p < end)
        p = digits(&minutes, *p == ':' ? p + 1 : p, end, 2);
    if (p != end || minutes > 59 || hours * 60 + minutes > OFFSET_MAX_MIN)
        return false;
    instant->kind = BKS_CLOCK_ZONED;
    instant->offset_min = sign * (hours * 60 + minutes);
    instant->t_us -= (int64_t)instant->offset_min * 60000000;
    return true;
}

/* ".5", ".123456": microseconds, further digits dropped. */
static const char *fraction(int *microseconds, const char *p, const char *end)
{
    int unit = 100000;
    *microseconds = 0;
    if (p == end || *p < '0' || *p > '9')
        return NULL;
    for (; p < end && *p >= '0' && *p <= '9'; p++, unit /= 10)
        *microseconds += (*p - '0') * unit;
    return p;
}

static const char *date(struct civil *at, const char *p, const char *end)
{
    p = digits(&at->year, p, end, 4);
    if (!p || *p != '-')
        return NULL;
    p = digits(&at->month, p + 1, end, 2);
    if (!p || *p != '-')
        return NULL;
    return digits(&at->day, p + 1, end, 2);
}

static const char *clock_time(struct civil *at, const char *p, const char *end)
{
    p = digits(&at->hour, p, end, 2);
    if (!p || *p != ':')
        return NULL;
    p = digits(&at->minute, p + 1, end, 2);
    if (p && *p == ':')
        p = digits(&at->second, p + 1, end, 2);
    if (p && *p == '.')
        p = fraction(&at->microsecond, p + 1, end);
    return p;
}

bool option_instant(struct bks_instant *instant, const char *text)
{
    struct civil at = {0};
    struct bks_instant read = {0};
    const char *end = text + strlen(text);
    const char *p = date(&at, text, end);
    if (!p || (*p != 'T' && *p != ' '))
        return false;
    p = clock_time(&at, p + 1, end);
    if (!p || !text_instant_us(&read.t_us, &at) || !zone(&read, p, end))
        return false;
    *instant = read;
    return true;
}

/* Where a name of --columns goes. */
static int *column_of(struct column_map *map, const char *name, size_t n)
{
    static const struct {
        const char *name;
        enum bks_channel channel;
    } names[] = {{"ax", BKS_ACCEL_X}, {"ay", BKS_ACCEL_Y}, {"az", BKS_ACCEL_Z}, {"gx", BKS_GYRO_X},
                 {"gy", BKS_GYRO_Y},  {"gz", BKS_GYRO_Z},  {"speed", BKS_SPEED}};
    if (is_word(name, name + n, "t"))
        return &map->time;
    for (size_t i = 0; i < N(names); i++)
        if (is_word(name, name + n, names[i].name))
            return &map->channel[names[i].channel];
    return NULL;
}

/* "ax=2"; each name once. */
static bool column(struct column_map *map, const char *p, const char *end)
{
    int64_t index;
    size_t n = strcspn(p, "=");
    int *where = p + n < end ? column_of(map, p, n) : NULL;
    if (!where || *where || text_integer(&index, p + n + 1, end) != end)
        return false;
    *where = index >= 1 && index <= OPTIONS_MAX_COLUMN_INDEX ? (int)index : 0;
    return *where > 0;
}

/* Time and all of the accelerometer; all or nothing of the gyroscope; no column twice. */
static bool fits(const struct column_map *map)
{
    const int *channel = map->channel;
    if (!map->time || !channel[BKS_ACCEL_X] || !channel[BKS_ACCEL_Y] || !channel[BKS_ACCEL_Z])
        return false;
    if (!channel[BKS_GYRO_X] != !channel[BKS_GYRO_Y] ||
        !channel[BKS_GYRO_X] != !channel[BKS_GYRO_Z])
        return false;
    for (int i = 0; i < BKS_CHANNEL_COUNT; i++) {
        if (channel[i] && channel[i] == map->time)
            return false;
        for (int k = 0; k < i; k++)
            if (channel[i] && channel[i] == channel[k])
                return false;
    }
    return true;
}

bool option_columns(struct column_map *map, const char *text)
{
    struct column_map read = {0};
    for (const char *p = text;; p++) {
        const char *end = p + strcspn(p, ",");
        if (!column(&read, p, end))
            return false;
        p = end;
        if (!*p)
            break;
    }
    if (!fits(&read))
        return false;
    map->given = true;
    map->time = read.time;
    memcpy(map->channel, read.channel, sizeof map->channel);
    return true;
}
