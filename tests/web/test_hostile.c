/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slow, broken, greedy and hostile clients: the server stays up, answers others, keeps nothing. */
#include "support/sim_random.h"
#include "web/own_server.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct own_server own;

static void start(const struct server_options *options)
{
    own_start(&own, options ? *options : own_options());
}

static void expect_alive(void)
{
    struct web_answer answer = web_ask(own.port, "GET", "/healthz", "", NULL);
    assert_answer(answer, 200);
    web_clear(&answer);
}

static void expect(struct web_answer answer, int status)
{
    assert_answer(answer, status);
    web_clear(&answer);
}

static void sleep_s(double seconds)
{
    struct timespec pause = {.tv_sec = (time_t)seconds};
    pause.tv_nsec = (long)((seconds - (double)pause.tv_sec) * 1e9);
    (void)nanosleep(&pause, NULL);
}

/* Says a head and whatever follows, and reads what comes. */
static struct web_answer say(const char *text)
{
    int socket = web_connect(own.port);
    assert_true(socket >= 0);
    (void)web_say(socket, text);
    struct web_answer answer = web_read(socket, false);
    (void)close(socket);
    return answer;
}

#define UPLOAD_HEAD                                        \
    "POST /api/recordings HTTP/1.1\r\nHost: 127.0.0.1\r\n" \
    "Content-Type: multipart/form-data; boundary=BBB\r\n"
#define FILE_BEGIN                                             \
    "--BBB\r\nContent-Disposition: form-data; name=\"file\"; " \
    "filename=\"run.csv\"\r\n\r\n"

static void test_ten_gigabytes_are_refused_at_once(void **state)
{
    (void)state;
    start(NULL);
    expect(say(UPLOAD_HEAD "Content-Length: 10737418240\r\n\r\n"), 413);
    expect(say(UPLOAD_HEAD "Content-Length: 99999999999999999999999\r\n\r\n"), 413);
    expect(say("POST /api/runners/x/diary HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
               "application/x-www-form-urlencoded\r\nContent-Length: 10000000\r\n\r\n"),
           413);
    expect_alive();
    own_stop(&own);
}

static void test_too_much_in_chunks_is_cut(void **state)
{
    (void)state;
    struct server_options options = own_options();
    options.upload_bytes = 1u << 20;
    start(&options);
    static char block[65536];
    memset(block, 'x', sizeof block);
    int socket = web_connect(own.port);
    assert_true(web_say(socket, UPLOAD_HEAD "Transfer-Encoding: chunked\r\n\r\n"));
    (void)web_say(socket, "4a\r\n" FILE_BEGIN "\r\n");
    for (int i = 0; i < 64; i++)
        if (!web_say(socket, "10000\r\n") || !web_send(socket, block, sizeof block) ||
            !web_say(socket, "\r\n"))
            break;
    expect(web_read(socket, false), 413);
    (void)close(socket);
    expect_alive();
    own_stop(&own);
}

static void test_wrong_lengths_and_half_bodies(void **state)
{
    (void)state;
    static const char *const heads[] = {
        UPLOAD_HEAD "Content-Length: 500\r\n\r\n" FILE_BEGIN "time_s,accel_x_g",
        UPLOAD_HEAD "Content-Length: -5\r\n\r\n" FILE_BEGIN,
        UPLOAD_HEAD "Content-Length: banana\r\n\r\n",
        UPLOAD_HEAD "Content-Length: 3\r\n\r\n" FILE_BEGIN "more than three",
        UPLOAD_HEAD "Transfer-Encoding: chunked\r\n\r\nzzz\r\n",
        UPLOAD_HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        "POST /api/recordings HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999999999\r\n\r\nx",
    };
    start(NULL);
    size_t before = own_descriptors(), files = own_files(&own);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        int socket = web_connect(own.port);
        (void)web_say(socket, heads[i]);
        sleep_s(0.05);
        (void)close(socket);
        expect_alive();
    }
    assert_true(own_settles(before));
    assert_int_equal(own_files(&own), files);
    own_stop(&own);
}

