/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of `backstride history` share. */
#ifndef CLI_HISTORY_H
#define CLI_HISTORY_H

#include "store/store.h"

struct history_wish {
    const char *runner_name, *db, *output; /* borrowed from argv, or NULL */
    bool json, series, force, help;

    struct store *store; /* open */
    struct runner runner;
};

/* Each answers the exit status, after a complaint where it is a failure. */
int history_export(const struct history_wish *wish);
int history_import(struct history_wish *wish, const char *file);

#endif
