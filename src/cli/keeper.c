/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is analysed goes into the history. */
#include "cli/keeper.h"

#include "base/memory.h"
#include "cli/exit.h"
#include "cli/home.h"
#include "cli/person.h"
#include "cli/terminal.h"
#include "flow/body.h"
#include "report/match.h"
#include "report/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct keeper {
    struct store *store;
    char name[RUNNER_NAME_ROOM];
    bool force;
};

/* Options in place of what was not typed: they stand in the provenance as if they had been. */
static int fill_options(struct keeper *keeper, const struct request *request)
{
    struct bks_fault fault = {.offset = -1};
    struct runner runner;
    struct told_latest profile = {0};
    enum bks_status status =
        keeper->store->can->runner_find(keeper->store, &runner, keeper->name, &fault);
    if (status == BKS_OK && runner.id == 0) /* a new runner has no profile yet */
        return EXIT_DONE;
    if (status == BKS_OK)
        status = runner_profile(&profile, keeper->store, runner.id, person_today(NULL), &fault);
    if (status == BKS_OK)
        status = body_fill(request->options, &profile, &fault);
    told_latest_clear(&profile);
    if (status == BKS_OK)
        return EXIT_DONE;
    (void)complain_usage("%s: %s", keeper->name, fault.what);
    return exit_of(status);
}

int keeper_open(struct keeper **out, const struct request *request)
{
    struct keeper *keeper = memory_new(1, sizeof *keeper);
    *out = keeper;
    if (!keeper) {
        (void)complain_usage("out of memory");
        return exit_of(BKS_NO_MEMORY);
    }
    keeper->force = request->force;
    if (!keep_name(keeper->name, request->runner))
        return complain_usage("--runner: \"%.60s\" is no name - write 1 to %d characters",
                              request->runner, RUNNER_NAME_ROOM - 1);
    terminal_bear_full_disk();
    int ends = home_open(&keeper->store, request->db, STORE_WRITE, request->json);
    return ends == EXIT_DONE ? fill_options(keeper, request) : ends;
}

void keeper_close(struct keeper *keeper)
{
    if (keeper && keeper->store)
        keeper->store->can->close(keeper->store);
    memory_free(keeper);
}

bool keeper_keep(struct keeping *keeping, const struct keeper *keeper,
                 struct bks_analysis *analysis, const char *file, struct bks_fault *fault)
{
    *fault = (struct bks_fault){.offset = -1};
    return keep_analysis(keeping, keeper->store, keeper->name, analysis, file, keeper->force,
                         fault) == BKS_OK;
}

void keeper_tell(const struct keeping *keeping, struct bks_text_style style)
{
    char text[RUNNER_NAME_ROOM + 128];
    struct page page = {.out = stdout, .style = style};
    (void)snprintf(text, sizeof text, "%s as session %" PRId64 " of %s%s",
                   keeping->duplicate ? "was there already," : "kept", keeping->id,
                   keeping->runner.name, keeping->new_runner ? ", a new runner" : "");
    page_field(&page, "history", text);
    if (keeping->match.due)
        match_text(&page, &keeping->match, keeping->runner.slug);
    if (keeping->same_outing == 0)
        return;
    (void)snprintf(text, sizeof text, "session %" PRId64 " is of the same time; %s",
                   keeping->same_outing,
                   keeping->same_source ? "compare counts the longer of the two"
                                        : "a watch and a recording are never mixed");
    page_field(&page, "", text);
}
