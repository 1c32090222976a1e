/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands about one runner share: whose history, which day, opening it, telling it. */
#ifndef CLI_PERSON_H
#define CLI_PERSON_H

#include "cli/args.h"
#include "flow/runner_case.h"
#include "store/store.h"

struct person {
    const char *name, *db, *as_of; /* borrowed from argv, or NULL */
    bool json, help;

    struct store *store; /* open, or NULL */
    struct runner runner;
};

/* clang-format off */
/* The rows of a command's table that fill a struct person, its first member or alone. */
#define PERSON_ROWS                                                                           \
    {'h', "help", NULL, "this text", NULL, offsetof(struct person, help)},                    \
    {0, "runner", "NAME", "whose history", NULL, offsetof(struct person, name)},              \
    {0, "db", "PATH", "the file of the histories ($XDG_DATA_HOME/backstride/history.db, else " \
                      "under ~/.local/share)", NULL, offsetof(struct person, db)},            \
    {0, "json", NULL, "the same as one JSON object", NULL, offsetof(struct person, json)}
#define PERSON_AS_OF                                                                          \
    {0, "as-of", "DATE", "the day it is; today where none is named", NULL,                    \
     offsetof(struct person, as_of)}
/* clang-format on */

/*
 * Opens the history and finds the runner.
 *
 *   in    anyone  one who is not there is fine: runner.id is 0
 *   out   EXIT_DONE, or the exit status after a complaint
 *   owns  person_close, also after a failure
 */
int person_open(struct person *person, enum store_mode mode, bool anyone);
void person_close(struct person *person);

/* The day of --as-of, or today in the runner's zone; out as person_open. */
int person_day(int32_t *day, struct person *person);

/* Keeps what was told in one write, whole or not at all; makes the runner where there is none; out
 * as person_open. */
int person_tell(struct person *person, const struct told *told, int32_t day);

/* What a command does with the runner: "set", and those words after it. */
struct person_action {
    const char *name;
    int (*run)(struct person *person, const struct args_rest *rest);
};

#define PERSON_MOST_ACTIONS 8

/* Runs the action that the first word names, the first of the table where there is none; out as
 * person_open. */
int person_act(struct person *person, const struct args_rest *rest,
               const struct person_action *actions, size_t n, const char *usage);

/* A number of weeks, 1 .. TREND_MOST_WEEKS; false after a complaint. */
bool person_weeks(size_t *weeks, const struct arg_row *row, const char *value);

/* Today where the computer is, or in a zone. */
int32_t person_today(const char *zone);

/* A failure of the history: the complaint, and the exit status. */
int person_failed(const struct person *person, const struct bks_fault *fault);

#endif
