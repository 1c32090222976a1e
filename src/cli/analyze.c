/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride analyze`: how each recording was run. */
#include "cli/commands.h"

#include "cli/request.h"

int command_analyze(int argc, char **argv)
{
    static const struct request_help help = {
        .usage = "backstride analyze [OPTIONS] FILE|DIR...",
        .about = "Says of each recording how it was run: when you rested, walked and ran, how many "
                 "steps you took, their cadence and bounce, each with a 95 % interval. What the "
                 "recording cannot show is left out, with the reason. A folder is walked in name "
                 "order; an unzipped phone export is one recording; \"-\" reads standard input. A "
                 "watch's file without acceleration is shown as the watch reported it.",
        .examples = "  backstride analyze run.zip\n"
                    "  backstride analyze --placement waist --speed 5:00/km run.zip\n"
                    "  backstride analyze --track watch.fit run.zip\n"
                    "  backstride analyze --steps steps.csv run.zip\n"
                    "  backstride analyze --json -j 4 recordings/ > runs.jsonl\n"
                    "  backstride analyze --columns t=1,ax=2,ay=3,az=4 --units g table.csv\n",
    };
    return request_run(argc, argv, REQUEST_ANALYZE, &help);
}
