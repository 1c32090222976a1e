/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile exports: `history import` takes a text or refuses it with a reason, and whatever it took
 * is shown and exported again without harm.
 */
#include "backstride/status.h"
#include "fuzz/fuzz.h"
#include "report/export.h"
#include "report/report.h"
#include "support/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLACE_ROOM 64

static char place[PLACE_ROOM];
static struct store *store;

static void must(enum bks_status status)
{
    if (status != BKS_OK)
        abort();
}

static void end_all(void)
{
    static const char *const names[] = {"", "-wal", "-shm"};
    char path[PLACE_ROOM + sizeof "-wal"];
    store->can->close(store);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(path, sizeof path, "%s%s", place, names[i]);
        (void)remove(path);
    }
}

/* One empty history for all inputs: each is undone. */
static void open_once(void)
{
    if (store)
        return;
    (void)snprintf(place, sizeof place, "fuzz-history-%ld.db", (long)getpid());
    must(store_open(&store, place, STORE_WRITE, NULL));
    (void)atexit(end_all);
}

static struct runner add_runner(const char *name)
{
    struct runner runner = {0};
    (void)snprintf(runner.name, sizeof runner.name, "%s", name);
    must(store->can->runner_add(store, &runner, NULL));
    return runner;
}

/* ---- what was taken is shown ---- */

struct shown {
    int64_t id[8];
    size_t n;
};

static bool on_head(void *context, const struct session_head *head)
{
    struct shown *shown = context;
    shown->id[shown->n++] = head->id;
    return shown->n < sizeof shown->id / sizeof shown->id[0];
}

static bool on_record(void *context, const struct record *record)
{
    size_t *n = context;
    for (size_t i = 0; i < record->n; i++)
        *n += strlen(record->value[i].key) + strlen(record->value[i].value);
    return true;
}

static void show_session(int64_t runner, int64_t id, FILE *out)
{
    struct kept_session *kept = NULL;
    enum bks_status status = store->can->session_get(store, &kept, runner, id, NULL);
    if (status != BKS_OK && status != BKS_DAMAGED)
        abort();
    if (kept) {
        const struct session *session = kept_session_of(kept);
        const struct report_about about = {
            .file = session->file, .given = session->given, .n_given = session->n_given};
        struct bks_text_style style = {.utf8 = true};
        must(report_json(&session->result, &about, BKS_JSON_SERIES, out));
        must(report_note(&session->result, &about, &style, out));
    }
    kept_session_free(kept);
}

static void show_all(const struct runner *runner)
{
    struct shown shown = {.n = 0};
    size_t n = 0;
    FILE *out = fopen("/dev/null", "w");
    if (!out)
        abort();
    must(store->can->session_heads(store, runner->id, "cadence_spm", on_head, &shown, NULL));
    for (size_t i = 0; i < shown.n; i++)
        show_session(runner->id, shown.id[i], out);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        must(store->can->records(store, runner->id, (enum record_kind)kind, on_record, &n, NULL));
    must(report_export(store, runner, out, NULL));
    (void)fclose(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bks_fault fault = {0};
    char *text = malloc(size + 1);
    if (!text)
        abort();
    memcpy(text, data, size);
    text[size] = '\0';
    open_once();
    must(store->can->begin(store, NULL));
    struct runner runner = add_runner("twin");
    enum bks_status status = store->can->load(store, runner.id, text, &fault);
    if ((status != BKS_OK && status != BKS_DAMAGED) || (status != BKS_OK && fault.what[0] == '\0'))
        abort();
    if (status == BKS_OK)
        show_all(&runner);
    must(store->can->end(store, false, NULL));
    free(text);
    return 0;
}

/* ---- seeds: a run and a walk with a diary ---- */

static void put_session(int64_t runner, void (*make)(struct hand_result *))
{
    static const struct given_option given[] = {{"placement", "waist"}};
    struct hand_result hand;
    int64_t id = 0;
    make(&hand);
    (void)snprintf(hand.result.input.sha256, sizeof hand.result.input.sha256, "%064d", 7);
    const struct session session = {.file = "run.zip",
                                    .version = bks_version(),
                                    .given = given,
                                    .n_given = 1,
                                    .result = hand.result};
    must(store->can->session_put(store, &id, runner, &session, NULL));
}

static void put_record(int64_t runner, enum record_kind kind, const char *key, const char *value)
{
    struct record_value pair = {.value = value};
    struct record record = {.kind = kind, .day = "2026-05-01", .value = &pair, .n = 1};
    (void)snprintf(pair.key, sizeof pair.key, "%s", key);
    must(store->can->record_put(store, runner, &record, NULL));
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    static void (*const make[])(struct hand_result *) = {result_walk, result_poor, result_flagged};
    if (i >= sizeof make / sizeof make[0])
        return 0;
    open_once();
    must(store->can->begin(store, NULL));
    struct runner runner = add_runner("anna");
    put_session(runner.id, make[i]);
    put_record(runner.id, RECORD_DIARY, "waking", "2");
    put_record(runner.id, RECORD_PROFILE, "tz", "Europe/Oslo");
    FILE *out = fmemopen(bytes, FUZZ_MAX_SEED, "wb");
    if (!out)
        abort();
    must(report_export(store, &runner, out, NULL));
    long n = ftell(out);
    (void)fclose(out);
    must(store->can->end(store, false, NULL));
    return n > 0 && n < (long)FUZZ_MAX_SEED ? (size_t)n : 0;
}
