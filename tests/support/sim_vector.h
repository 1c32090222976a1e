/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three numbers and a rotation: what the simulator needs of geometry. */
#ifndef SUPPORT_SIM_VECTOR_H
#define SUPPORT_SIM_VECTOR_H

#include <math.h>

#define SIM_PI  3.14159265358979323846
#define SIM_DEG (SIM_PI / 180.0)

struct sim_vec {
    double x, y, z;
};

/* Rotation that turns coordinates of a part into those of the world. */
struct sim_quat {
    double w, x, y, z;
};

static inline struct sim_vec sim_add(struct sim_vec a, struct sim_vec b)
{
    return (struct sim_vec){a.x + b.x, a.y + b.y, a.z + b.z};
}

static inline struct sim_vec sim_scaled(struct sim_vec a, double by)
{
    return (struct sim_vec){a.x * by, a.y * by, a.z * by};
}

static inline struct sim_vec sim_cross(struct sim_vec a, struct sim_vec b)
{
    return (struct sim_vec){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static inline struct sim_quat sim_then(struct sim_quat a, struct sim_quat b)
{
    return (struct sim_quat){a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
                             a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
                             a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
                             a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w};
}

static inline struct sim_quat sim_back(struct sim_quat q)
{
    return (struct sim_quat){q.w, -q.x, -q.y, -q.z};
}

/* Turn by an angle about a unit axis. */
static inline struct sim_quat sim_turn(struct sim_vec axis, double angle_rad)
{
    double s = sin(angle_rad / 2.0);
    return (struct sim_quat){cos(angle_rad / 2.0), axis.x * s, axis.y * s, axis.z * s};
}

static inline struct sim_vec sim_turned(struct sim_quat q, struct sim_vec v)
{
    struct sim_vec u = {q.x, q.y, q.z};
    struct sim_vec t = sim_scaled(sim_cross(u, v), 2.0);
    return sim_add(sim_add(v, sim_scaled(t, q.w)), sim_cross(u, t));
}

#endif
