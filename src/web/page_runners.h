/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The runners that a visitor sees. */
#ifndef WEB_PAGE_RUNNERS_H
#define WEB_PAGE_RUNNERS_H

#include "store/store.h"
#include "web/exchange.h"

struct seen_runners {
    const struct runner *runner; /* [n] in order of name; in the arena of the exchange */
    size_t n;
};

/* false: it is answered why not. */
bool seen_runners_read(struct seen_runners *seen, struct exchange *exchange, struct store *store);

/* The list, each with its runs; or how to begin where there is nobody. */
void seen_runners_write(struct exchange *exchange, struct store *store,
                        const struct seen_runners *seen);

#endif
