/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading meta/time.csv: event, experiment time, system time, system time text. */
#include "read/phyphox_clock.h"

#include "read/cells.h"
#include "read/table.h"

#include <math.h>

#define MAX_EVENTS 1024

/* Seconds as text to microseconds; false for what is no instant. */
static bool microseconds(int64_t *t_us, const struct cell *cell, char point)
{
    double t_s;
    if (!cell_number(&t_s, cell, point) || fabs(t_s) * 1e6 >= (double)TABLE_MAX_TIME_US)
        return false;
    *t_us = llround(t_s * 1e6);
    return true;
}

/* "2026-05-01 10:00:00.123 UTC+02:00": from UTC on. */
static void note_zone(struct phyphox_clock *clock, const struct cell *text)
{
    for (size_t i = 0; i + 3 <= text->n && clock->zone[0] == '\0'; i++) {
        struct cell rest = {text->text + i, text->n - i}, word = {text->text + i, 3};
        if (cell_equals(&word, "UTC") && rest.n < sizeof clock->zone)
            cell_copy(clock->zone, sizeof clock->zone, &rest);
    }
}

static void note_event(struct phyphox_clock *clock, const char *line, size_t n)
{
    struct cells cells;
    char separator = cells_separator(line, n);
    cells_cut(&cells, line, n, separator);
    int64_t from_us, unix_us;
    /* Columns are parted by a comma only where the decimal sign is a point. */
    char point = separator == ',' ? '.' : cells_point(line, n, separator);
    if (cells.n < 3 || !cell_equals(&cells.cell[0], "START") || clock->n == PHYPHOX_MAX_STARTS ||
        !microseconds(&from_us, &cells.cell[1], point) ||
        !microseconds(&unix_us, &cells.cell[2], point))
        return;
    clock->start[clock->n].from_us = from_us;
    clock->start[clock->n++].unix_us = unix_us;
    if (cells.n > 3)
        note_zone(clock, &cells.cell[3]);
}

enum bks_status phyphox_clock_read(struct phyphox_clock *clock, struct source *source,
                                   struct bks_fault *fault)
{
    struct warnings unheard = {0};
    struct table *table;
    *clock = (struct phyphox_clock){0};
    size_t entry = source_find(source, "meta/time.csv");
    if (entry == SIZE_MAX)
        return BKS_OK;
    enum bks_status status = table_open(&table, source, entry, &unheard, fault);
    if (status == BKS_NO_MEMORY || status == BKS_IO)
        return status;
    const char *line;
    size_t n;
    for (int i = 0; status == BKS_OK && i < MAX_EVENTS && table_line(table, &line, &n); i++) {
        note_event(clock, line, n);
        table_skip_line(table);
    }
    table_close(table);
    return BKS_OK;
}

void phyphox_clock_apply(const void *context, struct rows *rows)
{
    const struct phyphox_clock *clock = context;
    for (size_t i = 0; i < rows->n; i++) {
        size_t k = clock->n - 1;
        while (k > 0 && clock->start[k].from_us > rows->t_us[i])
            k--;
        rows->t_us[i] += clock->start[k].unix_us - clock->start[k].from_us;
    }
}
