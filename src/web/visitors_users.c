/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of users: read whole or not at all, and again when it changes. */
#include "base/fault.h"
#include "base/memory.h"
#include "web/visitors_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FIELDS 4 /* name:role:runner:hash */

static bool is_made_of(const char *text, const char *letters, size_t most)
{
    size_t n = strspn(text, letters);
    return n > 0 && n <= most && text[n] == '\0';
}

bool user_name_good(const char *name)
{
    return is_made_of(name, "abcdefghijklmnopqrstuvwxyz0123456789._-", VISITOR_NAME_ROOM - 1);
}

bool user_slug_good(const char *slug)
{
    return is_made_of(slug, "abcdefghijklmnopqrstuvwxyz0123456789-", RUNNER_SLUG_ROOM - 1);
}

/* Cuts a line at its colons; false: not four fields. */
static bool cut(char *field[FIELDS], char *line)
{
    for (unsigned i = 0; i < FIELDS; i++) {
        field[i] = line;
        char *colon = strchr(line, ':');
        if ((colon == NULL) != (i + 1 == FIELDS))
            return false;
        if (colon) {
            *colon = '\0';
            line = colon + 1;
        }
    }
    return true;
}

/* What is wrong with the fields, or NULL; *role where the second is one. */
static const char *find_fault(char *const field[FIELDS], enum visitor_role *role)
{
    bool physio = strcmp(field[1], "physio") == 0, runner = strcmp(field[1], "runner") == 0;
    *role = physio ? VISITOR_PHYSIO : VISITOR_RUNNER;
    if (!user_name_good(field[0]))
        return "a name is of a-z, 0-9, '.', '_' and '-', at most 63 of them";
    if (!physio && !runner)
        return "a role is runner or physio";
    if (physio ? field[2][0] != '\0' : !user_slug_good(field[2]))
        return physio ? "a physio has no runner of their own" : "no slug of a runner";
    return password_hash_good(field[3]) ? NULL : "no hash of a password that is made here";
}

/* One line into the next row; blank ones and comments are none. */
static enum bks_status add_line(struct users *users, char *line, struct bks_fault *fault)
{
    static const char form[] = "a line is name:role:runner:hash, as add-user writes it";
    char *field[FIELDS];
    if (line[0] == '\0' || line[0] == '#')
        return BKS_OK;
    if (!cut(field, line))
        return fault_set(fault, BKS_DAMAGED, form, "not four fields");
    struct user *user = &users->row[users->n];
    const char *wrong = find_fault(field, &user->role);
    if (wrong)
        return fault_set(fault, BKS_DAMAGED, form, "%s", wrong);
    if (users_find(users, field[0]))
        return fault_set(fault, BKS_DAMAGED, "take one of the two lines out",
                         "a name that is there already");
    memcpy(user->name, field[0], strlen(field[0]) + 1);
    memcpy(user->runner, field[2], strlen(field[2]) + 1);
    memcpy(user->hash, field[3], strlen(field[3]) + 1);
    users->n++;
    return BKS_OK;
}

/* Copies the line that begins at *text, and moves *text on to the next. */
static enum bks_status take_line(char line[USER_LINE_MOST + 1], const char **text, const char *end,
                                 struct bks_fault *fault)
{
    const char *stop = memchr(*text, '\n', (size_t)(end - *text));
    size_t n = (size_t)((stop ? stop : end) - *text);
    if (n > USER_LINE_MOST)
        return fault_set(fault, BKS_DAMAGED, "a line is name:role:runner:hash",
                         "a line of more than %d bytes", USER_LINE_MOST);
    if (memchr(*text, '\0', n))
        return fault_set(fault, BKS_DAMAGED, "it is a file of text", "a NUL in a line");
    memcpy(line, *text, n);
    line[n] = '\0';
    *text = stop ? stop + 1 : end;
    return BKS_OK;
}

