/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small random numbers that are the same everywhere. */
#include "support/sim_random.h"

uint64_t sim_random_bits(struct sim_random *random)
{
    random->state += 0x9e3779b97f4a7c15u;
    uint64_t z = random->state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

struct sim_random sim_random_of(uint64_t seed, uint64_t purpose)
{
    struct sim_random mixer = {seed * 0x2545f4914f6cdd1du + purpose};
    return (struct sim_random){sim_random_bits(&mixer)};
}

double sim_random_uniform(struct sim_random *random)
{
    return (double)(sim_random_bits(random) >> 11) * 0x1p-53;
}

/*
 * Sum of 16-bit pieces of three draws: 12 uniforms, variance 12/12 = 1. Nearly normal, bounded
 * (clamped at 4 for safety of what is built on it) and without a call into the math library.
 */
double sim_random_normal(struct sim_random *random)
{
    double sum = 0.0;
    for (int draw = 0; draw < 3; draw++) {
        uint64_t bits = sim_random_bits(random);
        for (int piece = 0; piece < 4; piece++) {
            sum += ((double)(bits & 0xffffu) + 0.5) / 65536.0;
            bits >>= 16;
        }
    }
    double z = sum - 6.0;
    return z > 4.0 ? 4.0 : (z < -4.0 ? -4.0 : z);
}
