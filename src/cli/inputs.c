/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders walked in name order, with a bound on depth and number. */
#include "cli/inputs.h"

#include "base/fault.h"
#include "base/memory.h"
#include "read/reader.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct names {
    char **item;
    size_t n, capacity;
};

/* Room for one more in a list that doubles. */
static void *grown(void *item, size_t n, size_t *capacity, size_t size)
{
    if (n < *capacity)
        return item;
    void *more = memory_resize(item, *capacity * 2 + 16, size);
    if (more)
        *capacity = *capacity * 2 + 16;
    return more;
}

/* Takes the path over, also on failure. */
static enum bks_status append(struct inputs *inputs, char *path, bool walked, struct input **added)
{
    struct input *item =
        path ? grown(inputs->item, inputs->n, &inputs->capacity, sizeof *item) : NULL;
    if (!item) {
        memory_free(path);
        return BKS_NO_MEMORY;
    }
    inputs->item = item;
    item += inputs->n++;
    *item = (struct input){.path = path, .walked = walked};
    if (added)
        *added = item;
    return BKS_OK;
}

static enum bks_status append_fault(struct inputs *inputs, const char *path, enum bks_status status,
                                    const char *hint, const char *what)
{
    struct input *item;
    enum bks_status ends = append(inputs, memory_text(path), false, &item);
    if (ends == BKS_OK)
        (void)fault_set(&item->fault, status, hint, "%s", what);
    return ends;
}

static void names_clear(struct names *names)
{
    for (size_t i = 0; i < names->n; i++)
        memory_free(names->item[i]);
    memory_free(names->item);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum bks_status list(struct names *names, DIR *folder)
{
    const struct dirent *entry;
    while ((entry = readdir(folder)) && names->n < INPUTS_MAX) {
        if (entry->d_name[0] == '.')
            continue;
        char **item = grown(names->item, names->n, &names->capacity, sizeof *item);
        if (!item)
            return BKS_NO_MEMORY;
        names->item = item;
        names->item[names->n] = memory_text(entry->d_name);
        if (!names->item[names->n])
            return BKS_NO_MEMORY;
        names->n++;
    }
    if (names->n > 1)
        qsort(names->item, names->n, sizeof *names->item, compare);
    return BKS_OK;
}

static char *joined(const char *folder, const char *name)
{
    size_t n = strlen(folder), room = n + strlen(name) + 2;
    char *path = memory_new(room, 1);
    if (path)
        (void)snprintf(path, room, "%s%s%s", folder, n && folder[n - 1] == '/' ? "" : "/", name);
    return path;
}

static enum bks_status walk(struct inputs *inputs, const char *path, int depth);

/* One entry of a folder: a file, a recording, or a folder to walk. */
static enum bks_status meet(struct inputs *inputs, char *path, int depth)
{
    struct stat about;
    bool readable = lstat(path, &about) == 0;
    if (readable && S_ISLNK(about.st_mode))
        readable = stat(path, &about) == 0 && S_ISREG(about.st_mode);
    if (readable && S_ISDIR(about.st_mode) && !reader_claims_folder(path)) {
        enum bks_status status = walk(inputs, path, depth + 1);
        memory_free(path);
        return status;
    }
    if (readable && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)))
        return append(inputs, path, true, NULL);
    memory_free(path);
    return BKS_OK;
}

/* Says once that there is more than the limit. */
static enum bks_status mind_limit(struct inputs *inputs, const char *path, size_t n_names)
{
    if (inputs->full || (inputs->n < INPUTS_MAX && n_names < INPUTS_MAX))
        return BKS_OK;
    inputs->full = true;
    return append_fault(inputs, path, BKS_TOO_LARGE, "name its folders one by one",
                        "too many files; the rest is left out");
}

static enum bks_status walk(struct inputs *inputs, const char *path, int depth)
{
    struct names names = {0};
    DIR *folder = depth < INPUTS_MAX_DEPTH ? opendir(path) : NULL;
    if (!folder)
        return append_fault(inputs, path, BKS_CANNOT_OPEN, NULL,
                            depth < INPUTS_MAX_DEPTH ? strerror(errno)
                                                     : "too many folders within folders");
    enum bks_status status = list(&names, folder);
    (void)closedir(folder);
    for (size_t i = 0; status == BKS_OK && i < names.n && !inputs->full && inputs->n < INPUTS_MAX;
         i++) {
        char *inner = joined(path, names.item[i]);
        status = inner ? meet(inputs, inner, depth) : BKS_NO_MEMORY;
    }
    if (status == BKS_OK)
        status = mind_limit(inputs, path, names.n);
    names_clear(&names);
    return status;
}

enum bks_status inputs_add(struct inputs *inputs, const char *path)
{
    struct stat about;
    bool folder = strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    if (!folder || reader_claims_folder(path))
        return append(inputs, memory_text(path), false, NULL);
    size_t before = inputs->n;
    enum bks_status status = walk(inputs, path, 0);
    if (status == BKS_OK && inputs->n == before)
        return append_fault(inputs, path, BKS_EMPTY, "name a folder that holds recordings",
                            "no files in this folder");
    return status;
}

void inputs_clear(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->n; i++)
        memory_free(inputs->item[i].path);
    memory_free(inputs->item);
    *inputs = (struct inputs){0};
}
