/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running the program as a user does: what it printed and how it ended. */
#ifndef SUPPORT_RAN_H
#define SUPPORT_RAN_H

#include <stddef.h>

#define RAN_ROOM      (1u << 20)
#define RAN_MAX_WORDS 32

struct ran {
    int status;      /* exit status, or 128 and the signal that ended it */
    char *out, *err; /* NUL-terminated, of RAN_ROOM bytes each; longer is cut */
};

/*
 * Runs a program with words up to the first NULL and waits for it.
 *
 *   in    words   words[0] is the program
 *         input   file for its standard input, or NULL: an empty one
 *         output  file for its standard output, or NULL: into ran->out
 *         signal  sent to it after a tenth of a second, or 0
 *   owns  ran_clear; ends the test when the program cannot be run
 */
void ran_run(struct ran *ran, const char *const *words, const char *input, const char *output,
             int signal);
void ran_clear(struct ran *ran);

#endif
