/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of the upload page, asked for over a socket. */
#include "support/json_check.h"
#include "web/jobs.h"
#include "web/own_server.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct own_server own;

static int start(void **state)
{
    (void)state;
    own_start(&own, own_options());
    return 0;
}

static int stop(void **state)
{
    (void)state;
    own_stop(&own);
    return 0;
}

static struct web_answer ask(const char *method, const char *path)
{
    return web_ask(own.port, method, path, "", NULL);
}

/* The text at a path of an answer's JSON. Static. */
static const char *at(const struct web_answer *answer, const char *path)
{
    static char text[4096];
    assert_true_case(answer->text, json_valid(answer->body, answer->n_body, NULL));
    (void)json_at(text, sizeof text, answer->body, path);
    return text;
}

static void expect(const char *method, const char *path, int status)
{
    struct web_answer answer = ask(method, path);
    assert_int_case(path, answer.status, status);
    if (strncmp(path, "/api/", 5) == 0 && status >= 400) {
        assert_true_case(path, strlen(at(&answer, "error.text")) > 2);
        assert_true_case(path, strlen(at(&answer, "error.id")) > 2);
    }
    web_clear(&answer);
}

static void test_an_upload_is_analysed_kept_and_shown(void **state)
{
    (void)state;
    struct web_answer answer = own_upload(own.port, "Anna", "steady-run.csv", "");
    assert_answer(answer, 201);
    assert_string_equal(at(&answer, "id"), "1");
    double low = atof(at(&answer, "analysis.totals.run.cadence_spm.low"));
    double high = atof(at(&answer, "analysis.totals.run.cadence_spm.high"));
    assert_true(low <= 171.0 && 171.0 <= high && high - low < 2);
    assert_string_equal(at(&answer, "analysis.input.file"), "\"steady-run.csv\"");
    web_clear(&answer);
    answer = ask("GET", "/api/recordings/1");
    assert_answer(answer, 200);
    assert_near(atof(at(&answer, "totals.run.cadence_spm.value")), 171.0, 0.4);
    web_clear(&answer);
    answer = ask("GET", "/api/runners");
    assert_string_equal(at(&answer, "runners.0.runner"), "\"anna\"");
    web_clear(&answer);
}

static void test_the_same_bytes_are_kept_once(void **state)
{
    (void)state;
    struct web_answer first = own_upload(own.port, "Anna", "steady-run.csv", "");
    struct web_answer second = own_upload(own.port, "anna", "steady-run.csv", "");
    assert_answer(first, 201);
    assert_answer(second, 200);
    assert_string_equal(at(&second, "id"), "1");
    assert_string_equal(at(&second, "analysis.duplicate_of"), "1");
    web_clear(&first);
    web_clear(&second);
}

static void test_several_files_are_a_list(void **state)
{
    (void)state;
    char path[512];
    (void)snprintf(path, sizeof path, "%s", own_sample("spring-run.csv"));
    const struct web_part parts[] = {{"runner", "Anna", NULL},
                                     {"start", "2026-05-01T10:00", NULL},
                                     {"file", path, "a.csv"},
                                     {"file", "/dev/null", "empty.csv"}};
    struct web_answer answer = web_post(own.port, "/api/recordings", "", parts, 4);
    assert_answer(answer, 201);
    assert_string_equal(at(&answer, "recordings.0.id"), "1");
    assert_string_equal(at(&answer, "recordings.1.file"), "\"empty.csv\"");
    assert_true(strlen(at(&answer, "recordings.1.error.text")) > 5);
    web_clear(&answer);
}

static void test_what_is_said_names_the_file(void **state)
{
    (void)state;
    struct web_answer answer = own_upload(own.port, "Anna", "damaged.csv", "");
    assert_answer(answer, 201);
    assert_non_null(strstr(answer.body, "of damaged.csv: "));
    web_clear(&answer);
}

