/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that nobody knows: how to ask for --columns, and what their units are. */
#ifndef READ_COLUMNS_H
#define READ_COLUMNS_H

#include "model/options.h"
#include "model/warnings.h"
#include "read/source.h"
#include "read/table.h"

/*
 * Refuses a text table, with its own columns as an example of --columns.
 *
 *   out   false, and *fault untouched, when the source is no table of numbers
 */
bool columns_suggest(struct source *source, struct bks_fault *fault);

/*
 * Settles the units that the caller did not give, from the lines in the table's buffer.
 *
 *   in    plan   columns, separator and point are set
 *   out   plan   time and factors; warnings say what was inferred and from what
 *   ends  BKS_UNSUPPORTED  the numbers fit no unit: the hint names the option
 *         BKS_NO_MEMORY
 */
enum bks_status columns_infer(struct table_plan *plan, const struct column_map *map,
                              const struct table *table, struct warnings *warnings,
                              struct bks_fault *fault) BKS_CHECK;

#endif
