/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records of one size, written once and read back in order: in memory while they are few, then in
 * an unlinked temporary file, so that a week's windows cost no memory.
 */
#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>

#define SPILL_IN_MEMORY (1u << 19) /* bytes kept before the file is opened */

struct spill;

/*
 *   in    size  bytes of a record
 *   ends  BKS_NO_MEMORY
 */
enum bks_status spill_new(struct spill **out, size_t size) BKS_CHECK;
void spill_free(struct spill *spill);

/* Adds a record. ends BKS_IO (no room for temporary files) */
enum bks_status spill_add(struct spill *spill, const void *record) BKS_CHECK;

/* Back to the first record; after this nothing is added. */
enum bks_status spill_rewind(struct spill *spill) BKS_CHECK;

/* Copies the next record out; *got is false after the last. */
enum bks_status spill_next(struct spill *spill, void *record, bool *got) BKS_CHECK;

#endif
