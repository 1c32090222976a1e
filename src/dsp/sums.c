/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strand k takes samples k, k + 8, k + 16 ...; what is left over goes to the first. */
#include "dsp/sums.h"

#define STRANDS 8

static double joined(const double s[STRANDS])
{
    return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

double sum_of(const double *x, size_t n)
{
    double s[STRANDS] = {0};
    size_t i = 0;
    for (; i + STRANDS <= n; i += STRANDS)
        for (size_t k = 0; k < STRANDS; k++)
            s[k] += x[i + k];
    for (; i < n; i++)
        s[0] += x[i];
    return joined(s);
}

double sum_of_products(const double *w, const double *x, size_t n)
{
    double s[STRANDS] = {0};
    size_t i = 0;
    for (; i + STRANDS <= n; i += STRANDS)
        for (size_t k = 0; k < STRANDS; k++)
            s[k] += w[i + k] * x[i + k];
    for (; i < n; i++)
        s[0] += w[i] * x[i];
    return joined(s);
}

double sum_of_squares_about(const double *x, double mean, size_t n)
{
    double s[STRANDS] = {0};
    size_t i = 0;
    for (; i + STRANDS <= n; i += STRANDS)
        for (size_t k = 0; k < STRANDS; k++)
            s[k] += (x[i + k] - mean) * (x[i + k] - mean);
    for (; i < n; i++)
        s[0] += (x[i] - mean) * (x[i] - mean);
    return joined(s);
}
