/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phyphox (RWTH Aachen): a zip or folder of CSVs with meta/, or one CSV.
 *
 *   "Time (s)","Acceleration x (m/s^2)","Acceleration y (m/s^2)",...   quoted names, bare numbers
 *   8.100000000E-3,3.797761368E-1,...                                  NaN where a column is short
 *   meta/time.csv    when the experiment was started and paused
 *   meta/device.csv  "property","value"
 *
 * The user chooses comma, tab or semicolon, and point or comma as decimal sign. Names follow the
 * phone's language, so columns are found by unit and order: the first of seconds, three of m/s^2,
 * three of rad/s, and the location's one of m/s. "Linear" acceleration has no gravity; in a
 * language that we cannot read the data tell. Signs are Android's on both systems.
 */
#include "base/fault.h"
#include "base/memory.h"
#include "base/zone.h"
#include "read/formats.h"
#include "read/lookahead.h"
#include "read/phyphox_clock.h"
#include "read/sheet.h"

#include <stdio.h>

#define LEAST_GRAVITY_MPS2 3.0 /* a mean vector shorter than this holds no gravity */

struct format_state {
    struct phyphox_clock clock;
    struct table *table;
    struct sides sides; /* gyroscope and location in files of their own */
};

/* What one CSV holds: columns from 0, -1 where absent. */
struct layout {
    int time, accel[3], linear[3], gyro[3], speed;
    bool named; /* the header says in English what the acceleration is */
};

static bool in_unit(const struct cell *cell, const char *a, const char *b)
{
    return cell_ends(cell, a) || cell_ends(cell, b);
}

/* Gives a column to the first free of three. */
static void take(int columns[3], size_t column)
{
    for (int i = 0; i < 3; i++)
        if (columns[i] < 0) {
            columns[i] = (int)column;
            return;
        }
}

static struct layout layout_of(const struct cells *cells)
{
    struct layout layout = {-1, {-1, -1, -1}, {-1, -1, -1}, {-1, -1, -1}, -1, false};
    for (size_t i = 0; i < cells->n; i++) {
        const struct cell *cell = &cells->cell[i];
        bool accel = in_unit(cell, "(m/s^2)", "(m/s\xC2\xB2)");
        bool linear = accel && cell_contains(cell, "lin");
        if (layout.time < 0 && cell_ends(cell, "(s)"))
            layout.time = (int)i;
        else if (accel)
            take(linear ? layout.linear : layout.accel, i);
        else if (cell_ends(cell, "(rad/s)"))
            take(layout.gyro, i);
        else if (layout.speed < 0 && cell_ends(cell, "(m/s)"))
            layout.speed = (int)i;
        layout.named = layout.named || (accel && !linear && cell_contains(cell, "Acceleration"));
    }
    return layout;
}

static bool all_there(const int columns[3])
{
    return columns[0] >= 0 && columns[1] >= 0 && columns[2] >= 0;
}

/* The layout of one entry; false where it is no CSV of the app. */
static bool look_at(struct layout *layout, struct source *source, size_t entry)
{
    struct peek peek;
    if (!peek_open(&peek, source, entry) || peek.cells.n < 2)
        return false;
    *layout = layout_of(&peek.cells);
    return layout->time == 0;
}

static bool has_meta(struct source *source)
{
    struct peek peek;
    size_t device = source_find(source, "meta/device.csv");
    size_t time = source_find(source, "meta/time.csv");
    return (device != SIZE_MAX && peek_open(&peek, source, device) &&
            cells_find(&peek.cells, "property") == 0) ||
           (time != SIZE_MAX && peek_open(&peek, source, time) &&
            cells_find(&peek.cells, "experiment time") > 0);
}