enum bks_status users_parse(struct users *users, const char *text, size_t n,
                            struct bks_fault *fault)
{
    char line[USER_LINE_MOST + 1];
    const char *end = text + n;
    enum bks_status status = BKS_OK;
    size_t most = 1;
    for (size_t i = 0; i < n; i++)
        most += text[i] == '\n';
    *users = (struct users){
        .row = memory_new(most < USERS_MOST ? most : USERS_MOST, sizeof users->row[0])};
    if (!users->row)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    for (int64_t number = 1; status == BKS_OK && text < end; number++) {
        if (users->n == USERS_MOST)
            status = fault_set(fault, BKS_TOO_LARGE, NULL, "more than %d users", USERS_MOST - 1);
        if (status == BKS_OK)
            status = take_line(line, &text, end, fault);
        if (status == BKS_OK)
            status = add_line(users, line, fault);
        if (status != BKS_OK)
            (void)fault_at(fault, NULL, -1, number);
    }
    if (status != BKS_OK)
        users_clear(users);
    return status;
}

void users_clear(struct users *users)
{
    memory_free(users->row);
    *users = (struct users){0};
}

const struct user *users_find(const struct users *users, const char *name)
{
    for (size_t i = 0; i < users->n; i++)
        if (strcmp(users->row[i].name, name) == 0)
            return &users->row[i];
    return NULL;
}

bool user_still(const struct users *users, const struct user *user)
{
    const struct user *now = users_find(users, user->name);
    return now && now->role == user->role && strcmp(now->runner, user->runner) == 0 &&
           strcmp(now->hash, user->hash) == 0;
}

/* Only a plain file that nobody else may read. */
static enum bks_status check_file(const struct stat *about, const char *path,
                                  struct bks_fault *fault)
{
    if (!S_ISREG(about->st_mode))
        return fault_set(fault, BKS_CANNOT_OPEN, "name a file of users", "not a plain file");
    if (about->st_mode & (S_IRWXG | S_IRWXO)) {
        (void)fault_set(fault, BKS_CANNOT_OPEN, NULL, "others may read or write the file of users");
        if (fault)
            (void)snprintf(fault->hint, sizeof fault->hint, "chmod 600 %s", path);
        return BKS_CANNOT_OPEN;
    }
    if (about->st_size < 0 || (uint64_t)about->st_size > USERS_BYTES)
        return fault_set(fault, BKS_TOO_LARGE, "name a file of users", "larger than 1 MB");
    return BKS_OK;
}

/* All bytes of the file, which may have shrunk. */
static enum bks_status read_all(char **text, size_t *n, int fd, size_t size,
                                struct bks_fault *fault)
{
    *text = memory_new(size + 1, 1);
    if (!*text)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    *n = 0;
    for (ssize_t got = 1; *n < size && got != 0;) {
        got = read(fd, *text + *n, size - *n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            memory_free(*text);
            *text = NULL;
            return fault_set(fault, BKS_IO, "check the disk", "reading failed");
        }
        *n += (size_t)got;
    }
    return BKS_OK;
}

enum bks_status users_read(char **text, size_t *n, struct stat *about, const char *path,
                           struct bks_fault *fault)
{
    *text = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return fault_set(fault, BKS_CANNOT_OPEN, errno == ENOENT ? "add a user first" : NULL, "%s",
                         errno == ENOENT ? "there is no such file" : "no permission to read it");
    enum bks_status status = fstat(fd, about) == 0
                                 ? check_file(about, path, fault)
                                 : fault_set(fault, BKS_CANNOT_OPEN, NULL, "cannot be looked at");
    if (status == BKS_OK)
        status = read_all(text, n, fd, (size_t)about->st_size, fault);
    (void)close(fd);
    return status;
}

enum bks_status visitors_read_users(struct visitors *visitors, struct bks_fault *fault)
{
    char *text;
    size_t n;
    struct users users = {0};
    enum bks_status status = users_read(&text, &n, &visitors->about, visitors->users_path, fault);
    if (status == BKS_OK)
        status = users_parse(&users, text, n, fault);
    if (text)
        secret_wipe(text, n);
    memory_free(text);
    users_clear(&visitors->users);
    visitors->users = users;
    visitors->users_good = status == BKS_OK;
    return status;
}

static bool is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
           a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

void visitors_refresh(struct visitors *visitors)
{
    struct stat now;
    if (visitors->users_good && stat(visitors->users_path, &now) == 0 &&
        is_same_file(&now, &visitors->about))
        return;
    struct bks_fault ignored; /* nobody enters meanwhile, and it is tried again next time */
    if (visitors_read_users(visitors, &ignored) != BKS_OK)
        visitors->users_good = false;
}