static void test_what_cannot_be_read_is_said(void **state)
{
    (void)state;
    const char *junk = own_sample("MANIFEST.tsv");
    struct web_part parts[] = {
        {"runner", "Anna", NULL}, {"start", "2026-05-01T10:00", NULL}, {"file", junk, "notes.txt"}};
    struct web_answer answer = web_post(own.port, "/api/recordings", "", parts, 3);
    assert_answer(answer, 415);
    assert_string_equal(at(&answer, "error.id"), "\"unknown_format\"");
    web_clear(&answer);
    parts[2] = (struct web_part){"file", own_sample("steady-run.csv"), "run.csv"};
    parts[1] = (struct web_part){"surface", "road", NULL}; /* no date */
    answer = web_post(own.port, "/api/recordings", "", parts, 3);
    assert_answer(answer, 422);
    assert_string_equal(at(&answer, "error.id"), "\"no_date\"");
    web_clear(&answer);
    parts[1] = (struct web_part){"height", "very", NULL};
    answer = web_post(own.port, "/api/recordings", "", parts, 3);
    assert_answer(answer, 400);
    web_clear(&answer);
    answer = web_post(own.port, "/api/recordings", "", parts + 2, 1); /* of nobody */
    assert_answer(answer, 400);
    web_clear(&answer);
    answer = web_post(own.port, "/api/recordings", "", parts, 1); /* nothing */
    assert_answer(answer, 400);
    web_clear(&answer);
}

/* What an event stream ends with. */
static void follow(const char *id, const char *last)
{
    char path[128];
    (void)snprintf(path, sizeof path, "/api/jobs/%s/events", id);
    struct web_answer answer = ask("GET", path);
    assert_answer(answer, 200);
    assert_true(web_header(&answer, "Content-Type", "text/event-stream"));
    assert_non_null(strstr(answer.body, last));
    web_clear(&answer);
}

static void test_a_job_is_followed(void **state)
{
    (void)state;
    char id[64], path[128];
    struct web_answer answer =
        own_upload(own.port, "Anna", "walk-run-30min.flac", "Prefer: respond-async\r\n");
    assert_answer(answer, 202);
    (void)snprintf(id, sizeof id, "%.32s", at(&answer, "job") + 1);
    id[strcspn(id, "\"")] = '\0';
    web_clear(&answer);
    follow(id, "event: done");
    (void)snprintf(path, sizeof path, "/api/jobs/%s", id);
    answer = ask("GET", path);
    assert_string_equal(at(&answer, "state"), "\"done\"");
    assert_string_equal(at(&answer, "progress"), "1");
    assert_string_equal(at(&answer, "id"), "1");
    web_clear(&answer);
    expect("GET", "/api/jobs/0123456789abcdef0123456789abcdef", 404);
}

static void test_deleted_is_deleted(void **state)
{
    (void)state;
    struct web_answer answer = own_upload(own.port, "Anna", "steady-run.csv", "");
    web_clear(&answer);
    expect("GET", "/api/recordings/1", 200);
    expect("DELETE", "/api/recordings/1", 200);
    expect("GET", "/api/recordings/1", 404);
    expect("DELETE", "/api/recordings/1", 404);
}

static void test_kept_files_go_with_what_they_are_of(void **state)
{
    (void)state;
    struct own_server keeping;
    struct server_options options = own_options();
    char folder[] = "keep-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    options.keep = folder;
    own_start(&keeping, options);
    for (int i = 1; i <= 2; i++) {
        struct web_answer answer =
            own_upload(keeping.port, "Anna", i == 1 ? "steady-run.csv" : "walk-run-30min.flac", "");
        assert_answer(answer, 201);
        web_clear(&answer);
    }
    (void)snprintf(path, sizeof path, "%s/1.csv", folder);
    assert_int_equal(access(path, R_OK), 0);
    struct web_answer answer = web_ask(keeping.port, "DELETE", "/api/recordings/1", "", NULL);
    assert_answer(answer, 200);
    web_clear(&answer);
    assert_int_equal(access(path, F_OK), -1);
    answer = web_ask(keeping.port, "GET", "/", "", NULL); /* for what a form must bring back */
    char cookie[128] = "", csrf[65] = "", headers[512];
    const char *set = strstr(answer.text, "backstride="), *key = strstr(answer.body, "csrf");
    assert_true(set && key);
    (void)snprintf(cookie, sizeof cookie, "%.*s", (int)strcspn(set, ";"), set);
    (void)snprintf(csrf, sizeof csrf, "%.64s", strstr(key, "value=\"") + 7);
    web_clear(&answer);
    (void)snprintf(headers, sizeof headers,
                   "Cookie: %s\r\nX-CSRF-Token: %s\r\n"
                   "Content-Type: application/x-www-form-urlencoded\r\n",
                   cookie, csrf);
    answer = web_ask(keeping.port, "POST", "/runners/anna/forget", headers, "confirm=yes");
    assert_answer(answer, 303);
    web_clear(&answer);
    (void)snprintf(path, sizeof path, "%s/2.flac", folder);
    assert_int_equal(access(path, F_OK), -1);
    own_stop(&keeping);
    assert_int_equal(rmdir(folder), 0);
}

