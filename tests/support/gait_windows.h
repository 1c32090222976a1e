/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows of a simulated recording, for tests of what is made of windows. */
#ifndef SUPPORT_GAIT_WINDOWS_H
#define SUPPORT_GAIT_WINDOWS_H

#include "gait/window.h"
#include "support/sim.h"

#define GAIT_WINDOWS_MAX 256

struct gait_windows {
    struct gait_window item[GAIT_WINDOWS_MAX];
    size_t n;
};

/* A window's sink; context is a struct gait_windows. BKS_TOO_LARGE when it is full. */
enum bks_status gait_windows_keep(void *context, const struct gait_window *window);

/*
 * Cuts a recording into windows.
 *
 *   in    sim   at exactly 100, 50 or 25 Hz: its samples are taken as the grid
 *         mark  [sim->n], or NULL: the simulator's own
 *         gyro  with the gyroscope
 *   out   *windows  set anew
 */
void gait_windows_of(struct gait_windows *windows, const struct sim *sim, const unsigned char *mark,
                     bool gyro);

/* One gait, or none, of so many seconds at a place, by its usual sensor; ends the test if refused.
 */
struct sim *gait_sim(const struct sim_segment *as, double rate_hz, enum sim_place place);

#endif
