/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the histories are: the XDG base directory specification, 0.8. */
#include "cli/home.h"

#include "base/fault.h"
#include "base/output.h"
#include "base/text.h"
#include "cli/exit.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define OWNER_ONLY 0700
#define NEAR       3 /* edits that may be a slip of the finger */

bool home_of(char path[HOME_ROOM], const char *given)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int n;
    if (given)
        n = snprintf(path, HOME_ROOM, "%s", given);
    else if (data && data[0] == '/')
        n = snprintf(path, HOME_ROOM, "%s/backstride/history.db", data);
    else if (home && home[0] == '/')
        n = snprintf(path, HOME_ROOM, "%s/.local/share/backstride/history.db", home);
    else
        return complain_usage("where is the history? - name it: --db PATH") == EXIT_DONE;
    if (n <= 0 || n >= HOME_ROOM)
        return complain_usage("--db: too long, or empty - name a file") == EXIT_DONE;
    return true;
}

/* Makes the folders above a path; what cannot be made is told when the file is opened. */
static void make_folders(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        (void)mkdir(path, OWNER_ONLY);
        *at = '/';
    }
}

int home_failed(const char *given, const struct bks_fault *fault, bool json)
{
    char path[HOME_ROOM];
    if (!home_of(path, given))
        return EXIT_USAGE;
    complain(path, fault);
    if (json)
        (void)(report_failure_json(path, fault, stdout) == BKS_OK);
    return exit_of(fault->status);
}

int home_open(struct store **store, const char *given, enum store_mode mode, bool json)
{
    char path[HOME_ROOM];
    struct bks_fault fault = {.offset = -1};
    *store = NULL;
    if (!home_of(path, given))
        return EXIT_USAGE;
    if (mode == STORE_WRITE && !given)
        make_folders(path);
    if (store_open(store, path, mode, &fault) == BKS_OK)
        return EXIT_DONE;
    return home_failed(given, &fault, json);
}

/* The runner whose slug is nearest to what was typed. */
struct nearest {
    char slug[RUNNER_SLUG_ROOM], best[RUNNER_SLUG_ROOM];
    size_t distance;
};

static bool on_runner(void *context, const struct runner *runner)
{
    struct nearest *nearest = context;
    size_t distance = text_distance(nearest->slug, runner->slug);
    if (distance < nearest->distance && distance < strlen(runner->slug)) {
        nearest->distance = distance;
        memcpy(nearest->best, runner->slug, sizeof nearest->best);
    }
    return true;
}

static int unknown_runner(struct store *store, const char *name, const char *given, bool json)
{
    struct nearest nearest = {.distance = NEAR + 1};
    struct bks_fault fault = {.offset = -1};
    char hint[128] = "begin a history: backstride add --runner NAME FILE";
    slug_of(nearest.slug, name);
    if (store->can->runners(store, on_runner, &nearest, &fault) != BKS_OK)
        return home_failed(given, &fault, json);
    if (nearest.best[0])
        (void)snprintf(hint, sizeof hint, "did you mean %s?", nearest.best);
    (void)fault_set(&fault, BKS_CANNOT_OPEN, hint, "there is no runner %.100s", name);
    return home_failed(given, &fault, json);
}

int home_runner(struct runner *runner, struct store *store, const char *name, const char *given,
                bool json, bool anyone)
{
    struct bks_fault fault = {.offset = -1};
    if (store->can->runner_find(store, runner, name, &fault) != BKS_OK)
        return home_failed(given, &fault, json);
    if (runner->id != 0)
        return EXIT_DONE;
    if (!anyone)
        return unknown_runner(store, name, given, json);
    (void)snprintf(runner->name, sizeof runner->name, "%s", name);
    return EXIT_DONE;
}

int home_write(const char *path, const char *given, bool force,
               enum bks_status (*fill)(FILE *out, const void *context), const void *context,
               struct bks_fault *fault)
{
    struct output *output = NULL;
    char place[HOME_ROOM];
    if (!home_of(place, given))
        return EXIT_USAGE;
    enum bks_status status = output_open(&output, path, force, place, fault);
    if (status == BKS_OK) {
        status = output_fill(output, fill, context);
        if (status == BKS_OK || status == BKS_CANNOT_WRITE)
            status = output_commit(output, fault);
        else
            output_discard(output);
    }
    if (status == BKS_OK)
        return EXIT_DONE;
    complain(path, fault);
    return exit_of(status);
}
