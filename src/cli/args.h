/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line by a table of options: "-j 4", "-j4", "-qv", "--jobs 4", "--jobs=4", "--", "-".
 *
 * The same table makes the help.
 */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct arg_row {
    char letter;       /* 'j', or 0 */
    const char *name;  /* "jobs" */
    const char *value; /* "N" in the help, or NULL: takes none */
    const char *help;
    /* Takes it into the command's own request; false after a complaint. NULL: sets what is `at`. */
    bool (*take)(void *request, const struct arg_row *row, const char *value);
    /*
     * The member of the request that it goes into, by its offset. Without `take` that is the bool
     * that becomes true or, where there is a value, the const char * that borrows it from argv.
     */
    size_t at;
};

/* What is not an option: files, names. */
struct args_rest {
    const char **item; /* [n] borrowed from argv */
    size_t n;
};

/*
 * Reads argv[0 .. argc) (without program and command).
 *
 *   out   *rest     what is not an option, in order; item has room for argc and is the caller's
 *         false     after a complaint on standard error
 *   in    rows[n]   the command's options
 *         request   handed to the rows
 */
bool args_read(struct args_rest *rest, int argc, char **argv, const struct arg_row *rows, size_t n,
               void *request);

/* The options of a table, a line or two each. */
void args_help(FILE *out, const struct arg_row *rows, size_t n);

/* The name of a list that is nearest to what was typed, or NULL where none is near. */
const char *args_nearest(const char *typed, const char *const *names, size_t n);

#endif
