/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recordings to measure speed with: made as fast as a disk takes them, clean, of a known shape.
 *
 * Six axes at 100 Hz from a runner's trunk, in turns of ten minutes: standing, walking, running.
 * Good for cost, worthless for accuracy; tests/support/sim.h makes those.
 */
#ifndef BENCH_MAKE_H
#define BENCH_MAKE_H

#include <stdbool.h>

#define MAKE_RATE_HZ 100

/*
 * Plain CSV of the contract: time_s %.2f, accel_*_g %.5f, gyro_*_dps %.3f.
 *
 *   out   false when it could not be written
 */
bool make_csv(const char *path, double seconds);

/* The archive form: 16-bit WAV with its tags. `times` copies end to end: a week is a day times 7.
 */
bool make_wav(const char *path, double seconds, unsigned times);

#endif
