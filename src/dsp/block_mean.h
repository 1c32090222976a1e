/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mean over time with the error of that mean: values are gathered into blocks of so many seconds,
 * and the blocks taken as independent. Neighbouring seconds are not.
 */
#ifndef DSP_BLOCK_MEAN_H
#define DSP_BLOCK_MEAN_H

#include <stdbool.h>
#include <stddef.h>

struct block_mean {
    double block_s;
    double known_s; /* sum of the weights */
    /* the open block */
    bool open;
    double index, weight, sum;
    /* the closed ones: Welford's mean and second moment */
    double n, mean, m2;
};

/* A mean without values; block_s seconds a block. */
struct block_mean block_mean_start(double block_s);

/*
 * Takes a value; NAN is passed over.
 *
 *   in    t_s       instants rise within a bout
 *         length_s  the time that it stands for
 */
void block_mean_take(struct block_mean *mean, double t_s, double length_s, double value);

/* Adds the closed blocks of another mean of the same block length. */
void block_mean_join(struct block_mean *to, const struct block_mean *from);

/* Closes the open block, at the end of a bout; one of less than half its time is left out. */
void block_mean_close(struct block_mean *mean);

/* 1.96 standard errors of the mean; NAN with fewer than two blocks. */
double block_mean_half(const struct block_mean *mean);

#endif
