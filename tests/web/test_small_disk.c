/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A history on a disk that is full: a tmpfs that only the server sees, where mounting is allowed;
 * elsewhere the cases are left out.
 */
#define _GNU_SOURCE /* unshare */
#include "support/assert.h"
#include "support/web_client.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#define DISK        "size=900k"
#define MAY_NOT     125 /* what the child ends with where mounting is not allowed */
#define SAMPLES     BKS_SOURCE_DIR "/samples/"
#define PATH_ROOM   512
#define FILLER_ROOM 4096

static char folder[] = "small-disk-XXXXXX";
static char seen[PATH_ROOM]; /* the disk, from here */
static pid_t child;
static uint16_t port;

static bool put(const char *path, const char *text)
{
    int out = open(path, O_WRONLY | O_CLOEXEC);
    bool fine = out >= 0 && write(out, text, strlen(text)) == (ssize_t)strlen(text);
    if (out >= 0)
        (void)close(out);
    return fine;
}

/* As root; else as the root of a world of users of its own. */
static bool own_mounts(void)
{
    char user[64], group[64];
    (void)snprintf(user, sizeof user, "0 %ld 1\n", (long)getuid());
    (void)snprintf(group, sizeof group, "0 %ld 1\n", (long)getgid());
    if (unshare(CLONE_NEWNS) == 0)
        return true;
    return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && put("/proc/self/uid_map", user) &&
           put("/proc/self/setgroups", "deny") && put("/proc/self/gid_map", group);
}

/* A file system of its own, in a world of mounts of its own; then the server. */
static void become(const char *disk, const char *db, int out)
{
    if (!own_mounts())
        _exit(MAY_NOT);
    (void)mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
    if (mount("tmpfs", disk, "tmpfs", 0, DISK) != 0)
        _exit(MAY_NOT);
    if (dup2(out, STDOUT_FILENO) == STDOUT_FILENO)
        (void)execl(BKS_PROGRAM, BKS_PROGRAM, "serve", "--listen", "127.0.0.1:0", "--db", db,
                    (char *)NULL);
    _exit(127);
}

static int start(void **state)
{
    (void)state;
    char line[256] = "", here[PATH_ROOM / 2], db[PATH_ROOM], disk[PATH_ROOM];
    int pipes[2];
    if (!mkdtemp(folder) || !getcwd(here, sizeof here) || pipe(pipes) != 0)
        return -1;
    (void)snprintf(disk, sizeof disk, "%s/%s", here, folder);
    (void)snprintf(db, sizeof db, "%s/%s/h.db", here, folder);
    child = fork();
    if (child == 0)
        become(disk, db, pipes[1]);
    (void)close(pipes[1]);
    FILE *out = fdopen(pipes[0], "r");
    const char *colon = out && fgets(line, sizeof line, out) ? strrchr(line, ':') : NULL;
    port = colon ? (uint16_t)atoi(colon + 1) : 0;
    if (out)
        (void)fclose(out);
    (void)snprintf(seen, sizeof seen, "/proc/%ld/root%s/%s", (long)child, here, folder);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    int status = 0;
    (void)kill(child, SIGTERM);
    (void)waitpid(child, &status, 0);
    if (port == 0 && WIFEXITED(status) && WEXITSTATUS(status) != MAY_NOT)
        return -1;
    return rmdir(folder);
}

static size_t files(void)
{
    size_t n = 0;
    DIR *all = opendir(seen);
    for (const struct dirent *one = all ? readdir(all) : NULL; one; one = readdir(all))
        n += one->d_name[0] != '.';
    if (all)
        (void)closedir(all);
    return n;
}

static struct web_answer upload(const char *runner, const char *sample)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, SAMPLES "%s", sample);
    const struct web_part parts[] = {
        {"runner", runner, NULL}, {"start", "2026-05-01T10:00", NULL}, {"file", path, sample}};
    return web_post(port, "/api/recordings", "", parts, 3);
}

static void expect(struct web_answer answer, int status, const char *words)
{
    assert_int_case(answer.text ? answer.text : "no answer", answer.status, status);
    assert_true_case(answer.text, strstr(answer.body, words) != NULL);
    web_clear(&answer);
}

/* Bytes until there is room for no more. */
static void fill(const char *path)
{
    static const char block[FILLER_ROOM];
    int filler = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(filler >= 0);
    for (size_t size = sizeof block; size > 0; size /= 2)
        while (write(filler, block, size) == (ssize_t)size)
            ;
    assert_int_equal(errno, ENOSPC);
    (void)close(filler);
}

/* Two files in one form, together more than the disk. */
static struct web_answer upload_too_much(const char *runner)
{
    const struct web_part parts[] = {{"runner", runner, NULL},
                                     {"file", SAMPLES "pocket-phone.zip", "a.zip"},
                                     {"file", SAMPLES "pocket-phone.zip", "b.zip"}};
    return web_post(port, "/api/recordings", "", parts, 3);
}

/* The upload itself finds no room; what is small still does, and nothing is left of the other. */
static void test_an_upload_without_room(void **state)
{
    (void)state;
    if (port == 0)
        skip();
    expect(upload("Anna", "steady-run.csv"), 201, "\"id\"");
    size_t before = files();
    for (int i = 0; i < 3; i++)
        expect(upload_too_much("Anna"), 507, "room");
    assert_int_equal(files(), before);
    expect(upload("Bea", "steady-run.csv"), 201, "\"id\"");
}

/*
 * Not even the history finds room: nothing is lost, and it goes on once there is. Reading is
 * refused with the same words meanwhile: SQLite's log needs a little room for that too.
 */
static void test_a_history_without_room(void **state)
{
    (void)state;
    if (port == 0)
        skip();
    char path[PATH_ROOM + 8];
    (void)snprintf(path, sizeof path, "%s/filler", seen);
    expect(upload("Cleo", "steady-run.csv"), 201, "\"id\"");
    size_t before = files();
    fill(path);
    expect(upload("Dora", "steady-run.csv"), 507, "room");
    expect(web_ask(port, "GET", "/healthz", "", NULL), 200, "");
    expect(web_ask(port, "GET", "/api/recordings/1", "", NULL), 507, "room");
    assert_int_equal(remove(path), 0);
    expect(web_ask(port, "GET", "/api/recordings/1", "", NULL), 200, "cadence_spm");
    expect(web_ask(port, "GET", "/runners/cleo", "", NULL), 200, "Cleo");
    assert_int_equal(files(), before);
    expect(upload("Dora", "steady-run.csv"), 201, "\"id\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_upload_without_room),
        cmocka_unit_test(test_a_history_without_room),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
