/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Left and right: one decision a bout.
 *
 * Steps alternate; what has to be found is which of the two is the left. The signs are means over
 * all steps of the bout, odd less even, along directions found from the bout itself: a foot brakes,
 * then drives, so the force of the second half of a contact less that of the first points forward,
 * and left is up x forward.
 *
 *   roll   With a gyroscope. In the first half of a contact the other side of the pelvis drops:
 * over the left foot the body turns about forward with its left side rising. The surer sign. push
 * Without. A standing foot pushes the body towards the other side, with 0.09 g on the mean. But the
 * side that rises tilts the sensor, which then feels its weight towards the foot, and on many
 * trunks more of that than of the push. In the air there is no push: what is felt there is the
 * turning alone, and says how much of it to expect on the ground, by a factor of the place. So of
 * the two answers the one is taken that leaves the likelier push.
 *
 *   from  metrics section 4: Lee 2010 (sideways force), Wixted 2010 (roll rate), the sign of the
 *         roll by physics as written above; the factors of the places from the simulator's trunks
 */
#ifndef GAIT_SIDE_H
#define GAIT_SIDE_H

#include "gait/steps.h"

#include "backstride/recording.h"

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
    double certainty;  /* 0.5 .. 1 */
};

struct side side_of(const struct side_sums *sums, enum bks_placement place);

#endif
