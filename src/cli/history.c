/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride history`: what is kept of a runner; shown, removed, exported, imported, forgotten. */
#include "cli/history.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/home.h"
#include "cli/terminal.h"
#include "flow/keep.h"
#include "report/json_writer.h"
#include "report/page.h"
#include "report/sessions.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SETS(member) NULL, offsetof(struct history_wish, member)

/* clang-format off */
static const struct arg_row rows[] = {
    {'h', "help", NULL, "this text", SETS(help)},
    {0, "runner", "NAME", "whose history", SETS(runner_name)},
    {0, "db", "PATH", "the file of the histories ($XDG_DATA_HOME/backstride/history.db, else "
                      "under ~/.local/share)", SETS(db)},
    {0, "json", NULL, "the same as one JSON object", SETS(json)},
    {0, "series", NULL, "show: JSON with cadence and bounce each 5 s too, and the two strips", SETS(series)},
    {'o', "output", "FILE", "export: what to write; .csv gives a table of the measures, anything "
                            "else JSON with all there is", SETS(output)},
    {0, "force", NULL, "export: replace FILE when it is there", SETS(force)},
};
/* clang-format on */

#define N_ROWS (sizeof rows / sizeof rows[0])

static const char usage[] = "backstride history --runner NAME "
                            "[list | show ID | remove ID | export -o FILE | import FILE | "
                            "forget-runner]";

static int show_help(void)
{
    struct page page = {.out = stdout};
    (void)printf("usage: %s\n\n", usage);
    page_words(&page, 0,
               "What is kept of a runner. list: a line a session, the default. show: one session "
               "as analyze shows it. remove: takes one session out; its number is never used "
               "again. export: all of it into a file. import: an export into the history of a "
               "runner who has nothing yet. forget-runner: removes all that is kept of the "
               "runner; no byte of it is left in the file.");
    (void)printf("\n\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nexamples\n"
                 "  backstride history --runner Anna\n"
                 "  backstride history --runner Anna show 12\n"
                 "  backstride history --runner Anna export -o anna.json\n"
                 "  backstride history --runner Anna forget-runner\n");
    return EXIT_DONE;
}

static int failed(const struct history_wish *wish, const struct bks_fault *fault)
{
    return home_failed(wish->db, fault, wish->json);
}

static int list(struct history_wish *wish, const char *unused)
{
    (void)unused;
    struct bks_fault fault = {.offset = -1};
    enum bks_status status =
        wish->json
            ? sessions_write_json(wish->store, &wish->runner, stdout, &fault)
            : sessions_write_text(wish->store, &wish->runner, terminal_style(), stdout, &fault);
    if (status == BKS_CANNOT_WRITE)
        return exit_flushed(EXIT_DONE);
    return status == BKS_OK ? EXIT_DONE : failed(wish, &fault);
}

/* The number after `show` or `remove`; false after a complaint. */
static bool take_id(int64_t *id, const char *text)
{
    const char *end = text + strlen(text);
    if (text_integer(id, text, end) == end && *id > 0)
        return true;
    return complain_usage("\"%.40s\": no number of a session - backstride history --runner NAME "
                          "lists them",
                          text) == EXIT_DONE;
}

static int no_session(const struct history_wish *wish, int64_t id)
{
    struct bks_fault fault = {.offset = -1};
    (void)fault_set(&fault, BKS_CANNOT_OPEN, "see: backstride history --runner NAME list",
                    "%.100s has no session %" PRId64, wish->runner.name, id);
    return failed(wish, &fault);
}

static int show(struct history_wish *wish, const char *which)
{
    int64_t id;
    struct kept_session *kept = NULL;
    struct bks_fault fault = {.offset = -1};
    if (!take_id(&id, which))
        return EXIT_USAGE;
    if (wish->store->can->session_get(wish->store, &kept, wish->runner.id, id, &fault) != BKS_OK)
        return failed(wish, &fault);
    if (!kept)
        return no_session(wish, id);
    const struct session *session = kept_session_of(kept);
    const struct bks_text_style style = terminal_style();
    enum bks_status status =
        wish->json ? keep_show_json(session, wish->runner.slug,
                                    wish->series ? BKS_JSON_SERIES : BKS_JSON_ANALYSIS, stdout)
                   : keep_show_text(session, &style, stdout);
    kept_session_free(kept);
    return status == BKS_OK ? EXIT_DONE : exit_flushed(EXIT_DONE);
}

/* {"removed": 12, "runner": "anna"}, or a line of text. */
static void tell(const struct history_wish *wish, const char *key, int64_t id, const char *text)
{
    if (!wish->json) {
        struct page page = {.out = stdout, .style = terminal_style()};
        page_words(&page, 0, text);
        page_end_line(&page);
        return;
    }
    struct json_writer json = json_start(stdout);
    json_open(&json, '{');
    json_key_text(&json, "runner", wish->runner.slug);
    json_key(&json, key);
    if (id)
        json_whole(&json, id);
    else
        json_bool(&json, true);
    json_close(&json, '}');
    (void)(json_end(&json) == BKS_OK);
}

static int remove_session(struct history_wish *wish, const char *which)
{
    int64_t id;
    bool found = false;
    char text[RUNNER_NAME_ROOM + 64];
    struct bks_fault fault = {.offset = -1};
    struct store *store = wish->store;
    if (!take_id(&id, which))
        return EXIT_USAGE;
    enum bks_status status = store->can->begin(store, &fault);
    if (status == BKS_OK) {
        status = store->can->session_remove(store, &found, wish->runner.id, id, &fault);
        enum bks_status ended = store->can->end(store, status == BKS_OK, &fault);
        status = status != BKS_OK ? status : ended;
    }
    if (status != BKS_OK)
        return failed(wish, &fault);
    if (!found)
        return no_session(wish, id);
    (void)snprintf(text, sizeof text, "session %" PRId64 " of %s is removed", id,
                   wish->runner.name);
    tell(wish, "removed", id, text);
    return EXIT_DONE;
}

static int forget(struct history_wish *wish, const char *unused)
{
    (void)unused;
    char text[RUNNER_NAME_ROOM + 64];
    struct bks_fault fault = {.offset = -1};
    struct store *store = wish->store;
    enum bks_status status = store->can->begin(store, &fault);
    if (status == BKS_OK) {
        status = store->can->runner_forget(store, wish->runner.id, &fault);
        enum bks_status ended = store->can->end(store, status == BKS_OK, &fault);
        status = status != BKS_OK ? status : ended;
    }
    if (status != BKS_OK)
        return failed(wish, &fault);
    (void)snprintf(text, sizeof text, "%s is forgotten: nothing is left", wish->runner.name);
    tell(wish, "forgotten", 0, text);
    return EXIT_DONE;
}

static int export_to(struct history_wish *wish, const char *unused)
{
    (void)unused;
    if (!wish->output)
        return complain_usage("no output is named - write: export -o FILE");
    return history_export(wish);
}

/* To add one: what it does above, a row here, a word in the usage. */
static const struct action {
    const char *name;
    const char *takes; /* what stands after it, or NULL */
    int (*run)(struct history_wish *wish, const char *what);
    enum store_mode mode;
    bool anyone; /* the runner may be nobody yet */
} actions[] = {
    {"list", NULL, list, STORE_READ, false},
    {"show", "the number of a session", show, STORE_READ, false},
    {"remove", "the number of a session", remove_session, STORE_READ, false},
    {"export", NULL, export_to, STORE_READ, false},
    {"import", "a file", history_import, STORE_WRITE, true},
    {"forget-runner", NULL, forget, STORE_READ, false},
};

#define N_ACTIONS (sizeof actions / sizeof actions[0])

static const struct action *action_of(const char *name)
{
    const char *names[N_ACTIONS];
    for (size_t i = 0; i < N_ACTIONS; i++) {
        names[i] = actions[i].name;
        if (strcmp(name, names[i]) == 0)
            return &actions[i];
    }
    const char *nearest = args_nearest(name, names, N_ACTIONS);
    if (nearest)
        (void)complain_usage("%.60s: no such action - did you mean %s?", name, nearest);
    else
        (void)complain_usage("%.60s: no such action - usage: %s", name, usage);
    return NULL;
}

static int open_and_run(struct history_wish *wish, const struct action *action, const char *what)
{
    char name[RUNNER_NAME_ROOM];
    if (!keep_name(name, wish->runner_name))
        return complain_usage("--runner: \"%.60s\" is no name - write 1 to %d characters",
                              wish->runner_name, RUNNER_NAME_ROOM - 1);
    int ends = home_open(&wish->store, wish->db, action->mode, wish->json);
    if (ends == EXIT_DONE)
        ends = home_runner(&wish->runner, wish->store, name, wish->db, wish->json, action->anyone);
    if (ends == EXIT_DONE)
        ends = action->run(wish, what);
    if (wish->store)
        wish->store->can->close(wish->store);
    return ends;
}

static int read_and_go(struct history_wish *wish, struct args_rest *rest, int argc, char **argv)
{
    if (!args_read(rest, argc, argv, rows, N_ROWS, wish))
        return EXIT_USAGE;
    if (wish->help)
        return show_help();
    wish->json = wish->json || wish->series;
    const struct action *action = rest->n > 0 ? action_of(rest->item[0]) : &actions[0];
    if (!action)
        return EXIT_USAGE;
    size_t wanted = action->takes ? 2 : 1;
    if (rest->n < wanted && action->takes)
        return complain_usage("%s needs %s - usage: %s", action->name, action->takes, usage);
    if (rest->n > wanted)
        return complain_usage("\"%.60s\": too much - usage: %s", rest->item[wanted], usage);
    if (!wish->runner_name)
        return complain_usage("whose history? - name the runner: --runner NAME");
    terminal_bear_full_disk();
    return open_and_run(wish, action, action->takes ? rest->item[1] : NULL);
}

int command_history(int argc, char **argv)
{
    struct history_wish wish = {0};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    int ends = exit_of(BKS_NO_MEMORY);
    if (rest.item)
        ends = read_and_go(&wish, &rest, argc, argv);
    else
        (void)complain_usage("out of memory");
    memory_free(rest.item);
    return ends;
}
