/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One foot: still on the ground in stance, carried forward in an arc in swing, stopped with a jolt.
 */
#ifndef SUPPORT_SIM_FOOT_H
#define SUPPORT_SIM_FOOT_H

#include "support/sim_body.h"

/* What one foot is about. */
struct sim_stride {
    bool planted;                    /* it had a contact in this part */
    bool swung_before, swings_after; /* the part has a swing before and after the latest contact */
    double since_s;                  /* its latest contact */
    double stance_s, stride_s;       /* length of the stance, and to its next contact */
};

struct sim_stride sim_stride_at(struct sim_body *body, const struct sim_part *part, bool left,
                                double t);

/* Acceleration of the ball of the foot in the world [m/s2]. */
struct sim_vec sim_foot_acceleration(const struct sim_stride *stride, const struct sim_part *part);

/* Forward tilt of the sole and of the shank [rad]: toes down, knee ahead of the ankle. */
double sim_sole_pitch(const struct sim_stride *stride, enum sim_kind kind);
double sim_shank_pitch(const struct sim_stride *stride, enum sim_kind kind);

#endif
