/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the sensor is carried.
 *
 * Trunk, arm and leg are rigid links in the plane of progress. Each link has a mean angle for each
 * thing a person does, taken on within about a second, and swings at the stride rate. Angles are
 * right-handed about the axis to the left: the trunk leans forward, the knee goes back.
 */
#include "support/sim_limb.h"

#include "support/sim_foot.h"

#define CHANGE_S 0.6 /* half the time a change of posture takes */

/* Mean angles in degrees: lean of the trunk; forward swing of thigh and upper arm; bend of the
 * elbow; forward tilt of the shank. */
struct posture {
    double lean, thigh, arm, elbow, shank;
};

static const struct posture postures[] = {
    [SIM_STAND] = {0.0, 3.0, 0.0, 8.0, 0.0},     [SIM_SIT] = {-10.0, 85.0, 20.0, 70.0, 0.0},
    [SIM_WALK] = {3.0, 8.0, 0.0, 15.0, 0.0},     [SIM_RUN] = {7.0, 12.0, -5.0, 85.0, 0.0},
    [SIM_CYCLE] = {40.0, 55.0, 60.0, 15.0, 5.0}, [SIM_CAR] = {-20.0, 75.0, 30.0, 60.0, 10.0},
    [SIM_FIDGET] = {0.0, 3.0, 25.0, 90.0, 0.0},
};

/* Amplitudes in degrees where a limb swings at all. */
static double swing_of(const struct sim_part *part, const struct sim_sensor *sensor)
{
    bool leg = sensor->place == SIM_POCKET;
    double speed_mps = part->as.speed_mps;
    double usual = 0.0;
    if (part->as.kind == SIM_RUN)
        usual = leg ? fmin(18.0 + 4.0 * speed_mps, 35.0) : fmin(10.0 + 4.0 * speed_mps, 30.0);
    else if (part->as.kind == SIM_WALK)
        usual = leg ? 20.0 : 16.0;
    else if (part->as.kind == SIM_CYCLE)
        usual = leg ? 22.0 : 0.0;
    return usual > 0.0 && sensor->swing_deg > 0.0 ? sensor->swing_deg : usual;
}

static struct posture mixed(const struct posture *a, const struct posture *b, double share)
{
    double rest = 1.0 - share;
    return (struct posture){
        rest * a->lean + share * b->lean,   rest * a->thigh + share * b->thigh,
        rest * a->arm + share * b->arm,     rest * a->elbow + share * b->elbow,
        rest * a->shank + share * b->shank,
    };
}

/* The means of the part, half way to the neighbour's at its borders. */
static struct posture posture_at(const struct sim_body *body, const struct sim_part *part, double t)
{
    const struct posture *own = &postures[part->as.kind];
    const struct sim_part *first = body->plan->parts, *last = first + body->plan->n_parts - 1;
    double change = fmin(CHANGE_S, 0.45 * (part->end_s - part->start_s));
    if (part > first && t < part->start_s + change)
        return mixed(&postures[part[-1].as.kind], own,
                     sim_smooth(0.5 + (t - part->start_s) / (2.0 * change)));
    if (part < last && t > part->end_s - change)
        return mixed(own, &postures[part[1].as.kind],
                     sim_smooth(0.5 + (t - part->end_s) / (2.0 * change)));
    return *own;
}

static struct sim_quat about_x(double angle_rad)
{
    return sim_turn((struct sim_vec){1.0, 0.0, 0.0}, angle_rad);
}

static struct sim_quat about_y(double angle_rad)
{
    return sim_turn((struct sim_vec){0.0, 1.0, 0.0}, angle_rad);
}

static struct sim_quat about_z(double angle_rad)
{
    return sim_turn((struct sim_vec){0.0, 0.0, 1.0}, angle_rad);
}

/* Strides of one foot, whole at its contacts; turns of its pedal on a bicycle. */
static double cycle_at(struct sim_body *body, const struct sim_part *part, bool left, double t)
{
    if (part->as.kind == SIM_CYCLE)
        return part->as.cadence_spm / 60.0 * (t - part->start_s) + (left ? 0.0 : 0.5);
    if (!sim_is_gait(part->as.kind))
        return 0.0;
    double steps = sim_body_phase(body, part, t).steps;
    bool other = body->plan->contacts[part->first].left != left;
    return (steps - (other ? 1.0 : 0.0)) / 2.0;
}

