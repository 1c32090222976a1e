/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Up, followed through the turning of the sensor by its gyroscope.
 *
 * A complementary filter on the up vector u in the sensor's frame: the gyroscope turns it
 * (du/dt = -w x u), and gravity pulls it with a time constant of seconds: running acceleration is
 * two to three g at the peaks and must not tilt the frame at each stance.
 *
 *   from  Mahony, Hamel & Pflimlin 2008, IEEE Trans. Autom. Control 53:1203 (the vector form,
 * without bias estimate: over seconds the bias of a phone's gyroscope turns u by less than 3
 * degrees)
 */
#ifndef CONDITION_UPRIGHT_H
#define CONDITION_UPRIGHT_H

#include "condition/steady.h"

struct upright {
    double rate_hz;
    double seen; /* samples since the segment began */
    double u[3];
    double before[3]; /* turning rate of the sample before */
};

void upright_init(struct upright *upright, double rate_hz);

/*
 * Vertical specific force of each sample of a chunk.
 *
 *   out   vertical[chunk->n]  along u [m/s2], +9.8 at rest
 *   in    chunk               with a gyroscope
 */
void upright_take(struct upright *upright, const struct steady_chunk *chunk, double *vertical);

#endif
