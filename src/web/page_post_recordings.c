/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plain form brings: each file becomes a job; what was typed wrong is said beside it. */
#include "flow/keep.h"
#include "web/page.h"
#include "web/page_upload.h"
#include "web/routes.h"
#include "web/site.h"
#include "web/take.h"

#include <inttypes.h>
#include <string.h>

#define PATIENCE_S 20.0 /* a result that comes within is shown at once */
#define LOOK_S     1.0

/* What goes with each file. */
struct posting {
    struct exchange *exchange;
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

static void read_runner(struct posting *posting)
{
    char kept[RUNNER_NAME_ROOM];
    const char *name = exchange_field(posting->exchange, "runner");
    if (posting->exchange->visitor.role == VISITOR_RUNNER) /* it is theirs: take_recordings sees */
        return;
    if (!name || !name[0])
        complain(posting, &posting->wrong.runner, "Who ran? Write the name of the runner.");
    else if (!keep_name(kept, name))
        complain(posting, &posting->wrong.runner, "That is no name, or too long for one.");
}

static bool has_file(const struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->n_files; i++)
        if (exchange->file[i].size > 0)
            return true;
    return false;
}

/* "/jobs/ID?also=ID&also=ID": the first, and those that came with it. */
static const char *path_of(struct exchange *exchange, char (*id)[JOB_ID_ROOM], size_t n)
{
    const char *path = arena_print(&exchange->arena, "/jobs/%s", id[0]);
    for (size_t i = 1; i < n; i++)
        path = arena_print(&exchange->arena, "%s%calso=%s", path, i == 1 ? '?' : '&', id[i]);
    return path;
}

/* The result of a single file, where it comes soon. */
static const char *await(struct exchange *exchange, const char *id)
{
    struct jobs *jobs = exchange->site->jobs;
    struct job_told told = {.state = JOB_WAITS};
    double left_s = PATIENCE_S;
    bool there = jobs_ask(jobs, &told, id);
    for (; there && told.state < JOB_DONE && left_s > 0 && !jobs_stopping(jobs); left_s -= LOOK_S)
        there = jobs_wait(jobs, &told, id, LOOK_S);
    if (!there || told.state != JOB_DONE)
        return arena_print(&exchange->arena, "/jobs/%s", id);
    return arena_print(&exchange->arena, "/recordings/%" PRId64 "?%s", told.session,
                       told.duplicate ? "there=yes" : "new=yes");
}

void page_post_recordings(struct exchange *exchange)
{
    struct posting posting = {.exchange = exchange};
    char(*id)[JOB_ID_ROOM] = arena_new(&exchange->arena, WEB_FILES, sizeof *id);
    size_t n;
    read_runner(&posting);
    if (!has_file(exchange))
        complain(&posting, &posting.wrong.file, "Choose the file of the recording first.");
    bks_options_free(read_options(&posting));
    if (posting.is_wrong || !id) {
        exchange->status = 422;
        upload_page(exchange, &posting.wrong);
    } else if (take_recordings(exchange, id, &n)) {
        exchange_see(exchange, n == 1 ? await(exchange, id[0]) : path_of(exchange, id, n));
    }
}
