/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the text tags of an archive, line by line and key by key.
 *
 *   Time: 2018-03-18 17:24:47.536      the first sample, the device's wall clock
 *   Channel-1: Accel-X                 what a channel holds, from 1
 *   Scale-1: 8                         its full scale, g or deg/s
 *   Config-A: 100,8                    rate and range of the device; older texts say Rate-A
 *   Metadata: _p=left+wrist            URL-encoded notes of the person who set it up
 *   ch0_type=accel,ch0_axis=x,...      the same by the older writer, from 0
 *   Rate: 98.8600  Zone: +02:00  Place: waist      ours; for the others see archive_texts.c
 */
#include "read/archive_tags.h"

#include "base/text.h"
#include "read/stamp.h"

#include <string.h>

#define MAX_KEY   32
#define MAX_VALUE 1024 /* the annotation takes up to 900 */

void archive_tags_init(struct archive_tags *tags)
{
    *tags = (struct archive_tags){.place = BKS_PLACE_UNKNOWN, .nominal_hz = -1, .range_g = -1};
    for (size_t c = 0; c < ARCHIVE_MAX_CHANNELS; c++)
        tags->channel[c].axis = tags->channel[c].decimals = -1;
}

/* Exactly `width` digits at *p, passed over. */
static bool digits(int *value, const char **p, int width)
{
    *value = 0;
    for (int i = 0; i < width; i++, (*p)++) {
        if (**p < '0' || **p > '9')
            return false;
        *value = *value * 10 + (**p - '0');
    }
    return true;
}

/* "+02:00", "-0330", "Z". */
static bool zone_of(int32_t *zone_min, const char *p)
{
    int hours = 0, minutes = 0;
    bool west = *p == '-';
    *zone_min = 0;
    if (*p == 'Z')
        return true;
    if (*p != '+' && *p != '-')
        return false;
    p++;
    if (!digits(&hours, &p, 2))
        return false;
    p += *p == ':';
    if (!digits(&minutes, &p, 2) || minutes > 59 || hours * 60 + minutes > 840)
        return false;
    *zone_min = west ? -(hours * 60 + minutes) : hours * 60 + minutes;
    return true;
}

static void set_time(struct archive_tags *tags, const char *value)
{
    struct stamp stamp;
    if (!stamp_scan(&stamp, value, value + strlen(value), STAMP_YMD) || stamp.t_us < 0)
        return;
    tags->has_time = true;
    tags->time_us = stamp.t_us;
    if (stamp.zone == STAMP_NO_ZONE)
        return;
    tags->has_zone = true;
    tags->zone_min = stamp.zone == STAMP_OFFSET ? stamp.offset_min : 0;
    tags->time_us += tags->zone_min * INT64_C(60000000);
}

static void set_zone(struct archive_tags *tags, const char *value)
{
    tags->has_zone = zone_of(&tags->zone_min, value);
}

static void set_rate(struct archive_tags *tags, const char *value)
{
    double rate_hz;
    if (text_is_number(&rate_hz, value))
        tags->rate_hz = rate_hz;
}

static void set_place(struct archive_tags *tags, const char *value)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_PLACEMENT_LIST(X)
#undef X
    };
    for (size_t i = 0; i < BKS_PLACEMENT_COUNT; i++)
        if (text_equal_nocase(value, names[i]))
            tags->place = (enum bks_placement)i;
}

/* Only where one clear word stands in the annotation; "_p" is the place in Open Movement's form. */
static void set_annotation(struct archive_tags *tags, const char *value)
{
    static const struct {
        const char *word;
        enum bks_placement place;
    } words[] = {{"wrist", BKS_WRIST},  {"ankle", BKS_ANKLE}, {"waist", BKS_WAIST},
                 {"hip", BKS_WAIST},    {"chest", BKS_CHEST}, {"sacrum", BKS_SACRUM},
                 {"thigh", BKS_POCKET}, {"foot", BKS_FOOT},   {"upper-arm", BKS_ARM}};
    char place[64] = "";
    enum bks_placement found = BKS_PLACE_UNKNOWN;
    const char *p = text_starts(value, "_p=") ? value : strstr(value, "&_p=");
    if (!p || tags->place != BKS_PLACE_UNKNOWN)
        return;
    p = strchr(p, '=') + 1;
    for (size_t i = 0; i < sizeof place - 1 && p[i] && p[i] != '&'; i++)
        place[i] = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] - 'A' + 'a') : p[i];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!strstr(place, words[i].word))
            continue;
        if (found != BKS_PLACE_UNKNOWN)
            return;
        found = words[i].place;
    }
    tags->place = found;
}

