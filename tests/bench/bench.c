/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backstride-bench: what an analysis costs, beside the floors under it, on the same file in the
 * same run. Ratios travel between machines; seconds do not.
 */
#include "backstride/backstride.h"
#include "bench/floors.h"
#include "bench/history.h"
#include "bench/make.h"
#include "bench/serve.h"
#include "bench/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_MAX 16
#define PATH_ROOM 512

struct wish {
    double hours;
    size_t rounds;
    bool markdown, history, serve;
    double most_ms;
    const char *folder;      /* NULL: a temporary one */
    const char *pipe, *base; /* commands to measure too; NULL */
    const char *file[FILES_MAX];
    size_t n_files;
};

static const char usage[] =
    "usage: backstride-bench [OPTIONS] [FILE...]\n"
    "\n"
    "Measures the whole analysis of each FILE beside reading, parsing and hashing it and beside "
    "the\n"
    "bare transforms. Without FILE it makes its own: CSV of --hours and of a 24th of them, WAV of\n"
    "--hours and of seven times that.\n"
    "\n"
    "  --hours H        length of what is made (24)\n"
    "  --dir FOLDER     make the files there, and keep them\n"
    "  --rounds N       rounds, each of which runs all in turn (5)\n"
    "  --pipe COMMAND   another pipeline to run in turn on each CSV; {} stands for the file\n"
    "  --floor COMMAND  another floor, likewise\n"
    "  --history        in place of all that: ten years of a runner, made here, and what compare\n"
    "                   and plan take on them\n"
    "  --serve          in place of all that: fifty uploads at once to `backstride serve`, and\n"
    "                   10,000 small questions while it analyses\n"
    "  --most-ms M      a failure where one of compare and plan, or 95 of 100 uploads, take "
    "longer\n"
    "  --markdown       tables for a README\n";

/* ---- what is measured ---- */

struct task {
    const char *path;
    uint64_t rows;
    bool (*floor)(const char *path, uint64_t rows);
};

static int64_t run_floor(const void *context)
{
    const struct task *task = context;
    return task->floor(task->path, task->rows) ? 0 : -1;
}

/* All that `analyze --json` does; the answer is the rows. */
static int64_t run_analysis(const void *context)
{
    const struct task *task = context;
    struct bks_analysis *analysis = NULL;
    struct bks_fault fault = {0};
    if (bks_analyze(&analysis, task->path, NULL, NULL, NULL, &fault) != BKS_OK) {
        fprintf(stderr, "backstride-bench: %s: %s\n", task->path, fault.what);
        return -1;
    }
    int64_t rows = (int64_t)bks_analysis_result(analysis)->input.n_samples;
    FILE *out = fopen("/dev/null", "w");
    bool good =
        out && bks_analysis_write_json(analysis, task->path, BKS_JSON_ANALYSIS, out) == BKS_OK;
    if (out)
        (void)fclose(out);
    bks_analysis_free(analysis);
    return good ? rows : -1;
}

/* Puts the file where the command has {}, or at its end. */
static void fill_command(char *out, size_t room, const char *command, const char *path)
{
    const char *hole = strstr(command, "{}");
    if (hole)
        (void)snprintf(out, room, "%.*s'%s'%s", (int)(hole - command), command, path, hole + 2);
    else
        (void)snprintf(out, room, "%s '%s'", command, path);
}

static bool is_csv(const char *path)
{
    size_t n = strlen(path);
    return n > 4 && strcmp(path + n - 4, ".csv") == 0;
}

static void list_contestants(struct table *table, struct task task[TABLE_CONTESTANTS],
                             const struct wish *wish, const char *path)
{
    static const struct {
        const char *name;
        bool (*floor)(const char *path, uint64_t rows);
        bool csv_only;
    } all[] = {
        {"backstride, all of it", NULL, false},
        {"read it", floor_read, false},
        {"parse it", floor_parse, true},
        {"hash it", floor_hash, false},
        {"bare transforms", floor_transforms, false},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].csv_only && !is_csv(path))
            continue;
        task[table->n] = (struct task){path, (uint64_t)table->rows, all[i].floor};
        table->contestant[table->n] =
            (struct contestant){.name = all[i].name,
                                .work = all[i].floor ? run_floor : run_analysis,
                                .context = &task[table->n]};
        table->n++;
    }
    const char *command[] = {wish->base, wish->pipe}, *name[] = {"your floor", "your pipeline"};
    for (size_t i = 0; i < 2; i++) {
        if (!command[i] || !is_csv(path))
            continue;
        struct contestant *one = &table->contestant[table->n++];
        *one = (struct contestant){.name = name[i]};
        fill_command(one->command, sizeof one->command, command[i], path);
    }
}

