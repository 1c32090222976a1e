/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of databases. */
#include "store/store.h"

#include "base/fault.h"
#include "store/databases.h"

/* To add one: a file that fills a struct store_operations, its row here. The first that takes the
 * place has it. */
static const struct database *const databases[] = {
#ifdef BKS_HAVE_SQLITE3
    &database_sqlite,
#endif
    NULL,
};

const char *store_kind_at(size_t i)
{
    return i + 1 < sizeof databases / sizeof databases[0] ? databases[i]->id : NULL;
}

enum bks_status store_open(struct store **out, const char *place, enum store_mode mode,
                           struct bks_fault *fault)
{
    *out = NULL;
    for (const struct database *const *database = databases; *database; database++)
        if ((*database)->takes(place))
            return (*database)->open(out, place, mode, fault);
    return fault_set(fault, BKS_UNSUPPORTED, "build with sqlite3",
                     "no database that keeps a history there is built in");
}
