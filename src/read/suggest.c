/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The refusal of a table that nobody knows: an example of --columns made of its own header. */
#include "base/fault.h"
#include "read/columns.h"
#include "read/peek.h"

#include <stdio.h>

#define MAX_LINES 64

/* What a column seems to hold. */
enum guess { GUESS_NOTHING, GUESS_ACCEL, GUESS_GYRO };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The name without its unit: "Acc X (m/s2)" is "Acc X". */
static struct cell bare(const struct cell *cell)
{
    struct cell name = *cell;
    for (size_t i = 0; i < cell->n; i++)
        if (cell->text[i] == '(' || cell->text[i] == '[') {
            name.n = i;
            break;
        }
    while (name.n > 0 && name.text[name.n - 1] == ' ')
        name.n--;
    return name;
}

/* "aX", "Acc_X", "gFx" are accelerations, "gX", "wx", "Gyr_X" turns; *axis is 0, 1 or 2. */
static enum guess guess_of(const struct cell *cell, int *axis)
{
    struct cell name = bare(cell);
    if (name.n < 1)
        return GUESS_NOTHING;
    *axis = lower(name.text[name.n - 1]) - 'x';
    if (*axis < 0 || *axis > 2 || cell_contains(&name, "mag"))
        return GUESS_NOTHING;
    char first = lower(name.text[0]);
    bool turn = cell_contains(&name, "gyr") || cell_contains(&name, "rot") || first == 'w' ||
                (first == 'g' && name.n == 2);
    bool accel =
        cell_contains(&name, "acc") || first == 'a' || cell_contains(&name, "gf") || name.n == 1;
    return turn ? GUESS_GYRO : accel ? GUESS_ACCEL : GUESS_NOTHING;
}

/* Columns from 1 as the example names them. */
struct example {
    int time, accel[3], gyro[3];
};

static struct example guess_columns(const struct cells *header)
{
    struct example example = {0};
    for (size_t i = 0; i < header->n; i++) {
        int axis = 0, column = (int)i + 1;
        enum guess guess = guess_of(&header->cell[i], &axis);
        if (example.time == 0 && cell_contains(&header->cell[i], "time"))
            example.time = column;
        else if (guess == GUESS_ACCEL && example.accel[axis] == 0)
            example.accel[axis] = column;
        else if (guess == GUESS_GYRO && example.gyro[axis] == 0)
            example.gyro[axis] = column;
    }
    if (example.time == 0)
        example.time = 1;
    if (!example.accel[0] || !example.accel[1] || !example.accel[2])
        for (int i = 0; i < 3; i++)
            example.accel[i] = i + 1 + (example.time <= i + 1);
    return example;
}

static size_t numbers_in(const struct cells *cells, char point)
{
    size_t n = 0;
    for (size_t i = 0; i < cells->n; i++)
        n += cell_number(NULL, &cells->cell[i], point);
    return n;
}

/* Finds the first line with four numbers or more; *header is the line before it, if any. */
static bool find_table(const struct peek *peek, struct cells *header, struct cells *row)
{
    const char *line;
    size_t n;
    header->n = 0;
    for (size_t i = 0; i < MAX_LINES && peek_line(peek, i, &line, &n); i++) {
        char separator = cells_separator(line, n);
        cells_cut(row, line, n, separator);
        if (numbers_in(row, cells_point(line, n, separator)) >= 4)
            return true;
        if (row->n >= 4)
            *header = *row;
    }
    return false;
}

bool columns_suggest(struct source *source, struct bks_fault *fault)
{
    struct peek peek;
    struct cells header, row;
    if (source_kind_of(source) != SOURCE_FILE || !peek_open(&peek, source, 0) ||
        !peek_is_text(&peek) || !find_table(&peek, &header, &row))
        return false;
    struct example example = guess_columns(&header);
    char gyro[48] = "", hint[192], names[96] = "";
    if (example.gyro[0] && example.gyro[1] && example.gyro[2])
        (void)snprintf(gyro, sizeof gyro, ",gx=%d,gy=%d,gz=%d", example.gyro[0], example.gyro[1],
                       example.gyro[2]);
    (void)snprintf(hint, sizeof hint, "name its columns: --columns t=%d,ax=%d,ay=%d,az=%d%s",
                   example.time, example.accel[0], example.accel[1], example.accel[2], gyro);
    size_t at = 0;
    for (size_t i = 0; i < header.n && i < 8 && at + 32 < sizeof names; i++) {
        char name[24];
        cell_copy(name, sizeof name, &header.cell[i]);
        at += (size_t)snprintf(names + at, sizeof names - at, "%s%s", i ? ", " : ": ", name);
    }
    (void)fault_set(fault, BKS_UNKNOWN_FORMAT, hint,
                    "a table of %zu columns that no reader knows%s", row.n, names);
    return true;
}
