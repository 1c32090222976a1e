/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which steps are the left ones. */
#include "gait/side.h"

#include <math.h>
#include <stdbool.h>

#define FEWEST        6     /* steps */
#define FORWARD_G     0.03  /* weakest drive that shows where forward is */
#define STILL_G       0.003 /* felt in the air: less, and the sensor does not turn */
#define CLEAR_G       0.030 /* on the ground: more tells the foot clearly */
#define LEAST_SIDE_G  0.001 /* weakest force to one side */
#define ROLL_RADPS    0.035 /* 2 degrees a second */
#define SURE_Z        2.0   /* standard errors */
#define ROLL_CERTAIN  0.99
#define FORCE_CERTAIN 0.95
#define WEAK_CERTAIN  0.75
#define SPLIT_CERTAIN 0.90 /* roll and force say different things: roll counts */

void side_take(struct side_sums *sums, const struct gait_step *step, double sign)
{
    bool gyro = !isnan(step->roll[0]), air = !isnan(step->coast[0]);
    sums->n += 1;
    sums->coast_n += air;
    sums->gyro_n += gyro;
    for (int p = 0; p < 3; p++) {
        sums->up[p] += (double)step->up[p];
        sums->drive[p] += (double)step->drive[p];
        sums->push[p] += sign * (double)step->push[p];
        sums->coast[p] += air ? sign * (double)step->coast[p] : 0;
        sums->roll[p] += gyro ? sign * (double)step->roll[p] : 0;
        for (int q = 0; q < 3; q++) {
            sums->push2[p][q] += (double)step->push[p] * (double)step->push[q];
            sums->roll2[p][q] += gyro ? (double)step->roll[p] * (double)step->roll[q] : 0;
        }
    }
}

static double dot(const double a[3], const double b[3])
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static bool unit(double a[3])
{
    double length = sqrt(dot(a, a));
    for (int c = 0; c < 3 && length > 0; c++)
        a[c] /= length;
    return length > 0;
}

/* Forward and left, across up; false where the drive does not show them. */
static bool frame_of(const struct side_sums *sums, double forward[3], double left[3])
{
    double up[3] = {sums->up[0], sums->up[1], sums->up[2]};
    if (!unit(up))
        return false;
    double along = dot(sums->drive, up);
    for (int c = 0; c < 3; c++)
        forward[c] = sums->drive[c] - along * up[c];
    double drive = sqrt(dot(forward, forward)) / sums->n;
    if (!unit(forward) || drive < FORWARD_G)
        return false;
    for (int c = 0; c < 3; c++)
        left[c] = up[(c + 1) % 3] * forward[(c + 2) % 3] - up[(c + 2) % 3] * forward[(c + 1) % 3];
    return true;
}

/* Mean along an axis where it is both large and beyond its own scatter; else 0. */
static double sure_mean(const double sum[3], const double square[3][3], double n,
                        const double axis[3], double smallest)
{
    double mean = dot(sum, axis) / n, second = 0;
    for (int p = 0; p < 3; p++)
        second += axis[p] * dot(square[p], axis) / n;
    double variance = fmax(second - mean * mean, 0);
    bool sure = fabs(mean) >= smallest && fabs(mean) >= SURE_Z * sqrt(variance / n);
    return sure ? mean : 0;
}

/* By the force to the left over the first steps of the pairs, and that in the air. */
static struct side by_force(double ground_g, double air_g)
{
    if (ground_g == 0)
        return (struct side){0, 0.5};
    bool tilts = fabs(air_g) > STILL_G;
    bool left = tilts ? ground_g > 0 : ground_g < 0;
    return (struct side){left ? 1 : -1, fabs(ground_g) > CLEAR_G ? FORCE_CERTAIN : WEAK_CERTAIN};
}

struct side side_of(const struct side_sums *sums)
{
    double forward[3], left[3];
    if (sums->n < FEWEST || !frame_of(sums, forward, left))
        return (struct side){0, 0.5};
    double ground = sure_mean(sums->push, sums->push2, sums->n, left, LEAST_SIDE_G);
    double air = sums->coast_n < FEWEST ? 0 : dot(sums->coast, left) / sums->coast_n;
    struct side force = by_force(ground, air);
    double roll = sums->gyro_n < FEWEST
                      ? 0
                      : sure_mean(sums->roll, sums->roll2, sums->gyro_n, forward, ROLL_RADPS);
    if (roll == 0)
        return force;
    int first_is_left = roll > 0 ? 1 : -1;
    bool split = force.first_is_left == -first_is_left;
    return (struct side){first_is_left, split ? SPLIT_CERTAIN : ROLL_CERTAIN};
}
