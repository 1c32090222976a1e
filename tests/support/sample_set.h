/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The recordings of samples/ and the truth that MANIFEST.tsv tells of them.
 *
 * To add one: a row in sample_set.c, then `make_samples samples`.
 */
#ifndef SUPPORT_SAMPLE_SET_H
#define SUPPORT_SAMPLE_SET_H

#include <stdbool.h>
#include <stddef.h>

/* What a correct program must find of one kind of gait; cadence and oscillation (of the sensor's
 * place) are NAN where there is none. */
struct sample_truth {
    double duration_s;
    size_t bouts, steps;
    double cadence_spm, oscillation_mm;
};

struct sample {
    const char *file, *origin, *place;
    struct sample_truth run, walk;
    char sha256[65];
};

#define SAMPLE_COUNT 5

/*
 * Writes all samples and MANIFEST.tsv into a folder that is there.
 *
 *   out   sample  what was written, in the order of the manifest
 *   ends  NULL, or what went wrong
 */
const char *sample_set_write(const char *folder, struct sample sample[SAMPLE_COUNT]);

/* SHA-256 of a file as hex; false when it cannot be read. */
bool sample_sha256(const char *path, char hex[65]);

#endif
