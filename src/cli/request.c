/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of the commands that analyse, and what is made of the results. */
#include "cli/request.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/batch.h"
#include "cli/exit.h"
#include "cli/inputs.h"
#include "cli/keeper.h"
#include "cli/option.h"
#include "cli/outcome.h"
#include "cli/steps_file.h"
#include "cli/terminal.h"
#include "report/page.h"

#include <string.h>

static bool take_jobs(void *request, const struct arg_row *row, const char *value)
{
    int64_t jobs;
    const char *end = value + strlen(value);
    if (text_integer(&jobs, value, end) != end || jobs < 1 || jobs > BATCH_MAX_JOBS)
        return complain_usage("--%s: \"%.40s\" is not understood - write a number from 1 to %d",
                              row->name, value, BATCH_MAX_JOBS) == EXIT_DONE;
    ((struct request *)request)->jobs = (size_t)jobs;
    return true;
}

#define SETS(member) NULL, offsetof(struct request, member)
#define GIVEN        option_take, offsetof(struct request, options)

/* clang-format off */
static const struct arg_row rows[] = {
    {0, "runner", "NAME", "whose run it is; a new name begins a new history", SETS(runner)},
    {0, "db", "PATH", "the file of the histories ($XDG_DATA_HOME/backstride/history.db, else "
                      "under ~/.local/share)", SETS(db)},
    {0, "force", NULL, "analyse a recording again that is there; its number stays", SETS(force)},
    {'h', "help", NULL, "this text", SETS(help)},
    {0, "json", NULL, "one JSON object a recording, one line each", SETS(json)},
    {'j', "jobs", "N", "so many recordings at the same time (1)", take_jobs, 0},
    {'q', "quiet", NULL, "no progress, no summary; failures are still told", SETS(quiet)},
    {'v', "verbose", NULL, "a line for each recording on standard error", SETS(verbose)},
    {0, "placement", "WHERE", "where it was worn: sacrum, waist, chest, trunk, pocket, arm, "
                              "wrist, hand, ankle, foot (estimated when not given)", GIVEN},
    {0, "speed", "SPEED", "of the running: 3.3m/s, 12km/h, 5:00/km, or a treadmill's programme: "
                          "0-600=2.8m/s,600-900=3.3m/s", GIVEN},
    {0, "track", "FILE", "what a watch wrote of the same run (FIT, TCX, GPX, Apple Health): its "
                         "speed, once its clock is aligned", GIVEN},
    {0, "slope", "SLOPE", "5% or 3deg, negative downhill", GIVEN},
    {0, "height", "LENGTH", "of the runner: 175cm", GIVEN},
    {0, "mass", "MASS", "of the runner: 70kg", GIVEN},
    {0, "leg-length", "LENGTH", "hip to ground: 92cm", GIVEN},
    {0, "surface", "NAME", "treadmill, track, road, trail, grass", GIVEN},
    {0, "start", "TIME", "when it began: 2026-05-01T10:00 or 2026-05-01T10:00+02:00", GIVEN},
    {0, "tz", "ZONE", "the time zone where it was: Europe/Oslo", GIVEN},
    {0, "columns", "LIST", "which column holds what in a table nobody knows: "
                           "t=1,ax=2,ay=3,az=4[,gx=5,gy=6,gz=7][,speed=8]", GIVEN},
    {0, "units", "UNIT", "of its acceleration: g, m/s2 (inferred when not given)", GIVEN},
    {0, "gyro-unit", "UNIT", "of its gyroscope: dps, rad/s (inferred)", GIVEN},
    {0, "time-unit", "UNIT", "of its time: s, ms, us, ns (inferred)", GIVEN},
    {0, "series", NULL, "JSON with cadence and bounce second by second too, and two strips of 5 s "
                          "with their steps", SETS(series)},
    {0, "steps", "FILE", "every step as CSV: side, times of contact and flight, bounce, force; of "
                         "one recording", SETS(steps)},
    {0, "force", NULL, "replace the FILE of --steps when it is there", SETS(force)},
};
/* clang-format on */