static void test_a_forgotten_runner_does_not_come_back(void **state)
{
    (void)state;
    char id[JOB_ID_ROOM];
    struct jobs *jobs;
    struct job_told told = {.state = JOB_WAITS};
    struct job_order order = {.file = "steady-run.csv", .runner = "Forgotten", .owner = ""};
    assert_int_equal(jobs_new(&jobs,
                              &(struct jobs_options){
                                  .db = own.db, .workers = 1, .queue_most = 2, .seconds_most = 60}),
                     BKS_OK);
    for (order.runner_id = 77; order.runner_id >= 0; order.runner_id -= 77) {
        struct bks_fault fault;
        assert_int_equal(bks_options_new(&order.options), BKS_OK);
        assert_int_equal(bks_options_set(order.options, "start", "2026-05-20T18:30", &fault),
                         BKS_OK);
        order.fd = open(own_sample("steady-run.csv"), O_RDONLY);
        assert_true(jobs_add(jobs, id, &order));
        while (jobs_ask(jobs, &told, id) && told.state < JOB_DONE)
            (void)jobs_wait(jobs, &told, id, 1);
        assert_int_case(told.text, told.state, order.runner_id ? JOB_FAILED : JOB_DONE);
        struct web_answer answer = ask("GET", "/api/runners");
        assert_int_equal(strstr(answer.body, "forgotten") == NULL, order.runner_id != 0);
        web_clear(&answer);
    }
    jobs_free(jobs);
}

