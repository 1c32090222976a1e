/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Left and right: one decision a bout.
 *
 * Steps alternate; what has to be found is which of the two is the left. The signs are means over
 * all steps of the bout, odd less even, along directions found from the bout itself: a foot brakes,
 * then drives, so the force of the second half of a contact less that of the first points forward,
 * and left is up x forward.
 *
 * With a gyroscope, by roll. In the first half of a contact the other side of the pelvis drops:
 * over the left foot the body turns about forward with its left side rising. The surer sign.
 *
 * Without, by force. Two things act to the side while a foot stands. It pushes the body towards
 * the other side, with 0.04 g on the mean where the body sways by 12 mm (Drozda 2024,
 * doi 10.1016/j.gaitpost.2024.06.015). And its side of the pelvis stands higher, by 1 to 6 degrees,
 * so that the sensor feels its weight, more than twice the usual at mid-stance, towards the foot:
 * the larger of the two. Only of a sensor that does not turn with the body, which feels nothing
 * sideways in the air, the push is all.
 *
 *   from  metrics section 4: Lee 2010 (sideways force), Wixted 2010 (roll rate); the signs by
 *         physics, as written above
 */
#ifndef GAIT_SIDE_H
#define GAIT_SIDE_H

#include "gait/steps.h"

struct side_sums {
    double n, coast_n, gyro_n;
    double up[3], drive[3];
    double push[3], push2[3][3]; /* odd less even; products */
    double coast[3];             /* odd less even */
    double roll[3], roll2[3][3];
};

/* Takes a step; sign is +1 for the first of a pair and -1 for the second. */
void side_take(struct side_sums *sums, const struct gait_step *step, double sign);

struct side {
    int first_is_left; /* +1 the steps of sign +1 are left, -1 they are right, 0 not known */
    double certainty;  /* 0.5 .. 1: share of simulated bouts that such evidence tells right */
};

struct side side_of(const struct side_sums *sums);

#endif