/* The whole trunk: lean, and with rock_deg a nod each step, a roll and a twist each stride. */
static struct sim_quat trunk_turn(struct sim_body *body, const struct sim_part *part,
                                  const struct sim_sensor *sensor, double t)
{
    struct posture posture = posture_at(body, part, t);
    struct sim_quat lean = about_y(SIM_DEG * posture.lean);
    if (sensor->rock_deg == 0.0 || !sim_is_gait(part->as.kind))
        return lean;
    double rock = SIM_DEG * sensor->rock_deg * sim_envelope(part, t);
    double a = 2.0 * SIM_PI * cycle_at(body, part, true, t);
    struct sim_quat twist = about_z(0.8 * rock * sin(a + 1.2));
    struct sim_quat roll = about_x(rock * sin(a + 0.3));
    return sim_then(sim_then(twist, roll),
                    sim_then(lean, about_y(0.6 * rock * sin(2.0 * a + 0.5))));
}

static struct sim_pose trunk_pose(struct sim_body *body, const struct sim_part *part,
                                  const struct sim_sensor *sensor, double t)
{
    static const struct sim_vec spot[] = {[SIM_SACRUM] = {-0.10, 0.0, 0.05},
                                          [SIM_WAIST] = {0.12, 0.0, 0.08},
                                          [SIM_CHEST] = {0.10, 0.0, 0.35}};
    struct sim_pose pose = {.turn = trunk_turn(body, part, sensor, t)};
    pose.place = sim_turned(pose.turn, spot[sensor->place]);
    return pose;
}

/* Front of the thigh, 0.2 m below the hip; most forward shortly before its foot's contact. */
static struct sim_pose thigh_pose(struct sim_body *body, const struct sim_part *part,
                                  const struct sim_sensor *sensor, double t)
{
    double a = 2.0 * SIM_PI * cycle_at(body, part, sensor->left, t);
    double swing = cos(a + 2.0 * SIM_PI * 0.15) + 0.15 * cos(2.0 * a - 1.2);
    swing *= swing_of(part, sensor) * sim_envelope(part, t);
    double forward = SIM_DEG * (posture_at(body, part, t).thigh + swing);
    struct sim_pose pose = {.turn = about_y(-forward)};
    pose.place = sim_turned(pose.turn, (struct sim_vec){0.06, 0.0, -0.20});
    return pose;
}

/* Shoulder, elbow, wrist; the arm goes with the other leg. */
static struct sim_pose arm_pose(struct sim_body *body, const struct sim_part *part,
                                const struct sim_sensor *sensor, double t)
{
    double a = 2.0 * SIM_PI * cycle_at(body, part, sensor->left, t);
    double swing = swing_of(part, sensor) * sim_envelope(part, t);
    struct posture posture = posture_at(body, part, t);
    double arm = SIM_DEG * (posture.arm - swing * cos(a + 2.0 * SIM_PI * 0.15));
    double bend = SIM_DEG * (posture.elbow - 0.4 * swing * cos(a + 2.0 * SIM_PI * 0.08));
    double across = SIM_DEG * (sensor->left ? -1.0 : 1.0) * 0.3 * swing * cos(a);
    struct sim_quat upper = sim_then(about_z(across), about_y(-arm));
    struct sim_pose pose = {.turn = upper};
    if (sensor->place == SIM_ARM) {
        pose.place = sim_turned(upper, (struct sim_vec){0.0, sensor->left ? 0.05 : -0.05, -0.18});
        return pose;
    }
    pose.turn = sim_then(upper, about_y(-bend));
    double reach_m = sensor->place == SIM_HAND ? -0.32 : -0.23;
    pose.place = sim_add(sim_turned(upper, (struct sim_vec){0.0, 0.0, -0.30}),
                         sim_turned(pose.turn, (struct sim_vec){0.0, 0.0, reach_m}));
    return pose;
}

static struct sim_pose pedal_pose(struct sim_body *body, const struct sim_part *part,
                                  const struct sim_sensor *sensor, double t)
{
    double a = 2.0 * SIM_PI * cycle_at(body, part, sensor->left, t), on = sim_envelope(part, t);
    double tilt = SIM_DEG * (posture_at(body, part, t).shank + 12.0 * on * sin(a + 0.7));
    return (struct sim_pose){.place = {0.17 * on * sin(a), 0.0, 0.17 * on * cos(a)},
                             .turn = about_y(tilt)};
}

