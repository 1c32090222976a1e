/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sensor Logger (iOS, Android, Apple Watch): a zip or folder with one CSV a sensor, or one of them.
 *
 *   time,seconds_elapsed,z,y,x           time: ns of Unix time, UTC, 19 digits; columns by name
 *   ...,rotationRateX,..,gravityX,..,accelerationX,...      WristMotion.csv of a watch
 *   ...,speed,...                        Location.csv, about one row a second; -1 is no fix
 *   Metadata.csv                         platform, standardisation, zone, device
 *
 * Signs and units: sensor_logger_kind.c. The gyroscope is in rad/s and right-handed everywhere. A
 * spreadsheet spoils 19 digits; when it did so to any file, seconds_elapsed, counted from the Start
 * tap, is used for all streams.
 */
#include "read/sensor_logger.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/zone.h"
#include "read/formats.h"
#include "read/lookahead.h"
#include "read/sheet.h"

#include <stdio.h>
#include <string.h>

struct format_state {
    struct logger_metadata metadata;
    bool elapsed; /* the clock is seconds_elapsed: a spreadsheet was at work */
    struct table *table;
    struct sides sides; /* gravity, gyroscope, location */
};

/* The CSV of a sensor, or SIZE_MAX. */
static size_t find_sensor(const struct source *source, const char *sensor)
{
    char name[64];
    (void)snprintf(name, sizeof name, "%s.csv", sensor);
    return source_find(source, name);
}

static bool is_header(const struct cells *cells)
{
    return cells->n > 2 && cell_equals(&cells->cell[0], "time") &&
           cell_equals(&cells->cell[1], "seconds_elapsed");
}

static bool has_header(struct source *source, size_t entry)
{
    struct sheet sheet;
    return entry != SIZE_MAX && sheet_find(&sheet, source, entry, is_header) && sheet.line == 0;
}

static enum probe_answer probe(struct source *source)
{
    struct logger_metadata metadata;
    if (source_kind_of(source) == SOURCE_FILE)
        return has_header(source, 0) ? PROBE_CERTAIN : PROBE_NOT_MINE;
    logger_metadata_read(&metadata, source);
    if (metadata.present)
        return PROBE_CERTAIN;
    for (size_t i = 0; logger_choice_at(i); i++)
        if (has_header(source, find_sensor(source, logger_choice_at(i)->sensor)))
            return PROBE_LIKELY;
    return PROBE_NOT_MINE;
}

static enum bks_status lacks(const struct reader *reader, size_t entry, const char *const names[],
                             struct bks_fault *fault)
{
    (void)fault_set(fault, BKS_UNSUPPORTED, "give the zip as the app has exported it",
                    "the header has no column time, %s, %s or %s", names[0], names[1], names[2]);
    return fault ? fault_at(fault, source_entry_name(reader->source, entry), -1, 1)
                 : BKS_UNSUPPORTED;
}

/* The clock of a stream: exact nanoseconds, or seconds since the Start tap. */
static void plan_time(const struct reader *reader, struct table_plan *plan,
                      const struct cells *cells)
{
    const struct format_state *state = reader->state;
    plan->time_column = cells_find(cells, state->elapsed ? "seconds_elapsed" : "time");
    plan->time = state->elapsed ? TABLE_TIME_S : TABLE_TIME_NS;
    plan->zero_us = state->elapsed ? state->metadata.epoch_ms * 1000 : 0;
}

/* Opens a stream and finds time and three axes ("x" or "gravityX"). */
static enum bks_status open_stream(struct table **table, struct table_plan *plan,
                                   struct sheet *sheet, struct reader *reader, size_t entry,
                                   const char *const axes[3], enum bks_channel first,
                                   struct bks_fault *fault)
{
    int column[3] = {-1, -1, -1};
    if (!sheet_find(sheet, reader->source, entry, is_header) ||
        !sheet_axes(column, &sheet->cells, SHEET_WHOLE, axes))
        return lacks(reader, entry, axes, fault);
    enum bks_status status = sheet_open(table, plan, reader, sheet, fault);
    if (status != BKS_OK)
        return status;
    plan_time(reader, plan, &sheet->cells);
    sheet_plan_axes(plan, first, column, 1);
    return BKS_OK;
}

static const char *const plain_axes[3] = {"x", "y", "z"};
static const char *const wrist_axes[3] = {"gravityX", "gravityY", "gravityZ"};

