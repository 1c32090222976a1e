/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The speed of each bout, from the first of these that there is: --speed as typed, the track on the
 * recording's clock, the recording's own location. Nothing is estimated from the acceleration.
 *
 * One speed without parts is that of the running; a treadmill's programme holds for walking too.
 */
#ifndef FLOW_SPEED_H
#define FLOW_SPEED_H

#include "flow/companion.h"

/* Fills the speed of bouts and totals, input.speed_source and quality.supports. */
void speed_fill(struct bks_analysis *analysis, struct companion *companion);

/* The speed from the same source, at instants that rise. */
struct speed_reader {
    const struct bks_options *options;
    const struct companion *companion;
    struct track_cursor cursor;
    enum bks_bout_kind kind;
    double (*at)(void *speed, double t_s); /* NULL: there is none */
};

/* Of the running; borrows both. One speed typed for all of it is no course of the speed: none. */
struct speed_reader speed_reader_of(const struct bks_analysis *analysis,
                                    const struct companion *companion);

/* [m/s], or NAN. */
double speed_at(struct speed_reader *speed, double t_s);

#endif
