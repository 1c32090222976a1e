/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recordings themselves, where --keep asks for them. */
#include "web/keep_file.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BLOCK       65536u
#define PATH_ROOM   4096
#define ENDING_ROOM 9 /* ".geojson" is long enough */

/* ".csv" out of "run.CSV"; "" where it is none of letters and digits. */
static void ending_of(char ending[ENDING_ROOM], const char *name)
{
    static const char fine[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    const char *dot = strrchr(name, '.');
    size_t n = dot ? strlen(dot) : 0;
    if (n < 2 || n >= ENDING_ROOM || strspn(dot + 1, fine) != n - 1)
        n = 0;
    if (n > 0)
        memcpy(ending, dot, n);
    ending[n] = '\0';
}

static enum bks_status copy(struct output *output, int fd, struct bks_fault *fault)
{
    char *block = memory_new(BLOCK, 1);
    off_t at = 0;
    ssize_t got = 0;
    bool ok = block != NULL;
    while (ok && (got = pread(fd, block, BLOCK, at)) > 0) {
        ok = output_write(output, block, (size_t)got);
        at += got;
    }
    memory_free(block);
    if (!block)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return got < 0 ? fault_set(fault, BKS_IO, NULL, "the recording cannot be read again") : BKS_OK;
}

enum bks_status keep_file(const char *folder, int64_t id, const char *name, int fd,
                          struct bks_fault *fault)
{
    char path[PATH_ROOM], ending[ENDING_ROOM];
    struct output *output;
    ending_of(ending, name);
    (void)snprintf(path, sizeof path, "%.4000s/%" PRId64 "%s", folder, id, ending);
    enum bks_status status = output_open(&output, path, true, "", fault);
    if (status != BKS_OK)
        return status;
    status = copy(output, fd, fault);
    if (status == BKS_OK)
        return output_commit(output, fault);
    output_discard(output);
    return status;
}

bool keep_file_remove(const char *folder, int64_t id)
{
    char number[32], path[PATH_ROOM];
    DIR *all = opendir(folder);
    bool gone = all != NULL;
    (void)snprintf(number, sizeof number, "%" PRId64, id);
    size_t n = strlen(number);
    for (const struct dirent *one = all ? readdir(all) : NULL; one; one = readdir(all)) {
        if (!text_starts(one->d_name, number) || (one->d_name[n] != '.' && one->d_name[n] != '\0'))
            continue;
        (void)snprintf(path, sizeof path, "%.3800s/%.255s", folder, one->d_name);
        gone = unlink(path) == 0 && gone;
    }
    if (all)
        (void)closedir(all);
    return gone;
}
