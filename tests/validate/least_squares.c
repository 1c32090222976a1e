/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordinary least squares: the normal equations by Cholesky's root. */
#include "validate/least_squares.h"

#include <math.h>

#define SMALLEST 1e-12 /* of a pivot, of its own diagonal */

void squares_take(struct squares *squares, const double *terms, size_t k, double y)
{
    squares->n++;
    for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++)
            squares->xx[i][j] += terms[i] * terms[j];
        squares->xy[i] += terms[i] * y;
    }
}

bool squares_solve(const struct squares *squares, size_t k, double *weights)
{
    double root[SQUARES_MAX][SQUARES_MAX] = {{0}};
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j <= i; j++) {
            double rest = squares->xx[i][j];
            for (size_t m = 0; m < j; m++)
                rest -= root[i][m] * root[j][m];
            if (i == j && !(rest > SMALLEST * squares->xx[i][i]))
                return false;
            root[i][j] = i == j ? sqrt(rest) : rest / root[j][j];
        }
    for (size_t i = 0; i < k; i++) { /* forward, then back */
        weights[i] = squares->xy[i];
        for (size_t m = 0; m < i; m++)
            weights[i] -= root[i][m] * weights[m];
        weights[i] /= root[i][i];
    }
    for (size_t i = k; i-- > 0;) {
        for (size_t m = i + 1; m < k; m++)
            weights[i] -= root[m][i] * weights[m];
        weights[i] /= root[i][i];
    }
    return true;
}