static void test_a_client_gone_leaves_nothing(void **state)
{
    (void)state;
    start(NULL);
    expect(own_upload(own.port, "Anna", "steady-run.csv", ""), 201);
    size_t before = own_descriptors(), files = own_files(&own), n;
    const struct web_part parts[] = {{"runner", "Anna", NULL},
                                     {"file", own_sample("walk-run-30min.flac"), "run.flac"}};
    char *all = web_form(&n, "/api/recordings", "", parts, 2);
    for (size_t i = 1; i <= 20; i++) {
        int socket = web_connect(own.port);
        (void)web_send(socket, all, n * i / 21);
        (void)close(socket);
    }
    free(all);
    assert_true(own_settles(before));
    assert_int_equal(own_files(&own), files);
    struct web_answer answer = web_ask(own.port, "GET", "/api/recordings/2", "", NULL);
    expect(answer, 404);
    own_stop(&own);
}

static void test_names_are_no_paths(void **state)
{
    (void)state;
    static const char *const names[] = {"../../../../tmp/evil.csv",
                                        "..\\\\..\\\\evil.csv",
                                        "/etc/passwd",
                                        "a\tb.csv",
                                        "..",
                                        "<script>.csv"};
    start(NULL);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "R%zu", i);
        const struct web_part parts[] = {{"runner", name, NULL},
                                         {"start", "2026-05-01T10:00", NULL},
                                         {"file", own_sample("steady-run.csv"), names[i]}};
        struct web_answer answer = web_post(own.port, "/api/recordings", "", parts, 3);
        assert_answer(answer, 201);
        assert_null(strstr(answer.body, ".."));
        assert_null(strstr(answer.body, "/etc"));
        web_clear(&answer);
    }
    assert_int_equal(access("/tmp/evil.csv", F_OK), -1);
    own_stop(&own);
}

static void test_too_many_fields_and_files(void **state)
{
    (void)state;
    static struct web_part parts[200];
    start(NULL);
    for (size_t i = 0; i < 200; i++)
        parts[i] = (struct web_part){"a", "1", NULL};
    expect(web_post(own.port, "/api/recordings", "", parts, 200), 413);
    for (size_t i = 0; i < 40; i++)
        parts[i] = (struct web_part){"file", "/dev/null", "a.csv"};
    expect(web_post(own.port, "/api/recordings", "", parts, 40), 413);
    static char longest[20000];
    memset(longest, 'x', sizeof longest - 1);
    parts[0] = (struct web_part){"runner", longest, NULL};
    expect(web_post(own.port, "/api/recordings", "", parts, 1), 413);
    own_stop(&own);
}

static void test_too_many_uploads_at_once(void **state)
{
    (void)state;
    struct server_options options = own_options();
    options.uploads = 3;
    start(&options);
    int held[3];
    for (size_t i = 0; i < 3; i++) {
        held[i] = web_connect(own.port);
        assert_true(web_say(held[i], UPLOAD_HEAD "Content-Length: 500\r\n\r\n" FILE_BEGIN));
    }
    sleep_s(0.3);
    struct web_answer answer = own_upload(own.port, "Anna", "steady-run.csv", "");
    assert_answer(answer, 503);
    assert_true(web_header(&answer, "Retry-After", "5"));
    web_clear(&answer);
    for (size_t i = 0; i < 3; i++)
        (void)close(held[i]);
    sleep_s(0.3);
    expect(own_upload(own.port, "Anna", "steady-run.csv", ""), 201);
    own_stop(&own);
}

