/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first pass: rows in, windows out to a spill, and the running sums that decide what holds for
 * the whole recording.
 */
#ifndef FLOW_LISTEN_H
#define FLOW_LISTEN_H

#include "base/spill.h"
#include "condition/clock.h"
#include "condition/steady.h"
#include "condition/survey.h"
#include "gait/place.h"
#include "gait/window.h"

struct listen {
    struct clock clock;
    struct survey survey;
    struct steady *steady;
    struct windows *windows;
    struct spill *spill;
    bool begun;
    enum bks_status status; /* of the windows: the grid's sink cannot answer */
    struct spill *steps;    /* of struct gait_step */
    struct spill *force;    /* of struct force_piece */
    struct place_sums place;
    double rest_n, rest_gravity; /* windows at rest, sum of their mean force [g] */
    double moving_n, moving_up[3], moving_gravity; /* windows with a rhythm */
};

/* ends BKS_NO_MEMORY; *listen is then cleared */
enum bks_status listen_init(struct listen *listen) BKS_CHECK;
void listen_clear(struct listen *listen);

/*
 * Takes a block of rows; stamps are repaired and marks added in place.
 *
 *   ends  BKS_NO_MEMORY, BKS_IO
 */
enum bks_status listen_take(struct listen *listen, struct rows *rows,
                            const struct bks_recording_info *info) BKS_CHECK;

/* Ends the pass. */
enum bks_status listen_end(struct listen *listen) BKS_CHECK;

#endif
