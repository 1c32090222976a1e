/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small random numbers that are the same everywhere: splitmix64 (Steele, Lea & Flood 2014). */
#ifndef SUPPORT_SIM_RANDOM_H
#define SUPPORT_SIM_RANDOM_H

#include <stdint.h>

struct sim_random {
    uint64_t state;
};

/* A stream of its own for each purpose, so that more noise does not move the steps. */
struct sim_random sim_random_of(uint64_t seed, uint64_t purpose);

uint64_t sim_random_bits(struct sim_random *random);
double sim_random_uniform(struct sim_random *random); /* 0 <= u < 1 */
double sim_random_normal(struct sim_random *random);  /* mean 0, SD 1, within +-4 */

#endif
