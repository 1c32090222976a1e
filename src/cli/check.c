/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride check`: is a recording usable, and for what. */
#include "cli/commands.h"

#include "cli/request.h"

int command_check(int argc, char **argv)
{
    static const struct request_help help = {
        .usage = "backstride check [OPTIONS] FILE|DIR...",
        .about = "Says of each recording whether it is usable, and for what: format, device, rate, "
                 "jitter, gaps, clipping, gravity, where it was worn, and what to change. Try it "
                 "on a 60-second rehearsal before a run that matters: see backstride guide.",
        .examples = "  backstride check rehearsal.zip\n"
                    "  backstride check --json recordings/\n",
    };
    return request_run(argc, argv, REQUEST_CHECK, &help);
}
