/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines "Key: value".
 *
 * Of Open Movement: Device, Time, Channel-N, Scale-N (what a full-scale sample is, g or deg/s).
 * Ours:
 *   Converter: backstride 0.1.0         all that follows is to be believed
 *   Origin: axivity-cwa 3f1c...         format and SHA-256 of what it was made from
 *   Option: tz=Europe/Oslo              as given to the converter
 *   Rate: 98.859999999999999            of the line of stamps, else the mean
 *   Nominal: 100                        as the recording names it; 0 it does not
 *   Clock: none | local | utc | zoned   what Time is; Zone: +02:00 beside zoned
 *   Start-us: 1777622400000000          of the first row, where Time cannot say it
 *   Step-us: 10000                      to be added to columns Step-us-1, -2, -3
 *   Unit-N: m/s2 | rad/s | m/s          Scale-N is in this unit
 *   Decimals-N: 3                       value = number / 10^3 in the unit, rounded as a table's
 *   Range: 8   Gravity: removed   Place: waist   Warning: rows_skipped 3 rows skipped; ...
 */
#include "read/archive_texts.h"

#include "base/fault.h"
#include "base/text.h"
#include "read/units.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LINE_BYTES 1280
#define US_PER_MIN INT64_C(60000000)

struct pen {
    struct archive_texts *texts;
    bool full; /* a line found no room */
};

static void put(struct pen *pen, enum archive_text where, const char *line, ...) BKS_PRINTF(3, 4);

/* Adds a line; where its text is full it goes to the next that is there for that. */
static void put(struct pen *pen, enum archive_text where, const char *line, ...)
{
    char made[LINE_BYTES];
    struct archive_texts *texts = pen->texts;
    va_list arguments;
    va_start(arguments, line);
    int length = vsnprintf(made, sizeof made, line, arguments);
    va_end(arguments);
    size_t n = length > 0 && (size_t)length < sizeof made ? (size_t)length : sizeof made - 1;
    while (where < TEXT_COUNT && texts->used[where] + n + 2 > TEXT_BYTES)
        where = where < TEXT_TITLE ? TEXT_TITLE : where + 1;
    pen->full = pen->full || where == TEXT_COUNT;
    if (where == TEXT_COUNT)
        return;
    memcpy(texts->text[where] + texts->used[where], made, n);
    texts->used[where] += n;
    texts->text[where][texts->used[where]++] = '\n';
}

static void put_number(struct pen *pen, enum archive_text where, const char *key, double value)
{
    char number[32];
    text_exact(number, value);
    put(pen, where, "%s: %s", key, number);
}

/* Blanks at an end would be lost, were there no quotes around. */
static void put_device(struct pen *pen, const char *device)
{
    size_t n = strlen(device);
    bool odd = n > 0 && (device[0] == ' ' || device[n - 1] == ' ' || device[0] == '"');
    if (n > 0)
        put(pen, TEXT_ARTIST, odd ? "Device: \"%s\"" : "Device: %s", device);
}

/* Time as a wall clock shows it there; false where it has no date of ours. */
static bool put_time(struct pen *pen, const struct bks_instant *start)
{
    struct civil civil;
    int64_t wall_us =
        start->t_us + (start->kind == BKS_CLOCK_ZONED ? start->offset_min : 0) * US_PER_MIN;
    if (start->kind == BKS_CLOCK_NONE || wall_us < 0)
        return false;
    text_civil(&civil, wall_us);
    if (civil.year > 9999)
        return false;
    char *date = pen->texts->date;
    (void)snprintf(date, sizeof pen->texts->date, "%04u-%02u-%02u %02u:%02u:%02u.%06u",
                   (unsigned)civil.year % 10000u, (unsigned)civil.month % 100u,
                   (unsigned)civil.day % 100u, (unsigned)civil.hour % 100u,
                   (unsigned)civil.minute % 100u, (unsigned)civil.second % 100u,
                   (unsigned)civil.microsecond % 1000000u);
    put(pen, TEXT_COMMENT, "Time: %s", date);
    return true;
}

static void put_clock(struct pen *pen, const struct archive_plan *plan,
                      const struct bks_recording_info *info)
{
    static const char *const kinds[] = {[BKS_CLOCK_NONE] = "none",
                                        [BKS_CLOCK_LOCAL] = "local",
                                        [BKS_CLOCK_UTC] = "utc",
                                        [BKS_CLOCK_ZONED] = "zoned"};
    const struct bks_instant *start = &info->start;
    int minutes = start->offset_min < 0 ? -start->offset_min : start->offset_min;
    if (!put_time(pen, start))
        put(pen, TEXT_COMMENT, "Start-us: %" PRId64, plan->first_us);
    put(pen, TEXT_COMMENT, "Clock: %s", kinds[start->kind]);
    if (start->kind == BKS_CLOCK_ZONED)
        put(pen, TEXT_COMMENT, "Zone: %c%02d:%02d", start->offset_min < 0 ? '-' : '+', minutes / 60,
            minutes % 60);
    put_number(pen, TEXT_COMMENT, "Rate", plan->line_hz);
    put_number(pen, TEXT_COMMENT, "Nominal", info->nominal_rate_hz);
    if (!plan->line && plan->coding != BKS_CODING_FLOAT64)
        put(pen, TEXT_COMMENT, "Step-us: %" PRId64, plan->step_us);
}

