/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metadata.csv of Sensor Logger: a header and one row; columns differ by version, names do not. */
#include "base/text.h"
#include "read/peek.h"
#include "read/sensor_logger.h"

#include <string.h>

/* The cell of the row under a name of the header; empty where there is none. */
static struct cell under(const struct cells *header, const struct cells *row, const char *name)
{
    int i = cells_find(header, name);
    struct cell empty = {"", 0};
    return i >= 0 && (size_t)i < row->n ? row->cell[i] : empty;
}

static enum logger_platform platform_of(const struct cell *cell)
{
    return cell_equals(cell, "ios")       ? LOGGER_IOS
           : cell_equals(cell, "android") ? LOGGER_ANDROID
                                          : LOGGER_UNKNOWN;
}

void logger_metadata_read(struct logger_metadata *metadata, struct source *source)
{
    struct peek peek;
    struct cells row;
    const char *line;
    size_t n;
    *metadata = (struct logger_metadata){0};
    size_t entry = source_find(source, "Metadata.csv");
    if (entry == SIZE_MAX || !peek_open(&peek, source, entry) ||
        cells_find(&peek.cells, "recording epoch time") < 0)
        return;
    metadata->present = true;
    if (!peek_line(&peek, 1, &line, &n))
        return;
    cells_cut(&row, line, n, peek.separator);
    struct cell platform = under(&peek.cells, &row, "platform");
    struct cell standard = under(&peek.cells, &row, "standardisation");
    struct cell epoch = under(&peek.cells, &row, "recording epoch time");
    struct cell device = under(&peek.cells, &row, "device name");
    struct cell zone = under(&peek.cells, &row, "recording timezone");
    struct cell sensors = under(&peek.cells, &row, "sensors");
    struct cell periods = under(&peek.cells, &row, "sampleRateMs");
    metadata->platform = platform_of(&platform);
    metadata->standardised = cell_equals(&standard, "true");
    if (text_integer(&metadata->epoch_ms, epoch.text, epoch.text + epoch.n) !=
            epoch.text + epoch.n ||
        metadata->epoch_ms < 0 || metadata->epoch_ms > INT64_C(253402300800000))
        metadata->epoch_ms = 0;
    cell_copy(metadata->device, sizeof metadata->device, &device);
    cell_copy(metadata->zone, sizeof metadata->zone, &zone);
    cell_copy(metadata->sensors, sizeof metadata->sensors, &sensors);
    cell_copy(metadata->periods, sizeof metadata->periods, &periods);
}

double logger_rate_hz(const struct logger_metadata *metadata, const char *sensor)
{
    struct cells sensors, periods;
    double period_ms = 0;
    cells_cut(&sensors, metadata->sensors, strlen(metadata->sensors), '|');
    cells_cut(&periods, metadata->periods, strlen(metadata->periods), '|');
    int i = cells_find(&sensors, sensor);
    if (i < 0 || (size_t)i >= periods.n || !cell_number(&period_ms, &periods.cell[i], '.'))
        return 0;
    return period_ms > 0 ? 1000 / period_ms : 0;
}
