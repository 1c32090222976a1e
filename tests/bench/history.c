/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A history by hand, and the commands that read all of it. */
#include "bench/history.h"

#include "backstride/status.h"
#include "bench/table.h"
#include "flow/runner_case.h"
#include "model/day.h"
#include "store/store.h"
#include "support/result.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#ifndef BKS_PROGRAM
#define BKS_PROGRAM "backstride" /* built without it: that of the PATH */
#endif

#define SESSIONS   1500
#define DAYS       3652
#define SERIES_S   2400
#define FIRST_DAY  INT32_C(16436) /* 2015-01-01 */
#define AS_OF      "2025-01-01"
#define DAY_US     INT64_C(86400000000)
#define PATH_ROOM  512
#define COMMANDS   4
#define LIMITED    2 /* the first of them, whose time is one that was asked for */
#define MS_PER_S   1e3
#define BYTES_A_MB 1e6

/* ---- what is measured on ---- */

static enum bks_status put_session(struct store *store, int64_t runner, unsigned number)
{
    static double cadence[SERIES_S], bounce[SERIES_S];
    static const struct given_option given[] = {{"placement", "waist"}, {"tz", "Europe/Oslo"}};
    struct hand_result hand;
    int64_t id = 0, day = FIRST_DAY + (int64_t)number * DAYS / SESSIONS;
    result_flagged(&hand);
    struct bks_input *input = &hand.result.input;
    input->info.start.t_us = day * DAY_US + input->info.start.t_us % DAY_US;
    (void)snprintf(input->sha256, sizeof input->sha256, "%064u", number);
    for (unsigned i = 0; i < SERIES_S; i++) {
        cadence[i] = 160 + (double)((i + number) % 9);
        bounce[i] = 70 + (double)((i * 7 + number) % 31);
    }
    hand.result.series = (struct bks_series){1, SERIES_S, cadence, bounce};
    const struct session session = {.file = "run.zip",
                                    .version = bks_version(),
                                    .given = given,
                                    .n_given = 2,
                                    .result = hand.result};
    return store->can->session_put(store, &id, runner, &session, NULL);
}

static enum bks_status tell(struct store *store, int64_t runner, const struct told_table *table,
                            const char *const *pairs, int32_t day)
{
    struct told told = {.n = 0};
    char why[TOLD_WHY_ROOM];
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && pairs[i]; i++)
        status = told_pair(&told, why, table, pairs[i]);
    if (status == BKS_OK)
        status = runner_tell(store, runner, &told, day, NULL);
    told_clear(&told);
    return status;
}

static enum bks_status tell_all(struct store *store, int64_t runner, size_t *entries)
{
    static const char *const profile[] = {
        "injury=nonspecific",   "clearance.by=physio", "clearance.date=2014-12-01",
        "readiness.walk30=yes", "readiness.daily=yes", "readiness.bodyweight=yes",
        "tz=Europe/Oslo",       "height_cm=172",       NULL};
    static const char *const diary[] = {
        "waking=0", "before=0", "during=1", "stiffness=usual", "note=a quiet run along the river",
        NULL};
    enum bks_status status = tell(store, runner, &told_profile, profile, FIRST_DAY);
    for (int32_t day = 0; status == BKS_OK && day < DAYS; day += 2, ++*entries)
        status = tell(store, runner, &told_diary, diary, FIRST_DAY + day);
    return status;
}

static enum bks_status make_history(const char *path, size_t *entries)
{
    struct store *store = NULL;
    struct runner runner = {.name = "anna"};
    enum bks_status status = store_open(&store, path, STORE_WRITE, NULL);
    if (status != BKS_OK)
        return status;
    status = store->can->begin(store, NULL);
    if (status == BKS_OK)
        status = store->can->runner_add(store, &runner, NULL);
    for (unsigned i = 0; status == BKS_OK && i < SESSIONS; i++)
        status = put_session(store, runner.id, i);
    if (status == BKS_OK)
        status = tell_all(store, runner.id, entries);
    enum bks_status ended = store->can->end(store, status == BKS_OK, NULL);
    store->can->close(store);
    return status != BKS_OK ? status : ended;
}

/* ---- what is measured ---- */

