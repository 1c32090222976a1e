/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the histories of this user are, and opening them. */
#ifndef CLI_HOME_H
#define CLI_HOME_H

#include "store/store.h"

#include <stdio.h>

#define HOME_ROOM 4096

/*
 * The path of --db, or else $XDG_DATA_HOME/backstride/history.db, or the same under ~/.local/share.
 *
 *   out   path   false after a complaint: too long, or no home
 *   in    given  --db, or NULL
 */
bool home_of(char path[HOME_ROOM], const char *given);

/*
 * Opens the history there; the folders of the usual place are made where they are not, for their
 * owner alone.
 *
 *   out   *store  EXIT_DONE; else the exit status after a complaint, and with `json` the failure as
 *                 an object on standard output
 */
int home_open(struct store **store, const char *given, enum store_mode mode, bool json);

/*
 * Finds a runner by a name that keep_name made.
 *
 *   in    anyone  one who is not there is fine: *runner has the name and id 0
 *   out   as home_open
 */
int home_runner(struct runner *runner, struct store *store, const char *name, const char *given,
                bool json, bool anyone);

/*
 * Writes what is made of the history into a file, whole or not at all; the history itself never
 * gives way to it.
 *
 *   in    given  --db, or NULL
 *         force  a file that is there gives way
 *         fill   as output_fill
 *         fault  where fill says what went wrong, and what is then complained of
 *   out   EXIT_DONE, or the exit status after a complaint
 */
int home_write(const char *path, const char *given, bool force,
               enum bks_status (*fill)(FILE *out, const void *context), const void *context,
               struct bks_fault *fault);

/* A failure of the history: the complaint, the object where `json`, and the exit status. */
int home_failed(const char *given, const struct bks_fault *fault, bool json);

#endif
