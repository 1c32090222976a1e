/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of `backstride plan` and `today` share. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "cli/person.h"
#include "flow/plan.h"

struct plan_wish {
    struct person person; /* first, as PERSON_ROWS want it */
    const char *from;     /* the case file; borrowed from argv */
    const char *ics;      /* the calendar file, or NULL; borrowed from argv */
    bool explain, force;
};

/* Each answers the exit status, after a complaint where it is a failure. */
int plan_show(const struct plan_wish *wish, const struct bks_plan *plan);
int plan_of_person(struct plan_wish *wish);

/* Opens the history and recommends for the day; owns: bks_plan_free, person_close. */
int plan_open(struct bks_plan **plan, struct person *person);

#endif