#define N_ADD     3 /* the first rows, which are for `add` only */
#define N_ANALYZE 3 /* the last rows, which are for `analyze` only: `check` looks at no step */

static const struct arg_row *rows_of(enum request_mode mode, size_t *n)
{
    size_t all = sizeof rows / sizeof rows[0];
    size_t first = mode == REQUEST_ADD ? 0 : N_ADD;
    *n = all - first - (mode == REQUEST_ANALYZE ? 0 : N_ANALYZE);
    return rows + first;
}

static int show_help(const struct request_help *help, enum request_mode mode)
{
    size_t n;
    struct page page = {.out = stdout};
    const struct arg_row *offered = rows_of(mode, &n);
    (void)printf("usage: %s\n\n", help->usage);
    page_words(&page, 0, help->about);
    (void)printf("\n\noptions\n");
    args_help(stdout, offered, n);
    (void)printf("\nexamples\n%s", help->examples);
    return EXIT_DONE;
}

static enum bks_status gather(struct inputs *inputs, const struct args_rest *rest)
{
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && i < rest->n; i++)
        status = inputs_add(inputs, rest->item[i]);
    return status;
}

static int out_of_memory(void)
{
    (void)complain_usage("out of memory");
    return exit_of(BKS_NO_MEMORY);
}

/* Analyses the inputs and shows what comes of each. */
static int go_through(const struct request *request, const struct keeper *keeper,
                      const struct inputs *inputs, const char *first)
{
    struct progress progress;
    struct output *steps;
    terminal_watch();
    int ends = steps_file_begin(&steps, request, inputs);
    if (ends != EXIT_DONE)
        return ends;
    struct outcome outcome = outcome_start(request, terminal_style(), steps);
    outcome.keeper = keeper;
    progress_init(&progress, terminal_redraws() && !request->quiet, inputs->n);
    struct batch batch = {.inputs = inputs,
                          .options = request->options,
                          .jobs = request->jobs,
                          .progress = &progress,
                          .show = outcome_show,
                          .context = &outcome};
    enum bks_status status = batch_run(&batch);
    progress_clear(&progress);
    output_discard(outcome.steps);
    return status == BKS_OK ? outcome_end(&outcome, first) : out_of_memory();
}

static int gather_and_go(const struct request *request, const struct keeper *keeper,
                         const struct args_rest *rest)
{
    struct inputs inputs = {0};
    bool gathered = gather(&inputs, rest) == BKS_OK;
    int ends = gathered ? go_through(request, keeper, &inputs, rest->item[0]) : out_of_memory();
    inputs_clear(&inputs);
    return ends;
}

/* `add`: the history is opened first, so that nothing is analysed for nothing. */
static int keep_and_go(const struct request *request, const struct args_rest *rest)
{
    struct keeper *keeper = NULL;
    if (!request->runner)
        return complain_usage("whose run is it? - name the runner: --runner NAME");
    int ends = keeper_open(&keeper, request);
    if (ends == EXIT_DONE)
        ends = gather_and_go(request, keeper, rest);
    keeper_close(keeper);
    return ends;
}

static int read_and_go(struct request *request, struct args_rest *rest, int argc, char **argv,
                       const struct request_help *help)
{
    size_t n;
    const struct arg_row *offered = rows_of(request->mode, &n);
    if (!args_read(rest, argc, argv, offered, n, request))
        return EXIT_USAGE;
    request->json = request->json || request->series;
    if (request->help)
        return show_help(help, request->mode);
    if (rest->n == 0)
        return complain_usage("no recording is named - usage: %s", help->usage);
    if (request->mode == REQUEST_ADD)
        return keep_and_go(request, rest);
    return gather_and_go(request, NULL, rest);
}

int request_run(int argc, char **argv, enum request_mode mode, const struct request_help *help)
{
    struct request request = {.mode = mode, .jobs = 1};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    int ends;
    if (rest.item && bks_options_new(&request.options) == BKS_OK)
        ends = read_and_go(&request, &rest, argc, argv, help);
    else
        ends = out_of_memory();
    bks_options_free(request.options);
    memory_free(rest.item);
    return ends;
}
