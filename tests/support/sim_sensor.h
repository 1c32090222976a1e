/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sensor makes of the motion: its frame, its belt, its errors, its clock. */
#ifndef SUPPORT_SIM_SENSOR_H
#define SUPPORT_SIM_SENSOR_H

#include "support/sim_gait.h"

/*
 * Records a plan.
 *
 *   in    sim   arrays with room for duration x rate + 1 rows
 *   out   sim   n, t_us, true_s, value, mark
 */
void sim_sensor_record(struct sim *sim, const struct sim_plan *plan, const struct sim_spec *spec);

/* NULL, or why there is no such sensor. */
const char *sim_sensor_refusal(const struct sim_sensor *sensor);

#endif