/* Label and units of a channel. */
static const struct {
    const char *label, *si;
    double unit; /* of Open Movement's, in SI */
} channels[BKS_CHANNEL_COUNT] = {
    [BKS_ACCEL_X] = {"Accel-X", "m/s2", UNITS_MPS2_PER_G},
    [BKS_ACCEL_Y] = {"Accel-Y", "m/s2", UNITS_MPS2_PER_G},
    [BKS_ACCEL_Z] = {"Accel-Z", "m/s2", UNITS_MPS2_PER_G},
    [BKS_GYRO_X] = {"Gyro-X", "rad/s", UNITS_RAD_PER_DEG},
    [BKS_GYRO_Y] = {"Gyro-Y", "rad/s", UNITS_RAD_PER_DEG},
    [BKS_GYRO_Z] = {"Gyro-Z", "rad/s", UNITS_RAD_PER_DEG},
    [BKS_SPEED] = {"Speed", "m/s", 0},
};

/* A scale in g or deg/s that comes to exactly so much in SI, or 0: there is not always one. */
static double usual_scale(double scale_si, double unit)
{
    double near = unit > 0 ? scale_si / unit : 0;
    const double tries[] = {near, rint(near), nextafter(near, 0), nextafter(near, HUGE_VAL)};
    for (size_t i = 0; unit > 0 && i < sizeof tries / sizeof tries[0]; i++)
        if (tries[i] * unit == scale_si)
            return tries[i];
    return 0;
}

static void put_scale(struct pen *pen, size_t number, const struct archive_plan *plan,
                      const struct plan_column *column)
{
    char key[32];
    double full = plan->coding == BKS_CODING_FLOAT64 ? 1 : ldexp(1, (int)plan->bits - 1);
    double unit = channels[column->channel].unit, scale = 1;
    bool whole = plan->coding != BKS_CODING_FLOAT64, decimal = whole && column->way != WAY_STEP;
    bool in_si = !whole || unit == 0 || column->way == WAY_DECIMAL_IN_SI;
    if (decimal)
        scale = full / pow(10, column->rule.decimals);
    if (whole && !decimal) {
        scale = usual_scale(column->rule.step * full, unit);
        in_si = !(scale > 0);
        scale = in_si ? column->rule.step * full : scale;
    }
    (void)snprintf(key, sizeof key, "Scale-%zu", number);
    put_number(pen, TEXT_COMMENT, key, scale);
    if (in_si)
        put(pen, TEXT_COMMENT, "Unit-%zu: %s", number, channels[column->channel].si);
    if (decimal)
        put(pen, TEXT_COMMENT, "Decimals-%zu: %u", number, column->rule.decimals);
}

static void put_columns(struct pen *pen, const struct archive_plan *plan)
{
    for (size_t i = 0; i < plan->n; i++) {
        const struct plan_column *column = &plan->column[i];
        switch (column->content) {
        case COLUMN_CHANNEL:
            put(pen, TEXT_COMMENT, "Channel-%zu: %s", i + 1, channels[column->channel].label);
            put_scale(pen, i + 1, plan, column);
            break;
        case COLUMN_STEP:
            put(pen, TEXT_COMMENT, "Channel-%zu: Step-us-%u", i + 1, column->word + 1);
            break;
        case COLUMN_TIME:
            put(pen, TEXT_COMMENT, "Channel-%zu: Time-us", i + 1);
            break;
        case COLUMN_MARKS:
            put(pen, TEXT_COMMENT, "Channel-%zu: Aux", i + 1);
            break;
        }
    }
}

static void put_origin(struct pen *pen, const struct archive_story *story)
{
    const struct bks_options *options = story->options;
    put(pen, TEXT_TITLE, "Converter: backstride %s", bks_version());
    put(pen, TEXT_TITLE, "Origin: %s %s", story->info->format, story->sha256);
    for (size_t i = 0; options && i < options->n_given; i++) {
        char value[1024];
        const char *given = options->given[i].value;
        text_utf8(value, sizeof value, given, strlen(given));
        put(pen, TEXT_TITLE, "Option: %s=%s", options->given[i].name, value);
    }
    for (size_t i = 0; i < story->warnings->n; i++)
        put(pen, TEXT_TITLE, "Warning: %s %s", bks_warning_id(story->warnings->item[i].id),
            story->warnings->item[i].text);
}

enum bks_status archive_texts_fill(struct archive_texts *texts, const struct archive_plan *plan,
                                   const struct archive_story *story, struct bks_fault *fault)
{
    struct pen pen = {.texts = texts};
    const struct bks_recording_info *info = story->info;
    enum bks_placement place = story->options ? story->options->placement : BKS_PLACE_UNKNOWN;
    *texts = (struct archive_texts){.date = ""};
    put_device(&pen, info->device);
    put_clock(&pen, plan, info);
    put_number(&pen, TEXT_COMMENT, "Range", info->range_g);
    if (!info->gravity_included)
        put(&pen, TEXT_COMMENT, "Gravity: removed");
    place = place == BKS_PLACE_UNKNOWN ? info->placement : place;
    if (place != BKS_PLACE_UNKNOWN)
        put(&pen, TEXT_COMMENT, "Place: %s", bks_placement_id(place));
    put_columns(&pen, plan);
    put_origin(&pen, story);
    if (!pen.full)
        return BKS_OK;
    return fault_set(fault, BKS_UNSUPPORTED, "give fewer options, or write .csv instead",
                     "there is more to say of it than the tags have room for");
}
