/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride compare`: the weeks of a runner side by side, or two sessions. */
#include "cli/commands.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/args.h"
#include "cli/exit.h"
#include "cli/home.h"
#include "cli/person.h"
#include "cli/terminal.h"
#include "flow/compare.h"
#include "flow/keep.h"
#include "model/names.h"
#include "report/page.h"
#include "report/weeks.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define NAME_ROOM 40 /* of a measure */

struct wanted {
    const char *runner_name, *db; /* borrowed from argv */
    enum bks_measure_id measure;
    size_t weeks;
    bool json, csv, help;
};

static bool take_weeks(void *request, const struct arg_row *row, const char *value)
{
    return person_weeks(&((struct wanted *)request)->weeks, row, value);
}

static bool take_metric(void *request, const struct arg_row *row, const char *value)
{
    const char *names[BKS_MEASURE_COUNT];
    enum bks_measure_id id = name_measure(value);
    ((struct wanted *)request)->measure = id;
    if (id < BKS_MEASURE_COUNT)
        return true;
    for (int i = 0; i < BKS_MEASURE_COUNT; i++)
        names[i] = bks_measure_name((enum bks_measure_id)i);
    const char *nearest = args_nearest(value, names, BKS_MEASURE_COUNT);
    return complain_usage("--%s: \"%.40s\" is no measure - %s%s%s", row->name, value,
                          nearest ? "did you mean " : "backstride compare --help lists them",
                          nearest ? nearest : "", nearest ? "?" : "") == EXIT_DONE;
}

#define SETS(member) NULL, offsetof(struct wanted, member)

/* clang-format off */
static const struct arg_row rows[] = {
    {'h', "help", NULL, "this text", SETS(help)},
    {0, "runner", "NAME", "whose weeks", SETS(runner_name)},
    {0, "weeks", "N", "the last N weeks that end with the last run (26)", take_weeks, 0},
    {0, "metric", "ID", "what to compare (cadence_spm)", take_metric, 0},
    {0, "csv", NULL, "a table for a spreadsheet", SETS(csv)},
    {0, "json", NULL, "one JSON object", SETS(json)},
    {0, "db", "PATH", "the file of the histories ($XDG_DATA_HOME/backstride/history.db, else "
                      "under ~/.local/share)", SETS(db)},
};
/* clang-format on */

#define N_ROWS (sizeof rows / sizeof rows[0])

static const char usage[] = "backstride compare --runner NAME [--weeks N] [--metric ID] [ID ID]";

static void list_measures(struct page *page)
{
    char text[BKS_MEASURE_COUNT * NAME_ROOM] = "";
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        size_t used = strlen(text);
        (void)snprintf(text + used, sizeof text - used, "%s%s", i ? " " : "",
                       bks_measure_name((enum bks_measure_id)i));
    }
    page_words(page, PAGE_INDENT, text);
}

static int show_help(void)
{
    struct page page = {.out = stdout};
    (void)printf("usage: %s\n\n", usage);
    page_words(&page, 0,
               "Weeks side by side, Monday to Sunday: each the mean of its runs, weighted by "
               "running time, with a 95 % interval; whether it rises or falls, and how the last "
               "week stands against your first runs. What was measured and what a watch reported "
               "are never mixed. With the numbers of two sessions: those two.");
    (void)printf("\n\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nmeasures\n");
    page = (struct page){.out = stdout};
    page_to(&page, PAGE_INDENT);
    list_measures(&page);
    page_end_line(&page);
    (void)printf("\nexamples\n"
                 "  backstride compare --runner Anna\n"
                 "  backstride compare --runner Anna --weeks 8 --metric vertical_oscillation_mm\n"
                 "  backstride compare --runner Anna 3 12\n");
    return EXIT_DONE;
}

static int written(enum bks_status status)
{
    return status == BKS_OK ? EXIT_DONE : exit_flushed(EXIT_DONE);
}

static int compare(const struct wanted *wanted, struct store *store, const struct runner *runner)
{
    struct weeks weeks;
    struct bks_fault fault = {.offset = -1};
    const struct weeks_about about = {runner, wanted->measure, &weeks};
    if (compare_weeks(&weeks, store, runner->id, wanted->measure, wanted->weeks, &fault) != BKS_OK)
        return home_failed(wanted->db, &fault, wanted->json);
    int ends = written(wanted->json  ? weeks_write_json(&about, stdout)
                       : wanted->csv ? weeks_write_csv(&about, stdout)
                                     : weeks_write_text(&about, terminal_style(), stdout));
    weeks_clear(&weeks);
    return ends;
}

/* One of two sessions; EXIT_DONE, or the exit status after a complaint. */
static int get(struct kept_session **kept, const struct wanted *wanted, struct store *store,
               const struct runner *runner, const char *which)
{
    int64_t id;
    struct bks_fault fault = {.offset = -1};
    const char *end = which + strlen(which);
    if (text_integer(&id, which, end) != end || id < 1)
        return complain_usage("\"%.40s\": no number of a session - usage: %s", which, usage);
    if (store->can->session_get(store, kept, runner->id, id, &fault) != BKS_OK)
        return home_failed(wanted->db, &fault, wanted->json);
    if (*kept)
        return EXIT_DONE;
    (void)fault_set(&fault, BKS_CANNOT_OPEN, "see: backstride history --runner NAME list",
                    "%.100s has no session %" PRId64, runner->name, id);
    return home_failed(wanted->db, &fault, wanted->json);
}

static int compare_two(const struct wanted *wanted, struct store *store,
                       const struct runner *runner, const char *const *which)
{
    struct kept_session *kept[2] = {NULL, NULL};
    int ends = get(&kept[0], wanted, store, runner, which[0]);
    if (ends == EXIT_DONE)
        ends = get(&kept[1], wanted, store, runner, which[1]);
    if (ends == EXIT_DONE) {
        const struct pair_about about = {runner,
                                         {kept_session_of(kept[0]), kept_session_of(kept[1])}};
        ends = written(wanted->json  ? pair_write_json(&about, stdout)
                       : wanted->csv ? pair_write_csv(&about, stdout)
                                     : pair_write_text(&about, terminal_style(), stdout));
    }
    kept_session_free(kept[0]);
    kept_session_free(kept[1]);
    return ends;
}

static int open_and_compare(const struct wanted *wanted, const struct args_rest *rest)
{
    char name[RUNNER_NAME_ROOM];
    struct runner runner;
    struct store *store;
    if (!keep_name(name, wanted->runner_name))
        return complain_usage("--runner: \"%.60s\" is no name - write 1 to %d characters",
                              wanted->runner_name, RUNNER_NAME_ROOM - 1);
    int ends = home_open(&store, wanted->db, STORE_READ, wanted->json);
    if (ends == EXIT_DONE)
        ends = home_runner(&runner, store, name, wanted->db, wanted->json, false);
    if (ends == EXIT_DONE)
        ends = rest->n == 2 ? compare_two(wanted, store, &runner, rest->item)
                            : compare(wanted, store, &runner);
    if (store)
        store->can->close(store);
    return ends;
}

static int read_and_go(struct wanted *wanted, struct args_rest *rest, int argc, char **argv)
{
    if (!args_read(rest, argc, argv, rows, N_ROWS, wanted))
        return EXIT_USAGE;
    if (wanted->help)
        return show_help();
    if (rest->n == 1 || rest->n > 2)
        return complain_usage("\"%.60s\": name two sessions, or none - usage: %s", rest->item[0],
                              usage);
    if (!wanted->runner_name)
        return complain_usage("whose weeks? - name the runner: --runner NAME");
    return open_and_compare(wanted, rest);
}

int command_compare(int argc, char **argv)
{
    struct wanted wanted = {.measure = BKS_CADENCE, .weeks = WEEKS_DEFAULT};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    int ends = exit_of(BKS_NO_MEMORY);
    if (rest.item)
        ends = read_and_go(&wanted, &rest, argc, argv);
    else
        (void)complain_usage("out of memory");
    memory_free(rest.item);
    return ends;
}
