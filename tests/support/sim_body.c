/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the trunk is accelerated at an instant.
 *
 *   run   force of the contact over mass, less gravity; flight is free fall
 *   walk  an inverted pendulum seen from outside: lowest in double support, over the standing foot
 *         in the middle of its step, a jolt at each heel strike
 *   else  lines in the bands where such motion lives: postural sway under 0.5 Hz, a car's body at
 *         1.2 to 1.9 Hz, road and frame at 8 to 25 Hz
 */
#include "support/sim_body.h"

#define LOWEST_AT      0.12  /* walk: steps after the heel strike */
#define SECOND_SHARE   0.15  /* walk: of twice the step rate in the height */
#define WALK_SWAY_M    0.022 /* walk: sideways, half of the whole way */
#define WALK_SURGE_M   0.011 /* walk: forward and back within a step */
#define JOLT_S         0.080
#define JOLT_MPS2      2.0
#define PACE_S         1.5 /* a change of speed takes so long */
#define ENVELOPE_S     0.6
#define BUMP_SLOT_S    10.0
#define BUMP_SHARE     0.4
#define PURPOSE_WANDER 0x3a9du
#define PURPOSE_BUMPS  0xb0b5u

static void wander_init(struct sim_wander *wander, struct sim_random *random, double low_hz,
                        double high_hz)
{
    for (size_t i = 0; i < WANDER_LINES; i++) {
        double share = ((double)i + sim_random_uniform(random)) / WANDER_LINES;
        wander->rate[i] = 2.0 * SIM_PI * (low_hz + share * (high_hz - low_hz));
        wander->phase[i] = 2.0 * SIM_PI * sim_random_uniform(random);
    }
}

double sim_wander_at(const struct sim_wander *wander, double t)
{
    double sum = 0.0;
    for (size_t i = 0; i < WANDER_LINES; i++)
        sum += sin(wander->rate[i] * t + wander->phase[i]);
    return sum * sqrt(2.0 / WANDER_LINES);
}

/* Height of a walker over the phase, and its first two derivatives, for a rise of about 1. */
static void pendulum(double steps, double height[3])
{
    double w = 2.0 * SIM_PI, a = w * (steps - LOWEST_AT), b = 2.0 * a + 0.6;
    height[0] = -0.5 * (cos(a) + SECOND_SHARE * cos(b));
    height[1] = 0.5 * w * (sin(a) + 2.0 * SECOND_SHARE * sin(b));
    height[2] = 0.5 * w * w * (cos(a) + 4.0 * SECOND_SHARE * cos(b));
}

/* Highest less lowest of the pendulum's height over one step. */
static double pendulum_rise(void)
{
    double low = 1.0, high = -1.0;
    for (int i = 0; i < 1000; i++) {
        double height[3];
        pendulum(i / 1000.0, height);
        low = fmin(low, height[0]);
        high = fmax(high, height[0]);
    }
    return high - low;
}

void sim_body_init(struct sim_body *body, const struct sim_plan *plan, uint64_t seed)
{
    *body = (struct sim_body){.plan = plan, .seed = seed, .pendulum_rise = pendulum_rise()};
    struct sim_random random = sim_random_of(seed, PURPOSE_WANDER);
    for (size_t axis = 0; axis < 3; axis++) {
        wander_init(&body->sway[axis], &random, 0.1, 0.5);
        wander_init(&body->road[axis], &random, 8.0, 25.0);
        wander_init(&body->shake[axis], &random, 0.3, 3.0);
        wander_init(&body->turn[axis], &random, 0.1, 0.9);
    }
    wander_init(&body->heave, &random, 1.2, 1.9);
    wander_init(&body->slow[0], &random, 0.02, 0.1);
    wander_init(&body->slow[1], &random, 0.02, 0.1);
}

double sim_smooth(double x)
{
    if (x <= 0.0)
        return 0.0;
    return x >= 1.0 ? 1.0 : x * x * x * (10.0 + x * (6.0 * x - 15.0));
}

double sim_envelope(const struct sim_part *part, double t)
{
    return sim_smooth((t - part->start_s) / ENVELOPE_S) *
           sim_smooth((part->end_s - t) / ENVELOPE_S);
}

const struct sim_part *sim_body_part(struct sim_body *body, double t)
{
    const struct sim_plan *plan = body->plan;
    while (body->part > 0 && t < plan->parts[body->part].start_s)
        body->part--;
    while (body->part + 1 < plan->n_parts && t >= plan->parts[body->part].end_s)
        body->part++;
    return &plan->parts[body->part];
}

