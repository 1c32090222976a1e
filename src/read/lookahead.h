/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first rows of a table say of its units, before they are read. */
#ifndef READ_LOOKAHEAD_H
#define READ_LOOKAHEAD_H

#include "read/cells.h"
#include "read/table.h"

/*
 * Cuts the line at *p and moves on to the next: a walk through table_look.
 *
 *   out   false at the end
 */
bool lookahead_line(struct cells *cells, const char **p, const char *end, char separator);

/*
 * Length of the mean acceleration vector over the lines in the buffer, in the file's unit: about
 * gravity where gravity is in, about 0 where it was taken out, whatever the runner does.
 *
 *   in    plan  separator, point and acceleration columns
 *   out   NAN where no line has three numbers
 */
double lookahead_gravity(const struct table *table, const struct table_plan *plan);

/* True when a line in the buffer has a speed of 0 or more: receivers write -1 without a fix. */
bool lookahead_has_speed(const struct table *table, const struct table_plan *plan);

#endif
