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

#endif
