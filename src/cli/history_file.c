/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A history into a file and out of one. */
#include "cli/history.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/output.h"
#include "cli/exit.h"
#include "cli/home.h"
#include "flow/keep.h"
#include "report/export.h"
#include "report/measures_csv.h"

#include <stdio.h>
#include <string.h>

#define IMPORT_MOST ((size_t)1 << 29) /* bytes; 1,500 sessions take about 40 MB */
#define FIRST_ROOM  65536

struct exporting {
    const struct history_wish *wish;
    struct bks_fault *fault;
};

static enum bks_status fill_json(FILE *out, const void *context)
{
    const struct exporting *exporting = context;
    return report_export(exporting->wish->store, &exporting->wish->runner, out, exporting->fault);
}

static enum bks_status fill_csv(FILE *out, const void *context)
{
    const struct exporting *exporting = context;
    return measures_csv(exporting->wish->store, &exporting->wish->runner, out, exporting->fault);
}

static bool ends_in_csv(const char *path)
{
    size_t n = strlen(path);
    return n >= 4 && strcmp(path + n - 4, ".csv") == 0;
}

int history_export(const struct history_wish *wish)
{
    struct bks_fault fault = {.offset = -1};
    const struct exporting exporting = {wish, &fault};
    enum bks_status (*fill)(FILE *, const void *) =
        ends_in_csv(wish->output) ? fill_csv : fill_json;
    if (strcmp(wish->output, "-") != 0)
        return home_write(wish->output, wish->db, wish->force, fill, &exporting, &fault);
    enum bks_status status = fill(stdout, &exporting);
    return status == BKS_OK || status == BKS_CANNOT_WRITE ? exit_flushed(EXIT_DONE)
                                                          : home_failed(wish->db, &fault, false);
}

/* All of a file as text; freed by the caller. */
static enum bks_status read_all(char **text, FILE *in, struct bks_fault *fault)
{
    size_t room = FIRST_ROOM, n = 0;
    *text = memory_new(room, 1);
    while (*text && !feof(in) && !ferror(in) && n < IMPORT_MOST) {
        n += fread(*text + n, 1, room - n - 1, in);
        if (n + 1 < room)
            continue;
        char *more = memory_resize(*text, room * 2, 1);
        if (!more)
            return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
        *text = more;
        room *= 2;
    }
    if (!*text)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (ferror(in))
        return fault_set(fault, BKS_IO, NULL, "reading it failed");
    if (n >= IMPORT_MOST)
        return fault_set(fault, BKS_TOO_LARGE, NULL, "larger than any export");
    (*text)[n] = '\0';
    if (strlen(*text) != n)
        return fault_set(fault, BKS_DAMAGED, "take a file that backstride history export wrote",
                         "no export of a history");
    return BKS_OK;
}

static bool on_head(void *context, const struct session_head *head)
{
    (void)head;
    *(bool *)context = true;
    return false;
}

static bool on_record(void *context, const struct record *record)
{
    (void)record;
    *(bool *)context = true;
    return false;
}

/* The runner may have nothing yet: what is there is never mixed with what comes. */
static enum bks_status load(struct history_wish *wish, const char *text, struct bks_fault *fault)
{
    struct store *store = wish->store;
    bool some = false;
    enum bks_status status = BKS_OK;
    if (wish->runner.id == 0)
        status = store->can->runner_add(store, &wish->runner, fault);
    if (status == BKS_OK)
        status = store->can->session_heads(store, wish->runner.id, "steps", on_head, &some, fault);
    for (int kind = 0; status == BKS_OK && !some && kind < RECORD_KIND_COUNT; kind++)
        status = store->can->records(store, wish->runner.id, (enum record_kind)kind, on_record,
                                     &some, fault);
    if (status != BKS_OK)
        return status;
    if (some)
        return fault_set(fault, BKS_BAD_ARGUMENT,
                         "import it under another --runner, or forget this one first",
                         "%.100s has a history already", wish->runner.name);
    return store->can->load(store, wish->runner.id, text, fault);
}

int history_import(struct history_wish *wish, const char *file)
{
    struct bks_fault fault = {.offset = -1};
    struct store *store = wish->store;
    char *text = NULL;
    bool standard = strcmp(file, "-") == 0;
    FILE *in = standard ? stdin : fopen(file, "rb");
    enum bks_status status =
        in ? read_all(&text, in, &fault)
           : fault_set(&fault, BKS_CANNOT_OPEN, "see its name", "cannot be opened");
    if (in && !standard)
        (void)fclose(in);
    if (status == BKS_OK)
        status = store->can->begin(store, &fault);
    if (status == BKS_OK) {
        status = load(wish, text, &fault);
        enum bks_status ended = store->can->end(store, status == BKS_OK, &fault);
        status = status != BKS_OK ? status : ended;
    }
    memory_free(text);
    if (status == BKS_OK)
        return EXIT_DONE;
    complain(file, &fault);
    return exit_of(status);
}
