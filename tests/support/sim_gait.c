/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a recording: every contact of every part. */
#include "support/sim_gait.h"

#include "support/sim_vector.h"

#include <stdlib.h>

#define SHORTEST_FLIGHT_S 0.005
#define USUAL_RISE_M      0.110
#define USUAL_SIDE_MPS    0.20
#define PURPOSE_STEPS     0x57e9u
#define HALF_SINE_SHARE   (2.0 * (1.0 - 2.0 / SIM_PI)) /* 0.7268 */

static double clamped(double value, double low, double high)
{
    return value < low ? low : (value > high ? high : value);
}

/* Usual cadences; for a bicycle, turns of the pedals. */
static double usual_cadence(enum sim_kind kind)
{
    return kind == SIM_RUN ? 166.0 : (kind == SIM_WALK ? 108.0 : 82.0);
}

/* Run: van Oeveren 2019, cadence = 150.0 + 6.01 v; walk: steps of 0.73 m at 110 a minute. */
static double usual_speed(const struct sim_segment *as)
{
    if (as->kind == SIM_RUN)
        return clamped((as->cadence_spm - 150.0) / 6.01, 2.0, 5.5);
    return as->kind == SIM_WALK ? 0.0122 * as->cadence_spm : 0.0;
}

static double repeating_rise(const struct sim_force *force, double width_s, double period_s)
{
    struct sim_stance stance = {.width_s = width_s, .flight_s = period_s - width_s};
    sim_stance_repeat(force, &stance);
    return sim_stance_range(force, &stance);
}

/* The duty at which a shape lifts the body so high, by bisection: longer contact, less lift. */
static const char *duty_for(double *duty, struct sim_force *scratch, const struct sim_segment *as,
                            double period_s)
{
    double wanted_m = as->oscillation_mm / 1000.0;
    if (as->shape == SIM_HALF_SINE) {
        *duty = (1.0 - 8.0 * wanted_m / (SIM_GRAVITY * period_s * period_s)) / HALF_SINE_SHARE;
        return NULL;
    }
    double low = 0.35, high = 0.97;
    for (int i = 0; i < 24; i++) {
        *duty = (low + high) / 2.0;
        const char *why =
            sim_force_make(scratch, as->shape, *duty * period_s, period_s, as->speed_mps);
        if (why != NULL)
            return why;
        if (repeating_rise(scratch, *duty * period_s, period_s) > wanted_m)
            low = *duty;
        else
            high = *duty;
    }
    bool reached = low > 0.35 && high < 0.97;
    return reached ? NULL : "no contact gives this oscillation at this cadence";
}

/* Shorter with speed; slow steps stay on the ground long enough to rise no more than 110 mm. */
static double usual_duty(double speed_mps, double period_s)
{
    double low = (1.0 - 8.0 * USUAL_RISE_M / (SIM_GRAVITY * period_s * period_s)) / HALF_SINE_SHARE;
    return clamped(fmax(clamped(0.85 - 0.05 * speed_mps, 0.55, 0.75), low), 0.55, 0.97);
}

/* The contact's width at one cadence, by the first rule that is set. */
static const char *width_of(double *width_s, struct sim_force *scratch,
                            const struct sim_segment *as, double cadence_spm)
{
    double period_s = 60.0 / cadence_spm, duty = 0.0;
    if (as->contact_s > 0.0)
        duty = as->contact_s / period_s;
    else if (as->duty > 0.0)
        duty = as->duty;
    else if (as->oscillation_mm > 0.0) {
        const char *why = duty_for(&duty, scratch, as, period_s);
        if (why != NULL)
            return why;
    } else
        duty = usual_duty(as->speed_mps, period_s);
    *width_s = duty * period_s;
    if (duty < 0.3 || duty > 0.98)
        return "the contact would be under 0.30 or over 0.98 of the step";
    return NULL;
}

static bool append(struct sim_plan *plan, const struct sim_contact *contact)
{
    if (plan->n_contacts == plan->room) {
        size_t room = plan->room == 0 ? 1024 : 2 * plan->room;
        struct sim_contact *more = realloc(plan->contacts, room * sizeof *more);
        if (more == NULL)
            return false;
        plan->contacts = more;
        plan->room = room;
    }
    plan->contacts[plan->n_contacts++] = *contact;
    return true;
}

/* What of a contact depends on where in the segment it is. */
struct rhythm {
    double width_start_s, width_end_s; /* run, at the first and last cadence */
    struct sim_random random;
};

