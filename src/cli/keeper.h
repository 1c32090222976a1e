/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `add`: what is analysed goes into the history of a runner. */
#ifndef CLI_KEEPER_H
#define CLI_KEEPER_H

#include "cli/request.h"
#include "flow/keep.h"

struct keeper;

/* Opens the history; out: EXIT_DONE, or the exit status after a complaint. NULL is fine to close.
 */
int keeper_open(struct keeper **out, const struct request *request);
void keeper_close(struct keeper *keeper);

/* Keeps one recording, whole or not at all; false: *fault says why. */
bool keeper_keep(struct keeping *keeping, const struct keeper *keeper,
                 struct bks_analysis *analysis, const char *file, struct bks_fault *fault);

/* Says what became of it, below the note. */
void keeper_tell(const struct keeping *keeping, struct bks_text_style style);

#endif
