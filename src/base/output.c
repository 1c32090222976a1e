/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file under a passing name until it is whole. */
#include "base/output.h"

#include "base/fault.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_TRIES  100 /* passing names that others may have left behind */
#define NAME_BYTES 64  /* of a passing name */

struct output {
    char *path, *part; /* its place; its passing name */
    int fd;
    bool replace;
    int error; /* errno of the first write that failed, or 0 */
    uint64_t at, size;
};

/* Why the system said no, for people. */
static enum bks_status refuse(struct bks_fault *fault, int error)
{
    static const struct {
        int error;
        const char *what, *hint;
    } reasons[] = {
        {ENOENT, "there is no such folder", "make the folder first"},
        {ENOTDIR, "there is no such folder", "make the folder first"},
        {EACCES, "no permission to write there", "write to a folder of your own"},
        {EPERM, "no permission to write there", "write to a folder of your own"},
        {EROFS, "the disk can only be read", "write to another place"},
        {ENOSPC, "the disk is full", "make room, or write to another place"},
        {EDQUOT, "the disk is full", "make room, or write to another place"},
        {EFBIG, "larger than a file may be there", "write to another place"},
        {EEXIST, "it is there already", "choose another name, or replace it with --force"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].error == error)
            return fault_set(fault, BKS_CANNOT_WRITE, reasons[i].hint, "%s", reasons[i].what);
    return fault_set(fault, BKS_CANNOT_WRITE, "check the disk, or write to another place",
                     "cannot be written");
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whether that is the input itself, through a link or another spelling of its path too. */
static bool is_input(const struct stat *place, const char *input)
{
    struct stat about;
    bool known =
        strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &about) == 0 : stat(input, &about) == 0;
    return known && is_same(&about, place);
}

/* The folder in which a file at that path would lie; ends as open does. */
static int open_folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) + 1 : 0;
    char *folder = memory_new(n + 2, 1);
    if (!folder)
        return -1;
    (void)snprintf(folder, n + 2, "%.*s.", (int)n, path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY);
    memory_free(folder);
    return fd;
}

/* Whether the open folder is `about` or lies in it; closes it. */
static bool lies_in(int fd, const struct stat *about)
{
    struct stat here = {0}, above = {0};
    bool found = false, top = fd < 0 || fstat(fd, &here) != 0;
    while (!top && !(found = is_same(&here, about))) {
        int parent = openat(fd, "..", O_RDONLY | O_DIRECTORY);
        (void)close(fd);
        fd = parent;
        top = fd < 0 || fstat(fd, &above) != 0 || is_same(&above, &here);
        here = above;
    }
    if (fd >= 0)
        (void)close(fd);
    return found;
}

bool output_touches(const char *path, const char *input)
{
    struct stat about, place;
    if (strcmp(input, "-") == 0 || stat(input, &about) != 0)
        return false;
    if (stat(path, &place) == 0 && is_same(&place, &about))
        return true;
    return S_ISDIR(about.st_mode) && lies_in(open_folder_of(path), &about);
}

/* Whether the place may be taken. */
static enum bks_status look_at_place(const char *path, bool replace, const char *input,
                                     struct bks_fault *fault)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return BKS_OK;
    if (is_input(&about, input))
        return fault_set(fault, BKS_CANNOT_WRITE, "choose another name",
                         "it is the recording itself, which is never replaced");
    if (!S_ISREG(about.st_mode))
        return fault_set(fault, BKS_CANNOT_WRITE, "choose another name", "not a plain file");
    return replace ? BKS_OK : refuse(fault, EEXIST);
}

/* Opens a new file in the folder of the place; its name says who left it, should we be killed. */
static enum bks_status open_part(struct output *output, mode_t mode, struct bks_fault *fault)
{
    const char *slash = strrchr(output->path, '/');
    size_t folder = slash ? (size_t)(slash - output->path) + 1 : 0;
    output->part = memory_new(folder + NAME_BYTES, 1);
    if (!output->part)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    memcpy(output->part, output->path, folder);
    for (unsigned i = 0; i < MAX_TRIES && output->fd < 0; i++) {
        (void)snprintf(output->part + folder, NAME_BYTES, ".backstride-%ld-%u.part", (long)getpid(),
                       i);
        output->fd = open(output->part, O_RDWR | O_CREAT | O_EXCL, mode);
        if (output->fd < 0 && errno != EEXIST)
            break;
    }
    return output->fd >= 0 ? BKS_OK : refuse(fault, errno);
}