/* About the ball of the foot: instep, or through the ankle to 0.10 m up the shank. */
static struct sim_pose foot_pose(struct sim_body *body, const struct sim_part *part,
                                 const struct sim_sensor *sensor, double t)
{
    if (part->as.kind == SIM_CYCLE)
        return pedal_pose(body, part, sensor, t);
    double sole = 0.0, shank = SIM_DEG * posture_at(body, part, t).shank;
    if (sim_is_gait(part->as.kind)) {
        struct sim_stride stride = sim_stride_at(body, part, sensor->left, t);
        double scale = sensor->swing_deg > 0.0 ? sensor->swing_deg / 50.0 : 1.0;
        sole = scale * sim_sole_pitch(&stride, part->as.kind);
        shank += scale * sim_shank_pitch(&stride, part->as.kind);
    }
    struct sim_pose pose = {.turn = about_y(sole)};
    if (sensor->place == SIM_FOOT) {
        pose.place = sim_turned(pose.turn, (struct sim_vec){-0.05, 0.0, 0.06});
        return pose;
    }
    struct sim_vec ankle = sim_turned(pose.turn, (struct sim_vec){-0.13, 0.0, 0.07});
    pose.turn = about_y(shank);
    pose.place = sim_add(ankle, sim_turned(pose.turn, (struct sim_vec){0.0, 0.0, 0.10}));
    return pose;
}

struct sim_vec sim_carrier_acceleration(struct sim_body *body, const struct sim_sensor *sensor,
                                        double t)
{
    if (sensor->place != SIM_ANKLE && sensor->place != SIM_FOOT)
        return sim_body_acceleration(body, t);
    const struct sim_part *part = sim_body_part(body, t);
    if (sim_is_gait(part->as.kind)) {
        struct sim_stride stride = sim_stride_at(body, part, sensor->left, t);
        return sim_foot_acceleration(&stride, part);
    }
    if (part->as.kind == SIM_CYCLE || part->as.kind == SIM_CAR)
        return sim_body_acceleration(body, t);
    return (struct sim_vec){0.0, 0.0, 0.0};
}

/* The mount, and what turns it: once on purpose or slowly, and a hand that plays with it. */
static struct sim_quat mount_turn(struct sim_body *body, const struct sim_part *part,
                                  const struct sim_sensor *sensor, double t)
{
    struct sim_quat q = sim_then(
        about_x(SIM_DEG * sensor->mount_deg[0]),
        sim_then(about_y(SIM_DEG * sensor->mount_deg[1]), about_z(SIM_DEG * sensor->mount_deg[2])));
    if (sensor->turn_deg != 0.0) {
        struct sim_vec axis = {sensor->turn_axis[0], sensor->turn_axis[1], sensor->turn_axis[2]};
        double length = sqrt(axis.x * axis.x + axis.y * axis.y + axis.z * axis.z);
        axis = length > 0.0 ? sim_scaled(axis, 1.0 / length) : (struct sim_vec){0.0, 0.0, 1.0};
        double done = sim_smooth((t - sensor->turn_at_s) / fmax(0.05, sensor->turn_over_s));
        q = sim_then(q, sim_turn(axis, SIM_DEG * sensor->turn_deg * done));
    }
    if (part->as.kind != SIM_FIDGET)
        return q;
    double play = 25.0 * SIM_DEG * sim_envelope(part, t);
    return sim_then(sim_then(about_x(play * sim_wander_at(&body->turn[0], t)),
                             about_y(play * sim_wander_at(&body->turn[1], t))),
                    sim_then(about_z(play * sim_wander_at(&body->turn[2], t)), q));
}

struct sim_pose sim_pose_at(struct sim_body *body, const struct sim_sensor *sensor, double t)
{
    static struct sim_pose (*const pose_of[])(struct sim_body *, const struct sim_part *,
                                              const struct sim_sensor *, double) = {
        [SIM_SACRUM] = trunk_pose, [SIM_WAIST] = trunk_pose, [SIM_CHEST] = trunk_pose,
        [SIM_POCKET] = thigh_pose, [SIM_ARM] = arm_pose,     [SIM_WRIST] = arm_pose,
        [SIM_HAND] = arm_pose,     [SIM_ANKLE] = foot_pose,  [SIM_FOOT] = foot_pose,
    };
    const struct sim_part *part = sim_body_part(body, t);
    struct sim_pose pose = pose_of[sensor->place](body, part, sensor, t);
    const double *off = sensor->offset_m;
    struct sim_vec offset = {off[0], off[1], off[2]};
    pose.place = sim_add(pose.place, sim_turned(pose.turn, offset));
    pose.turn = sim_then(pose.turn, mount_turn(body, part, sensor, t));
    return pose;
}
