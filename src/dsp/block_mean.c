/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means of blocks, and their spread. */
#include "dsp/block_mean.h"

#include <math.h>

struct block_mean block_mean_start(double block_s)
{
    return (struct block_mean){.block_s = block_s};
}

void block_mean_close(struct block_mean *mean)
{
    if (mean->open && mean->weight >= mean->block_s / 2) {
        double value = mean->sum / mean->weight, away = value - mean->mean;
        mean->n += 1;
        mean->mean += away / mean->n;
        mean->m2 += away * (value - mean->mean);
    }
    mean->open = false;
    mean->weight = mean->sum = 0;
}

void block_mean_take(struct block_mean *mean, double t_s, double length_s, double value)
{
    if (isnan(value) || !(length_s > 0))
        return;
    double index = floor(t_s / mean->block_s);
    if (mean->open && index != mean->index)
        block_mean_close(mean);
    mean->open = true;
    mean->index = index;
    mean->weight += length_s;
    mean->sum += length_s * value;
    mean->known_s += length_s;
}

void block_mean_join(struct block_mean *to, const struct block_mean *from)
{
    double n = to->n + from->n, away = from->mean - to->mean;
    to->known_s += from->known_s;
    if (!(from->n > 0))
        return;
    to->m2 += from->m2 + away * away * to->n * from->n / n;
    to->mean += away * from->n / n;
    to->n = n;
}

double block_mean_half(const struct block_mean *mean)
{
    if (mean->n < 2)
        return (double)NAN;
    return 1.96 * sqrt(mean->m2 / (mean->n - 1) / mean->n);
}
