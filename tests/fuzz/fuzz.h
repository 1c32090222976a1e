/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One fuzz target: what a fuzzing engine calls, and what the replay driver calls under any
 * compiler.
 *
 * To add one: write fuzz_<reader>.c with both functions below and add a row to CMakeLists.txt.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#define FUZZ_MAX_SEED 65536u /* bytes of the largest seed */

/* Feeds hostile bytes to the code under test. Answers 0; a fault shows as a crash or a report. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * Builds seed number i, a good input.
 *
 *   in    i      from 0
 *         bytes  room for FUZZ_MAX_SEED bytes
 *   out   its size, 0 one past the last seed
 */
size_t fuzz_seed(size_t i, uint8_t *bytes);

#endif
