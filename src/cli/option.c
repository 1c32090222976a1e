/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of the library on the command line. */
#include "cli/option.h"

#include "backstride/analysis.h"
#include "cli/exit.h"

#include <string.h>

bool option_take(void *request, const struct arg_row *row, const char *value)
{
    struct bks_fault fault;
    struct bks_options *options;
    memcpy(&options, (const char *)request + row->at, sizeof options);
    if (bks_options_set(options, row->name, value, &fault) == BKS_OK)
        return true;
    (void)complain_usage("--%s - %s", fault.what, fault.hint);
    return false;
}
