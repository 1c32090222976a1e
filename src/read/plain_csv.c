/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plain CSV of backstride's own contract: the header's names say everything.
 *
 *   time_s,accel_x_g,accel_y_g,accel_z_g[,gyro_x_dps,gyro_y_dps,gyro_z_dps][,speed_mps]
 *
 * Also time_ms, time_us, time_ns, accel_x_mps2, gyro_x_radps. Comma, semicolon or tab; columns in
 * any order; names that are not listed here are passed over. Gravity is included.
 */
#include "base/fault.h"
#include "read/export.h"
#include "read/formats.h"
#include "read/peek.h"
#include "read/units.h"

static const struct {
    const char *name;
    enum table_time time;
} times[] = {
    {"time_s", TABLE_TIME_S},
    {"time_ms", TABLE_TIME_MS},
    {"time_us", TABLE_TIME_US},
    {"time_ns", TABLE_TIME_NS},
};

static const struct {
    const char *name;
    enum bks_channel channel;
    double factor;
} channels[] = {
    {"accel_x_g", BKS_ACCEL_X, UNITS_MPS2_PER_G},
    {"accel_y_g", BKS_ACCEL_Y, UNITS_MPS2_PER_G},
    {"accel_z_g", BKS_ACCEL_Z, UNITS_MPS2_PER_G},
    {"accel_x_mps2", BKS_ACCEL_X, 1},
    {"accel_y_mps2", BKS_ACCEL_Y, 1},
    {"accel_z_mps2", BKS_ACCEL_Z, 1},
    {"gyro_x_dps", BKS_GYRO_X, UNITS_RAD_PER_DEG},
    {"gyro_y_dps", BKS_GYRO_Y, UNITS_RAD_PER_DEG},
    {"gyro_z_dps", BKS_GYRO_Z, UNITS_RAD_PER_DEG},
    {"gyro_x_radps", BKS_GYRO_X, 1},
    {"gyro_y_radps", BKS_GYRO_Y, 1},
    {"gyro_z_radps", BKS_GYRO_Z, 1},
    {"speed_mps", BKS_SPEED, 1},
};

/* Fills the plan from header cells. */
static void plan_of(struct table_plan *plan, const struct cells *cells)
{
    *plan = table_plan_empty();
    for (size_t i = 0; i < sizeof times / sizeof times[0] && plan->time_column < 0; i++) {
        plan->time_column = cells_find(cells, times[i].name);
        plan->time = times[i].time;
    }
    for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++) {
        enum bks_channel channel = channels[i].channel;
        int column = cells_find(cells, channels[i].name);
        if (column < 0 || plan->column[channel] >= 0)
            continue;
        plan->column[channel] = column;
        plan->factor[channel] = channels[i].factor;
    }
    /* Two of three gyroscope axes are of no use. */
    unsigned found = table_plan_channels(plan);
    for (int c = BKS_GYRO_X; c <= BKS_GYRO_Z && (found & ROWS_GYRO) != ROWS_GYRO; c++)
        plan->column[c] = -1;
}

static enum probe_answer probe(struct source *source)
{
    struct peek peek;
    struct table_plan plan;
    if (source_kind_of(source) != SOURCE_FILE || !peek_open(&peek, source, 0))
        return PROBE_NOT_MINE;
    plan_of(&plan, &peek.cells);
    unsigned accel = table_plan_channels(&plan) & ROWS_ACCEL;
    if (accel == 0)
        return PROBE_NOT_MINE;
    return plan.time_column >= 0 && accel == ROWS_ACCEL ? PROBE_CERTAIN : PROBE_PERHAPS;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    enum bks_status status = export_open_rows(reader, 0, fault);
    if (status != BKS_OK)
        return status;
    struct table *table = reader->state->table;
    struct table_plan plan;
    struct cells cells;
    const char *line;
    size_t n;
    (void)table_line(table, &line, &n);
    char separator = cells_separator(line, n);
    cells_cut(&cells, line, n, separator);
    plan_of(&plan, &cells);
    reader->info.channels = table_plan_channels(&plan);
    if (plan.time_column < 0 || (reader->info.channels & ROWS_ACCEL) != ROWS_ACCEL)
        return fault_set(fault, BKS_UNSUPPORTED,
                         "the header is time_s,accel_x_g,accel_y_g,accel_z_g and more",
                         "a column is missing: %s",
                         plan.time_column < 0 ? "time_s" : "acceleration of one axis");
    table_skip_line(table);
    plan.separator = separator;
    line = table_look(table, &n);
    plan.point = cells_point(line, n < PEEK_BYTES ? n : PEEK_BYTES, separator);
    table_set_plan(table, &plan);
    return BKS_OK;
}

const struct format format_plain_csv = {
    .about = {.id = "plain-csv",
              .title = "plain CSV",
              .recognised_by = "a header with time_s (ms, us, ns) and accel_x_g or accel_x_mps2",
              .gives = "accelerometer, gyroscope, speed; UTC where time is Unix time"},
    .probe = probe,
    .open = open_reader,
    .next = export_next_unix,
    .close = export_close,
};
