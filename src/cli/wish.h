/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of a command that only shows something: --help, --json, perhaps one name. */
#ifndef CLI_WISH_H
#define CLI_WISH_H

#include <stdbool.h>

struct wish {
    bool json, help;
    const char *name; /* what is asked about, or NULL; borrowed from argv */
};

/* How such a command introduces itself. */
struct wish_help {
    const char *usage, *about, *examples; /* about and examples: lines, each ended */
    bool takes_name;
};

/*
 * Reads the command line; prints the help where it is asked for.
 *
 *   out   *wish  what to show
 *         true   go on; false: *ends holds the exit status
 */
bool wish_read(struct wish *wish, int *ends, int argc, char **argv, const struct wish_help *help);

#endif
