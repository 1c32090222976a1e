/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a table as cells: for headers, which are few and odd; rows have a faster way. */
#ifndef READ_CELLS_H
#define READ_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#define CELLS_MAX 256 /* cells of one line that are looked at */

/* Text in a buffer, not NUL-terminated. */
struct cell {
    const char *text;
    size_t n;
};

struct cells {
    size_t n; /* in cell, at most CELLS_MAX */
    struct cell cell[CELLS_MAX];
};

/*
 * Cuts a line; blanks and quotes around a cell are taken off, a leading byte order mark too.
 *
 *   out   cells  point into text
 */
void cells_cut(struct cells *cells, const char *text, size_t n, char separator);

/*
 * The separator of a line: of ; tab | the one that cuts it into most cells, else ',' (a comma
 * beside one of them is a decimal sign).
 */
char cells_separator(const char *text, size_t n);

/* The decimal sign of some lines: ',' where digits stand around it more often than around '.' */
char cells_point(const char *text, size_t n, char separator);

/* Index of the cell that equals name (ASCII case ignored), or -1. */
int cells_find(const struct cells *cells, const char *name);

bool cell_equals(const struct cell *cell, const char *text);
bool cell_contains(const struct cell *cell, const char *text); /* ASCII case ignored */
bool cell_ends(const struct cell *cell, const char *text);

/* True when the cell is one number; *value may be NULL. */
bool cell_number(double *value, const struct cell *cell, char point);

/* Copies a cell into room bytes as UTF-8 text. */
void cell_copy(char *out, size_t room, const struct cell *cell);

#endif
