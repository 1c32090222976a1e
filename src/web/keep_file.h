/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recordings themselves, where --keep asks for them: FOLDER/ID.ext, their owner's alone. */
#ifndef WEB_KEEP_FILE_H
#define WEB_KEEP_FILE_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Copies a recording, whole or not at all.
 *
 *   in    name  as the sender calls it: only a plain ending of it is used
 *         fd    of the recording; its place does not matter
 *   ends  BKS_CANNOT_WRITE, BKS_IO, BKS_NO_MEMORY
 */
enum bks_status keep_file(const char *folder, int64_t id, const char *name, int fd,
                          struct bks_fault *fault) BKS_CHECK;

/* Removes what was kept of a session, whatever its ending; false: something may be left. */
bool keep_file_remove(const char *folder, int64_t id);

#endif
