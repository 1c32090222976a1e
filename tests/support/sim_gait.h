/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of a recording: every contact of every part, before anything moves.
 *
 * A run's contacts carry the speeds that make each flight end at the height of the next landing,
 * so the body drifts neither up nor down whatever the jitter. It starts from rest and ends at rest.
 */
#ifndef SUPPORT_SIM_GAIT_H
#define SUPPORT_SIM_GAIT_H

#include "support/sim_force.h"
#include "support/sim_random.h"

struct sim_contact {
    double start_s;  /* first touch */
    double period_s; /* to the next contact; of the last: what it would have been */
    struct sim_stance stance;
    double push_mps2; /* run: mean force over mass during the stance */
    bool left;
};

/* One segment with its usual values filled in. */
struct sim_part {
    struct sim_segment as;
    double start_s, end_s;
    size_t first, n;         /* contacts */
    struct sim_force *force; /* run */
    double width_s;          /* run: the contact that the force was made for */
    double side_mps;         /* run: sideways speed given by each foot */
    double rise_m;           /* walk: highest less lowest point of the body */
};

struct sim_plan {
    struct sim_part *parts;
    size_t n_parts;
    struct sim_contact *contacts;
    size_t n_contacts, room;
    double duration_s;
};

/*
 * Plans all segments.
 *
 *   out   plan  sim_plan_clear, after a refusal too
 *   ends  NULL, or why the spec cannot be run
 */
const char *sim_plan_make(struct sim_plan *plan, const struct sim_spec *spec);
void sim_plan_clear(struct sim_plan *plan);

static inline bool sim_is_gait(enum sim_kind kind)
{
    return kind == SIM_RUN || kind == SIM_WALK;
}

/* A walker's foot stays down for this share of a step (0.62 of the stride). */
#define SIM_WALK_DUTY 1.24

/* The truth of one planned contact (no next contact: NAN where that is needed). */
struct sim_step sim_step_of(const struct sim_part *part, const struct sim_contact *contact,
                            const struct sim_contact *next);

#endif
