/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of `backstride diary` share. */
#ifndef CLI_DIARY_H
#define CLI_DIARY_H

#include "cli/person.h"

#include <stdio.h>

/* What was told is wrong, or memory ran out: the complaint and the exit status. */
int diary_refused(enum bks_status status, const char *why);

/*
 * Asks for each field by a line on `out`, and reads the answers from `in`; an empty line goes on.
 *
 *   out   *told   told_clear; EXIT_DONE, or the exit status after a complaint
 */
int diary_ask(struct told *told, FILE *in, FILE *out);

/* Keeps each line of a table in one write, all or none; adds the runner where there is none. */
enum bks_status diary_keep(size_t *entries, struct person *person, FILE *in,
                           struct bks_fault *fault) BKS_CHECK;

/* The same for a file by name, said to the user; EXIT_DONE or the exit status after a complaint. */
int diary_import(struct person *person, const char *file);

/*
 * Says what became of an entry: which run its morning judges, and what stops running now.
 *
 *   in    day    of the entry
 */
int diary_answer(struct person *person, const struct told *told, int32_t day);

#endif
