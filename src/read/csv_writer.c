/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows into lines of plain CSV.
 *
 * A channel whose values are decimals of few digits, in g and deg/s or in SI, is written with
 * these; another in SI with 15 to 17 digits. A row without data has empty cells.
 */
#include "read/csv_writer.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "read/reader.h"

#include <math.h>
#include <string.h>

#define BUFFER_BYTES (64u << 10)
#define LINE_BYTES   512 /* of the longest line: eight cells of 32 */

static const struct {
    const char *usual, *si; /* names of the column */
} names[BKS_CHANNEL_COUNT] = {
    [BKS_ACCEL_X] = {"accel_x_g", "accel_x_mps2"}, [BKS_ACCEL_Y] = {"accel_y_g", "accel_y_mps2"},
    [BKS_ACCEL_Z] = {"accel_z_g", "accel_z_mps2"}, [BKS_GYRO_X] = {"gyro_x_dps", "gyro_x_radps"},
    [BKS_GYRO_Y] = {"gyro_y_dps", "gyro_y_radps"}, [BKS_GYRO_Z] = {"gyro_z_dps", "gyro_z_radps"},
    [BKS_SPEED] = {"speed_mps", "speed_mps"},
};

/* Channels that are in one unit together. */
static const struct {
    enum bks_channel first, last;
} groups[] = {{BKS_ACCEL_X, BKS_ACCEL_Z}, {BKS_GYRO_X, BKS_GYRO_Z}, {BKS_SPEED, BKS_SPEED}};

struct csv_writer {
    struct output *output;
    unsigned channels;
    enum survey_way way[BKS_CHANNEL_COUNT]; /* WAY_COUNT: all digits, in SI */
    struct survey_rule rule[BKS_CHANNEL_COUNT];
    int64_t zero_us; /* taken off the stamps */
    char *buffer;
    size_t used;
    bool failed;
};

/* The way that holds for all channels of a group. */
static enum survey_way way_of(const struct archive_survey *survey, unsigned first, unsigned last)
{
    for (enum survey_way way = WAY_DECIMAL; way < WAY_COUNT; way++) {
        bool holds = true;
        for (unsigned c = first; c <= last; c++)
            holds = holds && survey->channel[c].rule[way].holds;
        if (holds)
            return way;
    }
    return WAY_COUNT;
}

static void choose_ways(struct csv_writer *writer, const struct archive_survey *survey)
{
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
        enum survey_way way = way_of(survey, groups[g].first, groups[g].last);
        for (unsigned c = groups[g].first; c <= groups[g].last; c++) {
            writer->way[c] = way;
            if (way < WAY_COUNT)
                writer->rule[c] = survey->channel[c].rule[way];
        }
    }
}

static void flush(struct csv_writer *writer)
{
    writer->failed = !output_write(writer->output, writer->buffer, writer->used) || writer->failed;
    writer->used = 0;
}

static void put(struct csv_writer *writer, const char *text, size_t n)
{
    memcpy(writer->buffer + writer->used, text, n);
    writer->used += n;
}

/* The whole number with its last `decimals` digits behind a point. */
static void put_decimal(struct csv_writer *writer, int64_t number, unsigned decimals)
{
    char text[40];
    size_t at = sizeof text;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    for (unsigned i = 0; i < decimals || i == 0 || left > 0; i++, left /= 10) {
        if (i > 0 && i == decimals)
            text[--at] = '.';
        text[--at] = (char)('0' + left % 10);
    }
    if (decimals > 0 && sizeof text - at == decimals) {
        text[--at] = '.';
        text[--at] = '0';
    }
    if (number < 0)
        text[--at] = '-';
    put(writer, text + at, sizeof text - at);
}

static void put_value(struct csv_writer *writer, unsigned c, double value)
{
    char text[32];
    const struct survey_rule *rule = &writer->rule[c];
    if (!isfinite(value))
        return;
    if (writer->way[c] < WAY_COUNT) {
        put_decimal(writer, (int64_t)survey_number(rule, writer->way[c], value), rule->decimals);
        return;
    }
    text_exact(text, value);
    put(writer, text, strlen(text));
}

/* Stamps from zero where they are not Unix time, so that nobody takes them for it. */
static void set_zero(struct csv_writer *writer, unsigned *lost, const struct archive_survey *survey,
                     const struct bks_instant *start)
{
    int64_t first_us = survey->clock.first_us;
    bool unix_time = start->kind == BKS_CLOCK_UTC || start->kind == BKS_CLOCK_ZONED;
    bool plain = unix_time ? first_us >= READER_UNIX_US
                           : start->kind == BKS_CLOCK_NONE && first_us < READER_UNIX_US &&
                                 first_us > -READER_UNIX_US;
    writer->zero_us = plain ? 0 : first_us;
    *lost |= !plain && start->kind != BKS_CLOCK_NONE ? 1u << BKS_LOSS_START : 0;
    *lost |= start->kind == BKS_CLOCK_ZONED ? 1u << BKS_LOSS_ZONE : 0;
}

static void put_header(struct csv_writer *writer)
{
    put(writer, "time_s", 6);
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        if (!(writer->channels >> c & 1))
            continue;
        const char *name = writer->way[c] == WAY_DECIMAL ? names[c].usual : names[c].si;
        put(writer, ",", 1);
        put(writer, name, strlen(name));
    }
    put(writer, "\n", 1);
}

enum bks_status csv_writer_open(struct csv_writer **out, unsigned *lost, unsigned *columns,
                                const struct archive_survey *survey,
                                const struct bks_recording_info *info, struct output *output,
                                struct bks_fault *fault)
{
    *out = NULL;
    if (!info->gravity_included)
        return fault_set(fault, BKS_UNSUPPORTED, "write .wav or .rf64 instead, which say so",
                         "plain CSV means that gravity is in it, and here the app took it out");
    struct csv_writer *writer = memory_new(1, sizeof *writer);
    char *buffer = writer ? memory_new(BUFFER_BYTES, 1) : NULL;
    if (!buffer) {
        memory_free(writer);
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    }
    *writer = (struct csv_writer){.output = output, .channels = survey->channels, .buffer = buffer};
    *columns = 1;
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        *columns += survey->channels >> c & 1;
    *lost = (info->device[0] ? 1u << BKS_LOSS_DEVICE : 0) |
            (info->placement != BKS_PLACE_UNKNOWN ? 1u << BKS_LOSS_PLACE : 0) |
            (survey->marks & BKS_ROW_CLIPPED ? 1u << BKS_LOSS_MARKS : 0);
    set_zero(writer, lost, survey, &info->start);
    choose_ways(writer, survey);
    put_header(writer);
    *out = writer;
    return BKS_OK;
}

enum bks_status csv_writer_take(struct csv_writer *writer, const struct rows *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        bool missing = rows->mark[i] & BKS_ROW_MISSING;
        if (writer->used + LINE_BYTES > BUFFER_BYTES)
            flush(writer);
        put_decimal(writer, rows->t_us[i] - writer->zero_us, 6);
        for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
            if (!(writer->channels >> c & 1))
                continue;
            put(writer, ",", 1);
            if (!missing || c > BKS_ACCEL_Z)
                put_value(writer, c, rows->value[c][i]);
        }
        put(writer, "\n", 1);
    }
    return writer->failed ? BKS_CANNOT_WRITE : BKS_OK;
}

enum bks_status csv_writer_close(struct csv_writer *writer)
{
    if (!writer)
        return BKS_OK;
    flush(writer);
    enum bks_status status = writer->failed ? BKS_CANNOT_WRITE : BKS_OK;
    memory_free(writer->buffer);
    memory_free(writer);
    return status;
}
