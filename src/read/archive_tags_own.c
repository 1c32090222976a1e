/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines that only our own converter writes: see archive_texts.c. */
#include "read/archive_tags.h"

#include "base/text.h"

#include <string.h>

#define MAX_START_US 253402300800000000 /* year 10000 */
#define MAX_STEP_US  1000000000000      /* a row in 11 days */

static void set_converter(struct archive_tags *tags, const char *value)
{
    tags->ours = tags->ours || text_starts(value, "backstride ");
}

static void set_clock(struct archive_tags *tags, const char *value)
{
    static const char *const kinds[] = {"none", "local", "utc", "zoned"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!text_equal_nocase(value, kinds[i]))
            continue;
        tags->has_clock = true;
        tags->clock = (enum bks_clock_kind)i;
    }
}

/* A whole number within +-limit; false leaves it as it was. */
static bool whole(int64_t *number, const char *value, int64_t limit)
{
    int64_t read;
    const char *end = value + strlen(value);
    if (text_integer(&read, value, end) != end || read > limit || read < -limit)
        return false;
    *number = read;
    return true;
}

static void set_start(struct archive_tags *tags, const char *value)
{
    tags->has_start = whole(&tags->start_us, value, MAX_START_US);
}

static void set_step(struct archive_tags *tags, const char *value)
{
    (void)whole(&tags->step_us, value, MAX_STEP_US);
}

static void set_nominal(struct archive_tags *tags, const char *value)
{
    double hz;
    if (text_is_number(&hz, value) && hz >= 0)
        tags->nominal_hz = hz;
}

static void set_range(struct archive_tags *tags, const char *value)
{
    double range_g;
    if (text_is_number(&range_g, value) && range_g >= 0)
        tags->range_g = range_g;
}

static void set_gravity(struct archive_tags *tags, const char *value)
{
    tags->gravity_removed = text_equal_nocase(value, "removed");
}

/* "rows_skipped 3 rows skipped; the first is ..." */
static void set_warning(struct archive_tags *tags, const char *value)
{
    char text[sizeof tags->warnings.item[0].text];
    for (int id = 0; id < BKS_WARNING_COUNT; id++) {
        const char *name = bks_warning_id((enum bks_warning_id)id);
        size_t n = strlen(name);
        if (!text_starts(value, name) || value[n] != ' ')
            continue;
        text_utf8(text, sizeof text, value + n + 1, strlen(value + n + 1));
        warnings_add(&tags->warnings, (enum bks_warning_id)id, "%s", text);
        return;
    }
}

bool archive_tags_own(struct archive_tags *tags, const char *key, const char *value)
{
    static const struct {
        const char *key;
        void (*set)(struct archive_tags *tags, const char *value);
    } keys[] = {
        {"Converter", set_converter}, {"Clock", set_clock},     {"Start-us", set_start},
        {"Step-us", set_step},        {"Nominal", set_nominal}, {"Range", set_range},
        {"Gravity", set_gravity},     {"Warning", set_warning},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(key, keys[i].key) != 0)
            continue;
        keys[i].set(tags, value);
        return true;
    }
    return false;
}
