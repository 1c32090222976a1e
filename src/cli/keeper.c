/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is analysed goes into the history. */
#include "cli/keeper.h"

#include "base/memory.h"
#include "cli/exit.h"
#include "cli/home.h"
#include "cli/terminal.h"
#include "report/page.h"

#include <inttypes.h>
#include <stdio.h>

struct keeper {
    struct store *store;
    char name[RUNNER_NAME_ROOM];
    bool force;
};

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
    return home_open(&keeper->store, request->db, STORE_WRITE, request->json);
}

void keeper_close(struct keeper *keeper)
{
    if (keeper && keeper->store)
        keeper->store->can->close(keeper->store);
    memory_free(keeper);
}

bool keeper_keep(struct keeping *keeping, const struct keeper *keeper,
                 const struct bks_analysis *analysis, const char *file, struct bks_fault *fault)
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
    if (keeping->same_outing == 0)
        return;
    (void)snprintf(text, sizeof text, "session %" PRId64 " is of the same time; %s",
                   keeping->same_outing,
                   keeping->same_source ? "compare counts the longer of the two"
                                        : "a watch and a recording are never mixed");
    page_field(&page, "", text);
}
