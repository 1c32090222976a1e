/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * MbientLab MetaBase (MetaWear sensors): a table a stream; acceleration and gyroscope of a folder
 * or zip are one recording.
 *
 *   epoch (ms),time (02:00),elapsed (s),x-axis (g),y-axis (g),z-axis (g)
 *   epoch (ms),time (02:00),elapsed (s),x-axis (deg/s),y-axis (deg/s),z-axis (deg/s)
 *   epoc (ms),timestamp (-0700),elapsed (s),...                                  older versions
 *
 * The bracket of the second name is the zone's offset. Epoch is UTC; elapsed stands in where a
 * spreadsheet has rounded it. g is with gravity.
 */
#include "base/zone.h"
#include "read/formats.h"
#include "read/streams.h"
#include "read/units.h"

#include <stdio.h>

static bool is_header(const struct cells *cells)
{
    return cells->n > 3 &&
           (cell_equals(&cells->cell[0], "epoch (ms)") ||
            cell_equals(&cells->cell[0], "epoc (ms)")) &&
           cells_find(cells, "elapsed (s)") > 0;
}

/* "time (02:00)", "timestamp (-0700)": what stands in the bracket, with a sign. */
static void note_zone(struct bks_instant *start, const struct cell *cell)
{
    char text[16], offset[20];
    size_t open = 0, close = cell->n;
    while (open < cell->n && cell->text[open] != '(')
        open++;
    while (close > open && cell->text[close - 1] != ')')
        close--;
    if (close < open + 3 || close - open > sizeof text)
        return;
    struct cell inside = {cell->text + open + 1, close - open - 2};
    cell_copy(text, sizeof text, &inside);
    bool has_sign = text[0] == '+' || text[0] == '-';
    (void)snprintf(offset, sizeof offset, "%s%s", has_sign ? "" : "+", text);
    if (zone_offset(&start->offset_min, offset, 0))
        start->kind = BKS_CLOCK_ZONED;
}

static void plan_time(struct reader *reader, struct table *table, struct table_plan *plan,
                      const struct cells *cells)
{
    struct bks_instant *start = &reader->info.start;
    plan->time_column = 0;
    plan->time = TABLE_TIME_MS;
    start->kind = BKS_CLOCK_UTC;
    note_zone(start, &cells->cell[1]);
    if (!sheet_is_spoilt(table, plan, 0))
        return;
    plan->time_column = cells_find(cells, "elapsed (s)");
    plan->time = TABLE_TIME_S;
    start->kind = BKS_CLOCK_NONE;
    sheet_tell_spoilt(&reader->warnings, "elapsed (s)");
}

static const struct stream_kind kind = {
    .is_header = is_header,
    .accel = {"x-axis (g)", "y-axis (g)", "z-axis (g)"},
    .gyro = {"x-axis (deg/s)", "y-axis (deg/s)", "z-axis (deg/s)"},
    .accel_factor = UNITS_MPS2_PER_G,
    .gyro_factor = UNITS_RAD_PER_DEG,
    .plan_time = plan_time,
};

static enum probe_answer probe(struct source *source)
{
    return streams_claim(source, &kind) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    return streams_open(reader, &kind, "give the folder with the Accelerometer file as well",
                        fault);
}

const struct format format_metabase = {
    .about = {.id = "metabase",
              .title = "MbientLab MetaBase (CSV, folder or zip)",
              .recognised_by = "a header that starts epoch (ms), with elapsed (s)",
              .gives = "accelerometer in g, gyroscope in deg/s; UTC and the zone's offset"},
    .probe = probe,
    .open = open_reader,
    .next = export_next,
    .close = export_close,
};
