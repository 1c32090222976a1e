/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Movella (Xsens) DOT: CSV of the app and of the sensor's own memory.
 *
 *   sep=,                                     then lines of name and value, in any number:
 *   DeviceTag:,Left shank   OutputRate:,60Hz   StartTime:,2026-05-01 10:00:00.000 +0200
 *   PacketCounter,SampleTimeFine,..,Acc_X,Acc_Y,Acc_Z,Gyr_X,Gyr_Y,Gyr_Z,...
 *
 * Acc is in m/s2 with gravity, Gyr in deg/s, FreeAcc in the frame of the earth without gravity.
 * SampleTimeFine counts microseconds in 32 bits and begins again each 71.6 minutes; where it is
 * blank the packets are counted at the output rate. A packet that was lost leaves a gap.
 */
#include "base/fault.h"
#include "base/text.h"
#include "read/export.h"
#include "read/formats.h"
#include "read/sheet.h"
#include "read/units.h"

#include <math.h>
#include <stdio.h>

#define WRAP_US INT64_C(4294967296) /* 2^32 */
#define RANGE_G 16

static const char *const accel_axes[3] = {"Acc_X", "Acc_Y", "Acc_Z"};
static const char *const free_axes[3] = {"FreeAcc_X", "FreeAcc_Y", "FreeAcc_Z"};
static const char *const gyro_axes[3] = {"Gyr_X", "Gyr_Y", "Gyr_Z"};

static bool is_header(const struct cells *cells)
{
    return cells->n > 2 && cell_equals(&cells->cell[0], "PacketCounter") &&
           cell_equals(&cells->cell[1], "SampleTimeFine");
}

static enum probe_answer probe(struct source *source)
{
    struct sheet sheet;
    return sheet_find_only(&sheet, source, is_header) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

/* What stands above the header. */
struct preamble {
    struct cell tag, rate, start;
};

static struct preamble read_preamble(const struct sheet *sheet)
{
    struct preamble preamble = {{"", 0}, {"", 0}, {"", 0}};
    const char *line;
    size_t n;
    for (size_t i = 0; i < sheet->line && peek_line(&sheet->peek, i, &line, &n); i++) {
        struct cells cells;
        cells_cut(&cells, line, n, sheet->separator);
        if (cells.n < 2)
            continue;
        if (cell_equals(&cells.cell[0], "DeviceTag:"))
            preamble.tag = cells.cell[1];
        else if (cell_equals(&cells.cell[0], "OutputRate:"))
            preamble.rate = cells.cell[1];
        else if (cell_equals(&cells.cell[0], "StartTime:"))
            preamble.start = cells.cell[1];
    }
    return preamble;
}

/* "60Hz" */
static double rate_of(const struct cell *cell)
{
    double rate_hz = 0;
    if (!text_number(&rate_hz, cell->text, cell->text + cell->n, '.') || !(rate_hz >= 1) ||
        rate_hz > 10000)
        return 0;
    return rate_hz;
}

/* Sets the clock on StartTime, which is the moment of the first row. */
static void start_at(struct reader *reader, struct table_plan *plan, const struct cell *start)
{
    static const enum bks_clock_kind kind[] = {BKS_CLOCK_LOCAL, BKS_CLOCK_UTC, BKS_CLOCK_ZONED};
    struct stamp stamp;
    struct cell cell;
    double first_us = 0;
    if (start->n == 0 || !stamp_scan(&stamp, start->text, start->text + start->n, STAMP_YMD))
        return;
    if (plan->time == TABLE_TIME_US &&
        (!sheet_first(&cell, reader->state->table, plan, plan->time_column) ||
         !cell_number(&first_us, &cell, plan->point) || fabs(first_us) > (double)WRAP_US))
        return;
    plan->zero_us = stamp.t_us - llround(first_us);
    reader->info.start.kind = kind[stamp.zone];
    reader->info.start.offset_min = stamp.offset_min;
}

/* Microseconds of the sensor, or rows at the output rate where there are none. */
static enum bks_status plan_time(struct reader *reader, struct table_plan *plan,
                                 const struct preamble *preamble, struct bks_fault *fault)
{
    struct cell cell;
    double rate_hz = rate_of(&preamble->rate);
    reader->info.nominal_rate_hz = rate_hz;
    plan->time_column = 1;
    plan->time = TABLE_TIME_US;
    reader->state->wrap_us = WRAP_US;
    if (sheet_first(&cell, reader->state->table, plan, 1) && cell.n == 0) {
        if (rate_hz == 0)
            return fault_set(fault, BKS_UNSUPPORTED, "export it again with SampleTimeFine",
                             "neither times nor an output rate");
        plan->time = TABLE_TIME_ROW;
        plan->rate_hz = rate_hz;
        warnings_add(&reader->warnings, BKS_WARN_TIME_INFERRED,
                     "SampleTimeFine is blank; the rows are counted at %g Hz", rate_hz);
    }
    start_at(reader, plan, &preamble->start);
    return BKS_OK;
}

static bool plan_axes(struct reader *reader, struct table_plan *plan, const struct cells *cells)
{
    int column[3];
    bool with = sheet_axes(column, cells, SHEET_WHOLE, accel_axes);
    if (!with && !sheet_axes(column, cells, SHEET_WHOLE, free_axes))
        return false;
    if (!with)
        export_without_gravity(reader, "choose a measurement mode with acceleration");
    sheet_plan_axes(plan, BKS_ACCEL_X, column, 1);
    if (sheet_axes(column, cells, SHEET_WHOLE, gyro_axes))
        sheet_plan_axes(plan, BKS_GYRO_X, column, UNITS_RAD_PER_DEG);
    return true;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct sheet sheet;
    struct table_plan plan;
    enum bks_status status = export_open(&sheet, &plan, reader, is_header, fault);
    if (status != BKS_OK)
        return status;
    if (!plan_axes(reader, &plan, &sheet.cells))
        return export_no_acceleration(fault, "choose a measurement mode with acceleration");
    struct preamble preamble = read_preamble(&sheet);
    status = plan_time(reader, &plan, &preamble, fault);
    if (status != BKS_OK)
        return status;
    struct bks_recording_info *info = &reader->info;
    char tag[64];
    cell_copy(tag, sizeof tag, &preamble.tag);
    (void)snprintf(info->device, sizeof info->device, "Movella DOT%s%s", tag[0] ? " " : "", tag);
    info->channels = table_plan_channels(&plan);
    info->range_g = RANGE_G;
    table_set_plan(reader->state->table, &plan);
    return BKS_OK;
}

const struct format format_movella_dot = {
    .about = {.id = "movella-dot",
              .title = "Movella (Xsens) DOT CSV",
              .recognised_by = "a header that starts PacketCounter,SampleTimeFine",
              .gives = "accelerometer in m/s2, gyroscope in deg/s; the start where it is written"},
    .probe = probe,
    .open = open_reader,
    .next = export_next,
    .close = export_close,
};
