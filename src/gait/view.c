/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several measures read off a window. */
#include "gait/view.h"

#include "dsp/sums.h"

#include <math.h>
#include <string.h>

#define QUIET_G 0.2
#define TURNS   24 /* of the power iteration: the second axis is rarely above half the first */

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

double view_dynamic_g(const struct view *view)
{
    double sum = 0;
    for (int c = 0; c < 3; c++)
        sum += sum_of_squares_about(view->a[c], view->mean[c], view->n);
    return sqrt(sum / (double)view->n) / GRAVITY_MPS2;
}

double view_quiet_share(const struct view *view)
{
    const double low = (1 - QUIET_G) * GRAVITY_MPS2, high = (1 + QUIET_G) * GRAVITY_MPS2;
    size_t quiet = 0;
    for (size_t i = 0; i < view->n; i++) {
        double square = view->a[0][i] * view->a[0][i] + view->a[1][i] * view->a[1][i] +
                        view->a[2][i] * view->a[2][i];
        quiet += square > low * low && square < high * high;
    }
    return (double)quiet / (double)view->n;
}
