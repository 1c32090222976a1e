/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The least that any analysis of a file must do, each on one thread, in flat memory, and nothing
 * else: what backstride's time is measured against.
 */
#ifndef BENCH_FLOORS_H
#define BENCH_FLOORS_H

#include <stdbool.h>
#include <stdint.h>

/* All answer false where it cannot be done; rows are those of the file. */

/* read() in blocks of 1 MiB. */
bool floor_read(const char *path, uint64_t rows);

/* The numbers of a CSV, digit by digit to double. */
bool floor_parse(const char *path, uint64_t rows);

/* SHA-256 of the bytes, by libcrypto. */
bool floor_hash(const char *path, uint64_t rows);

/* As many transforms of 512 samples as the windows of the analysis take. */
bool floor_transforms(const char *path, uint64_t rows);

#endif