static struct sim_contact drawn(const struct sim_part *part, struct rhythm *rhythm, double t,
                                bool left)
{
    const struct sim_segment *as = &part->as;
    double share = (t - part->start_s) / (part->end_s - part->start_s);
    double cadence = as->cadence_spm + share * (as->cadence_end_spm - as->cadence_spm);
    double side = left ? 0.5 : -0.5;
    double period = 60.0 / cadence * (1.0 + side * as->step_asymmetry);
    period *= 1.0 + as->jitter_cv * sim_random_normal(&rhythm->random);
    double width = rhythm->width_start_s + share * (rhythm->width_end_s - rhythm->width_start_s);
    width *= 1.0 + side * as->contact_asymmetry;
    width *= 1.0 + 0.5 * as->jitter_cv * sim_random_normal(&rhythm->random);
    if (as->kind == SIM_WALK)
        width = SIM_WALK_DUTY * period;
    else if (width > period - SHORTEST_FLIGHT_S)
        width = period - SHORTEST_FLIGHT_S;
    return (struct sim_contact){
        .start_s = t,
        .period_s = period,
        .stance = {.width_s = width, .flight_s = period - width},
        .left = left,
    };
}

/* Contacts until no whole one fits. */
static const char *step_out(struct sim_plan *plan, struct sim_part *part, struct rhythm *rhythm,
                            bool left)
{
    part->first = plan->n_contacts;
    double t = part->start_s;
    for (;;) {
        struct sim_contact contact = drawn(part, rhythm, t, left);
        if (t + contact.stance.width_s > part->end_s)
            break;
        if (!append(plan, &contact))
            return "out of memory";
        t += contact.period_s;
        left = !left;
    }
    part->n = plan->n_contacts - part->first;
    return part->n < 3 ? "a run or walk is too short for three steps" : NULL;
}

/* From rest, contact by contact: each take-off speed makes the next landing speed. */
static void balance(struct sim_contact *contacts, size_t n, const struct sim_force *force)
{
    double fall_mps = 0.0;
    for (size_t i = 0; i < n; i++) {
        struct sim_stance *stance = &contacts[i].stance;
        stance->fall_mps = fall_mps;
        if (i + 1 == n)
            stance->flight_s = stance->rise_mps = 0.0;
        else
            stance->rise_mps = sim_stance_rise(force, stance);
        fall_mps = SIM_GRAVITY * stance->flight_s - stance->rise_mps;
        contacts[i].push_mps2 = sim_stance_impulse(stance) / stance->width_s;
    }
}

/* Half a push turns the speed from one side to nothing, then the body flies: from extreme to
 * extreme it goes side / 2 (T - w + 2 w / pi). */
static double side_speed(const struct sim_segment *as, double width_s)
{
    double period_s = 120.0 / (as->cadence_spm + as->cadence_end_spm);
    if (as->sway_mm == 0.0)
        return USUAL_SIDE_MPS;
    return 2e-3 * as->sway_mm / (period_s - width_s * (1.0 - 2.0 / SIM_PI));
}

static const char *plan_run(struct sim_plan *plan, struct sim_part *part, struct rhythm *rhythm,
                            bool left)
{
    const struct sim_segment *as = &part->as;
    part->force = calloc(1, sizeof *part->force);
    if (part->force == NULL)
        return "out of memory";
    const char *why = width_of(&rhythm->width_start_s, part->force, as, as->cadence_spm);
    if (why == NULL)
        why = width_of(&rhythm->width_end_s, part->force, as, as->cadence_end_spm);
    part->width_s = (rhythm->width_start_s + rhythm->width_end_s) / 2.0;
    part->side_mps = side_speed(as, part->width_s);
    if (why == NULL)
        why = sim_force_make(part->force, as->shape, part->width_s,
                             120.0 / (as->cadence_spm + as->cadence_end_spm), as->speed_mps);
    if (why == NULL)
        why = step_out(plan, part, rhythm, left);
    if (why == NULL)
        balance(plan->contacts + part->first, part->n, part->force);
    return why;
}

/* A walker rises 18 mm and 19 mm more for each m/s: 44 mm at 1.34 m/s. */
static const char *plan_walk(struct sim_plan *plan, struct sim_part *part, struct rhythm *rhythm,
                             bool left)
{
    part->rise_m = part->as.oscillation_mm / 1000.0;
    if (!(part->rise_m > 0.0))
        part->rise_m = clamped(0.018 + 0.019 * part->as.speed_mps, 0.02, 0.06);
    return step_out(plan, part, rhythm, left);
}

