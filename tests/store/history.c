/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A history in a folder of its own. */
#include "store/history.h"

#include "backstride/status.h"
#include "report/export.h"
#include "report/report.h"
#include "support/assert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DAY_US 86400000000

static const char pattern[] = "store-test-XXXXXX";

int history_folder(void **state)
{
    static char folder[sizeof pattern];
    memcpy(folder, pattern, sizeof folder);
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

int history_folder_end(void **state)
{
    history_remove();
    return chdir("..") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

void history_remove(void)
{
    static const char *const names[] = {HISTORY, HISTORY "-wal", HISTORY "-shm"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(names[i]);
}

struct store *history_open(void)
{
    struct store *store = NULL;
    struct bks_fault fault = {0};
    enum bks_status status = store_open(&store, HISTORY, STORE_WRITE, &fault);
    if (status != BKS_OK)
        fail_msg("%s: %s", bks_status_id(status), fault.what);
    return store;
}

struct runner history_runner(struct store *store, const char *name)
{
    struct runner runner;
    assert_int_equal(store->can->runner_find(store, &runner, name, NULL), BKS_OK);
    if (runner.id != 0)
        return runner;
    (void)snprintf(runner.name, sizeof runner.name, "%s", name);
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    assert_int_equal(store->can->runner_add(store, &runner, NULL), BKS_OK);
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    return runner;
}

void history_session(struct session *session, struct hand_result *hand, unsigned number,
                     double cadence_spm)
{
    static const struct given_option given[] = {{"placement", "waist"}, {"tz", "Europe/Oslo"}};
    result_flagged(hand);
    struct bks_input *input = &hand->result.input;
    input->info.start.t_us += (int64_t)number * DAY_US;
    (void)snprintf(input->sha256, sizeof input->sha256, "%064u", number);
    struct bks_measure *cadence = &hand->result.total[BKS_RUN].measure[BKS_CADENCE];
    *cadence = (struct bks_measure){cadence_spm, cadence_spm - 0.5, cadence_spm + 0.5, 900, 0};
    *session = (struct session){.file = "run.zip",
                                .version = bks_version(),
                                .given = given,
                                .n_given = 2,
                                .result = hand->result};
}

int64_t history_put(struct store *store, int64_t runner, const struct session *session)
{
    int64_t id = 0;
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    assert_int_equal(store->can->session_put(store, &id, runner, session, NULL), BKS_OK);
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    return id;
}

char *history_json(const struct session *session)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    const struct report_about about = {
        .file = session->file, .given = session->given, .n_given = session->n_given};
    assert_int_equal(report_json(&session->result, &about, BKS_JSON_ANALYSIS, out), BKS_OK);
    assert_int_equal(fclose(out), 0);
    return text;
}

char *history_export(struct store *store, const struct runner *runner)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    assert_int_equal(report_export(store, runner, out, NULL), BKS_OK);
    assert_int_equal(fclose(out), 0);
    return text;
}

char *history_bytes(const char *path, size_t *n)
{
    *n = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return calloc(1, 1);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    rewind(file);
    char *bytes = calloc(1, (size_t)size + 1);
    assert_non_null(bytes);
    *n = fread(bytes, 1, (size_t)size, file);
    assert_int_equal(fclose(file), 0);
    return bytes;
}