struct measured {
    const char *what, *words; /* %s: the folder, for each place that has it */
};

static const struct measured commands[COMMANDS] = {
    {"compare --runner", "compare --runner anna --json --db '%s/h.db'"},
    {"plan --runner", "plan --runner anna --json --as-of " AS_OF " --db '%s/h.db'"},
    {"history export", "history --runner anna export --force -o '%s/h.json' --db '%s/h.db'"},
    {"history import", "history --runner anna import '%s/h.json' --db '%s/i.db' && rm '%s/i.db'"},
};

static void remove_all(const char *folder)
{
    static const char *const names[] = {"h.db", "h.db-wal", "h.db-shm", "h.json", "i.db"};
    char path[PATH_ROOM];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)remove(path);
    }
}

static void fill_command(struct contestant *one, const char *words, const char *folder)
{
    size_t n = (size_t)snprintf(one->command, sizeof one->command, "'%s' ", BKS_PROGRAM);
    for (const char *at = words; *at && n < sizeof one->command - 1;) {
        bool hole = strncmp(at, "%s", 2) == 0;
        n += (size_t)snprintf(one->command + n, sizeof one->command - n, "%s",
                              hole ? folder : (const char[]){*at, '\0'});
        at += hole ? 2 : 1;
    }
}

static void print_all(const struct table *table, size_t entries, bool markdown)
{
    const char *bold = markdown ? "**" : "", *bar = markdown ? " | " : "  ";
    const char *first = markdown ? "| " : "", *end = markdown ? " |" : "";
    printf("%shistory of 10 years: %d sessions, %zu diary entries, %.1f MB of database, medians of "
           "%zu rounds in turn%s\n\n",
           bold, SESSIONS, entries, table->file_mb, table->rounds, bold);
    printf("%s%-18s%s%7s%s%7s%s%8s%s\n", first, "command", bar, "wall ms", bar, "CPU ms", bar,
           "peak MiB", end);
    if (markdown)
        printf("|---|---:|---:|---:|\n");
    for (size_t i = 0; i < table->n; i++) {
        const struct contestant *one = &table->contestant[i];
        printf("%s%-18s%s%7.1f%s%7.1f%s%8.1f%s\n", first, one->name, bar,
               MS_PER_S * table_wall_s(one, table->rounds), bar,
               MS_PER_S * table_cpu_s(one, table->rounds), bar, table_peak_mb(one, table->rounds),
               end);
    }
}

static bool within(const struct table *table, double most_ms)
{
    bool good = table->file_mb < HISTORY_MOST_MB;
    if (!good)
        fprintf(stderr, "backstride-bench: a database of %.1f MB\n", table->file_mb);
    for (size_t i = 0; i < table->n && most_ms > 0; i++) {
        double ms = MS_PER_S * table_wall_s(&table->contestant[i], table->rounds);
        if (ms >= most_ms)
            fprintf(stderr, "backstride-bench: %s takes %.0f ms\n", commands[i].what, ms);
        good = good && ms < most_ms;
    }
    return good;
}

bool history_measure(const char *folder, size_t rounds, bool markdown, double most_ms)
{
    static struct contestant contestant[COMMANDS];
    size_t n = most_ms > 0 ? LIMITED : COMMANDS;
    struct table table = {.rounds = rounds, .n = n, .contestant = contestant};
    struct stat about = {0};
    char path[PATH_ROOM];
    size_t entries = 0;
    (void)snprintf(path, sizeof path, "%s/h.db", folder);
    enum bks_status status = make_history(path, &entries);
    if (status != BKS_OK || stat(path, &about) != 0) {
        fprintf(stderr, "backstride-bench: %s: %s\n", path, bks_status_text(status));
        remove_all(folder);
        return false;
    }
    table.file_mb = (double)about.st_size / BYTES_A_MB;
    for (size_t i = 0; i < n; i++) {
        contestant[i] = (struct contestant){.name = commands[i].what};
        fill_command(&contestant[i], commands[i].words, folder);
    }
    const char *failed = table_race(&table);
    remove_all(folder);
    if (failed)
        fprintf(stderr, "backstride-bench: %s failed\n", failed);
    else
        print_all(&table, entries, markdown);
    return !failed && within(&table, most_ms);
}
