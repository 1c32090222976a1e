/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/runners: who there is, and what of a runner is shown. */
#include "backstride/plan.h"
#include "flow/compare.h"
#include "flow/plan.h"
#include "flow/runner_case.h"
#include "model/names.h"
#include "report/json_writer.h"
#include "report/told.h"
#include "report/weeks.h"
#include "web/api_runner.h"
#include "web/routes.h"

#include <string.h>

bool api_begin(struct api_runner *api, struct exchange *exchange, bool write)
{
    *api = (struct api_runner){.exchange = exchange, .fault = {.offset = -1}};
    if (!exchange_store(exchange, &api->store, write))
        return false;
    if (exchange_runner(exchange, api->store, &api->runner, exchange->part[0]))
        return true;
    api->store->can->close(api->store);
    return false;
}

void api_end(struct api_runner *api, enum bks_status status)
{
    api->store->can->close(api->store);
    if (status != BKS_OK)
        exchange_fault(api->exchange, &api->fault);
    else
        exchange_json(api->exchange, api->exchange->status);
}

struct listing {
    struct exchange *exchange;
    struct json_writer json;
};

static bool on_runner(void *context, const struct runner *runner)
{
    struct listing *listing = context;
    if (!visitor_sees(&listing->exchange->visitor, runner->slug))
        return true;
    json_open(&listing->json, '{');
    json_key_text(&listing->json, "runner", runner->slug);
    json_key_text(&listing->json, "name", runner->name);
    json_close(&listing->json, '}');
    return true;
}

void api_get_runners(struct exchange *exchange)
{
    struct bks_fault fault = {.offset = -1};
    struct store *store;
    struct listing listing = {.exchange = exchange, .json = json_start(exchange->out)};
    if (!exchange_store(exchange, &store, false))
        return;
    exchange_json(exchange, 200);
    json_open(&listing.json, '{');
    json_key(&listing.json, "runners");
    json_open(&listing.json, '[');
    enum bks_status status = store->can->runners(store, on_runner, &listing, &fault);
    json_close(&listing.json, ']');
    json_close(&listing.json, '}');
    (void)(json_end(&listing.json) == BKS_OK);
    store->can->close(store);
    if (status != BKS_OK)
        exchange_fault(exchange, &fault);
}

void api_get_compare(struct exchange *exchange)
{
    struct api_runner api;
    struct weeks weeks;
    int64_t n = WEEKS_DEFAULT;
    const char *metric = exchange_field(exchange, "metric");
    const char *wanted = exchange_field(exchange, "weeks");
    enum bks_measure_id measure = metric ? name_measure(metric) : BKS_CADENCE;
    if (measure >= BKS_MEASURE_COUNT ||
        (wanted && (!exchange_whole(&n, wanted) || n < 1 || n > TREND_MOST_WEEKS))) {
        exchange_fail(exchange, 400, "bad_argument", "no such metric, or too many weeks");
        return;
    }
    if (!api_begin(&api, exchange, false))
        return;
    enum bks_status status =
        compare_weeks(&weeks, api.store, api.runner.id, measure, (size_t)n, &api.fault);
    const struct weeks_about about = {&api.runner, measure, &weeks};
    if (status == BKS_OK)
        (void)(weeks_write_json(&about, exchange->out) == BKS_OK);
    if (status == BKS_OK)
        weeks_clear(&weeks);
    api_end(&api, status);
}

/* The day that was asked for, or today; false: it is answered, and the store is closed. */
static bool take_day(struct api_runner *api, int32_t *day)
{
    const char *as_of = exchange_field(api->exchange, "as-of");
    bool fine =
        as_of ? day_read(day, as_of) : exchange_day(api->exchange, api->store, api->runner.id, day);
    if (as_of && !fine)
        exchange_fail(api->exchange, 400, "bad_argument", "as-of: write a date as in 2026-05-01");
    if (!fine)
        api->store->can->close(api->store);
    return fine;
}

void api_get_plan(struct exchange *exchange)
{
    struct api_runner api;
    struct bks_plan *plan = NULL;
    int32_t day;
    if (!api_begin(&api, exchange, false) || !take_day(&api, &day))
        return;
    enum bks_status status = plan_of_runner(&plan, api.store, api.runner.id, day, 0, &api.fault);
    enum bks_plan_parts parts =
        exchange_field(exchange, "explain") ? BKS_PLAN_EXPLAIN : BKS_PLAN_ANSWER;
    if (status == BKS_OK)
        (void)(bks_plan_write_json(plan, parts, exchange->out) == BKS_OK);
    /* What is shown is kept, as `plan` does: of the day itself, for the past is not ours to change
     */
    if (status == BKS_OK && !exchange_field(exchange, "as-of"))
        status = plan_keep(api.store, api.runner.id, plan, &api.fault);
    bks_plan_free(plan);
    api_end(&api, status);
}

struct records {
    struct json_writer *json;
    bool kind;
};

static bool on_record(void *context, const struct record *record)
{
    const struct records *records = context;
    const struct told_table *table = record->kind == RECORD_DIARY    ? &told_diary
                                     : record->kind == RECORD_REVIEW ? &told_review
                                                                     : &told_profile;
    told_line_json(records->json, table, record, records->kind);
    return true;
}

static void open_object(struct json_writer *json, const struct runner *runner)
{
    json_open(json, '{');
    json_key(json, "schema_version");
    json_count(json, 1);
    json_key_text(json, "runner", runner->slug);
}

void api_get_diary(struct exchange *exchange)
{
    struct api_runner api;
    struct json_writer json = json_start(exchange->out);
    struct records records = {.json = &json};
    if (!api_begin(&api, exchange, false))
        return;
    open_object(&json, &api.runner);
    json_key(&json, "diary");
    json_open(&json, '[');
    enum bks_status status = api.store->can->records(api.store, api.runner.id, RECORD_DIARY,
                                                     on_record, &records, &api.fault);
    json_close(&json, ']');
    json_close(&json, '}');
    (void)(json_end(&json) == BKS_OK);
    api_end(&api, status);
}

enum bks_status api_put_profile(struct api_runner *api, int32_t day)
{
    static const enum record_kind kinds[] = {RECORD_PROFILE, RECORD_CLEARANCE, RECORD_READINESS,
                                             RECORD_REVIEW};
    struct told_latest latest = {.table = &told_profile};
    struct json_writer json = json_start(api->exchange->out);
    struct records records = {.json = &json, .kind = true};
    struct store *store = api->store;
    enum bks_status status = runner_profile(&latest, store, api->runner.id, day, &api->fault);
    open_object(&json, &api->runner);
    json_key_text(&json, "name", api->runner.name);
    json_key(&json, "profile");
    json_open(&json, '{');
    if (status == BKS_OK)
        told_show_json(&json, &latest);
    json_close(&json, '}');
    json_key(&json, "records");
    json_open(&json, '[');
    for (size_t i = 0; status == BKS_OK && i < sizeof kinds / sizeof kinds[0]; i++)
        status =
            store->can->records(store, api->runner.id, kinds[i], on_record, &records, &api->fault);
    json_close(&json, ']');
    json_close(&json, '}');
    (void)(json_end(&json) == BKS_OK);
    told_latest_clear(&latest);
    return status;
}

void api_get_profile(struct exchange *exchange)
{
    struct api_runner api;
    int32_t day;
    if (api_begin(&api, exchange, false) && take_day(&api, &day))
        api_end(&api, api_put_profile(&api, day));
}
