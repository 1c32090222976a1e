/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Run, walk, rest or other: the most likely sequence over all windows.
 *
 * Each window votes by what gait is physically: a run leaves the ground, so it lifts with three
 * quarters of a g at the step rate (less where steps are faster than anyone walks); a walk lifts
 * less, at a walker's rate; both repeat from stride to stride. The sequence is found by Viterbi's
 * method with a price on changing, over a sliding stretch of KINDS_LAG windows, so memory stays the
 * same for a week.
 */
#ifndef GAIT_KINDS_H
#define GAIT_KINDS_H

#include "gait/place.h"
#include "gait/window.h"

#include "backstride/analysis.h"

#define KINDS_LAG 64 /* windows, 160 s: by then nothing later changes the answer */

/* A window with what it was. */
struct kind_window {
    struct gait_window window;
    enum bks_bout_kind kind; /* BKS_RUN, BKS_WALK, BKS_REST, BKS_OTHER */
    double step_hz;          /* tracked step rate; 0 without one, and then steps mean nothing */
};

typedef enum bks_status (*kind_sink)(void *context, const struct kind_window *decided);

struct kinds;

enum bks_status kinds_new(struct kinds **out, enum place_group group, kind_sink sink,
                          void *context) BKS_CHECK;
void kinds_free(struct kinds *kinds);

/* Takes the next window; hands on what is decided. ends: what sink answered */
enum bks_status kinds_take(struct kinds *kinds, const struct gait_window *window) BKS_CHECK;

/* Hands on the rest. */
enum bks_status kinds_end(struct kinds *kinds) BKS_CHECK;

#endif
