/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entries of a folder: its files, and those of its subfolders ("meta/time.csv").
 *
 * A folder that holds nothing but one folder is looked through: unpackers add such a top folder.
 */
#include "read/source_parts.h"

#include "base/fault.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_ROOM 4096u

/* Opens "path" or "path/inside"; NULL where that does not fit or does not open. */
static DIR *open_folder(const struct source *source, const char *inside)
{
    char path[PATH_ROOM];
    int n = snprintf(path, sizeof path, "%s/%s", source->path, inside);
    return n > 0 && (size_t)n < sizeof path ? opendir(path) : NULL;
}

static bool look(const struct source *source, const char *inside, struct stat *about)
{
    char path[PATH_ROOM];
    int n = snprintf(path, sizeof path, "%s/%s", source->path, inside);
    return n > 0 && (size_t)n < sizeof path && stat(path, about) == 0;
}

/* What one pass over a folder adds: its files, or the files of its subfolders. */
struct walk {
    struct source *source;
    const char *inside;         /* "" or "top/" */
    size_t n_files;             /* regular files right in it */
    size_t n_folders;           /* and folders */
    char folder[PATH_ROOM + 1]; /* the last of them, "top/sub/" */
};

static enum bks_status walk_files(struct walk *walk, struct bks_fault *fault)
{
    DIR *folder = open_folder(walk->source, walk->inside);
    if (!folder)
        return fault_set(fault, BKS_CANNOT_OPEN, NULL, "the folder cannot be opened");
    enum bks_status status = BKS_OK;
    for (const struct dirent *item = readdir(folder); item && status == BKS_OK;
         item = readdir(folder)) {
        char name[PATH_ROOM];
        struct stat about;
        int n = snprintf(name, sizeof name, "%s%s", walk->inside, item->d_name);
        if (n < 0 || (size_t)n + 2 > sizeof name || source_ignores(name) ||
            !look(walk->source, name, &about))
            continue;
        struct entry entry = {
            .name = name, .size = (uint64_t)about.st_size, .packed = (uint64_t)about.st_size};
        if (S_ISREG(about.st_mode)) {
            walk->n_files++;
            walk->source->size += entry.size;
            status = source_add(walk->source, name, &entry, fault);
        } else if (S_ISDIR(about.st_mode) && strcmp(item->d_name, "__MACOSX") != 0) {
            walk->n_folders++;
            (void)snprintf(walk->folder, sizeof walk->folder, "%s/", name);
        }
    }
    (void)closedir(folder);
    return status;
}

/* The files of each subfolder; one that cannot be opened is left out. */
static enum bks_status walk_subfolders(struct source *source, const char *inside,
                                       struct bks_fault *fault)
{
    DIR *folder = open_folder(source, inside);
    enum bks_status status = BKS_OK;
    for (const struct dirent *item = folder ? readdir(folder) : NULL; item && status == BKS_OK;
         item = readdir(folder)) {
        char name[PATH_ROOM];
        struct stat about;
        int n = snprintf(name, sizeof name, "%s%s/", inside, item->d_name);
        if (n < 0 || (size_t)n + 2 > sizeof name || item->d_name[0] == '.' ||
            strcmp(item->d_name, "__MACOSX") == 0 || !look(source, name, &about) ||
            !S_ISDIR(about.st_mode))
            continue;
        struct walk sub = {.source = source, .inside = name};
        status = walk_files(&sub, fault);
        if (status == BKS_CANNOT_OPEN)
            status = BKS_OK;
    }
    if (folder)
        (void)closedir(folder);
    return status;
}

enum bks_status source_list_folder(struct source *source, struct bks_fault *fault)
{
    struct walk top = {.source = source, .inside = ""};
    enum bks_status status = walk_files(&top, fault);
    if (status != BKS_OK)
        return status;
    if (top.n_files > 0 || top.n_folders != 1)
        return walk_subfolders(source, "", fault);
    struct walk only = {.source = source, .inside = top.folder};
    status = walk_files(&only, fault);
    return status == BKS_OK ? walk_subfolders(source, top.folder, fault) : status;
}

int source_open_in_folder(const struct source *source, const char *name)
{
    char path[PATH_ROOM];
    int n = snprintf(path, sizeof path, "%s/%s", source->path, name);
    return n > 0 && (size_t)n < sizeof path ? open(path, O_RDONLY) : -1;
}
