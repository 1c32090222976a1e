/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms of a runner share. */
#include "web/page_tell.h"

#include "web/page.h"
#include "web/tell.h"

bool telling_open(struct telling *telling, struct exchange *exchange, bool write)
{
    *telling = (struct telling){.exchange = exchange};
    return exchange_store(exchange, &telling->store, write) &&
           exchange_runner(exchange, telling->store, &telling->runner, exchange->part[0]) &&
           exchange_day(exchange, telling->store, telling->runner.id, &telling->today);
}

void telling_close(struct telling *telling)
{
    if (telling->store)
        telling->store->can->close(telling->store);
    telling->store = NULL;
}

bool telling_keep(struct telling *telling, const struct told *told, int32_t day)
{
    struct bks_fault fault = {.offset = -1};
    enum bks_status status = tell_keep(telling->store, telling->runner.id, told, day, &fault);
    return page_fine(telling->exchange, status, &fault);
}
