/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at the first rows of a table. */
#include "read/lookahead.h"

#include "read/cells.h"

#include <math.h>

#define EXACT_DIGITS 16

double lookahead_gravity(const struct table *table, const struct table_plan *plan)
{
    double sum[3] = {0}, value[3] = {0};
    size_t n, count = 0;
    const char *p = table_look(table, &n), *end = p + n;
    while (p < end) {
        struct cells cells;
        const char *stop = p;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        cells_cut(&cells, p, (size_t)(stop - p), plan->separator);
        bool whole = true;
        for (int axis = 0; axis < 3 && whole; axis++) {
            int column = plan->column[BKS_ACCEL_X + axis];
            whole = column >= 0 && (size_t)column < cells.n &&
                    cell_number(&value[axis], &cells.cell[column], plan->point);
        }
        for (int axis = 0; axis < 3 && whole; axis++)
            sum[axis] += value[axis];
        count += whole;
        p = stop + (stop < end);
    }
    double length = sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    return count > 0 ? length / (double)count : (double)NAN;
}

bool lookahead_time_is_exact(struct table *table, const struct table_plan *plan)
{
    const char *line;
    size_t n, digits = 0;
    if (!table_line(table, &line, &n))
        return true;
    struct cells cells;
    cells_cut(&cells, line, n, plan->separator);
    if (plan->time_column < 0 || (size_t)plan->time_column >= cells.n)
        return false;
    const struct cell *cell = &cells.cell[plan->time_column];
    while (digits < cell->n && cell->text[digits] >= '0' && cell->text[digits] <= '9')
        digits++;
    return digits == cell->n && digits >= EXACT_DIGITS;
}
