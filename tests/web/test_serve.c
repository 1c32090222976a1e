/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride serve` as it is started, ended and killed. */
#define _GNU_SOURCE /* prlimit */
#include "support/assert.h"
#include "support/ran.h"
#include "support/web_client.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_WORDS 16

static char folder[] = "serve-test-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"h.db",    "h.db-wal", "h.db-shm",
                                        "who.txt", "password", "token"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(names[i]);
    return chdir("..") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static size_t files_here(void)
{
    size_t n = 0;
    DIR *all = opendir(".");
    for (const struct dirent *one = readdir(all); one; one = readdir(all))
        n += one->d_name[0] != '.';
    (void)closedir(all);
    return n;
}

/* A server of its own process: its number and port. */
struct serving {
    pid_t child;
    unsigned port;
};

static struct serving serve(const char *const *more)
{
    const char *words[MOST_WORDS] = {BKS_PROGRAM,   "serve", "--listen",
                                     "127.0.0.1:0", "--db",  "h.db"};
    struct serving serving = {0};
    char line[256] = "";
    int pipes[2];
    for (size_t i = 0; more && more[i]; i++)
        words[6 + i] = more[i];
    assert_int_equal(pipe(pipes), 0);
    serving.child = fork();
    if (serving.child == 0) {
        char *copy[MOST_WORDS + 1] = {NULL};
        for (size_t i = 0; words[i]; i++)
            copy[i] = strdup(words[i]);
        if (dup2(pipes[1], 1) == 1)
            (void)execv(copy[0], copy);
        _exit(127);
    }
    (void)close(pipes[1]);
    FILE *out = fdopen(pipes[0], "r");
    assert_non_null(fgets(line, sizeof line, out));
    (void)fclose(out);
    serving.port = (unsigned)atoi(strrchr(line, ':') + 1);
    assert_true(serving.port > 0);
    return serving;
}

static int end(const struct serving *serving, int signal)
{
    int status;
    (void)kill(serving->child, signal);
    assert_int_equal(waitpid(serving->child, &status, 0), serving->child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void test_it_ends_when_told(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < 2; i++) {
        struct serving serving = serve(NULL);
        int idle = web_connect((uint16_t)serving.port);
        struct web_answer answer = web_ask((uint16_t)serving.port, "GET", "/healthz", "", NULL);
        assert_int_equal(answer.status, 200);
        web_clear(&answer);
        assert_int_equal(end(&serving, signals[i]), 0);
        (void)close(idle);
    }
    struct stat about;
    assert_int_equal(stat("h.db", &about), 0);
    assert_int_equal(about.st_mode & 077, 0);
}

static char *form_of(size_t *n, const char *runner)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/samples/walk-run-30min.flac", BKS_SOURCE_DIR);
    const struct web_part parts[] = {
        {"runner", runner, NULL}, {"start", "2026-05-01T10:00", NULL}, {"file", path, "a.flac"}};
    return web_form(n, "/api/recordings", "", parts, 3);
}

/* Killed at any moment of uploads: the history is whole, and nothing else is there. */
static void test_killed_during_uploads(void **state)
{
    (void)state;
    int socket[4];
    for (size_t round = 0; round < 8; round++) {
        struct serving serving = serve(NULL);
        const struct timespec pause = {.tv_nsec = 15000000L * (long)round};
        for (size_t i = 0; i < 4; i++) {
            char runner[16];
            size_t n;
            (void)snprintf(runner, sizeof runner, "R%zu-%zu", round, i);
            char *all = form_of(&n, runner);
            socket[i] = web_connect((uint16_t)serving.port);
            (void)web_send(socket[i], all, i == 3 ? n / 2 : n);
            free(all);
        }
        (void)nanosleep(&pause, NULL);
        assert_int_equal(end(&serving, SIGKILL), 128 + SIGKILL);
        for (size_t i = 0; i < 4; i++)
            (void)close(socket[i]);
        struct serving again = serve(NULL);
        struct web_answer answer = web_ask((uint16_t)again.port, "GET", "/api/runners", "", NULL);
        assert_int_equal(answer.status, 200);
        web_clear(&answer);
        assert_int_equal(end(&again, SIGTERM), 0);
        assert_int_equal(files_here(), 1); /* h.db, and nothing beside it */
    }
}

static void put(const char *name, const char *text)
{
    FILE *out = fopen(name, "w");
    (void)fputs(text, out);
    (void)fclose(out);
    (void)chmod(name, 0600);
}

static void refuses(const char *const *words, const char *said)
{
    struct ran ran;
    ran_run(&ran, words, NULL, NULL, 0);
    assert_true_case(said, ran.status != 0);
    assert_true_case(ran.err, strstr(ran.err, said) != NULL);
    ran_clear(&ran);
}

static void test_what_is_refused(void **state)
{
    (void)state;
#define SERVE BKS_PROGRAM, "serve", "--db", "h.db"
    refuses((const char *[]){SERVE, "--listen", "0.0.0.0:0", NULL}, "users");
    refuses((const char *[]){SERVE, "--listen", "nowhere:80", NULL}, "no address");
    refuses((const char *[]){SERVE, "--listen", "80", NULL}, "127.0.0.1:8080");
    refuses((const char *[]){SERVE, "--upload-most", "2X", NULL}, "200M");
    refuses((const char *[]){SERVE, "--workers", "0", NULL}, "1 to 64");
    refuses((const char *[]){SERVE, "--key", "h.db", NULL}, "certificate");
    refuses((const char *[]){SERVE, "--users", "none.txt", "--listen", "0.0.0.0:0", NULL}, "");
    struct serving serving = serve(NULL);
    char where[64];
    (void)snprintf(where, sizeof where, "127.0.0.1:%u", serving.port);
    refuses((const char *[]){SERVE, "--listen", where, NULL}, "cannot be listened on");
    assert_int_equal(end(&serving, SIGTERM), 0);
}

static void test_it_may_open_as_many_files_as_it_needs(void **state)
{
    (void)state;
    struct rlimit before, few, its;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    few = before;
    few.rlim_cur = before.rlim_max < 256 ? before.rlim_max : 256;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    struct serving serving = serve(NULL);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(prlimit(serving.child, RLIMIT_NOFILE, NULL, &its), 0);
    assert_true(its.rlim_cur == its.rlim_max || its.rlim_cur >= 4096);
    assert_int_equal(end(&serving, SIGTERM), 0);
}

static void test_a_token_is_asked_for(void **state)
{
    (void)state;
    put("token", "0123456789abcdef0123456789abcdef\n");
    struct serving serving = serve((const char *[]){"--token-file", "token", NULL});
    uint16_t port = (uint16_t)serving.port;
    struct web_answer answer = web_ask(port, "GET", "/api/runners", "", NULL);
    assert_int_equal(answer.status, 401);
    web_clear(&answer);
    answer = web_ask(port, "GET", "/api/runners",
                     "Authorization: Bearer 0123456789abcdef0123456789abcdef\r\n", NULL);
    assert_int_equal(answer.status, 200);
    web_clear(&answer);
    answer = web_ask(port, "GET", "/healthz", "", NULL);
    assert_int_equal(answer.status, 200);
    web_clear(&answer);
    size_t n; /* nothing of an upload is read from who may not */
    char *all = form_of(&n, "Eve");
    int socket = web_connect(port);
    (void)web_send(socket, all, n / 2);
    answer = web_read(socket, false);
    assert_int_equal(answer.status, 401);
    web_clear(&answer);
    (void)close(socket);
    free(all);
    assert_int_equal(end(&serving, SIGTERM), 0);
}

static void test_a_user_is_added(void **state)
{
    (void)state;
    struct ran ran;
    put("password", "correct horse battery\n");
    ran_run(&ran,
            (const char *[]){BKS_PROGRAM, "serve", "--users", "who.txt", "--add-user", "kim",
                             "--role", "physio", NULL},
            "password", NULL, 0);
    assert_int_case(ran.err, ran.status, 0);
    ran_clear(&ran);
    struct stat about;
    assert_int_equal(stat("who.txt", &about), 0);
    assert_int_equal(about.st_mode & 077, 0);
    refuses((const char *[]){BKS_PROGRAM, "serve", "--users", "who.txt", "--add-user", "kim",
                             "--role", "runner", NULL},
            "--for");
    refuses((const char *[]){BKS_PROGRAM, "serve", "--users", "who.txt", "--add-user", "eve",
                             "--role", "runner", "--for", "Anna Berg", NULL},
            "anna-berg");
    struct serving serving = serve((const char *[]){"--users", "who.txt", NULL});
    struct web_answer answer = web_ask((uint16_t)serving.port, "GET", "/api/runners", "", NULL);
    assert_int_equal(answer.status, 401);
    web_clear(&answer);
    answer = web_ask((uint16_t)serving.port, "GET", "/", "", NULL);
    assert_int_equal(answer.status, 303);
    assert_true(web_header(&answer, "Location", "/sign-in"));
    web_clear(&answer);
    assert_int_equal(end(&serving, SIGTERM), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_ends_when_told),
        cmocka_unit_test(test_killed_during_uploads),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_a_token_is_asked_for),
        cmocka_unit_test(test_a_user_is_added),
        cmocka_unit_test(test_it_may_open_as_many_files_as_it_needs),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