/* A folder stands where the file would go, as on a disk that takes no more. */
static void test_a_file_and_its_session_go_together(void **state)
{
    (void)state;
    struct own_server keeping;
    struct server_options options = own_options();
    char folder[] = "keep-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/1.csv", folder);
    assert_int_equal(mkdir(path, S_IRWXU), 0);
    options.keep = folder;
    own_start(&keeping, options);
    struct web_answer answer = own_upload(keeping.port, "Anna", "steady-run.csv", "");
    assert_answer(answer, 507);
    web_clear(&answer);
    answer = web_ask(keeping.port, "GET", "/api/runners", "", NULL);
    assert_null(strstr(answer.body, "anna"));
    web_clear(&answer);
    assert_int_equal(rmdir(path), 0);
    answer = own_upload(keeping.port, "Anna", "steady-run.csv", "");
    assert_answer(answer, 201);
    web_clear(&answer);
    answer = web_ask(keeping.port, "GET", "/api/recordings/1", "", NULL);
    assert_answer(answer, 404); /* a number is not used again */
    web_clear(&answer);
    (void)snprintf(path, sizeof path, "%s/2.csv", folder);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, S_IRWXU), 0); /* cannot be deleted as a file */
    answer = web_ask(keeping.port, "DELETE", "/api/recordings/2", "", NULL);
    assert_answer(answer, 500);
    assert_string_equal(at(&answer, "error.id"), "\"file_left\"");
    web_clear(&answer);
    own_stop(&keeping);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_what_is_not_there(void **state)
{
    (void)state;
    static const struct {
        const char *method, *path;
        int status;
    } rows[] = {
        {"GET", "/healthz", 200},
        {"HEAD", "/healthz", 200},
        {"GET", "/api/runners", 200},
        {"GET", "/api/nothing", 404},
        {"GET", "/nothing", 404},
        {"GET", "/api/recordings", 405},
        {"PUT", "/api/recordings", 405},
        {"DELETE", "/healthz", 405},
        {"BREW", "/healthz", 405},
        {"GET", "/api/recordings/1", 404},
        {"GET", "/api/recordings/x", 404},
        {"GET", "/api/recordings/-1", 404},
        {"GET", "/api/recordings/99999999999999999999999", 404},
        {"GET", "/api/runners/nobody/plan", 404},
        {"GET", "/api/runners/..%2f..%2fetc/plan", 404},
        {"GET", "/api/runners/nobody/compare?metric=nothing", 400},
        {"GET", "/../../etc/passwd", 404},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect(rows[i].method, rows[i].path, rows[i].status);
    struct web_answer answer = ask("GET", "/api/recordings");
    assert_true(web_header(&answer, "Allow", "POST"));
    web_clear(&answer);
}

static void test_a_runner_is_told_and_asked(void **state)
{
    (void)state;
    static const char form[] = "Content-Type: application/x-www-form-urlencoded\r\n";
    static const char json[] = "Content-Type: application/json\r\n";
    struct web_answer answer = own_upload(own.port, "Anna B.", "steady-run.csv", "");
    web_clear(&answer);
    answer = web_ask(own.port, "POST", "/api/runners/anna-b/profile", form,
                     "injury=mild_disc&event_date=2025-12-01&tz=Europe%2FOslo");
    assert_answer(answer, 201);
    assert_string_equal(at(&answer, "profile.injury"), "\"mild_disc\"");
    web_clear(&answer);
    answer = web_ask(own.port, "POST", "/api/runners/anna-b/diary", json,
                     "{\"date\": \"2026-05-02\", \"waking\": 1, \"flare\": false, \"note\": null}");
    assert_answer(answer, 201);
    assert_string_equal(at(&answer, "judges"), "\"2026-05-01\"");
    web_clear(&answer);
    answer = ask("GET", "/api/runners/anna-b/diary");
    assert_string_equal(at(&answer, "diary.0.waking"), "1");
    web_clear(&answer);
    answer = web_ask(own.port, "POST", "/api/runners/anna-b/reviews", form,
                     "date=2026-03-20&by=physician");
    assert_answer(answer, 201);
    web_clear(&answer);
    answer = ask("GET", "/api/runners/anna-b/plan?as-of=2026-05-03");
    assert_answer(answer, 200);
    assert_true(strlen(at(&answer, "action")) > 2);
    web_clear(&answer);
    answer = ask("GET", "/api/runners/anna-b/compare");
    assert_string_equal(at(&answer, "weeks.0.week"), "\"2026-W18\"");
    web_clear(&answer);
    answer = web_ask(own.port, "POST", "/api/runners/anna-b/diary", form, "waking=11");
    assert_answer(answer, 422);
    web_clear(&answer);
    answer = web_ask(own.port, "POST", "/api/runners/anna-b/diary", json, "[1, 2]");
    assert_answer(answer, 400);
    web_clear(&answer);
    answer = web_ask(own.port, "POST", "/api/runners/anna-b/diary", "Content-Type: text/plain\r\n",
                     "waking=1");
    assert_answer(answer, 415);
    web_clear(&answer);
}

static void test_every_answer_is_guarded(void **state)
{
    (void)state;
    static const char *const paths[] = {"/healthz", "/", "/nothing", "/api/nothing"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct web_answer answer = ask("GET", paths[i]);
        assert_true_case(paths[i],
                         web_header(&answer, "Content-Security-Policy", "default-src 'none'"));
        assert_true_case(paths[i], web_header(&answer, "X-Content-Type-Options", "nosniff"));
        assert_true_case(paths[i], web_header(&answer, "Cache-Control", "no-store"));
        web_clear(&answer);
    }
    struct web_answer sheet = ask("GET", "/page.css"); /* it may carry a cookie: for one alone */
    assert_true(web_header(&sheet, "Cache-Control", "private"));
    web_clear(&sheet);
}

static void test_a_foreign_page_is_refused(void **state)
{
    (void)state;
    struct web_answer answer =
        own_upload(own.port, "Anna", "steady-run.csv", "Origin: http://evil.example\r\n");
    assert_answer(answer, 403);
    web_clear(&answer);
    int socket = web_connect(own.port);
    assert_true(web_say(socket, "GET /api/runners HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
    answer = web_read(socket, false);
    assert_answer(answer, 403);
    web_clear(&answer);
    (void)close(socket);
}

static void test_a_connection_stays(void **state)
{
    (void)state;
    int socket = web_connect(own.port);
    for (int i = 0; i < 50; i++) {
        bool head = i % 5 == 0;
        assert_true(web_say(socket, head ? "HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                         : "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        struct web_answer answer = web_read(socket, head);
        assert_answer(answer, 200);
        assert_int_equal(answer.n_body, head ? 0 : 17);
        web_clear(&answer);
    }
    (void)close(socket);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(test_an_upload_is_analysed_kept_and_shown),
        TEST(test_the_same_bytes_are_kept_once),
        TEST(test_several_files_are_a_list),
        TEST(test_what_is_said_names_the_file),
        TEST(test_what_cannot_be_read_is_said),
        TEST(test_a_job_is_followed),
        TEST(test_deleted_is_deleted),
        TEST(test_what_is_not_there),
        cmocka_unit_test(test_kept_files_go_with_what_they_are_of),
        cmocka_unit_test(test_a_file_and_its_session_go_together),
        TEST(test_a_forgotten_runner_does_not_come_back),
        TEST(test_a_runner_is_told_and_asked),
        TEST(test_every_answer_is_guarded),
        TEST(test_a_foreign_page_is_refused),
        TEST(test_a_connection_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
