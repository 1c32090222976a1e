/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths of test data, from the environment or from where the sources lie. */
#include "support/shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *join(char room[SHARED_PATH_ROOM], const char *folder, const char *name)
{
    int n = snprintf(room, SHARED_PATH_ROOM, "%s/%s", folder, name);
    return n > 0 && n < SHARED_PATH_ROOM ? room : NULL;
}

const char *shared_path(char room[SHARED_PATH_ROOM], const char *name)
{
    struct stat found;
    const char *folder = getenv("BKS_SHARED");
    if (!folder || !*folder)
        folder = BKS_SHARED_DEFAULT;
    return join(room, folder, name) && stat(room, &found) == 0 ? room : NULL;
}

const char *source_path(char room[SHARED_PATH_ROOM], const char *name)
{
    return join(room, BKS_SOURCE_DIR, name);
}

void say_skipped(const char *name)
{
    print_message("no shared %s here: set BKS_SHARED to its folder\n", name);
}
