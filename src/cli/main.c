/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: everything is in the commands. */
#include "cli/commands.h"
#include "cli/exit.h"

int main(int argc, char **argv)
{
    return exit_flushed(commands_run(argc, argv));
}