static enum probe_answer probe(struct source *source)
{
    struct layout layout;
    if (source_kind_of(source) != SOURCE_FILE)
        return has_meta(source) ? PROBE_CERTAIN : PROBE_NOT_MINE;
    if (!look_at(&layout, source, 0) || !(all_there(layout.accel) || all_there(layout.linear)))
        return PROBE_NOT_MINE;
    size_t n;
    return source_head(source, &n)[0] == '"' ? PROBE_LIKELY : PROBE_PERHAPS;
}

/* Where the acceleration and the gyroscope are. */
struct find {
    size_t accel, gyro, location; /* entries, SIZE_MAX where absent */
    struct layout accel_layout, gyro_layout, location_layout;
};

static struct find find_streams(struct source *source)
{
    struct find find = {SIZE_MAX, SIZE_MAX, SIZE_MAX, {0}, {0}, {0}};
    bool with_gravity = false;
    for (size_t i = 0; i < source_entries(source); i++) {
        struct layout layout;
        if (!look_at(&layout, source, i))
            continue;
        bool with = all_there(layout.accel);
        if ((with && !with_gravity) || (all_there(layout.linear) && find.accel == SIZE_MAX)) {
            find.accel = i;
            find.accel_layout = layout;
            with_gravity = with;
        }
        if (all_there(layout.gyro) && find.gyro == SIZE_MAX) {
            find.gyro = i;
            find.gyro_layout = layout;
        }
        if (layout.speed >= 0 && find.location == SIZE_MAX) {
            find.location = i;
            find.location_layout = layout;
        }
    }
    if (find.accel != SIZE_MAX && all_there(find.accel_layout.gyro))
        find.gyro = find.accel;
    return find;
}

/* Opens an entry and passes over its header; the plan gets dialect and time. */
static enum bks_status open_entry(struct table **table, struct table_plan *plan,
                                  struct reader *reader, size_t entry, struct bks_fault *fault)
{
    enum bks_status status = table_open(table, reader->source, entry, &reader->warnings, fault);
    if (status != BKS_OK)
        return status;
    const char *text;
    size_t n;
    *plan = table_plan_empty();
    plan->time_column = 0;
    (void)table_line(*table, &text, &n);
    plan->separator = cells_separator(text, n);
    table_skip_line(*table);
    (void)table_line(*table, &text, &n);
    text = table_look(*table, &n);
    plan->point = cells_point(text, n < PEEK_BYTES ? n : PEEK_BYTES, plan->separator);
    return BKS_OK;
}

/* With gravity where there is a choice; the header decides, or else the data. */
static void plan_accel(struct reader *reader, struct table_plan *plan, const struct layout *layout)
{
    bool linear = !all_there(layout->accel);
    sheet_plan_axes(plan, BKS_ACCEL_X, linear ? layout->linear : layout->accel, 1);
    if (!linear && !layout->named)
        linear = lookahead_gravity(reader->state->table, plan) < LEAST_GRAVITY_MPS2;
    reader->info.gravity_included = !linear;
    if (linear)
        warnings_add(&reader->warnings, BKS_WARN_GRAVITY_REMOVED,
                     "the app took gravity out; use the experiment Acceleration with g");
}

/* The rule of a side stream, with the pauses of the experiment. */
static struct merge_rule rule_of(const struct format_state *state, const struct merge_rule *rule)
{
    struct merge_rule made = *rule;
    made.restamp = state->clock.n > 0 ? phyphox_clock_apply : NULL;
    made.context = &state->clock;
    return made;
}

/* A side stream that cannot be opened is left out. */
static enum bks_status without(enum bks_status status)
{
    return status == BKS_NO_MEMORY || status == BKS_IO ? status : BKS_OK;
}

static enum bks_status add_gyro(struct reader *reader, const struct find *find,
                                struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct table *table = NULL;
    struct table_plan plan;
    if (find->gyro == SIZE_MAX || find->gyro == find->accel)
        return BKS_OK;
    enum bks_status status = open_entry(&table, &plan, reader, find->gyro, fault);
    if (status != BKS_OK)
        return without(status);
    sheet_plan_axes(&plan, BKS_GYRO_X, find->gyro_layout.gyro, 1);
    table_set_plan(table, &plan);
    reader->info.channels |= ROWS_GYRO;
    struct merge_rule rule = rule_of(state, &merge_sensor);
    return sides_add(&state->sides, feed_of_table(table), ROWS_GYRO, &rule, fault);
}

