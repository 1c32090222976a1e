/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at the first rows of a table. */
#include "read/lookahead.h"

#include <math.h>

bool lookahead_line(struct cells *cells, const char **p, const char *end, char separator)
{
    const char *start = *p, *stop = start;
    if (start >= end)
        return false;
    while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
    cells_cut(cells, start, (size_t)(stop - start), separator);
    *p = stop + (stop < end);
    return true;
}

static bool number_in(double *value, const struct cells *cells, int column, char point)
{
    return column >= 0 && (size_t)column < cells->n &&
           cell_number(value, &cells->cell[column], point);
}

double lookahead_gravity(const struct table *table, const struct table_plan *plan)
{
    double sum[3] = {0}, value[3] = {0};
    size_t n, count = 0;
    const char *p = table_look(table, &n), *end = p + n;
    struct cells cells;
    while (lookahead_line(&cells, &p, end, plan->separator)) {
        bool whole = true;
        for (int axis = 0; axis < 3 && whole; axis++)
            whole = number_in(&value[axis], &cells, plan->column[BKS_ACCEL_X + axis], plan->point);
        for (int axis = 0; axis < 3 && whole; axis++)
            sum[axis] += value[axis];
        count += whole;
    }
    double length = sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    return count > 0 ? length / (double)count : (double)NAN;
}

bool lookahead_has_speed(const struct table *table, const struct table_plan *plan)
{
    size_t n;
    const char *p = table_look(table, &n), *end = p + n;
    struct cells cells;
    double speed;
    while (lookahead_line(&cells, &p, end, plan->separator))
        if (number_in(&speed, &cells, plan->column[BKS_SPEED], plan->point) && speed >= 0)
            return true;
    return false;
}
