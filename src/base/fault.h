/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling a struct bks_fault: what is wrong, where, what to do. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "backstride/status.h"

/*
 * Fills *fault and answers the status, so that a caller writes `return fault_set(...)`.
 *
 *   in    fault  may be NULL
 *         hint   what to do about it, or NULL
 *         what   printf text: lower case, no full stop, not the file's name
 */
enum bks_status fault_set(struct bks_fault *fault, enum bks_status status, const char *hint,
                          const char *what, ...) BKS_PRINTF(4, 5);

/*
 * Adds the place to a fault that is set, and answers its status.
 *
 *   in    entry   file inside a zip or folder, or NULL
 *         offset  byte, or -1
 *         line    from 1, or 0
 */
enum bks_status fault_at(struct bks_fault *fault, const char *entry, int64_t offset, int64_t line);

#endif
