/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How to record a run, for a newcomer: one guide an app, the first for all. */
#ifndef REPORT_GUIDE_H
#define REPORT_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

#define GUIDE_STEPS 8

struct guide_step {
    const char *label, *text;
};

struct guide {
    const char *id;                      /* as typed after `guide` */
    const char *title;                   /* above the steps */
    struct guide_step step[GUIDE_STEPS]; /* to a label that is NULL, or all of them */
};

/* Whether a step is only for who types commands: a page leaves it out. */
bool guide_is_command(const struct guide_step *step);

/* In order, to NULL; by id in any case, or NULL. */
const struct guide *guide_at(size_t i);
const struct guide *guide_find(const char *name);

#endif
