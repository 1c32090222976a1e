/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POST to diary, profile and reviews of a runner. */
#include "flow/judged.h"
#include "model/told.h"
#include "web/api_runner.h"
#include "web/routes.h"
#include "web/tell.h"

/* The field `date`, today where there is none; false: it is answered why it will not do. */
static bool take_date(const struct api_runner *api, int32_t *day)
{
    int32_t today;
    struct exchange *exchange = api->exchange;
    const char *date = exchange_field(exchange, TOLD_DATE), *why = NULL;
    if (!exchange_day(exchange, api->store, api->runner.id, &today))
        return false;
    *day = today;
    if (date && *date && !day_read(day, date))
        why = "date: write one as in 2026-05-01";
    why = why ? why : tell_ahead(exchange, *day, today);
    if (why)
        exchange_fail(exchange, 422, "bad_argument", why);
    return !why;
}

/* Reads what the form says and keeps it; false: it is answered, and all is closed. */
static bool tell(struct api_runner *api, struct told *told, const struct told_table *table,
                 int32_t *day)
{
    char why[TOLD_WHY_ROOM] = "";
    struct exchange *exchange = api->exchange;
    if (!take_date(api, day)) {
        api->store->can->close(api->store);
        return false;
    }
    enum bks_status status = tell_read(told, why, exchange, table);
    if (status == BKS_OK) {
        status = tell_keep(api->store, api->runner.id, told, *day, &api->fault);
        if (status != BKS_OK)
            exchange_fault(exchange, &api->fault);
    } else if (status == BKS_BAD_ARGUMENT) {
        exchange_fail(exchange, 422, "bad_argument", why);
    } else {
        exchange_fail(exchange, 503, "no_memory", "out of memory");
    }
    if (status == BKS_OK)
        return true;
    told_clear(told);
    api->store->can->close(api->store);
    return false;
}

static void tell_profile(struct exchange *exchange, const struct told_table *table)
{
    struct api_runner api;
    struct told told;
    int32_t day;
    if (!api_begin(&api, exchange, true) || !tell(&api, &told, table, &day))
        return;
    told_clear(&told);
    exchange->status = 201;
    enum bks_status status = BKS_OK;
    if (exchange_day(exchange, api.store, api.runner.id, &day))
        status = api_put_profile(&api, day);
    api_end(&api, status);
}

void api_post_profile(struct exchange *exchange)
{
    tell_profile(exchange, &told_profile);
}

void api_post_reviews(struct exchange *exchange)
{
    if (exchange_field(exchange, TOLD_DATE))
        tell_profile(exchange, &told_review);
    else
        exchange_fail(exchange, 422, "bad_argument", "date: when was it? as in 2026-05-01");
}

void api_post_diary(struct exchange *exchange)
{
    struct api_runner api;
    struct told told;
    struct judged judged = {.plan = NULL};
    int32_t day;
    if (!api_begin(&api, exchange, true) || !tell(&api, &told, &told_diary, &day))
        return;
    exchange->status = 201;
    enum bks_status status = judged_read(&judged, api.store, api.runner.id, &told, day, &api.fault);
    if (status == BKS_OK)
        (void)(judged_write_json(&judged, api.runner.slug, exchange->out) == BKS_OK);
    judged_clear(&judged);
    told_clear(&told);
    api_end(&api, status);
}
