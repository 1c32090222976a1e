/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The samples of a container, decoded by libsndfile.
 *
 * libsndfile never sees a header from a stranger: plain samples are given to it as headerless, FLAC
 * frames behind a STREAMINFO of our own.
 */
#ifndef READ_SAMPLES_H
#define READ_SAMPLES_H

#include "read/container.h"

struct samples;

/*
 * Gets the samples of a container ready.
 *
 *   out   *out       the samples, or NULL
 *   in    container  from container_read, not CODING_OTHER; copied
 *         source     borrowed until samples_close
 *   ends  BKS_DAMAGED, BKS_IO, BKS_NO_MEMORY
 */
enum bks_status samples_open(struct samples **out, const struct container *container,
                             struct source *source, struct bks_fault *fault) BKS_CHECK;

/*
 * The next rows, channels side by side, -1 .. 1 at full scale; floats as they stand.
 *
 *   out   value[rows x channels]
 *         *got     rows; 0 at the end
 *         *broken  the samples end here because they cannot be decoded
 *   ends  BKS_IO
 */
enum bks_status samples_next(struct samples *samples, double *value, size_t rows, size_t *got,
                             bool *broken, struct bks_fault *fault) BKS_CHECK;

/* NULL is fine. */
void samples_close(struct samples *samples);

#endif
