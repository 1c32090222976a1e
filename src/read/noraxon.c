/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Noraxon myoRESEARCH with Ultium sensors: CSV, three lines of name, subject and date above it.
 *
 *   time,Activity,Marker,Ultium EMG.Internal Accel 1 Ax (mG),...,..Gyro 1 Gx (deg/s),...
 *
 * mG is a thousandth of g, with gravity. The words before the axis name system and sensor in the
 * language of the user; of several sensors the first is read, one of high range last. Texts stand
 * between the numbers, and other systems repeat the column "time". Rows come at the rate of the
 * EMG; a slower sensor was brought up to it by the writer.
 */
#include "read/export.h"
#include "read/formats.h"
#include "read/sheet.h"
#include "read/units.h"

#include <stdio.h>
#include <string.h>

static const char *const accel_ends[3] = {"Ax (mG)", "Ay (mG)", "Az (mG)"};
static const char *const gyro_ends[3] = {"Gx (deg/s)", "Gy (deg/s)", "Gz (deg/s)"};

/* The column whose name starts as `first` does before its end, and ends so; -1 where none is. */
static int sibling(const struct cells *cells, const struct cell *first, size_t n_stem,
                   const char *end)
{
    for (size_t i = 0; i < cells->n; i++) {
        const struct cell *cell = &cells->cell[i];
        if (cell->n == n_stem + strlen(end) && cell_ends(cell, end) &&
            memcmp(cell->text, first->text, n_stem) == 0)
            return (int)i;
    }
    return -1;
}

/* Three axes of one sensor; `high` says whether its name speaks of a high range. */
static bool find_axes(int column[3], const struct cells *cells, const char *const end[3], bool high)
{
    for (size_t i = 0; i < cells->n; i++) {
        const struct cell *cell = &cells->cell[i];
        if (!cell_ends(cell, end[0]) || cell_contains(cell, "high") != high)
            continue;
        size_t n_stem = cell->n - strlen(end[0]);
        column[0] = (int)i;
        column[1] = sibling(cells, cell, n_stem, end[1]);
        column[2] = sibling(cells, cell, n_stem, end[2]);
        if (column[1] >= 0 && column[2] >= 0)
            return true;
    }
    return false;
}

static bool find_either(int column[3], const struct cells *cells, const char *const end[3])
{
    return find_axes(column, cells, end, false) || find_axes(column, cells, end, true);
}

static bool is_header(const struct cells *cells)
{
    int column[3];
    return cells_find(cells, "time") == 0 &&
           (find_either(column, cells, accel_ends) ||
            (find_either(column, cells, gyro_ends) && cells_find(cells, "Activity") > 0));
}

static enum probe_answer probe(struct source *source)
{
    struct sheet sheet;
    return sheet_find_only(&sheet, source, is_header) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

/* "Noraxon Ultium EMG.Internal Accel 1" */
static void name_device(struct reader *reader, const struct cell *axis)
{
    char name[80];
    struct cell stem = {axis->text, axis->n - strlen(accel_ends[0])};
    while (stem.n > 0 && stem.text[stem.n - 1] == ' ')
        stem.n--;
    cell_copy(name, sizeof name, &stem);
    (void)snprintf(reader->info.device, sizeof reader->info.device, "Noraxon %s", name);
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct sheet sheet;
    struct table_plan plan;
    int column[3];
    enum bks_status status = export_open(&sheet, &plan, reader, is_header, fault);
    if (status != BKS_OK)
        return status;
    if (!find_either(column, &sheet.cells, accel_ends))
        return export_no_acceleration(fault, "export the accelerometer (Ax, Ay, Az) as well");
    name_device(reader, &sheet.cells.cell[column[0]]);
    plan.time_column = 0;
    sheet_plan_axes(&plan, BKS_ACCEL_X, column, UNITS_MPS2_PER_G / 1000);
    if (find_either(column, &sheet.cells, gyro_ends))
        sheet_plan_axes(&plan, BKS_GYRO_X, column, UNITS_RAD_PER_DEG);
    reader->info.channels = table_plan_channels(&plan);
    table_set_plan(reader->state->table, &plan);
    return BKS_OK;
}

const struct format format_noraxon = {
    .about = {.id = "noraxon",
              .title = "Noraxon Ultium CSV",
              .recognised_by = "a header that starts with time and has names that end in Ax (mG)",
              .gives = "accelerometer in mG, gyroscope in deg/s; no date"},
    .probe = probe,
    .open = open_reader,
    .next = export_next,
    .close = export_close,
};
