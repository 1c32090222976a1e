/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exit statuses of the contract, and the one line that each failure prints. */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

#include "backstride/status.h"

enum exit_status {
    EXIT_DONE = 0,
    EXIT_USAGE = 2,
    EXIT_SOME_FAILED = 3,
    EXIT_BAD_INPUT = 65,
    EXIT_CANNOT_OPEN = 66,
    EXIT_CANNOT_WRITE = 73,
    EXIT_IO = 74,
    EXIT_INTERRUPTED = 130
};

/* What the program ends with for one status. */
int exit_of(enum bks_status status);

/* "backstride: FILE: what is wrong (where) - what to do" on standard error. */
void complain(const char *file, const struct bks_fault *fault);

/* "backstride: text", and EXIT_USAGE. */
int complain_usage(const char *text, ...) BKS_PRINTF(1, 2);

/*
 * Empties standard output to where it goes.
 *
 *   in    status  what the program would end with
 *   out   status, or EXIT_CANNOT_WRITE after a complaint: nobody may take half an output for whole
 */
int exit_flushed(int status);

#endif
