/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding and joining the tables of one sensor. */
#include "read/streams.h"

/* Entries, SIZE_MAX where absent. */
struct found {
    size_t accel, gyro;
    size_t n_both, n_accel, n_gyro; /* tables with both, with one of them alone */
};

static bool has_axes(const struct cells *cells, const char *const name[3])
{
    int column[3];
    return sheet_axes(column, cells, SHEET_WHOLE, name);
}

/* The acceleration with turns beside it, where there is a choice. */
static struct found find_streams(struct source *source, const struct stream_kind *kind)
{
    struct found found = {SIZE_MAX, SIZE_MAX, 0, 0, 0};
    for (size_t i = 0; i < source_entries(source); i++) {
        struct sheet sheet;
        if (!sheet_find(&sheet, source, i, kind->is_header))
            continue;
        bool accel = has_axes(&sheet.cells, kind->accel), gyro = has_axes(&sheet.cells, kind->gyro);
        if ((accel && gyro && found.n_both == 0) || (accel && found.accel == SIZE_MAX))
            found.accel = i;
        if (gyro && !accel)
            found.gyro = i;
        found.n_both += accel && gyro;
        found.n_accel += accel && !gyro;
        found.n_gyro += gyro && !accel;
    }
    if (found.n_both > 0)
        found.gyro = SIZE_MAX;
    return found;
}

bool streams_claim(struct source *source, const struct stream_kind *kind)
{
    struct sheet sheet;
    bool each;
    if (source_kind_of(source) == SOURCE_FILE)
        return sheet_find(&sheet, source, 0, kind->is_header);
    if (sheet_count(source, kind->is_header, &each) == 0 || !each)
        return false;
    struct found found = find_streams(source, kind);
    return found.accel != SIZE_MAX && found.n_both <= 1 && found.n_accel <= 1 && found.n_gyro <= 1;
}

static enum bks_status open_one(struct table **table, struct table_plan *plan,
                                struct reader *reader, size_t entry, struct sheet *sheet,
                                const struct stream_kind *kind, struct bks_fault *fault)
{
    if (!sheet_find(sheet, reader->source, entry, kind->is_header))
        return export_lost_header(fault);
    enum bks_status status = sheet_open(table, plan, reader, sheet, fault);
    if (status == BKS_OK)
        kind->plan_time(reader, *table, plan, &sheet->cells);
    return status;
}

static void plan_gyro(struct table_plan *plan, const struct cells *cells,
                      const struct stream_kind *kind)
{
    int column[3];
    if (sheet_axes(column, cells, SHEET_WHOLE, kind->gyro))
        sheet_plan_axes(plan, BKS_GYRO_X, column, kind->gyro_factor);
}

/* Left out where its clock is not that of the acceleration: one was saved by a spreadsheet. */
static enum bks_status add_gyro(struct reader *reader, const struct stream_kind *kind, size_t entry,
                                enum table_time time, struct bks_fault *fault)
{
    struct table *table = NULL;
    struct table_plan plan = table_plan_empty();
    struct sheet sheet;
    struct bks_instant start = reader->info.start;
    enum bks_status status = open_one(&table, &plan, reader, entry, &sheet, kind, fault);
    reader->info.start = start;
    if (status != BKS_OK || plan.time != time) {
        table_close(table);
        return status == BKS_NO_MEMORY || status == BKS_IO ? status : BKS_OK;
    }
    plan_gyro(&plan, &sheet.cells, kind);
    table_set_plan(table, &plan);
    reader->info.channels |= ROWS_GYRO;
    return sides_add(&reader->state->sides, feed_of_table(table), ROWS_GYRO, &merge_sensor, fault);
}

enum bks_status streams_open(struct reader *reader, const struct stream_kind *kind,
                             const char *hint, struct bks_fault *fault)
{
    struct sheet sheet;
    struct table_plan plan;
    int column[3];
    enum bks_status status = export_begin(reader, fault);
    if (status != BKS_OK)
        return status;
    struct found found = find_streams(reader->source, kind);
    if (found.accel == SIZE_MAX)
        return export_no_acceleration(fault, hint);
    status = open_one(&reader->state->table, &plan, reader, found.accel, &sheet, kind, fault);
    if (status != BKS_OK)
        return status;
    (void)sheet_axes(column, &sheet.cells, SHEET_WHOLE, kind->accel);
    sheet_plan_axes(&plan, BKS_ACCEL_X, column, kind->accel_factor);
    plan_gyro(&plan, &sheet.cells, kind);
    table_set_plan(reader->state->table, &plan);
    reader->info.channels = table_plan_channels(&plan);
    return found.gyro == SIZE_MAX ? BKS_OK : add_gyro(reader, kind, found.gyro, plan.time, fault);
}
