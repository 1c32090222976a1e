/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `analyze`, `check` and `add` are asked for, and how they go through the recordings. */
#ifndef CLI_REQUEST_H
#define CLI_REQUEST_H

#include "backstride/analysis.h"
#include "cli/args.h"

/* The commands that analyse. */
enum request_mode { REQUEST_ANALYZE, REQUEST_CHECK, REQUEST_ADD };

struct request {
    struct bks_options *options;
    size_t jobs;
    const char *steps; /* the file for every step, or NULL; borrowed from argv */
    enum request_mode mode;
    const char *runner, *db; /* of `add`; borrowed from argv */
    bool json, series, force, quiet, verbose, help;
};

/* How a command that analyses introduces itself. */
struct request_help {
    const char *usage;    /* "backstride check [OPTIONS] FILE|DIR..." */
    const char *about;    /* a sentence or two */
    const char *examples; /* lines, each ended */
};

/*
 * Reads the command line, goes through the recordings and prints what was found.
 *
 *   out   the exit status
 */
int request_run(int argc, char **argv, enum request_mode mode, const struct request_help *help);

#endif
