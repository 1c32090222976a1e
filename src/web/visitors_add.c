/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing the file of users: one line of it, all others as they were. */
#include "base/fault.h"
#include "base/memory.h"
#include "base/output.h"
#include "web/visitors_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static enum bks_status check_person(const char *name, enum visitor_role role, const char *runner,
                                    const char *password, struct bks_fault *fault)
{
    size_t n = strlen(password);
    if (!user_name_good(name))
        return fault_set(fault, BKS_BAD_ARGUMENT, "as in anna.berg",
                         "a name is of a-z, 0-9, '.', "
                         "'_' and '-', at most %d of them",
                         VISITOR_NAME_ROOM - 1);
    if (role != VISITOR_RUNNER && role != VISITOR_PHYSIO)
        return fault_set(fault, BKS_BAD_ARGUMENT, NULL, "a role is runner or physio");
    if (role == VISITOR_PHYSIO ? runner && runner[0] : !runner || !user_slug_good(runner))
        return fault_set(fault, BKS_BAD_ARGUMENT, "a runner is of a-z, 0-9 and '-'; a physio none",
                         "that role does not go with that runner");
    if (n < VISITOR_PASSWORD_LEAST || n > VISITOR_PASSWORD_MOST)
        return fault_set(fault, BKS_BAD_ARGUMENT, "take a few words",
                         "a password has %d to %d bytes", VISITOR_PASSWORD_LEAST,
                         VISITOR_PASSWORD_MOST);
    return BKS_OK;
}

/* The text of the file, "" where there is none; it is read as the server would. */
static enum bks_status read_old(char **text, size_t *n, struct users *users, const char *path,
                                struct bks_fault *fault)
{
    struct stat about;
    *text = NULL;
    *n = 0;
    if (stat(path, &about) != 0 && errno == ENOENT) {
        *text = memory_text("");
        return *text ? users_parse(users, *text, 0, fault)
                     : fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    }
    enum bks_status status = users_read(text, n, &about, path, fault);
    return status == BKS_OK ? users_parse(users, *text, *n, fault) : status;
}

/* Whether a line, which ends at `end`, is of that user. */
static bool is_line_of(const char *line, const char *end, const char *name)
{
    size_t n = strlen(name);
    return (size_t)(end - line) > n && memcmp(line, name, n) == 0 && line[n] == ':';
}

/* All lines; that of the user as `mine`, which comes last where there was none. */
static void write_lines(struct output *output, const char *text, size_t n, const char *name,
                        const char *mine)
{
    bool done = false;
    for (const char *end = text + n; text < end;) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop ? stop : end;
        if (!is_line_of(text, stop, name)) {
            (void)output_write(output, text, (size_t)(stop - text));
            (void)output_write(output, "\n", 1);
        } else {
            (void)output_write(output, mine, strlen(mine));
            done = true;
        }
        text = stop < end ? stop + 1 : end;
    }
    if (!done)
        (void)output_write(output, mine, strlen(mine));
}

/* Puts `mine` ("" takes the user out) in the place of the user's line. */
static enum bks_status change(const char *path, const char *name, const char *mine,
                              struct bks_fault *fault)
{
    char *text = NULL;
    size_t n = 0;
    struct users users = {0};
    struct output *output = NULL;
    enum bks_status status = read_old(&text, &n, &users, path, fault);
    if (status == BKS_OK && mine[0] == '\0' && !users_find(&users, name))
        status = fault_set(fault, BKS_BAD_ARGUMENT, NULL, "there is no such user");
    if (status == BKS_OK && mine[0] && users.n + 1 >= USERS_MOST && !users_find(&users, name))
        status = fault_set(fault, BKS_TOO_LARGE, NULL, "more than %d users", USERS_MOST - 1);
    users_clear(&users);
    if (status == BKS_OK)
        status = output_open_private(&output, path, true, "", fault);
    if (status == BKS_OK) {
        write_lines(output, text, n, name, mine);
        status = output_commit(output, fault);
    }
    if (text)
        secret_wipe(text, n);
    memory_free(text);
    return status;
}

enum bks_status visitors_add(const char *users, const char *name, enum visitor_role role,
                             const char *runner, const char *password, struct bks_fault *fault)
{
    char line[USER_LINE_MOST + 2], hash[USER_HASH_ROOM];
    enum bks_status status = check_person(name, role, runner, password, fault);
    if (status == BKS_OK)
        status = password_hash(hash, password, fault);
    if (status != BKS_OK)
        return status;
    (void)snprintf(line, sizeof line, "%s:%s:%s:%s\n", name,
                   role == VISITOR_PHYSIO ? "physio" : "runner", runner ? runner : "", hash);
    return change(users, name, line, fault);
}

enum bks_status visitors_remove(const char *users, const char *name, struct bks_fault *fault)
{
    if (!user_name_good(name))
        return fault_set(fault, BKS_BAD_ARGUMENT, NULL, "there is no such user");
    return change(users, name, "", fault);
}
