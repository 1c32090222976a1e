/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SensorLog (Bernd Thomas; iPhone, Apple Watch): one wide table, a row each tick of the logger.
 *
 *   loggingTime(txt)                       2026-05-01T10:00:00.000+02:00: when the row was written
 *   accelerometerTimestamp_sinceReboot(s)  when the sensor measured; each sensor has its own
 *   accelerometerAccelerationX(G)          with gravity, Apple's sign: minus the specific force
 *   motionUserAccelerationX(G), motionGravityX(G)   the same in two parts
 *   gyroRotationX(rad/s), motionRotationRateX(rad/s)
 *   locationTimestamp_since1970(s), locationSpeed(m/s)       speed -1: not known
 *
 * Comma, pipe, semicolon or tab; the user chooses the columns; old versions name no units. A row
 * repeats the last value of a sensor that has nothing new, with its old stamp. Spacing comes from
 * the sensor's stamps, and loggingTime of the first row tells where they begin.
 */
#include "base/fault.h"
#include "read/export.h"
#include "read/formats.h"
#include "read/lookahead.h"
#include "read/sheet.h"
#include "read/units.h"

#include <math.h>

#define MOST_UPTIME_S 1e9 /* a sensor's stamp beyond is no time since the start of the phone */

/* A sensor's columns, -1 where absent. */
struct sensor {
    int time, axis[3];
    int second[3]; /* added to the axes */
};

static const char *const accel_axes[3] = {
    "accelerometerAccelerationX", "accelerometerAccelerationY", "accelerometerAccelerationZ"};
static const char *const user_axes[3] = {"motionUserAccelerationX", "motionUserAccelerationY",
                                         "motionUserAccelerationZ"};
static const char *const gravity_axes[3] = {"motionGravityX", "motionGravityY", "motionGravityZ"};
static const char *const gyro_axes[3] = {"gyroRotationX", "gyroRotationY", "gyroRotationZ"};
static const char *const rate_axes[3] = {"motionRotationRateX", "motionRotationRateY",
                                         "motionRotationRateZ"};

static int column(const struct cells *cells, const char *name)
{
    return sheet_column(cells, SHEET_BARE, name);
}

static bool is_header(const struct cells *cells)
{
    return column(cells, accel_axes[0]) >= 0 || column(cells, user_axes[0]) >= 0 ||
           (column(cells, "loggingTime") >= 0 && column(cells, "loggingSample") >= 0);
}

static enum probe_answer probe(struct source *source)
{
    struct sheet sheet;
    if (!sheet_find_only(&sheet, source, is_header))
        return PROBE_NOT_MINE;
    return column(&sheet.cells, "loggingTime") >= 0 ? PROBE_CERTAIN : PROBE_LIKELY;
}

/* Acceleration: the sensor itself, or the two parts of the motion stream. */
static bool find_accel(struct sensor *accel, const struct cells *cells, bool *gravity)
{
    *accel = (struct sensor){-1, {-1, -1, -1}, {-1, -1, -1}};
    *gravity = true;
    if (sheet_axes(accel->axis, cells, SHEET_BARE, accel_axes)) {
        accel->time = column(cells, "accelerometerTimestamp_sinceReboot");
        return true;
    }
    accel->time = column(cells, "motionTimestamp_sinceReboot");
    *gravity = sheet_axes(accel->second, cells, SHEET_BARE, gravity_axes);
    return sheet_axes(accel->axis, cells, SHEET_BARE, user_axes);
}

static bool find_gyro(struct sensor *gyro, const struct cells *cells)
{
    *gyro = (struct sensor){-1, {-1, -1, -1}, {-1, -1, -1}};
    if (sheet_axes(gyro->axis, cells, SHEET_BARE, gyro_axes)) {
        gyro->time = column(cells, "gyroTimestamp_sinceReboot");
        return true;
    }
    gyro->time = column(cells, "motionTimestamp_sinceReboot");
    return sheet_axes(gyro->axis, cells, SHEET_BARE, rate_axes);
}

/* The first row that has a moment of logging and, where asked, a stamp of the sensor. */
static bool first_moment(struct stamp *stamp, double *uptime_s, const struct table *table,
                         const struct table_plan *plan, int logging, int time)
{
    size_t n;
    const char *p = table_look(table, &n), *end = p + n;
    struct cells cells;
    *uptime_s = 0;
    while (lookahead_line(&cells, &p, end, plan->separator)) {
        if (logging < 0 || (size_t)logging >= cells.n)
            continue;
        const struct cell *cell = &cells.cell[logging];
        const char *stop = cell->text + cell->n;
        if (stamp_scan(stamp, cell->text, stop, STAMP_YMD) != stop || cell->n == 0)
            continue;
        if (time < 0 ||
            ((size_t)time < cells.n && cell_number(uptime_s, &cells.cell[time], plan->point) &&
             fabs(*uptime_s) < MOST_UPTIME_S))
            return true;
    }
    return false;
}

