/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several measures read off a window. */
#include "gait/view.h"

#include <math.h>
#include <string.h>

#define TURNS 24 /* of the power iteration: the second axis is rarely above half the first */

static void cross_of(double c[3][3], const struct view *view, double hz)
{
    size_t middle = (size_t)(hz / view->bin_hz + 0.5);
    size_t first = middle > 1 ? middle - 1 : 1, last = middle + 1;
    for (size_t k = first; k <= last && k < view->bins; k++)
        for (int p = 0; p < 3; p++)
            for (int q = 0; q < 3; q++)
                c[p][q] += view->line[p][k][0] * view->line[q][k][0] +
                           view->line[p][k][1] * view->line[q][k][1];
}

void view_line_axis(double axis[3], const struct view *view, double hz)
{
    double c[3][3] = {{0}}, x[3];
    cross_of(c, view, hz);
    memcpy(x, axis, sizeof x);
    for (int turn = 0; turn < TURNS; turn++) {
        double y[3], length = 0;
        for (int p = 0; p < 3; p++) {
            y[p] = c[p][0] * x[0] + c[p][1] * x[1] + c[p][2] * x[2];
            length += y[p] * y[p];
        }
        length = sqrt(length);
        if (!(length > 0))
            return;
        for (int p = 0; p < 3; p++)
            x[p] = y[p] / length;
    }
    memcpy(axis, x, sizeof x);
}

void view_along(double *x, const struct view *view, const double axis[3])
{
    for (size_t i = 0; i < view->n; i++)
        x[i] = axis[0] * view->a[0][i] + axis[1] * view->a[1][i] + axis[2] * view->a[2][i];
}
