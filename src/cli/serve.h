/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `backstride serve` is asked for. */
#ifndef CLI_SERVE_H
#define CLI_SERVE_H

#include "web/server.h"

struct serve_wish {
    struct server_options options;
    char address[64], token[256];
    const char *db, *token_file; /* borrowed from argv, or NULL */
    const char *add_user, *role, *runner;
    bool help;
};

/* Asks for a password and adds a user; the exit status, after a complaint where it is not 0. */
int serve_add_user(const struct serve_wish *wish);

#endif
