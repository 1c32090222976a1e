/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the caller knows of a recording, as the library's own options take it. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "cli/args.h"

/* The `take` of a row whose `at` is a struct bks_options * of the request; the library reads it. */
bool option_take(void *request, const struct arg_row *row, const char *value);

#endif
