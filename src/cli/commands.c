/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, and the help above them. */
#include "cli/commands.h"

#include "cli/args.h"
#include "cli/exit.h"
#include "report/page.h"
#include "report/purpose.h"

#include <stdio.h>
#include <string.h>

/* To add one: a file cli/<command>.c, a prototype in commands.h, a row here. */
static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {
    {"analyze", command_analyze, "how each recording was run: cadence, bounce, steps, bouts"},
    {"check", command_check, "is it usable, and for what; what to change"},
    {"guide", command_guide, "how to record: the app, its settings, where to wear it"},
    {"convert", command_convert, "a recording into the archive form, or plain CSV, without a loss"},
    {"formats", command_formats, "what can be read, and how each is recognised"},
#ifdef BKS_HAVE_SQLITE3
    {"add", command_add, "analyse, and keep it in the history of a runner"},
    {"history", command_history, "what is kept of a runner: list, show, remove, export, import"},
    {"profile", command_profile, "who runs: injury, clearance, readiness, reviews"},
    {"diary", command_diary, "how the back was, day by day"},
    {"today", command_today, "what is missing from the diary, then the next session"},
    {"compare", command_compare, "weeks side by side, or two sessions"},
#endif
    {"plan", command_plan, "the next walk-run session, and why"},
#ifdef BKS_HAVE_SQLITE3
    {"report", command_report, "the form report, as PDF, HTML or JSON"},
#endif
#ifdef BKS_HAVE_WEB
    {"serve", command_serve, "the upload page, in a browser"},
#endif
};

#define N_COMMANDS (sizeof commands / sizeof commands[0])

static int show_help(void)
{
    struct page page = {.out = stdout};
    (void)printf("usage: backstride COMMAND [OPTIONS] ...\n\n"
                 "Reads what a phone or a sensor recorded on a run and says how it was run.\n\n");
    for (size_t i = 0; i < N_COMMANDS; i++)
        page_field(&page, commands[i].name, commands[i].help);
    (void)printf("\n  backstride COMMAND --help tells more; -V prints the version.\n\n"
                 "begin with\n"
                 "  backstride guide\n"
                 "  backstride analyze run.zip\n\n");
    purpose_put(&page);
    return EXIT_DONE;
}

static int unknown(const char *name)
{
    const char *names[N_COMMANDS];
    for (size_t i = 0; i < N_COMMANDS; i++)
        names[i] = commands[i].name;
    const char *nearest = args_nearest(name, names, N_COMMANDS);
    if (nearest)
        return complain_usage("%.60s: no such command - did you mean %s?", name, nearest);
    return complain_usage("%.60s: no such command - see backstride --help", name);
}

static int unknown_option(const char *name)
{
    static const char *const names[] = {"--help", "--version"};
    const char *nearest = args_nearest(name, names, 2);
    if (nearest)
        return complain_usage("%.60s: no such option - did you mean %s?", name, nearest);
    return complain_usage("%.60s: no such option here - options stand after the command", name);
}

int commands_run(int argc, char **argv)
{
    if (argc < 2)
        return complain_usage("no command is named - see backstride --help");
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return show_help();
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        version_print();
        return EXIT_DONE;
    }
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(name, commands[i].name) == 0)
            return commands[i].run(argc - 2, argv + 2);
    return name[0] == '-' ? unknown_option(name) : unknown(name);
}
