/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recommendation that was shown, out of the JSON that was kept of it. */
#ifndef FLOW_SHOWN_PLAN_H
#define FLOW_SHOWN_PLAN_H

#include "base/arena.h"

/* "" for what is not there, or null; all of it where it is no JSON. */
struct shown_plan {
    const char *action, *rule, *stage;
    const char *fact, *consequence, *source; /* of the first line of why */
};

/* The texts are of the arena. */
struct shown_plan shown_plan_read(struct arena *arena, const char *json);

#endif
