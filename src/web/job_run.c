/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One recording analysed and kept, and what is told of it. */
#include "web/job_run.h"

#include "base/fault.h"
#include "flow/analysis.h"
#include "flow/body.h"
#include "flow/runner_case.h"
#include "report/json_writer.h"
#include "report/report.h"
#include "web/exchange.h"
#include "web/keep_file.h"

#include <stdio.h>
#include <string.h>

/* What the profile knows of the runner goes into the options that were not given. */
static enum bks_status fill(const struct job_order *order, struct store *store,
                            struct bks_fault *fault)
{
    struct runner runner;
    struct told_latest profile = {.table = &told_profile};
    enum bks_status status = store->can->runner_find(store, &runner, order->runner, fault);
    if (status == BKS_OK && runner.id != 0)
        status = runner_profile(&profile, store, runner.id, exchange_today(NULL), fault);
    if (status == BKS_OK && runner.id != 0)
        status = body_fill(order->options, &profile, fault);
    told_latest_clear(&profile);
    return status;
}

static enum bks_status prepare(const struct job_order *order, const struct job_keeper *keeper,
                               struct bks_fault *fault)
{
    struct store *store;
    enum bks_status status = store_open(&store, keeper->db, STORE_WRITE, fault);
    if (status != BKS_OK)
        return status;
    status = fill(order, store, fault);
    store->can->close(store);
    return status;
}

/* Takes out what was just kept: without its file it is not what was asked for. */
static enum bks_status take_out(const struct keeping *keeping, struct store *store,
                                struct bks_fault *fault)
{
    bool found;
    enum bks_status status = store->can->begin(store, fault);
    if (status != BKS_OK)
        return status;
    status = keeping->new_runner ? store->can->runner_forget(store, keeping->runner.id, fault)
                                 : store->can->session_remove(store, &found, keeping->runner.id,
                                                              keeping->id, fault);
    enum bks_status ended = store->can->end(store, status == BKS_OK, fault);
    return status != BKS_OK ? status : ended;
}

/*
 * The file beside the history, where --keep asks for it: both are there or neither. Only what was
 * analysed anew under its number stays without, and that is said.
 */
static enum bks_status keep_beside(const struct keeping *keeping, const struct job_order *order,
                                   const struct job_keeper *keeper, struct store *store,
                                   struct bks_fault *fault)
{
    struct bks_fault ignored = {.offset = -1};
    char why[sizeof fault->what];
    if (!keeper->folder || keeping->duplicate)
        return BKS_OK;
    enum bks_status status = keep_file(keeper->folder, keeping->id, order->file, order->fd, fault);
    if (status == BKS_OK || (!order->force && take_out(keeping, store, &ignored) == BKS_OK))
        return status;
    memcpy(why, fault->what, sizeof why);
    return fault_set(fault, status, "make room, then send it again",
                     "what was found in it is kept, but not the recording itself: %.80s", why);
}

/* Deleted means deleted: a recording that waited does not bring its runner back. */
static enum bks_status still_there(const struct job_order *order, struct store *store,
                                   struct bks_fault *fault)
{
    struct runner runner;
    enum bks_status status = store->can->runner_find(store, &runner, order->runner, fault);
    if (status != BKS_OK || order->runner_id == 0 || runner.id == order->runner_id)
        return status;
    return fault_set(fault, BKS_BAD_ARGUMENT, NULL,
                     "the runner was forgotten meanwhile, and nothing was kept");
}

static enum bks_status keep(struct keeping *keeping, const struct job_order *order,
                            struct job_keeper *keeper, struct bks_analysis *analysis,
                            struct bks_fault *fault)
{
    struct store *store;
    (void)pthread_mutex_lock(&keeper->lock);
    enum bks_status status = store_open(&store, keeper->db, STORE_WRITE, fault);
    if (status == BKS_OK) {
        status = still_there(order, store, fault);
        if (status == BKS_OK)
            status = keep_analysis(keeping, store, order->runner, analysis, order->file,
                                   order->force, fault);
        if (status == BKS_OK)
            status = keep_beside(keeping, order, keeper, store, fault);
        store->can->close(store);
    }
    (void)pthread_mutex_unlock(&keeper->lock);
    return status;
}

static void tell(struct job_told *told, const struct keeping *keeping)
{
    told->state = JOB_DONE;
    told->session = keeping->id;
    told->duplicate = keeping->duplicate;
    told->same_outing = keeping->same_outing;
    told->match = keeping->match;
    memcpy(told->slug, keeping->runner.slug, sizeof told->slug);
}

static void tell_fault(struct job_told *told, const struct bks_fault *fault)
{
    char text[REPORT_FAULT_ROOM];
    report_fault(text, fault);
    told->state = JOB_FAILED;
    told->status = fault->status;
    (void)snprintf(told->text, sizeof told->text, "%s", text);
}

void job_run(struct job_told *told, const struct job_order *order, struct job_keeper *keeper,
             bks_progress progress, void *context)
{
    char path[64];
    struct keeping keeping;
    struct bks_analysis *analysis = NULL;
    struct bks_fault fault = {.offset = -1};
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", order->fd);
    enum bks_status status = prepare(order, keeper, &fault);
    if (status == BKS_OK)
        status =
            analyze_named(&analysis, path, order->file, order->options, progress, context, &fault);
    if (status == BKS_OK)
        status = keep(&keeping, order, keeper, analysis, &fault);
    if (status == BKS_OK) {
        tell(told, &keeping);
    } else {
        fault.status = status;
        tell_fault(told, &fault);
    }
    bks_analysis_free(analysis);
}

void job_write_json(struct json_writer *json, const struct job_told *told)
{
    static const char *const states[] = {"waiting", "running", "done", "failed"};
    json_open(json, '{');
    json_key_text(json, "job", told->id);
    json_key_text(json, "state", states[told->state]);
    json_key_text(json, "file", told->file);
    json_key_number(json, "progress", told->share, 2);
    json_key(json, "before");
    json_count(json, told->before);
    if (told->state == JOB_DONE) {
        json_key(json, "id");
        json_whole(json, told->session);
        json_key_text(json, "runner", told->slug);
        if (told->duplicate) {
            json_key(json, "duplicate_of");
            json_whole(json, told->session);
        }
    }
    if (told->state == JOB_FAILED) {
        json_key(json, "error");
        json_open(json, '{');
        json_key_text(json, "id", bks_status_id(told->status));
        json_key_text(json, "text", told->text);
        json_close(json, '}');
    }
    json_close(json, '}');
}
