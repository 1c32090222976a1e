/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The databases that a history can be kept in: one file and one row each. */
#ifndef STORE_DATABASES_H
#define STORE_DATABASES_H

#include "store/store.h"

struct database {
    const char *id;
    bool (*takes)(const char *place); /* whether a place is one of its own */
    enum bks_status (*open)(struct store **out, const char *place, enum store_mode mode,
                            struct bks_fault *fault); /* as store_open */
};

extern const struct database database_sqlite;

#endif
