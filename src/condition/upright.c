/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The up vector, sample by sample. */
#include "condition/upright.h"

#include <math.h>

#define PULL_S 4.0 /* time constant of gravity's pull: ten running steps */

static const double gravity_mps2 = 9.80665;

void upright_init(struct upright *upright, double rate_hz)
{
    *upright = (struct upright){.rate_hz = rate_hz, .u = {0, 0, 1}};
}

/*
 * u + (a / g - u) * pull, turned by -w dt; first order is enough: |w| dt < 0.2 at 1000 deg/s, 100
 * Hz. The step is across u, so it lengthens u by half its square, which is taken back: of a u of
 * length 1, but only its direction is used, and a root here would hold up the next sample.
 */
static void advance(double u[3], const double a[3], const double w[3], double dt, double pull)
{
    double s[3] = {dt * (w[1] * u[2] - w[2] * u[1]), dt * (w[2] * u[0] - w[0] * u[2]),
                   dt * (w[0] * u[1] - w[1] * u[0])};
    double keep = 1 - 0.5 * (s[0] * s[0] + s[1] * s[1] + s[2] * s[2]);
    for (int k = 0; k < 3; k++) {
        double turned = keep * (u[k] - s[k]);
        u[k] = turned + pull * (a[k] * (1 / gravity_mps2) - turned);
    }
}

void upright_take(struct upright *kept, const struct steady_chunk *chunk, double *vertical)
{
    /* a copy of our own: through the pointer each sample would wait for memory */
    struct upright here = *kept, *upright = &here;
    double dt = 1 / upright->rate_hz, *u = upright->u;
    if (chunk->opens)
        upright->seen = 0;
    for (size_t i = 0; i < chunk->n; i++) {
        double a[3], w[3]; /* the rate between two samples is their mean */
        for (int k = 0; k < 3; k++) {
            double now = chunk->value[3 + k][i];
            a[k] = chunk->value[k][i];
            w[k] = 0.5 * (now + (upright->seen > 0 ? upright->before[k] : now));
            upright->before[k] = now;
        }
        /* from rest to the time constant: at first a running mean in the turning frame */
        upright->seen += 1;
        double pull = upright->seen * dt < PULL_S ? 1 / upright->seen : dt / PULL_S;
        if (!(chunk->mark[i] & BKS_ROW_MISSING) || upright->seen == 1)
            advance(u, a, w, dt, pull);
        double length = sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
        vertical[i] = length > 0.1 ? (a[0] * u[0] + a[1] * u[1] + a[2] * u[2]) / length : 0;
    }
    *kept = here;
}
