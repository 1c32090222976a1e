/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Vicon (IMeasureU) Blue Trident through Capture.U: a table a sensor element.
 *
 *   lowg   unix_timestamp_microsec,time_s,ax_m/s/s,ay_m/s/s,az_m/s/s,gx_deg/s,...  1125 Hz, 16 g
 *   highg  unix_timestamp_microsec,time_s,ax_m/s/s,ay_m/s/s,az_m/s/s               1600 Hz, 200 g
 *   mag    unix_timestamp_microsec,time_s,mx_microT,...                            112 Hz
 *
 * Times are Unix time in us, UTC. Of lowg and highg side by side lowg is read: it has the turns and
 * the finer steps. Where a spreadsheet rounded the stamps, time_s is used.
 */
#include "read/formats.h"
#include "read/streams.h"
#include "read/units.h"

#define LOW_RANGE_G  16
#define HIGH_RANGE_G 200

static bool is_header(const struct cells *cells)
{
    return cells->n > 2 && cell_equals(&cells->cell[0], "unix_timestamp_microsec") &&
           cell_equals(&cells->cell[1], "time_s");
}

static void plan_time(struct reader *reader, struct table *table, struct table_plan *plan,
                      const struct cells *cells)
{
    (void)cells;
    plan->time_column = 0;
    plan->time = TABLE_TIME_US;
    reader->info.start.kind = BKS_CLOCK_UTC;
    if (!sheet_is_spoilt(table, plan, 0))
        return;
    plan->time_column = 1;
    plan->time = TABLE_TIME_S;
    reader->info.start.kind = BKS_CLOCK_NONE;
    sheet_tell_spoilt(&reader->warnings, "time_s");
}

/* Both tables of acceleration stand in one folder, so the claim looks for the turns. */
static const struct stream_kind kind = {
    .is_header = is_header,
    .accel = {"ax_m/s/s", "ay_m/s/s", "az_m/s/s"},
    .gyro = {"gx_deg/s", "gy_deg/s", "gz_deg/s"},
    .accel_factor = 1,
    .gyro_factor = UNITS_RAD_PER_DEG,
    .plan_time = plan_time,
};

static enum probe_answer probe(struct source *source)
{
    return streams_claim(source, &kind) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    enum bks_status status =
        streams_open(reader, &kind, "give the lowg table, or the folder of them", fault);
    bool turns = (reader->info.channels & ROWS_GYRO) != 0;
    reader->info.range_g = turns ? LOW_RANGE_G : HIGH_RANGE_G;
    return status;
}

const struct format format_blue_trident = {
    .about = {.id = "blue-trident",
              .title = "Vicon Blue Trident (CSV, folder or zip)",
              .recognised_by = "a header that starts unix_timestamp_microsec,time_s",
              .gives = "accelerometer (lowg before highg), gyroscope; UTC"},
    .probe = probe,
    .open = open_reader,
    .next = export_next,
    .close = export_close,
};
