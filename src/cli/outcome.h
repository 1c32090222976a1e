/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing what came of each recording, and what the whole run ends with. */
#ifndef CLI_OUTCOME_H
#define CLI_OUTCOME_H

#include "cli/inputs.h"
#include "cli/request.h"

struct outcome {
    const struct request *request;
    struct bks_text_style style;
    const struct keeper *keeper; /* of `add`, or NULL */
    struct output *steps;        /* the file of --steps until it is whole, or NULL; the caller's */
    int steps_ends;              /* the exit status of writing it */
    size_t n_done, n_failed;
    size_t n_passed_over; /* in folders, and not a recording */
    int exit;             /* of the failures: their common status, or EXIT_BAD_INPUT */
    int stopped;          /* the status that ended everything, or EXIT_DONE */
};

struct outcome outcome_start(const struct request *request, struct bks_text_style style,
                             struct output *steps);

/* Prints one result and writes its steps (the `show` of a batch); false: standard output failed, or
 * Ctrl-C. */
bool outcome_show(void *outcome, const struct input *input, struct bks_analysis *analysis,
                  const struct bks_fault *fault);

/*
 * Says what is left to say.
 *
 *   in    first  the first path that was named
 *   out   the exit status of the contract
 */
int outcome_end(struct outcome *outcome, const char *first);

#endif
