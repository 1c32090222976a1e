/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any table, through --columns t=1,ax=2,ay=3,az=4: with or without header lines, any separator and
 * decimal sign, units given or inferred (read/infer.c). Time may be a date and time as well.
 */
#include "read/columns.h"

#include "base/fault.h"
#include "read/export.h"
#include "read/formats.h"
#include "read/peek.h"
#include "read/units.h"

#define MAX_HEADER_LINES 64

static enum probe_answer probe(struct source *source)
{
    (void)source; /* only --columns leads here */
    return PROBE_NOT_MINE;
}

/* Entry to read: the only one, or the only one that ends in .csv or .txt. SIZE_MAX: unclear. */
static size_t choose_entry(const struct source *source)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < source_entries(source); i++) {
        const char *name = source_entry_name(source, i);
        struct cell cell = {name, 0};
        while (name[cell.n])
            cell.n++;
        if (source_entries(source) > 1 && !cell_ends(&cell, ".csv") && !cell_ends(&cell, ".txt"))
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX;
        found = i;
    }
    return found;
}

static struct table_plan plan_of(const struct column_map *map)
{
    struct table_plan plan = table_plan_empty();
    plan.time_column = map->time - 1;
    for (int c = 0; c < BKS_CHANNEL_COUNT; c++)
        plan.column[c] = map->channel[c] - 1;
    return plan;
}

static bool is_stamp(struct stamp *stamp, const struct cell *cell)
{
    const char *end = cell->text + cell->n;
    return cell->n > 0 && stamp_scan(stamp, cell->text, end, STAMP_YMD) == end;
}

/* True when a line is a row of the plan: all cells it names are numbers, or a date as time. */
static bool fits(struct table_plan *plan, struct stamp *stamp, const char *line, size_t n)
{
    struct cells cells;
    plan->separator = cells_separator(line, n);
    plan->point = cells_point(line, n, plan->separator);
    cells_cut(&cells, line, n, plan->separator);
    if (plan->time_column < 0 || (size_t)plan->time_column >= cells.n)
        return false;
    const struct cell *time = &cells.cell[plan->time_column];
    plan->time = cell_number(NULL, time, plan->point) ? TABLE_TIME_S : TABLE_TIME_STAMP;
    if (plan->time == TABLE_TIME_STAMP && !is_stamp(stamp, time))
        return false;
    for (int c = 0; c < BKS_CHANNEL_COUNT; c++)
        if (plan->column[c] >= 0 && ((size_t)plan->column[c] >= cells.n ||
                                     !cell_number(NULL, &cells.cell[plan->column[c]], plan->point)))
            return false;
    return true;
}

/* Passes over header lines up to the first row. */
static bool find_rows(struct table *table, struct table_plan *plan, struct stamp *stamp)
{
    const char *line;
    size_t n;
    for (int i = 0; i < MAX_HEADER_LINES && table_line(table, &line, &n); i++) {
        if (fits(plan, stamp, line, n))
            return true;
        table_skip_line(table);
    }
    return false;
}

static void set_clock(struct bks_recording_info *info, const struct table_plan *plan,
                      const struct stamp *stamp)
{
    static const enum bks_clock_kind kind[] = {BKS_CLOCK_LOCAL, BKS_CLOCK_UTC, BKS_CLOCK_ZONED};
    if (plan->time != TABLE_TIME_STAMP)
        return;
    info->start.kind = kind[stamp->zone];
    info->start.offset_min = stamp->offset_min;
}

static enum bks_status open_table(struct reader *reader, struct bks_fault *fault)
{
    size_t entry = choose_entry(reader->source);
    if (entry == SIZE_MAX)
        return fault_set(fault, BKS_UNSUPPORTED, "unpack it and give the one table",
                         "--columns needs a single table");
    return export_open_rows(reader, entry, fault);
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    enum bks_status status = open_table(reader, fault);
    if (status != BKS_OK)
        return status;
    const struct column_map *map = &reader->options->columns;
    struct table_plan plan = plan_of(map);
    struct stamp stamp = {0};
    reader->info.channels = table_plan_channels(&plan);
    if ((reader->info.channels & ROWS_ACCEL) != ROWS_ACCEL)
        return fault_set(fault, BKS_BAD_ARGUMENT, "name ax, ay and az in --columns",
                         "--columns names no three axes of acceleration");
    if (!find_rows(reader->state->table, &plan, &stamp))
        return fault_set(fault, BKS_UNSUPPORTED, "count the columns from 1, as in t=1,ax=2",
                         "no line has numbers in the columns of --columns");
    set_clock(&reader->info, &plan, &stamp);
    status = columns_infer(&plan, map, reader->state->table, &reader->warnings, fault);
    if (status == BKS_OK)
        table_set_plan(reader->state->table, &plan);
    return status;
}

const struct format format_columns = {
    .about = {.id = "table",
              .title = "any table, with --columns",
              .recognised_by = "--columns t=1,ax=2,ay=3,az=4 on the command line",
              .gives = "what the columns name; units given or inferred"},
    .probe = probe,
    .open = open_reader,
    .next = export_next_unix,
    .close = export_close,
};
