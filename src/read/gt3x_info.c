/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Key by key. Times are .NET ticks, 100 ns since the year 1, of the wall clock:
 *
 *   Serial Number: MOS2E39180594     Sample Rate: 30          Acceleration Scale: 256.0
 *   Start Date: 637340333400000000   TimeZone: 02:00:00       Acceleration Max: 8,0
 */
#include "read/gt3x_info.h"

#include "base/text.h"

#include <string.h>

#define TICKS_PER_US      10
#define US_OF_YEAR_1      INT64_C(62135596800000000) /* from there to 1970 */
#define MAX_RATE_HZ       1000
#define MAX_RANGE_G       1000
#define DEFAULT_LSB_PER_G 256
#define MAX_OFFSET_MIN    840

static bool number_of(double *number, const char *value, double least, double most)
{
    double found;
    const char *comma = strchr(value, ',');
    if (!text_number(&found, value, value + strlen(value), comma ? ',' : '.') || found < least ||
        found > most)
        return false;
    *number = found;
    return true;
}

static void set_serial(struct gt3x_info *info, const char *value)
{
    text_utf8(info->serial, sizeof info->serial, value, strlen(value));
}

static void set_type(struct gt3x_info *info, const char *value)
{
    text_utf8(info->type, sizeof info->type, value, strlen(value));
}

static void set_rate(struct gt3x_info *info, const char *value)
{
    (void)number_of(&info->rate_hz, value, 1, MAX_RATE_HZ);
}

static void set_scale(struct gt3x_info *info, const char *value)
{
    (void)number_of(&info->lsb_per_g, value, GT3X_MIN_LSB_PER_G, GT3X_MAX_LSB_PER_G);
}

static void set_range(struct gt3x_info *info, const char *value)
{
    (void)number_of(&info->range_g, value, 1, MAX_RANGE_G);
}

static void set_start(struct gt3x_info *info, const char *value)
{
    int64_t ticks;
    if (!text_integer(&ticks, value, value + strlen(value)) || ticks <= 0)
        return;
    info->has_start = true;
    info->start_us = ticks / TICKS_PER_US - US_OF_YEAR_1;
}

/* "02:00:00", "-04:00:00". */
static void set_zone(struct gt3x_info *info, const char *value)
{
    const char *end = value + strlen(value);
    bool west = *value == '-';
    int64_t hours, minutes;
    const char *p = text_integer(&hours, value + west, end);
    if (!p || *p != ':' || !text_integer(&minutes, p + 1, end) || hours < 0 || minutes < 0 ||
        minutes > 59 || hours > MAX_OFFSET_MIN / 60 || hours * 60 + minutes > MAX_OFFSET_MIN)
        return;
    info->has_zone = true;
    info->offset_min = (int32_t)(hours * 60 + minutes);
    if (west)
        info->offset_min = -info->offset_min;
}

static void set_limb(struct gt3x_info *info, const char *value)
{
    static const struct {
        const char *limb;
        enum bks_placement placement;
    } limbs[] = {{"waist", BKS_WAIST}, {"hip", BKS_WAIST},   {"wrist", BKS_WRIST},
                 {"ankle", BKS_ANKLE}, {"chest", BKS_CHEST}, {"thigh", BKS_POCKET}};
    for (size_t i = 0; i < sizeof limbs / sizeof limbs[0]; i++)
        if (text_equal_nocase(value, limbs[i].limb))
            info->placement = limbs[i].placement;
}

static const struct {
    const char *key;
    void (*set)(struct gt3x_info *info, const char *value);
} keys[] = {
    {"Serial Number", set_serial},   {"Device Type", set_type},
    {"Sample Rate", set_rate},       {"Acceleration Scale", set_scale},
    {"Acceleration Max", set_range}, {"Start Date", set_start},
    {"TimeZone", set_zone},          {"Limb", set_limb},
};

/* Counts per g by the first letters of the serial number, where the file does not say. */
static double default_scale(const char *serial)
{
    static const struct {
        const char *start;
        double lsb_per_g;
    } kinds[] = {{"NEO", 341}, {"CLE", 341}, {"MRA", 341}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_starts(serial, kinds[i].start))
            return kinds[i].lsb_per_g;
    return DEFAULT_LSB_PER_G;
}

static void set_line(struct gt3x_info *info, const char *line, size_t n)
{
    char value[64] = "";
    const char *colon = memchr(line, ':', n);
    size_t length = colon ? (size_t)(colon - line) : n, from = length + 1;
    while (from < n && line[from] == ' ')
        from++;
    while (n > from && line[n - 1] == ' ')
        n--;
    if (from >= n || n - from >= sizeof value)
        return;
    memcpy(value, line + from, n - from);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (length == strlen(keys[i].key) && memcmp(line, keys[i].key, length) == 0)
            keys[i].set(info, value);
}

void gt3x_info_read(struct gt3x_info *info, struct bytes text)
{
    const char *line;
    size_t n;
    *info = (struct gt3x_info){.placement = BKS_PLACE_UNKNOWN};
    (void)bytes_match(&text, "\xEF\xBB\xBF");
    while (bytes_line(&text, &line, &n))
        set_line(info, line, n);
    if (!(info->lsb_per_g > 0))
        info->lsb_per_g = default_scale(info->serial);
}