/* The kind of a single CSV: a name that the app gave, else what its columns and data show. */
static enum logger_kind kind_of_file(struct source *source)
{
    static const char *const others[] = {"Gravity", "Gyroscope", "Magnetometer",
                                         "GyroscopeUncalibrated", "MagnetometerUncalibrated"};
    struct sheet sheet;
    for (size_t i = 0; logger_choice_at(i); i++)
        if (!logger_choice_at(i)->with && find_sensor(source, logger_choice_at(i)->sensor) == 0)
            return logger_choice_at(i)->kind;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (find_sensor(source, others[i]) == 0)
            return LOGGER_OTHER;
    if (!sheet_find(&sheet, source, 0, is_header))
        return LOGGER_OTHER;
    return cells_find(&sheet.cells, wrist_axes[0]) >= 0 ? LOGGER_WRIST : LOGGER_UNNAMED;
}

/* What to read of a single file, zip or folder. */
struct pick {
    size_t entry;
    enum logger_kind kind;
    const char *sensor; /* its name in the metadata */
};

static struct pick pick_stream(struct source *source)
{
    const struct logger_choice *choice;
    if (source_kind_of(source) == SOURCE_FILE)
        return (struct pick){0, kind_of_file(source), ""};
    for (size_t i = 0; (choice = logger_choice_at(i)); i++)
        if (find_sensor(source, choice->sensor) != SIZE_MAX &&
            (!choice->with || find_sensor(source, choice->with) != SIZE_MAX))
            return (struct pick){find_sensor(source, choice->sensor), choice->kind, choice->sensor};
    return (struct pick){SIZE_MAX, LOGGER_OTHER, ""};
}

/* Side streams of a zip or folder: entries, SIZE_MAX where absent. */
struct beside {
    size_t gravity, gyro, location;
};

static struct beside find_beside(const struct source *source, enum logger_kind kind)
{
    struct beside beside = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    if (source_kind_of(source) == SOURCE_FILE)
        return beside;
    if (kind == LOGGER_SUM)
        beside.gravity = find_sensor(source, "Gravity");
    if (kind != LOGGER_WRIST)
        beside.gyro = find_sensor(source, "Gyroscope");
    if (kind != LOGGER_WRIST && beside.gyro == SIZE_MAX)
        beside.gyro = find_sensor(source, "GyroscopeUncalibrated");
    for (size_t i = 0; beside.location == SIZE_MAX && logger_location_at(i); i++)
        beside.location = find_sensor(source, logger_location_at(i));
    return beside;
}

static bool spoilt(struct source *source, size_t entry)
{
    struct peek peek;
    const char *line;
    size_t n;
    struct cells cells;
    if (entry == SIZE_MAX || !peek_open(&peek, source, entry) || !peek_line(&peek, 1, &line, &n))
        return false;
    cells_cut(&cells, line, n, peek.separator);
    return cells.n > 0 && sheet_spoilt_number(&cells.cell[0]);
}

/* One spoilt file is enough: all streams need the same clock. */
static void settle_clock(struct reader *reader, size_t entry, const struct beside *beside)
{
    struct source *source = reader->source;
    reader->state->elapsed = spoilt(source, entry) || spoilt(source, beside->gravity) ||
                             spoilt(source, beside->gyro) || spoilt(source, beside->location);
    if (reader->state->elapsed)
        sheet_tell_spoilt(&reader->warnings, "seconds_elapsed");
}

/* WristMotion.csv: two columns make one axis, and the gyroscope stands beside them. */
static void plan_wrist(struct table_plan *plan, const struct cells *cells)
{
    static const char *const acceleration[] = {"accelerationX", "accelerationY", "accelerationZ"};
    static const char *const rotation[] = {"rotationRateX", "rotationRateY", "rotationRateZ"};
    int column[3];
    (void)sheet_axes(&plan->second[BKS_ACCEL_X], cells, SHEET_WHOLE, acceleration);
    if (sheet_axes(column, cells, SHEET_WHOLE, rotation))
        sheet_plan_axes(plan, BKS_GYRO_X, column, 1);
}

static enum bks_status add_axes(struct reader *reader, size_t entry, enum bks_channel first,
                                double factor, struct bks_fault *fault)
{
    struct table *table = NULL;
    struct table_plan plan;
    struct sheet sheet;
    struct merge_rule rule = merge_sensor;
    if (entry == SIZE_MAX)
        return BKS_OK;
    enum bks_status status =
        open_stream(&table, &plan, &sheet, reader, entry, plain_axes, first, fault);
    if (status != BKS_OK) /* an odd one is left out */
        return status == BKS_NO_MEMORY || status == BKS_IO ? status : BKS_OK;
    for (unsigned c = 0; c < 3; c++)
        plan.factor[first + c] = factor;
    table_set_plan(table, &plan);
    rule.add = first == BKS_ACCEL_X;
    reader->info.channels |= 7u << first;
    return sides_add(&reader->state->sides, feed_of_table(table), 7u << first, &rule, fault);
}

