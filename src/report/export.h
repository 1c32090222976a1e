/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All that a history keeps of a runner, as one JSON object:
 *
 *   {"schema_version": 1, "store": uid, "runner": slug, "name": name,
 *    "tables": {"sessions": {"columns": ["id", ...], "rows": [[1, ...], ...]}, ...}}
 *
 * Reals are written so that they read back as the same double, bytes as hexadecimal digits.
 */
#ifndef REPORT_EXPORT_H
#define REPORT_EXPORT_H

#include "store/store.h"

#include <stdio.h>

/* ends BKS_CANNOT_WRITE (the stream: *fault is not told), or as the store */
enum bks_status report_export(struct store *store, const struct runner *runner, FILE *out,
                              struct bks_fault *fault) BKS_CHECK;

#endif
