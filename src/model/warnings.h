/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The warnings of one recording: each id once, the first text kept. */
#ifndef MODEL_WARNINGS_H
#define MODEL_WARNINGS_H

#include "backstride/recording.h"

struct warnings {
    struct bks_warning item[BKS_WARNING_COUNT];
    size_t n;
};

/*
 * Adds a warning unless one with the id is there already.
 *
 *   in    text  printf text: one sentence with its place and number
 */
void warnings_add(struct warnings *warnings, enum bks_warning_id id, const char *text, ...)
    BKS_PRINTF(3, 4);

/* True when a warning with the id is there. */
bool warnings_has(const struct warnings *warnings, enum bks_warning_id id);

#endif
