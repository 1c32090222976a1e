/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shimmer3 through Consensys: one table, with its units in the line below the names.
 *
 *   "sep=,"                                         or a tab
 *   Session1_Shimmer_AB12_Timestamp_Unix_CAL,.._Accel_LN_X_CAL,.._Accel_WR_X_CAL,.._Gyro_X_CAL,
 *   ms,m/(s^2),m/(s^2),deg/s,
 *
 * The user chooses what stands before the name. LN is the low-noise accelerometer of 2 g, which a
 * running foot drives past its range; WR, of up to 16 g, is taken where it is there. Unix time is
 * UTC in ms; FormattedUnix is a wall time. Each line ends in a separator.
 */
#include "base/fault.h"
#include "read/export.h"
#include "read/formats.h"
#include "read/sheet.h"
#include "read/units.h"

#include <string.h>

#define LOW_NOISE_RANGE_G 2

/* Best first. */
static const struct {
    const char *axis[3];
    double range_g; /* 0: not known */
} accels[] = {
    {{"Accel_WR_X_CAL", "Accel_WR_Y_CAL", "Accel_WR_Z_CAL"}, 0},
    {{"Wide_Range_Accelerometer_X_CAL", "Wide_Range_Accelerometer_Y_CAL",
      "Wide_Range_Accelerometer_Z_CAL"},
     0},
    {{"Accel_LN_X_CAL", "Accel_LN_Y_CAL", "Accel_LN_Z_CAL"}, LOW_NOISE_RANGE_G},
    {{"Low_Noise_Accelerometer_X_CAL", "Low_Noise_Accelerometer_Y_CAL",
      "Low_Noise_Accelerometer_Z_CAL"},
     LOW_NOISE_RANGE_G},
};

static const char *const gyros[][3] = {
    {"Gyro_X_CAL", "Gyro_Y_CAL", "Gyro_Z_CAL"},
    {"Gyroscope_X_CAL", "Gyroscope_Y_CAL", "Gyroscope_Z_CAL"},
};

/* Best first. */
static const struct {
    const char *name;
    enum table_time time;
    enum bks_clock_kind clock;
} times[] = {
    {"Timestamp_Unix_CAL", TABLE_TIME_MS, BKS_CLOCK_UTC},
    {"TimestampSync_Unix_CAL", TABLE_TIME_MS, BKS_CLOCK_UTC},
    {"Timestamp_FormattedUnix_CAL", TABLE_TIME_STAMP, BKS_CLOCK_LOCAL},
    {"TimestampSync_FormattedUnix_CAL", TABLE_TIME_STAMP, BKS_CLOCK_LOCAL},
    {"Timestamp_CAL", TABLE_TIME_MS, BKS_CLOCK_NONE},
    {"TimestampSync_CAL", TABLE_TIME_MS, BKS_CLOCK_NONE},
};

/* A time and an acceleration, calibrated or not. */
static bool is_header(const struct cells *cells)
{
    bool time = false, accel = false;
    for (size_t i = 0; i < cells->n; i++) {
        const struct cell *cell = &cells->cell[i];
        bool ours = cell_ends(cell, "_CAL") || cell_ends(cell, "_RAW");
        time = time || (ours && cell_contains(cell, "Timestamp"));
        accel = accel || (ours && cell_contains(cell, "Accel"));
    }
    return time && accel;
}

static enum probe_answer probe(struct source *source)
{
    struct sheet sheet;
    return sheet_find_only(&sheet, source, is_header) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

/* The unit below a name; empty where that line holds numbers already. */
static struct cell unit_of(struct table *table, const struct table_plan *plan, int column)
{
    struct cell cell = {"", 0};
    if (!sheet_first(&cell, table, plan, column) || cell_number(NULL, &cell, plan->point))
        cell.n = 0;
    return cell;
}

static bool plan_accel(struct reader *reader, struct table_plan *plan, const struct cells *cells)
{
    int column[3];
    for (size_t i = 0; i < sizeof accels / sizeof accels[0]; i++) {
        if (!sheet_axes(column, cells, SHEET_END, accels[i].axis))
            continue;
        struct cell unit = unit_of(reader->state->table, plan, column[0]);
        sheet_plan_axes(plan, BKS_ACCEL_X, column, cell_equals(&unit, "g") ? UNITS_MPS2_PER_G : 1);
        reader->info.range_g = accels[i].range_g;
        return true;
    }
    return false;
}

static void plan_gyro(struct reader *reader, struct table_plan *plan, const struct cells *cells)
{
    int column[3];
    for (size_t i = 0; i < sizeof gyros / sizeof gyros[0]; i++) {
        if (plan->column[BKS_GYRO_X] >= 0 || !sheet_axes(column, cells, SHEET_END, gyros[i]))
            continue;
        struct cell unit = unit_of(reader->state->table, plan, column[0]);
        bool radians = cell_contains(&unit, "rad");
        sheet_plan_axes(plan, BKS_GYRO_X, column, radians ? 1 : UNITS_RAD_PER_DEG);
    }
}

/* The best clock that no spreadsheet has rounded; the rows are next in the table. */
static bool plan_time(struct reader *reader, struct table_plan *plan, const struct cells *cells)
{
    bool spoilt = false;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        int column = sheet_column(cells, SHEET_END, times[i].name);
        bool is_unix = times[i].clock == BKS_CLOCK_UTC;
        if (column < 0)
            continue;
        if (is_unix && sheet_is_spoilt(reader->state->table, plan, column)) {
            spoilt = true;
            continue;
        }
        plan->time_column = column;
        plan->time = times[i].time;
        reader->info.start.kind = times[i].clock;
        if (spoilt)
            sheet_tell_spoilt(&reader->warnings, times[i].name);
        return true;
    }
    return false;
}

/* "Session1_Shimmer_AB12" of "Session1_Shimmer_AB12_Timestamp_Unix_CAL". */
static void name_device(struct reader *reader, const struct cell *time)
{
    struct cell name = {time->text, 0};
    static const char mark[] = "_Timestamp";
    while (name.n + sizeof mark - 1 <= time->n &&
           memcmp(time->text + name.n, mark, sizeof mark - 1) != 0)
        name.n++;
    if (name.n + sizeof mark - 1 <= time->n)
        cell_copy(reader->info.device, sizeof reader->info.device, &name);
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct sheet sheet;
    struct table_plan plan;
    enum bks_status status = export_open(&sheet, &plan, reader, is_header, fault);
    if (status != BKS_OK)
        return status;
    struct table *table = reader->state->table;
    if (!plan_accel(reader, &plan, &sheet.cells))
        return export_no_acceleration(fault, "export calibrated data (CAL) from Consensys");
    plan_gyro(reader, &plan, &sheet.cells);
    if (unit_of(table, &plan, plan.column[BKS_ACCEL_X]).n > 0)
        table_skip_line(table);
    if (!plan_time(reader, &plan, &sheet.cells))
        return fault_set(fault, BKS_UNSUPPORTED, "export it again with Unix time stamps",
                         "no column of exact times");
    name_device(reader, &sheet.cells.cell[plan.time_column]);
    reader->info.channels = table_plan_channels(&plan);
    table_set_plan(table, &plan);
    return BKS_OK;
}

const struct format format_shimmer = {
    .about = {.id = "shimmer",
              .title = "Shimmer Consensys CSV",
              .recognised_by = "names that end in Timestamp_.._CAL and Accel_.._CAL",
              .gives = "wide-range or low-noise accelerometer, gyroscope; UTC where it is written"},
    .probe = probe,
    .open = open_reader,
    .next = export_next,
    .close = export_close,
};
