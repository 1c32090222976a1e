/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One value a second, for up to two weeks: the cadence that a track is matched by, the speed that a
 * phone's location wrote. Second i is the neighbourhood of i seconds, from i - .5 to i + .5.
 */
#ifndef FLOW_SECONDS_H
#define FLOW_SECONDS_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>

#define SECONDS_MAX 1209600 /* two weeks; what lies beyond is left out */

struct seconds {
    double *sum;   /* [n] weighted */
    float *weight; /* [n] seconds */
    size_t n, room;
};

/*
 * Adds a value that held for a while, shared out to the seconds that it lies in.
 *
 *   in    start_s  0 or more
 *   ends  BKS_NO_MEMORY
 *   owns  the caller; seconds_clear
 */
enum bks_status seconds_add(struct seconds *seconds, double start_s, double length_s,
                            double value) BKS_CHECK;

/* Adds what was read at one instant; all of its second are averaged. ends BKS_NO_MEMORY */
enum bks_status seconds_point(struct seconds *seconds, double t_s, double value) BKS_CHECK;
void seconds_clear(struct seconds *seconds);

/* The mean of second i, or NAN where less than a third of it is known. */
double seconds_at(const struct seconds *seconds, size_t i);

#endif