/* Somebody else writes: the jobs wait, and the queue fills. */
static void test_a_full_queue_and_a_locked_history(void **state)
{
    (void)state;
    struct server_options options = own_options();
    options.workers = 1;
    options.queue = 2;
    start(&options);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(own.db, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    int full = 0;
    for (int i = 0; i < 6; i++) {
        struct web_answer answer =
            own_upload(own.port, "Anna", "steady-run.csv", "Prefer: respond-async\r\n");
        full += answer.status == 503;
        assert_true_case(answer.text, answer.status == 503 || answer.status == 202);
        if (i == 0)
            sleep_s(0.3); /* the first is at it */
        web_clear(&answer);
    }
    assert_in_range(full, 1, 5); /* 3, unless this computer is so slow that one gave up */
    expect_alive();
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    struct web_answer answer = {0};
    for (int i = 0; i < 300 && answer.status != 200; i++) {
        web_clear(&answer);
        sleep_s(0.1);
        answer = web_ask(own.port, "GET", "/api/recordings/1", "", NULL);
    }
    expect(answer, 200); /* nothing was lost that was taken */
    expect(own_upload(own.port, "Anna", "steady-run.csv", ""), 200); /* all before it are done */
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    expect(own_upload(own.port, "Bea", "steady-run.csv", ""), 503);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    expect(own_upload(own.port, "Bea", "steady-run.csv", ""), 201);
    (void)sqlite3_close(other);
    own_stop(&own);
}

static void test_an_analysis_has_its_time(void **state)
{
    (void)state;
    struct server_options options = own_options();
    options.analysis_s = 1e-4;
    start(&options);
    struct web_answer answer = own_upload(own.port, "Anna", "walk-run-30min.flac", "");
    assert_answer(answer, 413);
    assert_non_null(strstr(answer.body, "shorter recording"));
    web_clear(&answer);
    own_stop(&own);
}

static bool is_ended(int socket)
{
    char byte;
    return recv(socket, &byte, 1, 0) <= 0;
}

#define SLOW 100

static void test_who_trickles_is_ended(void **state)
{
    (void)state;
    struct server_options options = own_options();
    options.head_s = 1;
    options.body_s = 1;
    options.uploads = SLOW;
    start(&options);
    int slow[SLOW];
    bool open[SLOW];
    for (size_t i = 0; i < SLOW; i++) {
        slow[i] = web_connect(own.port);
        open[i] = true;
        assert_true(web_say(slow[i], i % 2 ? "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
                                           : UPLOAD_HEAD
                                         "Content-Length: 50000\r\n\r\n" FILE_BEGIN));
    }
    for (int round = 0; round < 25; round++) {
        for (size_t i = 0; i < SLOW; i++)
            open[i] = open[i] && web_say(slow[i], "1,2,3");
        expect_alive();
        sleep_s(0.1);
    }
    for (size_t i = 0; i < SLOW; i++) {
        assert_false(open[i] && !is_ended(slow[i]));
        (void)close(slow[i]);
    }
    expect_alive();
    own_stop(&own);
}

/* Who makes up an address in front of the proxy's gets no more tries by it. */
static void test_a_made_up_address_is_not_believed(void **state)
{
    (void)state;
    struct server_options options = own_options();
    options.behind_proxy = true;
    options.token = "0123456789abcdef0123456789abcdef";
    start(&options);
    for (int i = 1; i <= 6; i++) {
        char headers[160];
        (void)snprintf(headers, sizeof headers,
                       "Authorization: Bearer wrong\r\nX-Forwarded-For: 198.51.100.%d\r\n"
                       "X-Forwarded-For: 203.0.113.9\r\n",
                       i);
        expect(web_ask(own.port, "GET", "/api/runners", headers, NULL), i <= 5 ? 401 : 429);
    }
    own_stop(&own);
}

/* An hour is for uploads; nobody holds a connection so long with a form. */
static void test_a_form_has_as_long_as_a_head(void **state)
{
    (void)state;
    struct server_options options = own_options();
    options.head_s = 1;
    start(&options);
    int form = web_connect(own.port), upload = web_connect(own.port);
    bool open = web_say(form, "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
                              "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=");
    assert_true(open && web_say(upload, UPLOAD_HEAD "Content-Length: 50000\r\n\r\n" FILE_BEGIN));
    for (int round = 0; round < 25; round++) {
        open = open && web_say(form, "k");
        assert_true(web_say(upload, "1,2,3"));
        sleep_s(0.1);
    }
    assert_false(open && !is_ended(form));
    (void)close(form);
    (void)close(upload);
    own_stop(&own);
}

/* No file may grow beyond so many bytes: as where the disk is full. */
static void test_a_full_disk_is_said(void **state)
{
    (void)state;
    struct rlimit usual, small;
    start(NULL);
    expect(own_upload(own.port, "Anna", "steady-run.csv", ""), 201);
    size_t before = own_descriptors(), files = own_files(&own);
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
    small = usual;
    small.rlim_cur = 1u << 18;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    struct web_answer answer = own_upload(own.port, "Anna", "walk-run-30min.flac", "");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual), 0);
    assert_answer(answer, 507);
    assert_non_null(strstr(answer.body, "no room"));
    web_clear(&answer);
    assert_true(own_settles(before));
    assert_int_equal(own_files(&own), files);
    expect(own_upload(own.port, "Anna", "walk-run-30min.flac", ""), 201);
    own_stop(&own);
}

struct two {
    const char *runner;
    int status;
};

