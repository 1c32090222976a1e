/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the simulator's own tests: runs to check, and their signal turned back into a height. */
#ifndef SUPPORT_SIM_CHECK_H
#define SUPPORT_SIM_CHECK_H

#include "support/sim.h"

#define SIM_LEAN_DEG   7.0 /* of a running trunk */
#define SIM_CHECK_RUNS 6

struct sim_check_run {
    const char *label;
    struct sim_segment run;
};

extern const struct sim_check_run sim_check_runs[SIM_CHECK_RUNS];

/* A recording; the test fails with the label when the simulator refuses. sim_free. */
struct sim *sim_recorded(const char *label, const struct sim_segment *segments, size_t n,
                         struct sim_sensor sensor);

/* A sensor at the very centre of the trunk: what moves the body is all it feels. */
struct sim_sensor sim_at_centre(double rate_hz);

/* Upward acceleration of row i in the world, for a trunk that leans so far and no more. */
double sim_upward(const struct sim *sim, size_t i, double lean_deg);

/* Height [m] of each row by the trapezoidal rule, at rest in row `first`; test_free. */
double *sim_integrated(const struct sim *sim, size_t first, double rate_hz, double lean_deg);

/* Highest less lowest within a span. */
double sim_range_mm(const double *height, double start_s, double end_s, double rate_hz);

#endif