static enum bks_status add_speed(struct reader *reader, size_t entry, struct bks_fault *fault)
{
    struct table *table = NULL;
    struct table_plan plan;
    struct sheet sheet;
    if (entry == SIZE_MAX || !sheet_find(&sheet, reader->source, entry, is_header) ||
        cells_find(&sheet.cells, "speed") < 0)
        return BKS_OK;
    enum bks_status status = sheet_open(&table, &plan, reader, &sheet, fault);
    if (status != BKS_OK)
        return status == BKS_NO_MEMORY || status == BKS_IO ? status : BKS_OK;
    plan_time(reader, &plan, &sheet.cells);
    plan.column[BKS_SPEED] = cells_find(&sheet.cells, "speed");
    return sheet_add_speed(reader, &reader->state->sides, table, &plan, &merge_location, fault);
}

static enum bks_status add_beside(struct reader *reader, const struct beside *beside, double factor,
                                  struct bks_fault *fault)
{
    enum bks_status status = add_axes(reader, beside->gravity, BKS_ACCEL_X, factor, fault);
    if (status == BKS_OK)
        status = add_axes(reader, beside->gyro, BKS_GYRO_X, 1, fault);
    return status == BKS_OK ? add_speed(reader, beside->location, fault) : status;
}

/* Opens the acceleration, and says what it is. */
static enum bks_status open_main(struct reader *reader, struct table_plan *plan,
                                 const struct pick *pick, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct sheet sheet;
    bool wrist = pick->kind == LOGGER_WRIST;
    enum bks_status status = open_stream(&state->table, plan, &sheet, reader, pick->entry,
                                         wrist ? wrist_axes : plain_axes, BKS_ACCEL_X, fault);
    if (status != BKS_OK)
        return status;
    struct logger_scale scale = logger_scale_of(
        pick->kind, &state->metadata, lookahead_gravity(state->table, plan), &reader->warnings);
    for (int c = BKS_ACCEL_X; c <= BKS_ACCEL_Z; c++)
        plan->factor[c] = scale.factor;
    reader->info.gravity_included = scale.gravity;
    if (wrist)
        plan_wrist(plan, &sheet.cells);
    if (wrist)
        reader->info.placement = BKS_WRIST;
    table_set_plan(state->table, plan);
    return BKS_OK;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state = memory_new(1, sizeof *state);
    if (!state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    struct bks_recording_info *info = &reader->info;
    logger_metadata_read(&state->metadata, reader->source);
    struct pick pick = pick_stream(reader->source);
    if (pick.kind == LOGGER_OTHER)
        return fault_set(fault, BKS_UNSUPPORTED,
                         "switch on Accelerometer, Gravity and Gyroscope in the app",
                         "no accelerometer in it");
    struct beside beside = find_beside(reader->source, pick.kind);
    settle_clock(reader, pick.entry, &beside);
    struct table_plan plan;
    enum bks_status status = open_main(reader, &plan, &pick, fault);
    if (status != BKS_OK)
        return status;
    info->channels = table_plan_channels(&plan);
    info->start.kind = !state->elapsed || state->metadata.epoch_ms ? BKS_CLOCK_UTC : BKS_CLOCK_NONE;
    info->nominal_rate_hz = logger_rate_hz(&state->metadata, pick.sensor);
    memcpy(info->device, state->metadata.device, sizeof info->device);
    return add_beside(reader, &beside, plan.factor[BKS_ACCEL_X], fault);
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct bks_instant *start = &reader->info.start;
    enum bks_status status = table_next(state->table, rows, fault);
    if (status == BKS_OK)
        status = sides_into(&state->sides, rows, fault);
    if (status == BKS_OK && rows->n > 0 && start->kind == BKS_CLOCK_UTC &&
        zone_offset(&start->offset_min, state->metadata.zone, rows->t_us[0]))
        start->kind = BKS_CLOCK_ZONED;
    return status;
}

static void close_reader(struct reader *reader)
{
    if (!reader->state)
        return;
    sides_clear(&reader->state->sides);
    table_close(reader->state->table);
    memory_free(reader->state);
}

const struct format format_sensor_logger = {
    .about = {.id = "sensor-logger",
              .title = "Sensor Logger (zip, folder or single CSV)",
              .recognised_by = "Metadata.csv, or a header that starts time,seconds_elapsed",
              .gives = "accelerometer with gravity, gyroscope, speed; UTC and the zone's offset"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
