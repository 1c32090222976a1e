/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride add`: analyse and keep. */
#include "cli/commands.h"

#include "cli/request.h"

int command_add(int argc, char **argv)
{
    static const struct request_help help = {
        .usage = "backstride add --runner NAME [OPTIONS] FILE|DIR...",
        .about = "Says of each recording how it was run, as analyze does, and keeps it in the "
                 "history of the runner: whole or not at all. A recording that is there already "
                 "(the same bytes) is not kept twice. It needs a date: where the file has none, "
                 "give --start. The history is one file on this computer that only you can read.",
        .examples = "  backstride add --runner Anna run.zip\n"
                    "  backstride add --runner Anna --placement waist -j 4 recordings/\n"
                    "  backstride history --runner Anna\n"
                    "  backstride compare --runner Anna\n",
    };
    return request_run(argc, argv, REQUEST_ADD, &help);
}
