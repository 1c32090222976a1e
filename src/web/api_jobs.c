/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/jobs: where an analysis stands, once and as events. */
#include "report/json_writer.h"
#include "web/routes.h"
#include "web/site.h"
#include "web/take.h"

#define BEAT_S 5.0 /* so often something is sent: who is gone is noticed then */

static bool find(struct exchange *exchange, struct job_told *told)
{
    if (jobs_ask(exchange->site->jobs, told, exchange->part[0]) && take_sees(exchange, told))
        return true;
    exchange_fail(exchange, 404, "no_job", "there is no such job, or it ended an hour ago");
    return false;
}

void api_get_job(struct exchange *exchange)
{
    struct job_told told;
    if (!find(exchange, &told))
        return;
    struct json_writer json = json_start(exchange->out);
    exchange_json(exchange, 200);
    job_write_json(&json, &told);
    (void)(json_end(&json) == BKS_OK);
}

static void put_event(FILE *out, const struct job_told *told)
{
    static const char *const names[] = {"progress", "progress", "done", "failed"};
    struct json_writer json = json_start(out);
    (void)fprintf(out, "event: %s\ndata: ", names[told->state]);
    job_write_json(&json, told);
    (void)(json_end(&json) == BKS_OK);
    (void)fputc('\n', out);
}

/* What was told last, from one call to the next. */
static bool next_event(struct exchange *exchange, FILE *out)
{
    struct job_told *last = exchange->followed;
    struct jobs *jobs = exchange->site->jobs;
    bool first = exchange->following++ == 0;
    if (!first && (jobs_stopping(jobs) || !jobs_wait(jobs, last, last->id, BEAT_S)))
        return false;
    put_event(out, last);
    return last->state < JOB_DONE;
}

void api_job_events(struct exchange *exchange)
{
    struct job_told *told = arena_new(&exchange->arena, 1, sizeof *told);
    if (!told)
        exchange_fail(exchange, 503, "no_memory", "out of memory");
    if (!told || !find(exchange, told))
        return;
    exchange->type = "text/event-stream";
    exchange->followed = told;
    exchange->more = next_event;
}
