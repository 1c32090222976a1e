/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small good recordings in each text and phone format, made here: a sensor on the trunk, 100 rows
 * a second, that sees gravity on y and 2.8 steps a second. Tests take them apart; fuzzing starts
 * from them.
 */
#ifndef SUPPORT_READ_SAMPLES_H
#define SUPPORT_READ_SAMPLES_H

#include <stddef.h>
#include <stdint.h>

#define READ_SAMPLE_ROOM 65536u
#define READ_SAMPLE_ROWS 40

struct read_sample {
    const char *label;
    const char *format;           /* id */
    const char *name;             /* as a file */
    size_t (*make)(uint8_t *out); /* out[READ_SAMPLE_ROOM]; answers the bytes */
    size_t rows;                  /* that it holds */
};

/* Specific force in m/s2 and turns in rad/s at row i. */
void read_sample_signal(double value[6], size_t i);

/* Row i, or NULL past the last. */
const struct read_sample *read_sample_at(size_t i);

/* The sample of that label; fails the test where there is none. */
const struct read_sample *read_sample_named(const char *label);

#endif
