/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking without a socket. */
#include "web/page_ask.h"

#include "support/assert.h"
#include "support/story.h"
#include "web/routes.h"
#include "web/site.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define NOON  43200
#define DAY_S 86400

static struct site site;

/* The clock of the program under test. */
time_t time(time_t *at)
{
    time_t now = (time_t)STORY_DAY * DAY_S + NOON;
    if (at)
        *at = now;
    return now;
}

struct visitor page_local(void)
{
    return (struct visitor){.role = VISITOR_LOCAL, .csrf = PAGE_CSRF};
}

struct visitor page_runner_of(const char *slug)
{
    struct visitor visitor = {.role = VISITOR_RUNNER, .name = "kim", .csrf = PAGE_CSRF};
    (void)snprintf(visitor.runner, sizeof visitor.runner, "%s", slug);
    return visitor;
}

static struct store *open_store(enum store_mode mode)
{
    struct store *store;
    struct bks_fault fault = {.offset = -1};
    assert_int_equal(store_open(&store, PAGE_DB, mode, &fault), BKS_OK);
    return store;
}

static void remove_history(void)
{
    static const char *const names[] = {PAGE_DB, PAGE_DB "-wal", PAGE_DB "-shm"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(names[i]);
}

void page_site_begin(void)
{
    const struct jobs_options options = {
        .db = PAGE_DB, .workers = 1, .queue_most = 4, .seconds_most = 60};
    remove_history();
    struct store *store = open_store(STORE_WRITE);
    store->can->close(store);
    site = (struct site){.options.db = PAGE_DB};
    assert_int_equal(jobs_new(&site.jobs, &options), BKS_OK);
}

void page_site_end(void)
{
    jobs_stop(site.jobs);
    jobs_free(site.jobs);
    remove_history();
}

void page_tell_story(const char *id)
{
    struct store *store = open_store(STORE_WRITE);
    const struct story *story = story_find(id);
    assert_non_null(story);
    assert_int_equal(story_tell(story, store), BKS_OK);
    store->can->close(store);
}

struct finding {
    struct store *store;
    int64_t id;
};

static bool on_head(void *context, const struct session_head *head)
{
    ((struct finding *)context)->id = head->id;
    return false;
}

static bool on_runner(void *context, const struct runner *runner)
{
    struct finding *finding = context;
    struct bks_fault fault = {.offset = -1};
    assert_int_equal(finding->store->can->session_heads(finding->store, runner->id, "cadence_spm",
                                                        on_head, finding, &fault),
                     BKS_OK);
    return finding->id == 0;
}

int64_t page_first_session(void)
{
    struct finding finding = {.store = open_store(STORE_READ)};
    struct bks_fault fault = {.offset = -1};
    assert_int_equal(finding.store->can->runners(finding.store, on_runner, &finding, &fault),
                     BKS_OK);
    finding.store->can->close(finding.store);
    return finding.id;
}

static bool on_record(void *context, const struct record *record)
{
    (void)record;
    ++*(size_t *)context;
    return true;
}

size_t page_records(const char *slug, enum record_kind kind)
{
    size_t n = 0;
    struct runner runner;
    struct bks_fault fault = {.offset = -1};
    struct store *store = open_store(STORE_READ);
    assert_int_equal(store->can->runner_find(store, &runner, slug, &fault), BKS_OK);
    assert_int_equal(store->can->records(store, runner.id, kind, on_record, &n, &fault), BKS_OK);
    store->can->close(store);
    return n;
}

/* "name=value" into a field; the text is cut in two. */
static void add_field(struct exchange *exchange, char *pair)
{
    char *equals = strchr(pair, '=');
    assert_non_null(equals);
    *equals = '\0';
    exchange->field[exchange->n_fields++] = (struct web_field){pair, equals + 1};
}

/* The path without its query, whose fields are the exchange's. */
static char *cut_query(struct exchange *exchange, const char *path)
{
    char *copy = strdup(path);
    assert_non_null(copy);
    copy[strcspn(copy, "#")] = '\0';
    char *query = strchr(copy, '?');
    if (query)
        *query++ = '\0';
    for (char *pair = query ? strtok(query, "&") : NULL; pair; pair = strtok(NULL, "&"))
        add_field(exchange, pair);
    return copy;
}

static void take_answer(struct page_answer *answer, struct exchange *exchange)
{
    assert_int_equal(fclose(exchange->out), 0);
    answer->status = exchange->status;
    answer->inline_style = exchange->inline_style;
    (void)snprintf(answer->type, sizeof answer->type, "%s", exchange->type);
    (void)snprintf(answer->location, sizeof answer->location, "%s",
                   exchange->location ? exchange->location : "");
    arena_clear(&exchange->arena);
}

static struct page_answer ask(struct exchange *exchange, const char *path)
{
    struct page_answer answer = {.body = NULL};
    bool other;
    char *copy = cut_query(exchange, path);
    exchange->path = copy;
    exchange->site = &site;
    exchange->address = "127.0.0.1";
    exchange->status = 200;
    exchange->type = "text/html; charset=utf-8";
    exchange->private_data = true;
    exchange->out = open_memstream(&answer.body, &answer.n);
    assert_non_null(exchange->out);
    const struct route *route = route_find(exchange, &other);
    if (!route)
        fail_msg("%s: there is no such route", path);
    else
        route->answer(exchange);
    take_answer(&answer, exchange);
    free(copy);
    return answer;
}

struct page_answer page_get(const char *path, const struct visitor *visitor)
{
    struct exchange exchange = {.method = WEB_GET, .visitor = *visitor};
    return ask(&exchange, path);
}

struct page_answer page_post(const char *path, const struct visitor *visitor,
                             const char *const *fields, const char *file)
{
    struct exchange exchange = {.method = WEB_POST, .visitor = *visitor};
    char *own[PAGE_FIELDS];
    size_t n = 0;
    struct stat told;
    for (; fields && fields[n]; n++) {
        own[n] = strdup(fields[n]);
        assert_non_null(own[n]);
        add_field(&exchange, own[n]);
    }
    if (file) {
        int fd = open(file, O_RDONLY | O_CLOEXEC);
        assert_true(fd >= 0 && fstat(fd, &told) == 0);
        exchange.file[exchange.n_files++] =
            (struct web_file){strrchr(file, '/') + 1, fd, (uint64_t)told.st_size};
    }
    struct page_answer answer = ask(&exchange, path);
    if (exchange.n_files && exchange.file[0].fd >= 0)
        (void)close(exchange.file[0].fd);
    for (size_t i = 0; i < n; i++)
        free(own[i]);
    return answer;
}

void page_answer_clear(struct page_answer *answer)
{
    free(answer->body);
    answer->body = NULL;
}
