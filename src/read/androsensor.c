/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * AndroSensor (Android): one wide table, a row each tick of a timer.
 *
 *   sep=;                              perhaps a first line
 *   ACCELEROMETER X (m/s2);...         with gravity; GRAVITY X and LINEAR ACCELERATION X: its parts
 *   GYROSCOPE X (rad/s)
 *   LOCATION Speed ( Kmh)              km/h, held until the next fix
 *   Time since start in ms             beside "YYYY-MO-DD HH-MI-SS_SSS", which holds
 *                                      2026-05-01 10:00:00:506, wall time of the phone
 *
 * The units stand in UTF-8, in Latin-1 or in a mixture that was encoded twice, so names are
 * compared up to their bracket. Re-published files come with commas and blanks before the names.
 */
#include "read/export.h"
#include "read/formats.h"
#include "read/lookahead.h"
#include "read/sheet.h"

#include <math.h>

#define MPS_PER_KMH (1 / 3.6)

static const char *const accel_axes[3] = {"ACCELEROMETER X", "ACCELEROMETER Y", "ACCELEROMETER Z"};
static const char *const gravity_axes[3] = {"GRAVITY X", "GRAVITY Y", "GRAVITY Z"};
static const char *const linear_axes[3] = {"LINEAR ACCELERATION X", "LINEAR ACCELERATION Y",
                                           "LINEAR ACCELERATION Z"};
static const char *const gyro_axes[3] = {"GYROSCOPE X", "GYROSCOPE Y", "GYROSCOPE Z"};

static int column(const struct cells *cells, const char *name)
{
    return sheet_column(cells, SHEET_BARE, name);
}

static bool is_header(const struct cells *cells)
{
    bool timed = column(cells, "Time since start in ms") >= 0 ||
                 column(cells, "YYYY-MO-DD HH-MI-SS_SSS") >= 0;
    return timed && (column(cells, accel_axes[0]) >= 0 || column(cells, linear_axes[0]) >= 0 ||
                     column(cells, gyro_axes[0]) >= 0 || column(cells, gravity_axes[0]) >= 0);
}

static enum probe_answer probe(struct source *source)
{
    struct sheet sheet;
    return sheet_find_only(&sheet, source, is_header) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

/* Milliseconds from the start, set on the date of the first row; or that date in each row. */
static void plan_time(struct reader *reader, struct table_plan *plan, const struct cells *cells)
{
    struct cell cell;
    struct stamp stamp;
    double since_ms = 0;
    int date = column(cells, "YYYY-MO-DD HH-MI-SS_SSS");
    int since = column(cells, "Time since start in ms");
    plan->time_column = since >= 0 ? since : date;
    plan->time = since >= 0 ? TABLE_TIME_MS : TABLE_TIME_STAMP;
    if (!sheet_first(&cell, reader->state->table, plan, date) ||
        !stamp_scan(&stamp, cell.text, cell.text + cell.n, STAMP_YMD))
        return;
    reader->info.start.kind = BKS_CLOCK_LOCAL;
    if (since >= 0 && sheet_first(&cell, reader->state->table, plan, since) &&
        cell_number(&since_ms, &cell, plan->point) && fabs(since_ms) < 1e12)
        plan->zero_us = stamp.t_us - llround(since_ms * 1e3);
}

static bool plan_accel(struct reader *reader, struct table_plan *plan, const struct cells *cells)
{
    int axis[3];
    if (sheet_axes(axis, cells, SHEET_BARE, accel_axes)) {
        sheet_plan_axes(plan, BKS_ACCEL_X, axis, 1);
        return true;
    }
    if (!sheet_axes(axis, cells, SHEET_BARE, linear_axes))
        return false;
    sheet_plan_axes(plan, BKS_ACCEL_X, axis, 1);
    if (!sheet_axes(&plan->second[BKS_ACCEL_X], cells, SHEET_BARE, gravity_axes))
        export_without_gravity(reader, "switch on Accelerometer in the app");
    return true;
}

/* The app holds a speed until the next fix, so each row has its own. */
static void plan_rest(struct reader *reader, struct table_plan *plan, const struct cells *cells)
{
    int axis[3];
    if (sheet_axes(axis, cells, SHEET_BARE, gyro_axes))
        sheet_plan_axes(plan, BKS_GYRO_X, axis, 1);
    plan->column[BKS_SPEED] = column(cells, "LOCATION Speed");
    plan->factor[BKS_SPEED] = MPS_PER_KMH;
    if (!lookahead_has_speed(reader->state->table, plan))
        plan->column[BKS_SPEED] = -1;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct sheet sheet;
    struct table_plan plan;
    enum bks_status status = export_open(&sheet, &plan, reader, is_header, fault);
    if (status != BKS_OK)
        return status;
    plan_time(reader, &plan, &sheet.cells);
    if (!plan_accel(reader, &plan, &sheet.cells))
        return export_no_acceleration(fault, "switch on Accelerometer in the app");
    plan_rest(reader, &plan, &sheet.cells);
    reader->info.channels = table_plan_channels(&plan);
    table_set_plan(reader->state->table, &plan);
    return BKS_OK;
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    enum bks_status status = export_next(reader, rows, fault);
    double *speed_mps = rows->value[BKS_SPEED];
    for (size_t i = 0; status == BKS_OK && speed_mps && i < rows->n; i++)
        if (speed_mps[i] < 0)
            speed_mps[i] = (double)NAN;
    return status;
}

const struct format format_androsensor = {
    .about = {.id = "androsensor",
              .title = "AndroSensor (CSV)",
              .recognised_by = "a header with ACCELEROMETER X and Time since start in ms",
              .gives = "accelerometer with gravity, gyroscope, speed; wall time without a zone"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = export_close,
};
