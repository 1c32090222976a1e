/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/recordings: analysed and kept, shown, deleted. */
#include "flow/keep.h"
#include "report/json_writer.h"
#include "report/report.h"
#include "store/store.h"
#include "web/keep_file.h"
#include "web/routes.h"
#include "web/site.h"
#include "web/take.h"

#include <inttypes.h>
#include <string.h>

void api_healthz(struct exchange *exchange)
{
    exchange_json(exchange, 200);
    (void)fputs("{\"status\": \"ok\"}\n", exchange->out);
}

/* {"id", "analysis"} of what a job kept; false: it is answered why not. */
static bool put_kept(struct exchange *exchange, struct store *store, const struct job_told *told)
{
    struct bks_fault fault = {.offset = -1};
    struct runner runner;
    struct kept_session *kept = NULL;
    if (store->can->runner_find(store, &runner, told->slug, &fault) != BKS_OK ||
        store->can->session_get(store, &kept, runner.id, told->session, &fault) != BKS_OK) {
        exchange_fault(exchange, &fault);
        return false;
    }
    if (!kept) {
        exchange_fail(exchange, 404, "no_recording", "it was deleted meanwhile");
        return false;
    }
    const struct session *session = kept_session_of(kept);
    const struct report_about about = {.file = told->file,
                                       .given = session->given,
                                       .n_given = session->n_given,
                                       .version = session->version,
                                       .id = told->session,
                                       .runner = told->slug,
                                       .duplicate_of = told->duplicate ? told->session : 0,
                                       .same_outing = told->same_outing,
                                       .match = told->match.due ? &told->match : NULL};
    (void)fprintf(exchange->out, "{\"id\": %" PRId64 ", \"analysis\": ", told->session);
    (void)(report_json(&session->result, &about, BKS_JSON_ANALYSIS, exchange->out) == BKS_OK);
    (void)fputs("}", exchange->out);
    kept_session_free(kept);
    return true;
}

/* {"file", "error"} of one among several. */
static void put_failed(struct exchange *exchange, const struct job_told *told)
{
    struct json_writer json = json_start(exchange->out);
    json_open(&json, '{');
    json_key_text(&json, "file", told->file);
    json_key(&json, "error");
    json_open(&json, '{');
    json_key_text(&json, "id", bks_status_id(told->status));
    json_key_text(&json, "text", told->text);
    json_close(&json, '}');
    json_close(&json, '}');
}

/* Each job to its end; false: it is answered that the server ends. */
static bool await(struct exchange *exchange, struct job_told *told, char (*id)[JOB_ID_ROOM],
                  size_t n)
{
    bool there = true;
    for (size_t i = 0; there && i < n; i++)
        there = take_wait(exchange, &told[i], id[i]) && told[i].state >= JOB_DONE;
    if (!there)
        exchange_fail(exchange, 503, "stopping", "the server is ending - send it again later");
    return there;
}

static void answer_one(struct exchange *exchange, struct store *store, const struct job_told *told)
{
    exchange_json(exchange, told->duplicate ? 200 : 201);
    if (put_kept(exchange, store, told))
        (void)fputc('\n', exchange->out);
}

/* {"recordings": [...]}: what failed beside what did not. */
static void answer_all(struct exchange *exchange, struct store *store, const struct job_told *told,
                       size_t n)
{
    exchange_json(exchange, 201);
    (void)fputs("{\"recordings\": [", exchange->out);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            (void)fputs(", ", exchange->out);
        if (told[i].state == JOB_FAILED)
            put_failed(exchange, &told[i]);
        else if (!put_kept(exchange, store, &told[i]))
            return;
    }
    (void)fputs("]}\n", exchange->out);
}

/* With Prefer: respond-async. */
static void answer_jobs(struct exchange *exchange, char (*id)[JOB_ID_ROOM], size_t n)
{
    struct json_writer json = json_start(exchange->out);
    exchange_json(exchange, 202);
    exchange->location = arena_print(&exchange->arena, "/api/jobs/%s", id[0]);
    json_open(&json, '{');
    json_key_text(&json, "job", id[0]);
    if (n > 1) {
        json_key(&json, "jobs");
        json_open(&json, '[');
        for (size_t i = 0; i < n; i++)
            json_text(&json, id[i]);
        json_close(&json, ']');
    }
    json_close(&json, '}');
    (void)(json_end(&json) == BKS_OK);
}

void api_post_recordings(struct exchange *exchange)
{
    char id[WEB_FILES][JOB_ID_ROOM];
    struct store *store;
    size_t n;
    const char *prefer = exchange->header(exchange, "Prefer");
    if (!take_recordings(exchange, id, &n))
        return;
    if (prefer && strstr(prefer, "respond-async")) {
        answer_jobs(exchange, id, n);
        return;
    }
    struct job_told *told = arena_new(&exchange->arena, n, sizeof *told);
    if (!told) {
        exchange_fail(exchange, 503, "no_memory", "out of memory");
        return;
    }
    if (!await(exchange, told, id, n))
        return;
    if (n == 1 && told[0].state == JOB_FAILED) {
        exchange_fail(exchange, exchange_status_of(told[0].status), bks_status_id(told[0].status),
                      told[0].text);
        return;
    }
    if (!exchange_store(exchange, &store, false))
        return;
    if (n == 1)
        answer_one(exchange, store, &told[0]);
    else
        answer_all(exchange, store, told, n);
    store->can->close(store);
}

void api_get_recording(struct exchange *exchange)
{
    struct store *store;
    struct runner runner;
    struct kept_session *kept;
    if (!exchange_store(exchange, &store, false))
        return;
    if (exchange_session(exchange, store, &runner, &kept, exchange->part[0])) {
        const char *series = exchange_field(exchange, "series");
        exchange_json(exchange, 200);
        (void)(keep_show_json(kept_session_of(kept), runner.slug,
                              series ? BKS_JSON_SERIES : BKS_JSON_ANALYSIS,
                              exchange->out) == BKS_OK);
        kept_session_free(kept);
    }
    store->can->close(store);
}

/* {"removed": 12, "runner": "anna"}, as `history remove --json` says it. */
static void answer_removed(struct exchange *exchange, const struct runner *runner, int64_t id)
{
    struct json_writer json = json_start(exchange->out);
    exchange_json(exchange, 200);
    json_open(&json, '{');
    json_key_text(&json, "runner", runner->slug);
    json_key(&json, "removed");
    json_whole(&json, id);
    json_close(&json, '}');
    (void)(json_end(&json) == BKS_OK);
}

void api_delete_recording(struct exchange *exchange)
{
    struct store *store;
    struct runner runner;
    struct kept_session *kept;
    if (!exchange_store(exchange, &store, true))
        return;
    if (exchange_session(exchange, store, &runner, &kept, exchange->part[0])) {
        int64_t id = kept_session_of(kept)->id;
        kept_session_free(kept);
        if (exchange_remove(exchange, store, &runner, id))
            answer_removed(exchange, &runner, id);
    }
    store->can->close(store);
}