static void *upload(void *at)
{
    struct two *two = at;
    struct web_answer answer = own_upload(own.port, two->runner, "walk-run-30min.flac", "");
    two->status = answer.status;
    web_clear(&answer);
    return NULL;
}

static void test_several_at_once(void **state)
{
    (void)state;
    pthread_t thread[8];
    struct two two[8] = {{"A", 0}, {"B", 0}, {"C", 0}, {"D", 0},
                         {"E", 0}, {"F", 0}, {"A", 0}, {"B", 0}};
    start(NULL);
    int duplicates = 0;
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, upload, &two[i]), 0);
    for (int i = 0; i < 100; i++)
        expect_alive();
    for (size_t i = 0; i < 8; i++) {
        (void)pthread_join(thread[i], NULL);
        assert_true(two[i].status == 200 || two[i].status == 201);
        duplicates += two[i].status == 200;
    }
    assert_int_equal(duplicates, 2);
    own_stop(&own);
}

static size_t below(struct sim_random *random, size_t n)
{
    return (size_t)(sim_random_bits(random) % n);
}

/* A request that is almost one: bytes of a good one changed, cut, repeated. */
static size_t fuzz(char *text, size_t room, struct sim_random *random)
{
    static const char *const good[] = {
        "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET /api/runners/anna/plan?as-of=2026-05-01 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "DELETE /api/recordings/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: backstride=00\r\n\r\n",
        "POST /api/runners/anna/diary HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
        "application/json\r\nContent-Length: 12\r\n\r\n{\"waking\":1}",
        UPLOAD_HEAD "Content-Length: 120\r\n\r\n" FILE_BEGIN
                    "time_s,accel_x_g\r\n0,1\r\n\r\n--BBB--\r\n",
        UPLOAD_HEAD "Transfer-Encoding: chunked\r\n\r\n5\r\n--BBB\r\n0\r\n\r\n",
    };
    const char *from = good[below(random, sizeof good / sizeof good[0])];
    size_t n = strlen(from);
    memcpy(text, from, n);
    for (size_t i = below(random, 8); i > 0; i--) {
        size_t at = below(random, n);
        switch (below(random, 4)) {
        case 0:
            text[at] = (char)below(random, 256);
            break;
        case 1:
            n = at + 1;
            break;
        case 2:
            memmove(text + at, text + at + 1, n - at - 1);
            n -= n > 1;
            break;
        default:
            if (2 * n < room) {
                memcpy(text + n, text, n);
                n *= 2;
            }
        }
    }
    return n;
}

static void test_two_thousand_fuzzed_requests(void **state)
{
    (void)state;
    static char text[65536];
    struct sim_random random = sim_random_of(7, 0);
    struct server_options options = own_options();
    options.head_s = 2;
    options.body_s = 2;
    start(&options);
    size_t before = own_descriptors(), files = own_files(&own);
    for (int i = 0; i < 2000; i++) {
        int socket = web_connect(own.port);
        assert_true(socket >= 0);
        size_t n = fuzz(text, sizeof text, &random);
        (void)web_send(socket, text, n);
        if (i % 4 == 0) {
            (void)shutdown(socket, SHUT_WR);
            struct web_answer answer = web_read(socket, false);
            web_clear(&answer);
        }
        (void)close(socket);
        if (i % 20 == 0)
            expect_alive();
    }
    expect_alive();
    assert_true(own_settles(before));
    assert_int_equal(own_files(&own), files);
    own_stop(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ten_gigabytes_are_refused_at_once),
        cmocka_unit_test(test_too_much_in_chunks_is_cut),
        cmocka_unit_test(test_wrong_lengths_and_half_bodies),
        cmocka_unit_test(test_a_client_gone_leaves_nothing),
        cmocka_unit_test(test_names_are_no_paths),
        cmocka_unit_test(test_too_many_fields_and_files),
        cmocka_unit_test(test_too_many_uploads_at_once),
        cmocka_unit_test(test_a_full_queue_and_a_locked_history),
        cmocka_unit_test(test_an_analysis_has_its_time),
        cmocka_unit_test(test_who_trickles_is_ended),
        cmocka_unit_test(test_a_made_up_address_is_not_believed),
        cmocka_unit_test(test_a_form_has_as_long_as_a_head),
        cmocka_unit_test(test_a_full_disk_is_said),
        cmocka_unit_test(test_several_at_once),
        cmocka_unit_test(test_two_thousand_fuzzed_requests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
