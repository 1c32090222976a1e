/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The upright force that single steps were read from, in pieces of at most 2.56 s: for whoever
 * wants to see afterwards what a step looked like. Only of windows in which steps were looked for.
 */
#ifndef GAIT_FORCE_PIECE_H
#define GAIT_FORCE_PIECE_H

#include "backstride/status.h"

#include <stddef.h>
#include <stdint.h>

#define FORCE_PIECE_SAMPLES 128
#define FORCE_PIECE_HZ      50.0 /* at most: a grid of 100 Hz is halved, 50 and 25 Hz stay */

/* No pointer: it is spilled. Pieces do not overlap; those of one stretch follow on one another. */
struct force_piece {
    double start_s;                       /* of the first sample, from the recording's first row */
    float step_s;                         /* from sample to sample */
    float regularity;                     /* of its window: autocorrelation at two steps, -1 .. 1 */
    uint32_t n;                           /* samples */
    int16_t milli_g[FORCE_PIECE_SAMPLES]; /* upright specific force, gravity in it */
};

typedef enum bks_status (*force_piece_sink)(void *context, const struct force_piece *piece);

/*
 * Cuts samples first .. last - 1 of a signal into pieces.
 *
 *   in    g        the upright force [g]; there is a sample before `first` and one after `last`
 *         start_s  of g[0]
 *         rate_hz  of g: 100, 50 or 25
 *   ends  what sink answered
 */
enum bks_status force_pieces_cut(const double *g, size_t first, size_t last, double start_s,
                                 double rate_hz, double regularity, force_piece_sink sink,
                                 void *context) BKS_CHECK;

#endif
