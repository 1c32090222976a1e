/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where test data lies: the repository's own samples, and the shared recordings of other people's
 * making, which are never copied into it.
 */
#ifndef SUPPORT_SHARED_H
#define SUPPORT_SHARED_H

#include "support/assert.h"

#define SHARED_PATH_ROOM 1024

/*
 * The path of a shared file or folder, "recordings/oxford-walk".
 *
 *   in    the folder is $BKS_SHARED, else "shared" beside the repository
 *   out   room, or NULL when it is not there
 */
const char *shared_path(char room[SHARED_PATH_ROOM], const char *name);

/* The path of a file of the repository, "samples/steady-run.csv"; need not exist. */
const char *source_path(char room[SHARED_PATH_ROOM], const char *name);

/* Skips the test with a word where the shared file is missing: const char *path = ... */
#define shared_path_or_skip(room, name) \
    (shared_path((room), (name)) ? (room) : (say_skipped(name), skip(), (const char *)NULL))

void say_skipped(const char *name);

#endif
