/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the sensor is carried: the point that moves it, and its place and turn about that point.
 */
#ifndef SUPPORT_SIM_LIMB_H
#define SUPPORT_SIM_LIMB_H

#include "support/sim_body.h"

/* The sensor about the point that carries it (the trunk's centre, or the ball of the foot). */
struct sim_pose {
    struct sim_vec place; /* [m], world's directions */
    struct sim_quat turn; /* of the sensor's axes into the world */
};

/* Acceleration of the carrying point [m/s2], gravity not in it. */
struct sim_vec sim_carrier_acceleration(struct sim_body *body, const struct sim_sensor *sensor,
                                        double t);

struct sim_pose sim_pose_at(struct sim_body *body, const struct sim_sensor *sensor, double t);

#endif
