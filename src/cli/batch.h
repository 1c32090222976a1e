/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several recordings on several threads; results come out in input order. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include "backstride/analysis.h"
#include "cli/inputs.h"
#include "cli/progress.h"

#define BATCH_MAX_JOBS PROGRESS_MAX_THREADS

struct batch {
    const struct inputs *inputs;
    const struct bks_options *options;
    size_t jobs; /* threads, 1 .. BATCH_MAX_JOBS */
    struct progress *progress;

    /*
     * Called for each input, in order, on the caller's thread.
     *
     *   in    analysis  NULL when *fault says why; freed after the call
     *   out   false stops the rest
     */
    bool (*show)(void *context, const struct input *input, struct bks_analysis *analysis,
                 const struct bks_fault *fault);
    void *context;
};

/*
 * Analyses all inputs.
 *
 *   ends  BKS_NO_MEMORY  no thread could be started; nothing was shown
 *   owns  at most a few results a thread wait for their turn
 */
enum bks_status batch_run(const struct batch *batch) BKS_CHECK;

#endif