/* The latest contact of the part; its first where t is before all. */
static size_t contact_at(struct sim_body *body, const struct sim_part *part, double t)
{
    size_t i = body->contact, last = part->first + part->n - 1;
    if (i < part->first || i > last)
        i = part->first;
    const struct sim_contact *contacts = body->plan->contacts;
    while (i > part->first && t < contacts[i].start_s)
        i--;
    while (i < last && t >= contacts[i + 1].start_s)
        i++;
    return body->contact = i;
}

/* Steps per second as a contact is passed: the mean of the step before and the step after. */
static double rate_at(const struct sim_body *body, const struct sim_part *part, size_t i)
{
    const struct sim_contact *contacts = body->plan->contacts;
    if (i >= part->first + part->n)
        i = part->first + part->n - 1;
    double before = contacts[i > part->first ? i - 1 : i].period_s;
    return 2.0 / (before + contacts[i].period_s);
}

struct sim_phase sim_body_phase(struct sim_body *body, const struct sim_part *part, double t)
{
    size_t i = contact_at(body, part, t);
    const struct sim_contact *contact = &body->plan->contacts[i];
    double period = contact->period_s, x = (t - contact->start_s) / period;
    double in = rate_at(body, part, i) * period, out = rate_at(body, part, i + 1) * period;
    struct sim_phase phase = {.contact = i, .since_s = t - contact->start_s};
    double whole = (double)(i - part->first);
    if (x > 1.0) { /* after the last step: on at the same pace */
        phase.rate_hz = out / period;
        phase.steps = whole + 1.0 + (x - 1.0) * out;
        return phase;
    }
    double c3 = in + out - 2.0, c2 = 3.0 - 2.0 * in - out;
    phase.steps = whole + x * (in + x * (c2 + x * c3));
    phase.rate_hz = (in + x * (2.0 * c2 + 3.0 * x * c3)) / period;
    phase.change = (2.0 * c2 + 6.0 * x * c3) / (period * period);
    return phase;
}

static struct sim_vec running(struct sim_body *body, const struct sim_part *part, double t)
{
    size_t i = contact_at(body, part, t);
    const struct sim_contact *contact = &body->plan->contacts[i];
    double width = contact->stance.width_s, u = (t - contact->start_s) / width;
    if (u > 1.0 && i + 1 == part->first + part->n)
        return (struct sim_vec){0.0, 0.0, 0.0};
    if (u > 1.0)
        return (struct sim_vec){0.0, 0.0, -SIM_GRAVITY};
    struct sim_force_at at = sim_force_at(part->force, u);
    double side = contact->left ? -1.0 : 1.0; /* each foot pushes towards the other */
    return (struct sim_vec){contact->push_mps2 * at.forward,
                            side * part->side_mps / width * at.inward,
                            contact->push_mps2 * at.up - SIM_GRAVITY};
}

/* d2/dt2 of f(steps): f'' rate^2 + f' change. */
static double driven(double second, double first, const struct sim_phase *phase)
{
    return second * phase->rate_hz * phase->rate_hz + first * phase->change;
}

static struct sim_vec walking(struct sim_body *body, const struct sim_part *part, double t)
{
    struct sim_phase phase = sim_body_phase(body, part, t);
    double height[3], scale = part->rise_m / body->pendulum_rise;
    pendulum(phase.steps, height);
    double left = body->plan->contacts[part->first].left ? 1.0 : -1.0;
    double a = SIM_PI * phase.steps, s = 2.0 * SIM_PI * (phase.steps - 0.1);
    struct sim_vec v = {
        .x = WALK_SURGE_M * driven(-4.0 * SIM_PI * SIM_PI * sin(s), 2.0 * SIM_PI * cos(s), &phase),
        .y = left * WALK_SWAY_M * driven(-SIM_PI * SIM_PI * sin(a), SIM_PI * cos(a), &phase),
        .z = scale * driven(height[2], height[1], &phase),
    };
    double x = phase.since_s / JOLT_S;
    if (x < 1.0) {
        double jolt = JOLT_MPS2 * sin(2.0 * SIM_PI * x) * sin(SIM_PI * x) * sin(SIM_PI * x);
        v.z += jolt;
        v.x -= 0.5 * jolt;
    }
    return sim_scaled(v, sim_envelope(part, t));
}

static struct sim_vec cycling(const struct sim_body *body, const struct sim_part *part, double t)
{
    double a = 2.0 * SIM_PI * part->as.cadence_spm / 60.0 * (t - part->start_s);
    struct sim_vec v = {0.2 * sin(2.0 * a + 1.0), 0.5 * sin(a), 0.35 * sin(2.0 * a)};
    struct sim_vec road = {sim_wander_at(&body->road[0], t), sim_wander_at(&body->road[1], t),
                           sim_wander_at(&body->road[2], t)};
    double rough = 0.6 + 0.3 * sim_wander_at(&body->slow[0], t);
    return sim_scaled(sim_add(v, sim_scaled(road, rough)), sim_envelope(part, t));
}