static bool sane(const struct sim_segment *as)
{
    bool gait = sim_is_gait(as->kind);
    return as->duration_s > 0.0 && as->duration_s <= 2e6 &&
           as->cadence_spm >= (gait ? 30.0 : 1.0) && as->cadence_spm <= 300.0 &&
           as->cadence_end_spm >= (gait ? 30.0 : 1.0) && as->cadence_end_spm <= 300.0 &&
           as->jitter_cv >= 0.0 && as->jitter_cv <= 0.1 && fabs(as->step_asymmetry) <= 0.5 &&
           fabs(as->contact_asymmetry) <= 0.5 && as->speed_mps >= 0.0 && as->speed_mps <= 12.0 &&
           as->sway_mm >= 0.0 && as->sway_mm <= 100.0;
}

static const char *plan_part(struct sim_plan *plan, struct sim_part *part,
                             const struct sim_spec *spec, size_t index)
{
    struct sim_segment *as = &part->as;
    *as = spec->segments[index];
    if (as->cadence_spm == 0.0)
        as->cadence_spm = usual_cadence(as->kind);
    if (as->cadence_end_spm == 0.0)
        as->cadence_end_spm = as->cadence_spm;
    if (as->speed_mps == 0.0)
        as->speed_mps = usual_speed(as);
    if (!sane(as))
        return "a segment has a duration, cadence, jitter, asymmetry or speed out of range";
    part->start_s = plan->duration_s;
    part->end_s = plan->duration_s += as->duration_s;
    struct rhythm rhythm = {.random = sim_random_of(spec->seed, PURPOSE_STEPS + index)};
    part->first = plan->n_contacts;
    if (as->kind == SIM_RUN)
        return plan_run(plan, part, &rhythm, !spec->right_first);
    return as->kind == SIM_WALK ? plan_walk(plan, part, &rhythm, !spec->right_first) : NULL;
}

const char *sim_plan_make(struct sim_plan *plan, const struct sim_spec *spec)
{
    *plan = (struct sim_plan){0};
    if (spec->n_segments == 0)
        return "there are no segments";
    plan->parts = calloc(spec->n_segments, sizeof *plan->parts);
    if (plan->parts == NULL)
        return "out of memory";
    for (size_t i = 0; i < spec->n_segments; i++) {
        plan->n_parts = i + 1;
        const char *why = plan_part(plan, &plan->parts[i], spec, i);
        if (why != NULL)
            return why;
    }
    return NULL;
}

void sim_plan_clear(struct sim_plan *plan)
{
    for (size_t i = 0; i < plan->n_parts; i++)
        free(plan->parts[i].force);
    free(plan->parts);
    free(plan->contacts);
    *plan = (struct sim_plan){0};
}

/* First and last instant of the contact: 0.10 body weight in a run, the whole of it in a walk. */
static void edges(const struct sim_part *part, const struct sim_contact *contact, double *on_s,
                  double *off_s)
{
    double first = 0.0, last = 1.0;
    if (part->as.kind == SIM_RUN)
        sim_force_crossings(part->force, contact->push_mps2 / SIM_GRAVITY, 0.10, &first, &last);
    *on_s = contact->start_s + first * contact->stance.width_s;
    *off_s = contact->start_s + last * contact->stance.width_s;
}

struct sim_step sim_step_of(const struct sim_part *part, const struct sim_contact *contact,
                            const struct sim_contact *next)
{
    struct sim_step step = {.left = contact->left};
    edges(part, contact, &step.contact_s, &step.toe_off_s);
    step.contact_time_s = step.toe_off_s - step.contact_s;
    step.step_time_s = step.flight_time_s = (double)NAN;
    step.peak_bw = step.speed_loss_mps = (double)NAN;
    if (part->as.kind == SIM_RUN) {
        step.peak_bw = part->force->peak * contact->push_mps2 / SIM_GRAVITY;
        step.speed_loss_mps = part->force->braking * contact->push_mps2 * contact->stance.width_s;
    }
    step.oscillation_mm = step.place_oscillation_mm = (double)NAN;
    if (next == NULL)
        return step;
    double next_on_s = 0.0, next_off_s = 0.0;
    edges(part, next, &next_on_s, &next_off_s);
    step.step_time_s = next_on_s - step.contact_s;
    step.flight_time_s = next_on_s - step.toe_off_s;
    step.oscillation_mm =
        1000.0 *
        (part->as.kind == SIM_RUN ? sim_stance_range(part->force, &contact->stance) : part->rise_m);
    return step;
}
