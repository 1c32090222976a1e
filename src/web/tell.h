/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form tells of a runner goes into the history. */
#ifndef WEB_TELL_H
#define WEB_TELL_H

#include "model/told.h"
#include "web/exchange.h"

/*
 * Reads the fields that a table knows; an empty one says nothing; several of one name are joined
 * with commas.
 *
 *   out   *told   told_clear, also after a failure
 *         why     what is wrong; the field's name is in it
 *   ends  BKS_BAD_ARGUMENT, BKS_NO_MEMORY
 */
enum bks_status tell_read(struct told *told, char why[TOLD_WHY_ROOM],
                          const struct exchange *exchange,
                          const struct told_table *table) BKS_CHECK;

/*
 * Why nothing can be told of a day yet, or NULL where it can. The plan hears an entry when its day
 * has come: a sign to stop that is told of tomorrow by a slip would be passed over until then.
 */
const char *tell_ahead(struct exchange *exchange, int32_t day, int32_t today);

/* Keeps it in one write, whole or not at all. */
enum bks_status tell_keep(struct store *store, int64_t runner, const struct told *told, int32_t day,
                          struct bks_fault *fault) BKS_CHECK;

#endif