/* Some of the slots of ten seconds hold one bump: a heavy damped swing of the car's body. */
static double bump_at(const struct sim_body *body, double t)
{
    double slot = floor(t / BUMP_SLOT_S);
    struct sim_random random = sim_random_of(body->seed + PURPOSE_BUMPS, (uint64_t)slot);
    if (sim_random_uniform(&random) > BUMP_SHARE)
        return 0.0;
    double since = t - slot * BUMP_SLOT_S - 8.0 * sim_random_uniform(&random);
    double size = 1.5 + 3.5 * sim_random_uniform(&random);
    return since < 0.0 ? 0.0 : size * exp(-since / 0.25) * sin(2.0 * SIM_PI * 1.6 * since);
}

static struct sim_vec driving(const struct sim_body *body, const struct sim_part *part, double t)
{
    struct sim_vec v = {
        0.6 * sim_wander_at(&body->slow[0], t) + 0.15 * sim_wander_at(&body->road[0], t),
        0.5 * sim_wander_at(&body->slow[1], t) + 0.15 * sim_wander_at(&body->road[1], t),
        0.25 * sim_wander_at(&body->heave, t) + 0.3 * sim_wander_at(&body->road[2], t) +
            bump_at(body, t),
    };
    return sim_scaled(v, sim_envelope(part, t));
}

static struct sim_vec wandering(const struct sim_wander wander[3], double rms, double t)
{
    return (struct sim_vec){rms * sim_wander_at(&wander[0], t), rms * sim_wander_at(&wander[1], t),
                            rms * sim_wander_at(&wander[2], t)};
}

/* A smooth change of speed over a time that starts at `from_s`. */
static double change_at(double by_mps, double from_s, double lasts_s, double t)
{
    double x = (t - from_s) / lasts_s;
    return x < 0.0 || x > 1.0 ? 0.0 : by_mps / lasts_s * (1.0 - cos(2.0 * SIM_PI * x));
}

/* Speed changes on foot: a gait begins with the change from what was before, and comes to a stop
 * within its own last steps. */
static double pace_change(const struct sim_plan *plan, const struct sim_part *part, double t)
{
    bool first = part == plan->parts, last = part == plan->parts + plan->n_parts - 1;
    bool from_gait = !first && sim_is_gait(part[-1].as.kind), gait = sim_is_gait(part->as.kind);
    double before = first ? 0.0 : part[-1].as.speed_mps, speed = part->as.speed_mps;
    double lasts_s = fmin(PACE_S, (part->end_s - part->start_s) / 2.0), sum = 0.0;
    if (from_gait && !gait)
        return 0.0;
    sum += change_at(speed - before, part->start_s, lasts_s, t);
    if (gait && !last && !sim_is_gait(part[1].as.kind))
        sum += change_at(part[1].as.speed_mps - speed, part->end_s - lasts_s, lasts_s, t);
    return sum;
}

struct sim_vec sim_body_acceleration(struct sim_body *body, double t)
{
    const struct sim_part *part = sim_body_part(body, t);
    struct sim_vec v = {0.0, 0.0, 0.0};
    switch (part->as.kind) {
    case SIM_RUN:
        v = running(body, part, t);
        break;
    case SIM_WALK:
        v = walking(body, part, t);
        break;
    case SIM_CYCLE:
        v = cycling(body, part, t);
        break;
    case SIM_CAR:
        v = driving(body, part, t);
        break;
    case SIM_FIDGET:
        v = sim_scaled(wandering(body->shake, 1.2, t), sim_envelope(part, t));
        break;
    case SIM_STAND:
        v = sim_scaled(wandering(body->sway, 0.03, t), sim_envelope(part, t));
        break;
    case SIM_SIT:
        v = sim_scaled(wandering(body->sway, 0.01, t), sim_envelope(part, t));
        break;
    }
    v.x += pace_change(body->plan, part, t);
    return v;
}

double sim_body_height(struct sim_body *body, double t)
{
    const struct sim_part *part = sim_body_part(body, t);
    if (part->as.kind == SIM_RUN) {
        const struct sim_contact *contact = &body->plan->contacts[contact_at(body, part, t)];
        return sim_stance_height(part->force, &contact->stance, t - contact->start_s);
    }
    if (part->as.kind != SIM_WALK)
        return 0.0;
    double height[3];
    pendulum(sim_body_phase(body, part, t).steps, height);
    return part->rise_m / body->pendulum_rise * height[0];
}
