/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Physics Toolbox Sensor Suite (Vieyra): one table a tool, or several tools in one ("multi").
 *
 *   time,gFx,gFy,gFz,TgF        g-Force Meter: g, gravity in
 *   time,ax,ay,az,aT            Linear Accelerometer: m/s2, gravity out (aT, a_T, atotal)
 *   time,gFx,..,ax,..,wx,wy,wz  wx: rad/s
 *
 * The time counts seconds from the start, or is the clock of the day, "10:00:00:123", without a
 * date; after midnight it begins again. Comma, or semicolon with decimal comma. Names differ a
 * little between versions. Rows share a stamp where the sensor is faster than a millisecond.
 */
#include "read/export.h"
#include "read/formats.h"
#include "read/lookahead.h"
#include "read/sheet.h"
#include "read/units.h"

#define DAY_US             INT64_C(86400000000)
#define LEAST_GRAVITY_MPS2 3.0 /* a mean vector shorter than this holds no gravity */

static const char *const force_axes[3] = {"gFx", "gFy", "gFz"};
static const char *const accel_axes[3] = {"ax", "ay", "az"};
static const char *const turn_axes[3] = {"wx", "wy", "wz"};
static const char *const totals[] = {"aT", "a_T", "atotal", "aTotal", "TgF", "gFTotal"};

static bool has_axes(const struct cells *cells, const char *const name[3])
{
    int column[3];
    return sheet_axes(column, cells, SHEET_BARE, name);
}

/* Anybody may call a column "ax": the total, or the turns beside it, make it this app's. */
static bool is_header(const struct cells *cells)
{
    bool total = false;
    if (sheet_column(cells, SHEET_BARE, "time") != 0)
        return false;
    if (has_axes(cells, force_axes))
        return true;
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++)
        total = total || sheet_column(cells, SHEET_BARE, totals[i]) >= 0;
    return (total && has_axes(cells, accel_axes)) || has_axes(cells, turn_axes);
}

static enum probe_answer probe(struct source *source)
{
    struct sheet sheet;
    if (!sheet_find_only(&sheet, source, is_header))
        return PROBE_NOT_MINE;
    return has_axes(&sheet.cells, force_axes) ? PROBE_CERTAIN : PROBE_LIKELY;
}

/* Seconds, or the clock of the day. */
static void plan_time(struct reader *reader, struct table_plan *plan)
{
    struct cell cell;
    struct stamp stamp;
    plan->time_column = 0;
    if (!sheet_first(&cell, reader->state->table, plan, 0) || cell.n == 0 ||
        cell_number(NULL, &cell, plan->point) ||
        stamp_scan(&stamp, cell.text, cell.text + cell.n, STAMP_NO_DATE) != cell.text + cell.n)
        return;
    plan->time = TABLE_TIME_STAMP;
    plan->order = STAMP_NO_DATE;
    reader->state->wrap_us = DAY_US;
}

/* Forces with gravity where there is a choice; else the data say whether gravity is in. */
static bool plan_accel(struct reader *reader, struct table_plan *plan, const struct cells *cells)
{
    int column[3];
    if (sheet_axes(column, cells, SHEET_BARE, force_axes)) {
        sheet_plan_axes(plan, BKS_ACCEL_X, column, UNITS_MPS2_PER_G);
        return true;
    }
    if (!sheet_axes(column, cells, SHEET_BARE, accel_axes))
        return false;
    sheet_plan_axes(plan, BKS_ACCEL_X, column, 1);
    if (!(lookahead_gravity(reader->state->table, plan) >= LEAST_GRAVITY_MPS2))
        export_without_gravity(reader, "use the g-Force Meter, or Multi Record with it");
    return true;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct sheet sheet;
    struct table_plan plan;
    int column[3];
    enum bks_status status = export_open(&sheet, &plan, reader, is_header, fault);
    if (status != BKS_OK)
        return status;
    plan_time(reader, &plan);
    if (!plan_accel(reader, &plan, &sheet.cells))
        return export_no_acceleration(fault, "use the g-Force Meter, or Multi Record with it");
    if (sheet_axes(column, &sheet.cells, SHEET_BARE, turn_axes))
        sheet_plan_axes(&plan, BKS_GYRO_X, column, 1);
    reader->info.channels = table_plan_channels(&plan);
    table_set_plan(reader->state->table, &plan);
    return BKS_OK;
}

const struct format format_physics_toolbox = {
    .about = {.id = "physics-toolbox",
              .title = "Physics Toolbox Sensor Suite (CSV)",
              .recognised_by = "a header time,gFx,gFy,gFz or time,ax,ay,az,aT",
              .gives = "accelerometer (g-Force Meter: with gravity), gyroscope; no date"},
    .probe = probe,
    .open = open_reader,
    .next = export_next,
    .close = export_close,
};
