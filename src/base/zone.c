/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Zone files (TZif, RFC 8536), byte map of one block, all numbers big end first:
 *
 *   0   "TZif", version byte, 15 unused
 *   20  six counts of 32 bits: UT marks, standard marks, leap seconds, transitions n, types m, text
 *   44  n transition times (32 bits in the first block, 64 in the second), n type indexes of 8 bits
 *       m types of 6 bytes: offset in seconds (32), summer (8), name (8); text; leaps; marks
 *
 * A file of version 2 and later holds a second block and then a rule between two line feeds for
 * what comes after its last transition.
 */
#include "base/zone.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "base/text.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ZONE_FOLDER     "/usr/share/zoneinfo" /* where POSIX systems keep zone files */
#define MAX_FILE_BYTES  65536u                /* the largest known has 4 kB */
#define MAX_OFFSET_MIN  840
#define SECONDS_PER_MIN 60
#define US_PER_S        1000000

struct counts {
    uint32_t ut, standard, leaps, transitions, types, text;
};

static bool read_counts(struct bytes *bytes, struct counts *counts, uint8_t *version)
{
    if (!bytes_match(bytes, "TZif"))
        return false;
    *version = bytes_u8(bytes);
    bytes_skip(bytes, 15);
    counts->ut = bytes_u32be(bytes);
    counts->standard = bytes_u32be(bytes);
    counts->leaps = bytes_u32be(bytes);
    counts->transitions = bytes_u32be(bytes);
    counts->types = bytes_u32be(bytes);
    counts->text = bytes_u32be(bytes);
    return !bytes->short_read && counts->types > 0;
}

static uint64_t block_bytes(const struct counts *counts, uint64_t time_bytes)
{
    return counts->transitions * (time_bytes + 1) + (uint64_t)counts->types * 6 + counts->text +
           counts->leaps * (time_bytes + 4) + counts->standard + (uint64_t)counts->ut;
}

/* Looks through one block; *last says that t_s lies after all its transitions. */
static bool block_offset(int32_t *offset_s, bool *last, struct bytes block,
                         const struct counts *counts, unsigned time_bytes, int64_t t_s)
{
    uint32_t before = 0; /* transitions at or before t_s */
    for (uint32_t i = 0; i < counts->transitions && !block.short_read; i++) {
        int64_t at = time_bytes == 8 ? bytes_i64be(&block) : bytes_i32be(&block);
        before = at <= t_s ? i + 1 : before;
    }
    *last = before == counts->transitions;
    size_t indexes = block.at;
    bytes_skip(&block, before ? before - 1 : 0);
    uint8_t type = before ? bytes_u8(&block) : 0;
    bytes_seek(&block, indexes + (uint64_t)counts->transitions + 6u * (uint64_t)type);
    *offset_s = bytes_i32be(&block);
    return !block.short_read && type < counts->types;
}

bool zone_offset_in(int32_t *offset_s, const void *data, size_t n, int64_t t_s)
{
    struct bytes bytes = bytes_of(data, n);
    struct counts counts;
    uint8_t version;
    unsigned time_bytes = 4;
    bool last;
    if (!read_counts(&bytes, &counts, &version))
        return false;
    if (version >= '2') {
        bytes_skip(&bytes, block_bytes(&counts, time_bytes));
        time_bytes = 8;
        if (!read_counts(&bytes, &counts, &version))
            return false;
    }
    struct bytes block = bytes_slice(&bytes, block_bytes(&counts, time_bytes));
    if (!block_offset(offset_s, &last, block, &counts, time_bytes, t_s))
        return false;
    const char *rule;
    size_t length;
    if (last && time_bytes == 8 && bytes_match(&bytes, "\n") &&
        bytes_line(&bytes, &rule, &length) && length > 0)
        return zone_rule_offset(offset_s, rule, length, t_s);
    return true;
}

/* Names go into a path: letters, digits, _ + - and single slashes inside only. */
static bool is_zone_name(const char *name)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_+-/";
    size_t n = strlen(name);
    return n > 0 && n < 64 && strspn(name, allowed) == n && name[0] != '/' && name[n - 1] != '/';
}

static bool offset_from_file(int32_t *offset_s, const char *name, int64_t t_s)
{
    char path[128];
    if (!is_zone_name(name))
        return false;
    (void)snprintf(path, sizeof path, ZONE_FOLDER "/%s", name);
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return false;
    uint8_t *bytes = memory_new(MAX_FILE_BYTES, 1);
    ssize_t n = bytes ? read(fd, bytes, MAX_FILE_BYTES) : -1;
    bool known = n > 0 && zone_offset_in(offset_s, bytes, (size_t)n, t_s);
    memory_free(bytes);
    (void)close(fd);
    return known;
}

static int two_digits(const char **p)
{
    int value = 0;
    for (int i = 0; i < 2 && **p >= '0' && **p <= '9'; i++)
        value = value * 10 + (*(*p)++ - '0');
    return value;
}

/* "Z", "UTC", "GMT", "+02:00", "UTC+2", "-0330". */
static bool offset_from_text(int32_t *offset_min, const char *name)
{
    *offset_min = 0;
    if (text_equal_nocase(name, "Z") || text_equal_nocase(name, "UTC") ||
        text_equal_nocase(name, "GMT"))
        return true;
    const char *p = name + (text_starts(name, "UTC") || text_starts(name, "GMT") ? 3 : 0);
    if ((*p != '+' && *p != '-') || p[1] < '0' || p[1] > '9')
        return false;
    int sign = *p++ == '-' ? -1 : 1;
    int hours = two_digits(&p);
    p += *p == ':';
    int minutes = two_digits(&p);
    *offset_min = sign * (hours * 60 + minutes);
    return *p == '\0' && minutes < 60 && hours * 60 + minutes <= MAX_OFFSET_MIN;
}

static int64_t whole_seconds(int64_t t_us)
{
    return t_us / US_PER_S - (t_us % US_PER_S < 0);
}

bool zone_offset(int32_t *offset_min, const char *name, int64_t t_us)
{
    int32_t offset_s;
    if (offset_from_text(offset_min, name))
        return true;
    if (!offset_from_file(&offset_s, name, whole_seconds(t_us)))
        return false;
    *offset_min = offset_s / SECONDS_PER_MIN;
    return *offset_min >= -MAX_OFFSET_MIN && *offset_min <= MAX_OFFSET_MIN;
}

bool zone_offset_of_wall(int32_t *offset_min, const char *name, int64_t wall_us)
{
    const int64_t us_per_min = (int64_t)SECONDS_PER_MIN * US_PER_S, half_day_us = 720 * us_per_min;
    int32_t before, after;
    if (!zone_offset(&before, name, wall_us - 2 * half_day_us) ||
        !zone_offset(&after, name, wall_us + 2 * half_day_us))
        return false;
    /* The offset before a change holds as long as, taken as true, it is still in force. */
    int32_t seen;
    *offset_min = before;
    if (before == after || !zone_offset(&seen, name, wall_us - before * us_per_min))
        return true;
    *offset_min = seen == before ? before : after;
    return true;
}
