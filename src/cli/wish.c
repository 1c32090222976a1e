/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of a command that only shows something. */
#include "cli/wish.h"

#include "base/memory.h"
#include "cli/args.h"
#include "cli/exit.h"

#include <stdio.h>

#define SETS(member) NULL, offsetof(struct wish, member)

static const struct arg_row rows[] = {
    {'h', "help", NULL, "this text", SETS(help)},
    {0, "json", NULL, "the same as one JSON object", SETS(json)},
};

#define N_ROWS (sizeof rows / sizeof rows[0])

static void print_help(const struct wish_help *help)
{
    (void)printf("usage: %s\n\n%s\noptions\n", help->usage, help->about);
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nexamples\n%s", help->examples);
}

bool wish_read(struct wish *wish, int *ends, int argc, char **argv, const struct wish_help *help)
{
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    *wish = (struct wish){false, false, NULL};
    *ends = exit_of(BKS_NO_MEMORY);
    if (!rest.item)
        return false;
    size_t most = help->takes_name ? 1 : 0;
    bool fine = args_read(&rest, argc, argv, rows, N_ROWS, wish);
    *ends = fine ? EXIT_DONE : EXIT_USAGE;
    if (fine && !wish->help && rest.n > most) {
        *ends = complain_usage("\"%.60s\": too much - usage: %s", rest.item[most], help->usage);
        fine = false;
    }
    if (rest.n > 0)
        wish->name = rest.item[0];
    memory_free(rest.item);
    if (fine && wish->help)
        print_help(help);
    return fine && !wish->help;
}