/* Stamps of a sensor, moved to the moment of logging; without them that moment itself. */
static void plan_time(struct reader *reader, struct table_plan *plan, const struct cells *cells,
                      int time)
{
    static const enum bks_clock_kind kind[] = {BKS_CLOCK_LOCAL, BKS_CLOCK_UTC, BKS_CLOCK_ZONED};
    struct bks_instant *start = &reader->info.start;
    struct stamp stamp;
    double uptime_s;
    int logging = column(cells, "loggingTime");
    bool known = first_moment(&stamp, &uptime_s, reader->state->table, plan, logging, time);
    if (known) {
        start->kind = kind[stamp.zone];
        start->offset_min = stamp.offset_min;
    }
    plan->time_column = time >= 0 ? time : logging;
    plan->time = time >= 0 ? TABLE_TIME_S : TABLE_TIME_STAMP;
    plan->zero_us = known && time >= 0 ? stamp.t_us - llround(uptime_s * 1e6) : 0;
    reader->state->drop_repeats = time >= 0;
}

/* A second look at the same table, with another sensor's clock. */
static enum bks_status open_beside(struct table **table, struct table_plan *plan,
                                   struct reader *reader, const struct sheet *sheet,
                                   const struct table_plan *main_plan, struct bks_fault *fault)
{
    enum bks_status status = sheet_open(table, plan, reader, sheet, fault);
    plan->time = TABLE_TIME_S;
    plan->zero_us = main_plan->zero_us;
    return status;
}

static enum bks_status add_gyro(struct reader *reader, const struct sheet *sheet,
                                const struct sensor *gyro, const struct table_plan *main_plan,
                                struct bks_fault *fault)
{
    struct table *table = NULL;
    struct table_plan plan = table_plan_empty();
    enum bks_status status = open_beside(&table, &plan, reader, sheet, main_plan, fault);
    if (status != BKS_OK)
        return status;
    plan.time_column = gyro->time;
    sheet_plan_axes(&plan, BKS_GYRO_X, gyro->axis, 1);
    table_set_plan(table, &plan);
    reader->info.channels |= ROWS_GYRO;
    return sides_add(&reader->state->sides, feed_of_table(table), ROWS_GYRO, &merge_sensor, fault);
}

/* Fixes are stamped in UTC, so the recording's own clock must be known. */
static enum bks_status add_speed(struct reader *reader, const struct sheet *sheet,
                                 const struct table_plan *main_plan, struct bks_fault *fault)
{
    struct table *table = NULL;
    struct table_plan plan = table_plan_empty();
    int time = column(&sheet->cells, "locationTimestamp_since1970");
    int speed = column(&sheet->cells, "locationSpeed");
    bool utc =
        reader->info.start.kind == BKS_CLOCK_UTC || reader->info.start.kind == BKS_CLOCK_ZONED;
    if (time < 0 || speed < 0 || !utc)
        return BKS_OK;
    enum bks_status status = open_beside(&table, &plan, reader, sheet, main_plan, fault);
    if (status != BKS_OK)
        return status;
    plan.time_column = time;
    plan.zero_us = 0;
    plan.column[BKS_SPEED] = speed;
    return sheet_add_speed(reader, &reader->state->sides, table, &plan, &merge_location, fault);
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct sheet sheet;
    struct sensor accel, gyro;
    struct table_plan plan;
    bool gravity, turns = false;
    enum bks_status status = export_open(&sheet, &plan, reader, is_header, fault);
    if (status != BKS_OK)
        return status;
    if (!find_accel(&accel, &sheet.cells, &gravity))
        return export_no_acceleration(fault, "switch on Accelerometer or Device Motion in the app");
    plan_time(reader, &plan, &sheet.cells, accel.time);
    if (plan.time_column < 0)
        return fault_set(fault, BKS_UNSUPPORTED, "switch on the timestamps in the app's settings",
                         "no column of times");
    sheet_plan_axes(&plan, BKS_ACCEL_X, accel.axis, -UNITS_MPS2_PER_G);
    for (int i = 0; i < 3; i++)
        plan.second[BKS_ACCEL_X + i] = accel.second[i];
    turns = find_gyro(&gyro, &sheet.cells);
    bool own_clock = turns && gyro.time >= 0 && accel.time >= 0 && gyro.time != accel.time;
    if (turns && !own_clock)
        sheet_plan_axes(&plan, BKS_GYRO_X, gyro.axis, 1);
    table_set_plan(reader->state->table, &plan);
    reader->info.channels = table_plan_channels(&plan);
    if (!gravity)
        export_without_gravity(reader, "switch on Accelerometer, or Gravity, as well");
    if (own_clock)
        status = add_gyro(reader, &sheet, &gyro, &plan, fault);
    return status == BKS_OK ? add_speed(reader, &sheet, &plan, fault) : status;
}

const struct format format_sensorlog = {
    .about = {.id = "sensorlog",
              .title = "SensorLog (CSV)",
              .recognised_by = "a header with loggingTime, or accelerometerAccelerationX",
              .gives = "accelerometer with gravity, gyroscope, speed; UTC with the offset"},
    .probe = probe,
    .open = open_reader,
    .next = export_next,
    .close = export_close,
};
