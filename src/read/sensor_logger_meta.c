/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metadata.csv of Sensor Logger: a header and one row; columns differ by version, names do not. */
#include "base/text.h"
#include "read/peek.h"
#include "read/sensor_logger.h"

#include <string.h>

#define MAX_EPOCH_MS INT64_C(253402300800000) /* year 10000 */

static enum logger_platform platform_of(const struct cell *cell)
{
    return cell_equals(cell, "ios")       ? LOGGER_IOS
           : cell_equals(cell, "android") ? LOGGER_ANDROID
                                          : LOGGER_UNKNOWN;
}

static int64_t epoch_of(const struct cell *cell)
{
    int64_t epoch_ms;
    const char *end = cell->text + cell->n;
    if (text_integer(&epoch_ms, cell->text, end) != end || epoch_ms < 0 || epoch_ms > MAX_EPOCH_MS)
        return 0;
    return epoch_ms;
}

void logger_metadata_set(struct logger_metadata *metadata, const char *name, const char *text,
                         size_t n)
{
    struct cell cell = {text, n};
    if (strcmp(name, "platform") == 0)
        metadata->platform = platform_of(&cell);
    else if (strcmp(name, "standardisation") == 0)
        metadata->standardised = cell_equals(&cell, "true");
    else if (strcmp(name, "recording epoch time") == 0)
        metadata->epoch_ms = epoch_of(&cell);
    else if (strcmp(name, "device name") == 0)
        cell_copy(metadata->device, sizeof metadata->device, &cell);
    else if (strcmp(name, "recording timezone") == 0)
        cell_copy(metadata->zone, sizeof metadata->zone, &cell);
    else if (strcmp(name, "sensors") == 0)
        cell_copy(metadata->sensors, sizeof metadata->sensors, &cell);
    else if (strcmp(name, "sampleRateMs") == 0)
        cell_copy(metadata->periods, sizeof metadata->periods, &cell);
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
    for (size_t i = 0; i < peek.cells.n && i < row.n; i++) {
        char name[32];
        cell_copy(name, sizeof name, &peek.cells.cell[i]);
        logger_metadata_set(metadata, name, row.cell[i].text, row.cell[i].n);
    }
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
