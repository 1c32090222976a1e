/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recordings of a form become jobs. */
#include "web/take.h"

#include "report/report.h"
#include "store/store.h"
#include "web/site.h"

#include <string.h>

#define LOOK_S 10.0 /* a wait is cut into */

/* What a form may say of a recording: the options of `analyze` but --track, which is a path. */
static const char *const options[] = {"placement",  "speed",     "slope",    "height", "mass",
                                      "leg-length", "surface",   "start",    "tz",     "columns",
                                      "units",      "gyro-unit", "time-unit"};

static bool read_options(struct exchange *exchange, struct bks_options **out)
{
    struct bks_fault fault = {.offset = -1};
    if (bks_options_new(out) != BKS_OK) {
        exchange_fail(exchange, 503, "no_memory", "out of memory");
        return false;
    }
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        const char *value = exchange_field(exchange, options[i]);
        if (!value || !*value || bks_options_set(*out, options[i], value, &fault) == BKS_OK)
            continue;
        exchange_fault(exchange, &fault);
        bks_options_free(*out);
        return false;
    }
    return true;
}

/*
 * Whom a name means: who is there, or the slug that a new one gets. A runner's own slug is theirs
 * however they write their name: no second history begins beside it that they cannot see.
 */
static enum bks_status find_runner(struct runner *runner, const struct visitor *visitor,
                                   struct store *store, const char *name, struct bks_fault *fault)
{
    char slug[RUNNER_SLUG_ROOM];
    enum bks_status status = store->can->runner_find(store, runner, name, fault);
    if (status != BKS_OK || runner->id != 0)
        return status;
    slug_of(slug, name);
    if (visitor->role == VISITOR_RUNNER && visitor_sees(visitor, slug))
        status = store->can->runner_find(store, runner, slug, fault);
    if (status == BKS_OK && runner->id == 0)
        memcpy(runner->slug, slug, sizeof slug);
    return status;
}

/* Whose it is: by name or slug; false: it is answered. */
static bool read_runner(struct exchange *exchange, struct runner *runner)
{
    struct bks_fault fault = {.offset = -1};
    struct store *store;
    char name[RUNNER_NAME_ROOM];
    const char *typed = exchange_field(exchange, "runner");
    if (!typed && exchange->visitor.role == VISITOR_RUNNER)
        typed = exchange->visitor.runner;
    if (!typed || !keep_name(name, typed)) {
        exchange_fail(exchange, 400, "no_runner", "whose run is it? - name the runner");
        return false;
    }
    if (!exchange_store(exchange, &store, true))
        return false;
    enum bks_status status = find_runner(runner, &exchange->visitor, store, name, &fault);
    store->can->close(store);
    if (status != BKS_OK) {
        exchange_fault(exchange, &fault);
        return false;
    }
    if (runner->id == 0)
        memcpy(runner->name, name, sizeof name);
    if (visitor_sees(&exchange->visitor, runner->slug))
        return true;
    exchange_fail(exchange, 403, "not_yours", "you may add recordings of your own only");
    return false;
}

static bool order(struct exchange *exchange, struct web_file *file, const struct runner *runner,
                  char id[JOB_ID_ROOM])
{
    const char *force = exchange_field(exchange, "force");
    struct job_order wish = {.fd = file->fd,
                             .file = file->name,
                             .runner = runner->name,
                             .runner_id = runner->id,
                             .force = force && *force && strcmp(force, "no") != 0,
                             .owner = exchange->visitor.name};
    if (!read_options(exchange, &wish.options))
        return false;
    if (jobs_add(exchange->site->jobs, id, &wish)) {
        file->fd = -1;
        return true;
    }
    bks_options_free(wish.options);
    exchange_fail(exchange, 503, "busy",
                  "too many recordings wait for their analysis - try again in a moment");
    return false;
}

bool take_recordings(struct exchange *exchange, char (*id)[JOB_ID_ROOM], size_t *n)
{
    struct runner runner;
    *n = 0;
    if (exchange->n_files == 0) {
        exchange_fail(exchange, 400, "no_file", "choose a recording first");
        return false;
    }
    if (!read_runner(exchange, &runner))
        return false;
    for (size_t i = 0; i < exchange->n_files; i++, (*n)++)
        if (!order(exchange, &exchange->file[i], &runner, id[*n]))
            return false;
    return true;
}

bool take_wait(struct exchange *exchange, struct job_told *told, const char *id)
{
    struct jobs *jobs = exchange->site->jobs;
    bool there = jobs_ask(jobs, told, id);
    while (there && told->state < JOB_DONE && !jobs_stopping(jobs))
        there = jobs_wait(jobs, told, id, LOOK_S);
    return there;
}

bool take_sees(const struct exchange *exchange, const struct job_told *told)
{
    return exchange->visitor.role != VISITOR_RUNNER ||
           strcmp(told->owner, exchange->visitor.name) == 0;
}
