/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plain form brings: each file becomes a job; what was typed wrong is said beside it. */
#include "flow/keep.h"
#include "web/page.h"
#include "web/page_upload.h"
#include "web/routes.h"
#include "web/site.h"

#include <inttypes.h>
#include <string.h>

#define PATIENCE_S 20.0 /* a result that comes within is shown at once */

/* What goes with each file. */
struct posting {
    struct exchange *exchange;
    char runner[RUNNER_NAME_ROOM];
    struct upload_wrong wrong;
    bool is_wrong;
};

static void complain(struct posting *posting, const char **place, const char *why)
{
    *place = why;
    posting->is_wrong = true;
}

/* One of `analyze`; an empty field is not given. */
static void set_option(struct posting *posting, struct bks_options *to, const char *name,
                       const char **place)
{
    const char *value = exchange_field(posting->exchange, name);
    struct bks_fault fault = {.offset = -1};
    if (!value || !value[0] || bks_options_set(to, name, value, &fault) == BKS_OK)
        return;
    complain(posting, place,
             arena_print(&posting->exchange->arena, "%s%s%s", fault.what, fault.hint[0] ? ": " : "",
                         fault.hint));
}

/* NULL: memory is short. What is wrong is in `wrong`. */
static struct bks_options *read_options(struct posting *posting)
{
    struct bks_options *to;
    if (bks_options_new(&to) != BKS_OK)
        return NULL;
    set_option(posting, to, "placement", &posting->wrong.placement);
    for (size_t i = 0; upload_option_at(i); i++)
        set_option(posting, to, upload_option_at(i)->name, &posting->wrong.option[i]);
    return to;
}

/* Who sees one runner only keeps for that one, whatever the form says. */
static bool own_name(struct posting *posting)
{
    struct exchange *exchange = posting->exchange;
    struct store *store;
    struct runner runner;
    struct bks_fault fault = {.offset = -1};
    if (!exchange_store(exchange, &store, false))
        return false;
    enum bks_status status =
        store->can->runner_find(store, &runner, exchange->visitor.runner, &fault);
    store->can->close(store);
    (void)snprintf(posting->runner, sizeof posting->runner, "%s",
                   runner.id ? runner.name : exchange->visitor.runner);
    return page_fine(exchange, status, &fault);
}

/* false: it is answered. */
static bool read_runner(struct posting *posting)
{
    const char *name = exchange_field(posting->exchange, "runner");
    if (posting->exchange->visitor.role == VISITOR_RUNNER)
        return own_name(posting);
    if (!name || !name[0])
        complain(posting, &posting->wrong.runner, "Who ran? Write the name of the runner.");
    else if (!keep_name(posting->runner, name))
        complain(posting, &posting->wrong.runner, "That is too long for a name.");
    return true;
}

static bool has_file(const struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->n_files; i++)
        if (exchange->file[i].size > 0)
            return true;
    return false;
}

/* Puts a file in the queue; the job has it from now on. */
static bool order(struct posting *posting, struct web_file *file, char id[JOB_ID_ROOM])
{
    struct bks_options *to = read_options(posting);
    const struct job_order order = {
        .fd = file->fd,
        .file = file->name,
        .runner = posting->runner,
        .force = exchange_field(posting->exchange, "force") != NULL,
        .owner = posting->exchange->visitor.name,
        .options = to,
    };
    if (to && jobs_add(posting->exchange->site->jobs, id, &order)) {
        file->fd = -1;
        return true;
    }
    bks_options_free(to);
    return false;
}

/* "/jobs/ID?also=ID&also=ID": the first, and those that came with it. */
static const char *order_all(struct posting *posting)
{
    struct exchange *exchange = posting->exchange;
    const char *path = NULL;
    char id[JOB_ID_ROOM];
    size_t n = 0;
    for (size_t i = 0; i < exchange->n_files; i++) {
        if (exchange->file[i].size == 0)
            continue;
        if (!order(posting, &exchange->file[i], id))
            break;
        path = n++ == 0
                   ? arena_print(&exchange->arena, "/jobs/%s", id)
                   : arena_print(&exchange->arena, "%s%calso=%s", path, n == 2 ? '?' : '&', id);
    }
    return path;
}

/* The result of a single file, where it comes soon. */
static const char *await(struct exchange *exchange, const char *path)
{
    struct job_told told = {.state = JOB_WAITS};
    const char *id = path + strlen("/jobs/");
    double left_s = PATIENCE_S;
    if (strchr(path, '?'))
        return path;
    for (; left_s > 0 && jobs_ask(exchange->site->jobs, &told, id) && told.state < JOB_DONE;
         left_s -= 1)
        if (!jobs_wait(exchange->site->jobs, &told, id, 1))
            break;
    if (told.state != JOB_DONE)
        return path;
    return arena_print(&exchange->arena, "/recordings/%" PRId64 "?%s", told.session,
                       told.duplicate ? "there=yes" : "new=yes");
}

void page_post_recordings(struct exchange *exchange)
{
    struct posting posting = {.exchange = exchange};
    if (!read_runner(&posting))
        return;
    if (!has_file(exchange))
        complain(&posting, &posting.wrong.file, "Choose the file of the recording first.");
    bks_options_free(read_options(&posting));
    if (posting.is_wrong) {
        exchange->status = 422;
        upload_page(exchange, &posting.wrong);
        return;
    }
    const char *path = order_all(&posting);
    if (path)
        exchange_see(exchange, await(exchange, path));
    else
        exchange_fail(exchange, 503, "busy",
                      "Too many recordings wait for their analysis; this one was not taken.");
}