static enum bks_status begin(struct output **out, const char *path, bool replace, const char *input,
                             mode_t mode, struct bks_fault *fault)
{
    *out = NULL;
    enum bks_status status = look_at_place(path, replace, input, fault);
    if (status != BKS_OK)
        return status;
    struct output *output = memory_new(1, sizeof *output);
    if (!output)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    output->fd = -1;
    output->replace = replace;
    output->path = memory_text(path);
    status = output->path ? open_part(output, mode, fault)
                          : fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (status == BKS_OK)
        *out = output;
    else
        output_discard(output);
    return status;
}

enum bks_status output_open(struct output **out, const char *path, bool replace, const char *input,
                            struct bks_fault *fault)
{
    return begin(out, path, replace, input, 0666, fault);
}

enum bks_status output_open_private(struct output **out, const char *path, bool replace,
                                    const char *input, struct bks_fault *fault)
{
    return begin(out, path, replace, input, 0600, fault);
}

bool output_write(struct output *output, const void *bytes, size_t n)
{
    const char *from = bytes;
    while (n > 0 && !output->error) {
        ssize_t done = pwrite(output->fd, from, n, (off_t)output->at);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            output->error = done < 0 ? errno : ENOSPC;
            break;
        }
        from += done;
        n -= (size_t)done;
        output->at += (uint64_t)done;
    }
    if (output->at > output->size)
        output->size = output->at;
    return output->error == 0;
}

/* The stream has a descriptor of its own, so that closing it leaves the file open. */
static FILE *stream_into(const struct output *output)
{
    int fd = dup(output->fd);
    FILE *stream = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!stream && fd >= 0)
        (void)close(fd);
    return stream;
}

enum bks_status output_fill(struct output *output,
                            enum bks_status (*write)(FILE *out, const void *context),
                            const void *context)
{
    errno = 0;
    FILE *stream = stream_into(output);
    enum bks_status status = stream ? write(stream, context) : BKS_CANNOT_WRITE;
    if (stream && (fflush(stream) != 0 || ferror(stream)))
        status = BKS_CANNOT_WRITE;
    if (status == BKS_CANNOT_WRITE)
        output->error = errno ? errno : EIO;
    off_t end = lseek(output->fd, 0, SEEK_END);
    output->at = output->size = end > 0 ? (uint64_t)end : 0;
    if (stream && fclose(stream) != 0 && status == BKS_OK) {
        output->error = errno;
        status = BKS_CANNOT_WRITE;
    }
    return status;
}

void output_seek(struct output *output, uint64_t at)
{
    output->at = at;
}

uint64_t output_tell(const struct output *output)
{
    return output->at;
}

uint64_t output_size(const struct output *output)
{
    return output->size;
}

/* Puts the file in its place; one that has come there meanwhile is not lost without leave. */
static int put_in_place(const struct output *output)
{
    if (output->replace)
        return rename(output->part, output->path) == 0 ? 0 : errno;
    if (link(output->part, output->path) == 0)
        return 0;
    int error = errno;
    struct stat about;
    if (error == EEXIST || stat(output->path, &about) == 0)
        return EEXIST;
    return rename(output->part, output->path) == 0 ? 0 : errno; /* a disk without links */
}

/* So that the name, too, outlives a loss of power; where that cannot be done nothing is lost. */
static void keep_name(struct output *output)
{
    char *slash = strrchr(output->part, '/');
    if (slash)
        slash[slash == output->part] = '\0';
    int folder = open(slash ? output->part : ".", O_RDONLY);
    if (folder < 0)
        return;
    (void)fsync(folder);
    (void)close(folder);
}

enum bks_status output_commit(struct output *output, struct bks_fault *fault)
{
    if (!output->error && fsync(output->fd) != 0 && errno != EINVAL)
        output->error = errno;
    if (close(output->fd) != 0 && !output->error)
        output->error = errno;
    output->fd = -1;
    int error = output->error ? output->error : put_in_place(output);
    (void)unlink(output->part);
    enum bks_status status = error ? refuse(fault, error) : BKS_OK;
    if (!error)
        keep_name(output);
    memory_free(output->part);
    output->part = NULL;
    output_discard(output);
    return status;
}

void output_explain(const struct output *output, struct bks_fault *fault)
{
    if (output->error)
        (void)refuse(fault, output->error);
}

void output_discard(struct output *output)
{
    if (!output)
        return;
    if (output->fd >= 0) {
        (void)close(output->fd);
        (void)unlink(output->part);
    }
    memory_free(output->part);
    memory_free(output->path);
    memory_free(output);
}
