/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form of a runner that tells something: read, judged, kept in one write. */
#ifndef WEB_PAGE_TELL_H
#define WEB_PAGE_TELL_H

#include "model/told.h"
#include "store/store.h"
#include "web/exchange.h"

struct telling {
    struct exchange *exchange;
    struct store *store;
    struct runner runner;
    int32_t today;
};

/* Opens the history for a runner of the path; false: it is answered. telling_close either way. */
bool telling_open(struct telling *telling, struct exchange *exchange, bool write);
void telling_close(struct telling *telling);

/* Keeps what was told, whole or not at all; false: it is answered. */
bool telling_keep(struct telling *telling, const struct told *told, int32_t day);

#endif
