/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request and its answer: fields, errors, the history behind it. */
#include "web/exchange.h"

#include "base/text.h"
#include "flow/runner_case.h"
#include "flow/today.h"
#include "report/json_writer.h"
#include "report/report.h"
#include "store/store.h"
#include "web/page.h"
#include "web/site.h"

#include <string.h>
#include <time.h>

#define RETRY_S 5 /* after a 503: a place in the queue, a write of another program */

static const unsigned statuses[] = {
    [BKS_OK] = 200,
    [BKS_BAD_ARGUMENT] = 400,
    [BKS_NO_MEMORY] = 503,
    [BKS_CANNOT_OPEN] = 404,
    [BKS_CANNOT_WRITE] = 507,
    [BKS_IO] = 503,
    [BKS_UNKNOWN_FORMAT] = 415,
    [BKS_NOT_MINE] = 415,
    [BKS_UNSUPPORTED] = 422,
    [BKS_DAMAGED] = 422,
    [BKS_EMPTY] = 422,
    [BKS_TOO_LARGE] = 413,
    [BKS_INTERRUPTED] = 503,
    [BKS_NO_DATE] = 422,
};
_Static_assert(sizeof statuses / sizeof statuses[0] == BKS_STATUS_COUNT, "each has its status");

unsigned exchange_status_of(enum bks_status status)
{
    return (unsigned)status < BKS_STATUS_COUNT ? statuses[status] : 500;
}

const char *exchange_field(const struct exchange *exchange, const char *name)
{
    for (size_t i = 0; i < exchange->n_fields; i++)
        if (strcmp(exchange->field[i].name, name) == 0)
            return exchange->field[i].value;
    return NULL;
}

bool exchange_is_api(const struct exchange *exchange)
{
    const char *accept = exchange->header ? exchange->header(exchange, "Accept") : NULL;
    return text_starts(exchange->path, "/api/") || strcmp(exchange->path, "/healthz") == 0 ||
           (accept && text_starts(accept, "application/json"));
}

void exchange_json(struct exchange *exchange, unsigned status)
{
    exchange->status = status;
    exchange->type = "application/json";
}

static void fail_json(struct exchange *exchange, const char *id, const char *text)
{
    struct json_writer json = json_start(exchange->out);
    exchange->type = "application/json";
    json_open(&json, '{');
    json_key(&json, "error");
    json_open(&json, '{');
    json_key_text(&json, "id", id);
    json_key_text(&json, "text", text);
    json_close(&json, '}');
    json_close(&json, '}');
    (void)(json_end(&json) == BKS_OK);
}

void exchange_fail(struct exchange *exchange, unsigned status, const char *id, const char *text)
{
    rewind(exchange->out); /* what was begun is not sent */
    exchange->status = status;
    exchange->location = NULL;
    exchange->filename = NULL;
    exchange->inline_style = false;
    exchange->more = NULL;
    if (exchange->retry_s == 0 && (status == 503 || status == 429))
        exchange->retry_s = RETRY_S;
    if (exchange_is_api(exchange))
        fail_json(exchange, id, text);
    else
        page_problem(exchange, status, id, text);
}

void exchange_fault(struct exchange *exchange, const struct bks_fault *fault)
{
    char text[REPORT_FAULT_ROOM];
    report_fault(text, fault);
    exchange_fail(exchange, exchange_status_of(fault->status), bks_status_id(fault->status), text);
}

void exchange_see(struct exchange *exchange, const char *location)
{
    exchange->status = 303;
    exchange->location = arena_text(&exchange->arena, location);
}

bool exchange_store(struct exchange *exchange, struct store **store, bool write)
{
    struct bks_fault fault = {.offset = -1};
    enum bks_status status =
        store_open(store, exchange->site->options.db, write ? STORE_WRITE : STORE_READ, &fault);
    if (status == BKS_OK)
        return true;
    if (status == BKS_CANNOT_OPEN) /* it is ours that is not there, not what was asked for */
        exchange_fail(exchange, 503, bks_status_id(status), "the history cannot be opened");
    else
        exchange_fault(exchange, &fault);
    return false;
}

bool exchange_runner(struct exchange *exchange, struct store *store, struct runner *runner,
                     const char *slug)
{
    struct bks_fault fault = {.offset = -1};
    *runner = (struct runner){0};
    if (!visitor_sees(&exchange->visitor, slug)) {
        exchange_fail(exchange, 404, "no_runner", "there is no such runner");
        return false;
    }
    if (store->can->runner_find(store, runner, slug, &fault) != BKS_OK) {
        exchange_fault(exchange, &fault);
        return false;
    }
    if (runner->id != 0 && strcmp(runner->slug, slug) == 0) /* a name is no slug */
        return true;
    exchange_fail(exchange, 404, "no_runner", "there is no such runner");
    return false;
}

int32_t exchange_today(const char *zone)
{
    return today_of((int64_t)time(NULL), zone);
}

bool exchange_day(struct exchange *exchange, struct store *store, int64_t runner, int32_t *day)
{
    struct told_latest profile = {.table = &told_profile};
    struct bks_fault fault = {.offset = -1};
    *day = exchange_today(NULL);
    enum bks_status status = runner_profile(&profile, store, runner, *day, &fault);
    if (status == BKS_OK)
        *day = exchange_today(told_value(&profile, "tz"));
    else
        exchange_fault(exchange, &fault);
    told_latest_clear(&profile);
    return status == BKS_OK;
}

bool exchange_whole(int64_t *value, const char *text)
{
    const char *end = text ? text + strlen(text) : NULL;
    return text && *text && text_integer(value, text, end) == end;
}

/* Looks for whose a session is among those that the visitor sees. */
struct owner {
    struct exchange *exchange;
    struct runner runner; /* the one that is tried */
    struct store *store;
    struct kept_session *kept;
    struct bks_fault fault;
    enum bks_status status;
    int64_t id;
};

static bool on_owner(void *context, const struct runner *runner)
{
    struct owner *owner = context;
    if (!visitor_sees(&owner->exchange->visitor, runner->slug))
        return true;
    owner->runner = *runner;
    owner->status = owner->store->can->session_get(owner->store, &owner->kept, runner->id,
                                                   owner->id, &owner->fault);
    return owner->status == BKS_OK && !owner->kept;
}

bool exchange_session(struct exchange *exchange, struct store *store, struct runner *runner,
                      struct kept_session **kept, const char *id)
{
    struct owner owner = {.exchange = exchange, .store = store, .fault = {.offset = -1}};
    *kept = NULL;
    enum bks_status status = BKS_OK;
    if (exchange_whole(&owner.id, id) && owner.id > 0)
        status = store->can->runners(store, on_owner, &owner, &owner.fault);
    status = status == BKS_OK ? owner.status : status;
    if (status != BKS_OK)
        exchange_fault(exchange, &owner.fault);
    else if (!owner.kept)
        exchange_fail(exchange, 404, "no_recording", "there is no such recording");
    *runner = owner.runner;
    *kept = owner.kept;
    return owner.kept != NULL;
}
