/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `--steps`: the file with every step of the one recording, there whole or not at all. */
#ifndef CLI_STEPS_FILE_H
#define CLI_STEPS_FILE_H

#include "backstride/analysis.h"
#include "base/output.h"
#include "cli/inputs.h"
#include "cli/request.h"

/*
 * Begins the file before any work is done, where one is asked for.
 *
 *   out   *file  NULL where none is asked for, and on failure
 *         the exit status; other than EXIT_DONE after a complaint
 */
int steps_file_begin(struct output **file, const struct request *request,
                     const struct inputs *inputs);

/* Fills it, puts it in its place and frees; the exit status, after a complaint. */
int steps_file_end(struct output *file, const char *path, const struct bks_analysis *analysis);

#endif
