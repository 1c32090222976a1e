/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordinary least squares of a few terms, by the normal equations. */
#ifndef VALIDATE_LEAST_SQUARES_H
#define VALIDATE_LEAST_SQUARES_H

#include <stdbool.h>
#include <stddef.h>

#define SQUARES_MAX 6

/* Sums over the rows that were taken; all 0 is empty. */
struct squares {
    size_t n; /* rows */
    double xx[SQUARES_MAX][SQUARES_MAX], xy[SQUARES_MAX];
};

/* Takes one row: terms[k] and what they are to give. */
void squares_take(struct squares *squares, const double *terms, size_t k, double y);

/* Finds the weights of k terms; false where the rows do not settle them. */
bool squares_solve(const struct squares *squares, size_t k, double *weights);

#endif
