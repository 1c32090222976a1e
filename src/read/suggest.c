/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The refusal of a table that nobody knows: an example of --columns made of its own header. */
#include "base/fault.h"
#include "read/columns.h"
#include "read/peek.h"

#include <stdio.h>

#define MAX_LINES 64
#define MIN_CELLS 4 /* time and three axes */
#define MAX_NAMES 8
#define NAME_ROOM 24

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

static bool letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* "ax" of "ax_m/s/s": a sensor's letter, an axis, and then no letter. */
static bool is_short_name(const struct cell *name, char *sensor, int *axis)
{
    if (name->n < 2 || (name->n > 2 && letter(name->text[2])))
        return false;
    *sensor = lower(name->text[0]);
    *axis = lower(name->text[1]) - 'x';
    return *axis >= 0 && *axis <= 2;
}

/* "aX", "Acc_X", "gFx" are accelerations, "gX", "wx", "Gyr_X" turns; *axis is 0, 1 or 2. */
static enum guess guess_of(const struct cell *cell, int *axis)
{
    struct cell name = bare(cell);
    char sensor = '\0';
    if (is_short_name(&name, &sensor, axis))
        return sensor == 'a'                    ? GUESS_ACCEL
               : sensor == 'g' || sensor == 'w' ? GUESS_GYRO
                                                : GUESS_NOTHING;
    if (name.n > 1 && (name.text[1] == '-' || name.text[1] == ' ')) /* "x-axis" */
        name.n = 1;
    *axis = name.n > 0 ? lower(name.text[name.n - 1]) - 'x' : -1;
    if (*axis < 0 || *axis > 2 || cell_contains(&name, "accuracy"))
        return GUESS_NOTHING;
    if (cell_contains(&name, "gyr") || cell_contains(&name, "rot"))
        return GUESS_GYRO;
    return cell_contains(&name, "acc") || cell_contains(&name, "gf") || name.n == 1 ? GUESS_ACCEL
                                                                                    : GUESS_NOTHING;
}

/* Columns from 1 as the example names them. */
struct example {
    int time, accel[3], gyro[3];
};

static bool is_number(const struct cell *cell, char separator)
{
    return cell_number(NULL, cell, cells_point(cell->text, cell->n, separator));
}

/* The first three columns of numbers beside the time. */
static void first_numbers(struct example *example, const struct cells *row, char separator)
{
    int axis = 0;
    for (size_t i = 0; i < row->n && axis < 3; i++)
        if ((int)i + 1 != example->time && is_number(&row->cell[i], separator))
            example->accel[axis++] = (int)i + 1;
}

/* Only columns of numbers are offered; what the header leaves open is filled in order. */
static struct example guess_columns(const struct cells *header, const struct cells *row,
                                    char separator)
{
    struct example example = {0};
    for (size_t i = 0; i < header->n && i < row->n; i++) {
        int axis = 0, column = (int)i + 1;
        if (!is_number(&row->cell[i], separator))
            continue;
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
        first_numbers(&example, row, separator);
    return example;
}

static size_t numbers_in(const struct cells *cells, char separator)
{
    size_t n = 0;
    for (size_t i = 0; i < cells->n; i++)
        n += is_number(&cells->cell[i], separator);
    return n;
}

static size_t texts_in(const struct cells *cells)
{
    size_t n = 0;
    for (size_t i = 0; i < cells->n; i++)
        n += cells->cell[i].n > 0;
    return n;
}

/* A table as it was found in the first lines. */
struct found {
    struct cells header, row; /* the header has no cells where there is none */
    char separator;
};

/* The first line of four numbers or more, and the first line of four names or more before it. */
static bool find_table(const struct peek *peek, struct found *found)
{
    const char *line;
    size_t n;
    found->header.n = 0;
    for (size_t i = 0; i < MAX_LINES && peek_line(peek, i, &line, &n); i++) {
        found->separator = cells_separator(line, n);
        cells_cut(&found->row, line, n, found->separator);
        if (numbers_in(&found->row, found->separator) >= MIN_CELLS)
            return true;
        if (texts_in(&found->row) >= MIN_CELLS && found->header.n == 0)
            found->header = found->row;
    }
    return false;
}

static void list_names(char *names, size_t room, const struct cells *header)
{
    size_t at = 0;
    names[0] = '\0';
    for (size_t i = 0; i < header->n && i < MAX_NAMES && at + NAME_ROOM + 4 < room; i++) {
        char name[NAME_ROOM];
        cell_copy(name, sizeof name, &header->cell[i]);
        at += (size_t)snprintf(names + at, room - at, "%s%s", i ? ", " : ": ", name);
    }
}

bool columns_suggest(struct source *source, struct bks_fault *fault)
{
    struct peek peek;
    struct found found;
    if (source_kind_of(source) != SOURCE_FILE || !peek_open(&peek, source, 0) ||
        !peek_is_text(&peek) || !find_table(&peek, &found))
        return false;
    struct example example = guess_columns(&found.header, &found.row, found.separator);
    char gyro[48] = "", hint[192], names[128];
    if (example.gyro[0] && example.gyro[1] && example.gyro[2])
        (void)snprintf(gyro, sizeof gyro, ",gx=%d,gy=%d,gz=%d", example.gyro[0], example.gyro[1],
                       example.gyro[2]);
    (void)snprintf(hint, sizeof hint, "name its columns: --columns t=%d,ax=%d,ay=%d,az=%d%s",
                   example.time, example.accel[0], example.accel[1], example.accel[2], gyro);
    list_names(names, sizeof names, &found.header);
    (void)fault_set(fault, BKS_UNKNOWN_FORMAT, hint,
                    "a table of %zu columns that no reader knows%s", found.row.n, names);
    return true;
}
