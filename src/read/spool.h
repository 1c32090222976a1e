/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One stream of a recording whose streams stand one after another in the file: its rows wait in a
 * temporary file until they can be joined by time.
 */
#ifndef READ_SPOOL_H
#define READ_SPOOL_H

#include "read/merge.h"

struct spool;

/*
 * An empty spool.
 *
 *   in    channels  of its rows, as bits
 *   ends  BKS_NO_MEMORY
 *   owns  the caller; spool_free
 */
enum bks_status spool_new(struct spool **out, unsigned channels) BKS_CHECK;
void spool_free(struct spool *spool);

/*
 * Adds a row.
 *
 *   in    value  in the order of the channels; NAN where there is no number
 *   ends  BKS_IO (no room for temporary files)
 */
enum bks_status spool_add(struct spool *spool, int64_t t_us, const double *value) BKS_CHECK;

size_t spool_rows(const struct spool *spool);

/* Length of the mean vector of the first three channels, NAN where there is none. */
double spool_mean_length(const struct spool *spool);

/* A factor for each value of three channels from `first` on. */
void spool_scale(struct spool *spool, enum bks_channel first, double factor);

/*
 * The rows from the first on; rows without an acceleration are marked missing.
 *
 *   ends  as `next` of struct feed
 */
enum bks_status spool_rewind(struct spool *spool) BKS_CHECK;
enum bks_status spool_next(struct spool *spool, struct rows *rows,
                           struct bks_fault *fault) BKS_CHECK;

/* The same as a side stream; the spool is taken over. */
struct feed feed_of_spool(struct spool *spool);

#endif