static void set_config(struct archive_tags *tags, const char *value)
{
    const char *end = value + strlen(value);
    double rate_hz = 0, range_g = 0;
    const char *p = text_number(&rate_hz, value, end, '.');
    if (!p)
        return;
    tags->config_hz = rate_hz;
    if (*p == ',' && text_number(&range_g, p + 1, end, '.'))
        tags->config_g = range_g;
}

/* Quotes keep blanks at the ends. */
static void set_device(struct archive_tags *tags, const char *value)
{
    size_t n = strlen(value);
    bool quoted = n >= 2 && value[0] == '"' && value[n - 1] == '"';
    tags->cwa = text_equal_nocase(value, "CWA");
    text_utf8(tags->device, sizeof tags->device, value + quoted, n - 2 * (size_t)quoted);
}

static void set_id(struct archive_tags *tags, const char *value)
{
    text_utf8(tags->id, sizeof tags->id, value, strlen(value));
}

static void set_firmware(struct archive_tags *tags, const char *value)
{
    int64_t firmware;
    if (text_integer(&firmware, value, value + strlen(value)))
        tags->firmware = firmware;
}

static void set_old_start(struct archive_tags *tags, const char *value)
{
    if (!tags->has_time)
        set_time(tags, value);
}

/* "Accel-X", "Gyro-Y", "Aux", "accel", "Speed", "Time-us", "Step-us-2". */
static void set_label(struct archive_channel *channel, const char *value)
{
    static const struct {
        const char *name;
        enum archive_sensor sensor;
    } sensors[] = {{"accel", SENSOR_ACCEL}, {"gyro", SENSOR_GYRO},   {"mag", SENSOR_MAG},
                   {"aux", SENSOR_AUX},     {"speed", SENSOR_SPEED}, {"time", SENSOR_TIME},
                   {"step", SENSOR_STEP}};
    static const char step[] = "Step-us-";
    char name[16] = "";
    size_t length = strcspn(value, "-");
    if (length < sizeof name)
        memcpy(name, value, length);
    channel->sensor = SENSOR_OTHER;
    for (size_t i = 0; i < sizeof sensors / sizeof sensors[0]; i++)
        if (text_equal_nocase(name, sensors[i].name))
            channel->sensor = sensors[i].sensor;
    if (value[length] == '-' && value[length + 1] >= 'X' && value[length + 1] <= 'Z')
        channel->axis = value[length + 1] - 'X';
    if (channel->sensor == SENSOR_SPEED)
        channel->axis = 0;
    if (text_starts(value, step) && value[sizeof step - 1] >= '1' && value[sizeof step - 1] <= '3')
        channel->axis = value[sizeof step - 1] - '1';
}

static void set_axis(struct archive_channel *channel, const char *value)
{
    if (*value >= 'x' && *value <= 'z')
        channel->axis = *value - 'x';
}

static void set_scale(struct archive_channel *channel, const char *value)
{
    double scale;
    if (text_is_number(&scale, value))
        channel->scale = scale;
    else if (*value > 0 && *value < ' ') /* the older writer put the number in as one character */
        channel->scale = *value;
}