/* One file's table; answers backstride's peak [MiB], or -1. */
static double measure(const struct wish *wish, const char *path)
{
    static struct contestant contestant[TABLE_CONTESTANTS];
    struct task task[TABLE_CONTESTANTS], first = {.path = path};
    struct watch_cost cost;
    struct stat stat_of;
    /* the first reading warms the page cache and tells the rows */
    if (stat(path, &stat_of) != 0 || !watch_run(&cost, run_analysis, &first)) {
        fprintf(stderr, "backstride-bench: %s cannot be analysed\n", path);
        return -1;
    }
    const char *name = strrchr(path, '/');
    struct table table = {.file = name ? name + 1 : path,
                          .file_mb = (double)stat_of.st_size * 1e-6,
                          .rows = cost.answer,
                          .rounds = wish->rounds,
                          .contestant = contestant};
    list_contestants(&table, task, wish, path);
    const char *failed = table_race(&table);
    if (failed) {
        fprintf(stderr, "backstride-bench: %s: %s failed\n", path, failed);
        return -1;
    }
    table_print(&table, wish->markdown);
    (void)fflush(stdout);
    return table_peak_mb(contestant, wish->rounds);
}

/* ---- what it is measured on ---- */

struct made {
    char path[PATH_ROOM];
};

static bool make_files(struct made made[4], const char *folder, double hours)
{
    static const char *const name[] = {"short.csv", "day.csv", "day.wav", "week.wav"};
    for (size_t i = 0; i < 4; i++)
        if ((size_t)snprintf(made[i].path, PATH_ROOM, "%s/%s", folder, name[i]) >= PATH_ROOM)
            return false;
    double seconds = hours * 3600;
    fprintf(stderr, "making recordings of %g hours in %s\n", hours, folder);
    return make_csv(made[0].path, seconds / 24) && make_csv(made[1].path, seconds) &&
           make_wav(made[2].path, seconds, 1) && make_wav(made[3].path, seconds, 7);
}

static bool measure_made(const struct wish *wish, const char *folder)
{
    struct made made[4];
    double peak_mb[4];
    bool good = make_files(made, folder, wish->hours);
    if (!good)
        fprintf(stderr, "backstride-bench: %s: no room?\n", folder);
    for (size_t i = 0; i < 4 && good; i++)
        good = (peak_mb[i] = measure(wish, made[i].path)) > 0;
    if (good)
        printf("Peak memory of the long CSV over that of the short one: %.3f\n",
               peak_mb[1] / peak_mb[0]);
    for (size_t i = 0; i < 4 && !wish->folder; i++)
        (void)remove(made[i].path);
    return good;
}

static bool measure_in(const struct wish *wish, const char *folder)
{
    if (wish->serve)
        return serve_measure(folder, wish->markdown, wish->most_ms);
    return wish->history ? history_measure(folder, wish->rounds, wish->markdown, wish->most_ms)
                         : measure_made(wish, folder);
}

static bool measure_all(const struct wish *wish)
{
    for (size_t i = 0; i < wish->n_files; i++)
        if (measure(wish, wish->file[i]) < 0)
            return false;
    if (wish->n_files > 0)
        return true;
    if (wish->folder)
        return measure_in(wish, wish->folder);
    const char *parent = getenv("TMPDIR");
    char folder[PATH_ROOM / 2];
    (void)snprintf(folder, sizeof folder, "%s/backstride-bench-XXXXXX", parent ? parent : ".");
    if (!mkdtemp(folder)) {
        fprintf(stderr, "backstride-bench: %s cannot be made\n", folder);
        return false;
    }
    bool good = measure_in(wish, folder);
    (void)rmdir(folder);
    return good;
}

/* ---- what is asked for ---- */

/* Takes one option and its value; answers how many words it was, 0 where it is none. */
static int take_option(struct wish *wish, const char *name, const char *value)
{
    if (strcmp(name, "--markdown") == 0) {
        wish->markdown = true;
        return 1;
    }
    if (strcmp(name, "--history") == 0) {
        wish->history = true;
        return 1;
    }
    if (strcmp(name, "--serve") == 0) {
        wish->serve = true;
        return 1;
    }
    if (!value)
        return 0;
    if (strcmp(name, "--hours") == 0)
        wish->hours = strtod(value, NULL);
    else if (strcmp(name, "--rounds") == 0)
        wish->rounds = strtoul(value, NULL, 10);
    else if (strcmp(name, "--most-ms") == 0)
        wish->most_ms = strtod(value, NULL);
    else if (strcmp(name, "--dir") == 0)
        wish->folder = value;
    else if (strcmp(name, "--pipe") == 0)
        wish->pipe = value;
    else if (strcmp(name, "--floor") == 0)
        wish->base = value;
    else
        return 0;
    return 2;
}

int main(int argc, char **argv)
{
    struct wish wish = {.hours = 24, .rounds = 5};
    bool good = true;
    for (int i = 1; i < argc && good;) {
        int words = 1;
        if (argv[i][0] == '-')
            words = take_option(&wish, argv[i], i + 1 < argc ? argv[i + 1] : NULL);
        else if ((good = wish.n_files < FILES_MAX))
            wish.file[wish.n_files++] = argv[i];
        good = good && words > 0;
        i += words;
    }
    if (!good || wish.rounds < 1 || wish.rounds > TABLE_ROUNDS_MAX || !(wish.hours > 0) ||
        wish.hours > 24) {
        fputs(usage, stderr);
        return 2;
    }
    return measure_all(&wish) ? 0 : 1;
}