static enum bks_status add_location(struct reader *reader, const struct find *find,
                                    struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct table *table = NULL;
    struct table_plan plan;
    if (find->location == SIZE_MAX || find->location == find->accel)
        return BKS_OK;
    enum bks_status status = open_entry(&table, &plan, reader, find->location, fault);
    if (status != BKS_OK)
        return without(status);
    plan.column[BKS_SPEED] = find->location_layout.speed;
    struct merge_rule rule = rule_of(state, &merge_location);
    return sheet_add_speed(reader, &state->sides, table, &plan, &rule, fault);
}

/* meta/device.csv: the model, after the brand where that is said. */
static void read_device(struct reader *reader)
{
    struct peek peek;
    char model[64] = "", brand[31] = "";
    size_t entry = source_find(reader->source, "meta/device.csv"), n;
    const char *line;
    if (entry == SIZE_MAX || !peek_open(&peek, reader->source, entry))
        return;
    for (size_t i = 1; peek_line(&peek, i, &line, &n); i++) {
        struct cells cells;
        cells_cut(&cells, line, n, peek.separator);
        if (cells.n >= 2 && cell_equals(&cells.cell[0], "deviceModel"))
            cell_copy(model, sizeof model, &cells.cell[1]);
        if (cells.n >= 2 && cell_equals(&cells.cell[0], "deviceBrand"))
            cell_copy(brand, sizeof brand, &cells.cell[1]);
    }
    (void)snprintf(reader->info.device, sizeof reader->info.device, "%s%s%s", brand,
                   brand[0] && model[0] ? " " : "", model);
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state = memory_new(1, sizeof *state);
    if (!state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    struct find find = find_streams(reader->source);
    if (find.accel == SIZE_MAX)
        return fault_set(fault, BKS_UNSUPPORTED, "record the experiment Acceleration with g",
                         "no acceleration in it");
    enum bks_status status = phyphox_clock_read(&state->clock, reader->source, fault);
    struct table_plan plan;
    if (status == BKS_OK)
        status = open_entry(&state->table, &plan, reader, find.accel, fault);
    if (status != BKS_OK)
        return status;
    plan_accel(reader, &plan, &find.accel_layout);
    if (all_there(find.accel_layout.gyro))
        sheet_plan_axes(&plan, BKS_GYRO_X, find.accel_layout.gyro, 1);
    table_set_plan(state->table, &plan);
    reader->info.channels = table_plan_channels(&plan);
    read_device(reader);
    if (state->clock.n > 0) {
        struct bks_instant *start = &reader->info.start;
        bool zoned = zone_offset(&start->offset_min, state->clock.zone, 0);
        start->kind = zoned ? BKS_CLOCK_ZONED : BKS_CLOCK_UTC;
    }
    status = add_gyro(reader, &find, fault);
    return status == BKS_OK ? add_location(reader, &find, fault) : status;
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    enum bks_status status = table_next(state->table, rows, fault);
    if (status != BKS_OK)
        return status;
    if (state->clock.n > 0)
        phyphox_clock_apply(&state->clock, rows);
    return sides_into(&state->sides, rows, fault);
}

static void close_reader(struct reader *reader)
{
    struct format_state *state = reader->state;
    if (!state)
        return;
    sides_clear(&state->sides);
    table_close(state->table);
    memory_free(state);
}

const struct format format_phyphox = {
    .about = {.id = "phyphox",
              .title = "phyphox (zip, folder or single CSV)",
              .recognised_by = "meta/time.csv or meta/device.csv; a header \"Time (s)\" with m/s^2",
              .gives = "accelerometer, gyroscope, speed; UTC with the offset, pauses as gaps"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