static void set_unit(struct archive_channel *channel, const char *value)
{
    static const char *const units[] = {"m/s2", "rad/s", "m/s"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        channel->in_si = channel->in_si || strcmp(value, units[i]) == 0;
}

static void set_decimals(struct archive_channel *channel, const char *value)
{
    if (*value >= '0' && *value <= '9' && value[1] == '\0')
        channel->decimals = *value - '0';
}

static const struct {
    const char *key;
    void (*set)(struct archive_tags *tags, const char *value);
} keys[] = {
    {"Time", set_time},
    {"Rate", set_rate},
    {"Zone", set_zone},
    {"Place", set_place},
    {"Metadata", set_annotation},
    {"metadata", set_annotation},
    {"Config-A", set_config},
    {"Rate-A", set_config},
    {"Device", set_device},
    {"deviceType", set_device},
    {"Id", set_id},
    {"deviceId", set_id},
    {"Firmware", set_firmware},
    {"startTime", set_old_start},
};

static const struct {
    const char *before, *after; /* of the channel's number */
    int first;
    void (*set)(struct archive_channel *channel, const char *value);
} channel_keys[] = {
    {"Channel-", "", 1, set_label},     {"Scale-", "", 1, set_scale},
    {"ch", "_type", 0, set_label},      {"ch", "_axis", 0, set_axis},
    {"ch", "_scale", 0, set_scale},     {"Unit-", "", 1, set_unit},
    {"Decimals-", "", 1, set_decimals},
};

static bool set_channel(struct archive_tags *tags, const char *key, const char *value)
{
    for (size_t i = 0; i < sizeof channel_keys / sizeof channel_keys[0]; i++) {
        int64_t number;
        if (!text_starts(key, channel_keys[i].before))
            continue;
        const char *p = key + strlen(channel_keys[i].before);
        p = *p >= '0' && *p <= '9' ? text_integer(&number, p, key + strlen(key)) : NULL;
        if (!p || strcmp(p, channel_keys[i].after) != 0)
            continue;
        number -= channel_keys[i].first;
        if (number >= 0 && number < ARCHIVE_MAX_CHANNELS)
            channel_keys[i].set(&tags->channel[number], value);
        return true;
    }
    return false;
}

/* One pair of key and value, both cut to their room and without blanks around. */
static void set_pair(struct archive_tags *tags, const char *line, size_t n, size_t mark)
{
    char key[MAX_KEY] = "", value[MAX_VALUE] = "";
    size_t start = mark + 1;
    while (start < n && line[start] == ' ')
        start++;
    while (n > start && (line[n - 1] == ' ' || line[n - 1] == '\r'))
        n--;
    if (mark >= sizeof key || n - start >= sizeof value)
        return;
    memcpy(key, line, mark);
    memcpy(value, line + start, n - start);
    bool known = set_channel(tags, key, value) || archive_tags_own(tags, key, value);
    for (size_t i = 0; !known && i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(key, keys[i].key) != 0)
            continue;
        keys[i].set(tags, value);
        known = true;
    }
    tags->any = tags->any || known;
}

/* "key=value,key=value" of the older writer. */
static void set_joined(struct archive_tags *tags, const char *line, size_t n)
{
    while (n > 0) {
        const char *comma = memchr(line, ',', n);
        size_t length = comma ? (size_t)(comma - line) : n;
        const char *mark = memchr(line, '=', length);
        bool known = tags->any;
        tags->any = false;
        if (mark)
            set_pair(tags, line, length, (size_t)(mark - line));
        tags->old_form = tags->old_form || tags->any;
        tags->any = tags->any || known;
        length += comma != NULL;
        line += length;
        n -= length;
    }
}

void archive_tags_text(struct archive_tags *tags, struct bytes text)
{
    const char *line;
    size_t n;
    const uint8_t *nul = text.size ? memchr(text.data, '\0', text.size) : NULL;
    text = bytes_of(text.data, nul ? (size_t)(nul - text.data) : text.size);
    while (bytes_line(&text, &line, &n)) {
        size_t mark = 0;
        while (mark < n && line[mark] != ':' && line[mark] != '=')
            mark++;
        if (mark < n && line[mark] == ':')
            set_pair(tags, line, n, mark);
        else if (mark < n)
            set_joined(tags, line, n);
    }
}

void archive_tags_date(struct archive_tags *tags, struct bytes text)
{
    char date[40];
    bytes_text(&text, bytes_left(&text), date, sizeof date);
    if (!tags->has_time)
        set_time(tags, date);
}
