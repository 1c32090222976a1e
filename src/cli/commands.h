/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands: one file each, one row of a table each. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

/* Each takes what stands after its name, and answers the exit status. */
int command_analyze(int argc, char **argv);
int command_check(int argc, char **argv);
int command_guide(int argc, char **argv);
int command_convert(int argc, char **argv);
int command_formats(int argc, char **argv);
int command_add(int argc, char **argv);
int command_history(int argc, char **argv);
int command_profile(int argc, char **argv);
int command_diary(int argc, char **argv);
int command_today(int argc, char **argv);
int command_compare(int argc, char **argv);
int command_report(int argc, char **argv);
int command_plan(int argc, char **argv);
int command_serve(int argc, char **argv);

/* Finds the command and runs it; argv[0] is the program. */
int commands_run(int argc, char **argv);

/* Version, and the libraries with theirs, on standard output. */
void version_print(void);

#endif
