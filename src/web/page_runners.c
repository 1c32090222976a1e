/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The runners that a visitor sees, with what was kept of each last. */
#include "web/page_runners.h"

#include "flow/runner_case.h"
#include "report/guide.h"
#include "web/page.h"
#include "web/routes.h"

#include <string.h>

struct taking {
    struct exchange *exchange;
    struct runner *runner;
    size_t n;
};

static bool on_runner(void *context, const struct runner *runner)
{
    struct taking *taking = context;
    if (!visitor_sees(&taking->exchange->visitor, runner->slug))
        return true;
    struct runner *more =
        arena_more(&taking->exchange->arena, taking->runner, taking->n, sizeof *taking->runner);
    if (!more)
        return false;
    taking->runner = more;
    taking->runner[taking->n++] = *runner;
    return true;
}

bool seen_runners_read(struct seen_runners *seen, struct exchange *exchange, struct store *store)
{
    struct taking taking = {.exchange = exchange};
    struct bks_fault fault = {.offset = -1};
    enum bks_status status = store->can->runners(store, on_runner, &taking, &fault);
    *seen = (struct seen_runners){taking.runner, taking.n};
    return page_fine(exchange, status, &fault);
}

struct last {
    size_t n;
    struct bks_instant start;
};

static bool on_head(void *context, const struct session_head *head)
{
    struct last *last = context;
    last->n++;
    last->start = head->start;
    return true;
}

static void put_runner(struct exchange *exchange, struct store *store, const struct runner *runner)
{
    struct last last = {.n = 0};
    struct bks_fault fault = {.offset = -1};
    html_print(exchange, "<li><a href=\"/runners/%s\"><bdi>", runner->slug);
    html_around(exchange, "", runner->name, "</bdi></a> <span class=\"quiet\">");
    enum bks_status status =
        store->can->session_heads(store, runner->id, "cadence_spm", on_head, &last, &fault);
    if (status == BKS_OK && last.n == 0)
        html_put(exchange, "no recordings yet");
    else if (status == BKS_OK)
        html_print(exchange, "%zu recording%s, the last on %s", last.n, last.n == 1 ? "" : "s",
                   page_day(exchange, runner_day(&last.start, NULL)));
    html_put(exchange, "</span></li>\n");
}

/* How to begin: the steps of the guide that come before the first run. */
static void put_beginning(struct exchange *exchange)
{
    static const char *const first[] = {"app", "wear it", "rehearse", "run"};
    const struct guide *guide = guide_at(0);
    html_put(exchange, "<p>No runs yet: record one like this.</p>\n<dl class=\"steps\">\n");
    for (size_t i = 0; i < GUIDE_STEPS && guide->step[i].label; i++)
        for (size_t k = 0; k < sizeof first / sizeof first[0]; k++)
            if (strcmp(guide->step[i].label, first[k]) == 0) {
                html_around(exchange, "<div><dt>", first[k], "</dt>");
                html_around(exchange, "<dd>", guide->step[i].text, "</dd></div>\n");
            }
    html_put(exchange, "</dl>\n<p>");
    html_link(exchange, "", "/guide", "The whole guide, app by app");
    html_put(exchange, "</p>\n");
}

void seen_runners_write(struct exchange *exchange, struct store *store,
                        const struct seen_runners *seen)
{
    if (seen->n == 0) {
        put_beginning(exchange);
        return;
    }
    html_put(exchange, "<ul class=\"people\">\n");
    for (size_t i = 0; i < seen->n; i++)
        put_runner(exchange, store, &seen->runner[i]);
    html_put(exchange, "</ul>\n");
}

void page_runners(struct exchange *exchange)
{
    struct store *store;
    struct seen_runners seen;
    if (!exchange_store(exchange, &store, false))
        return;
    if (seen_runners_read(&seen, exchange, store)) {
        page_begin(exchange, PLACE_RUNNERS, "Runners");
        seen_runners_write(exchange, store, &seen);
        html_put(exchange, "<p class=\"acts\">");
        html_link(exchange, "button", "/", "New recording");
        html_put(exchange, "</p>\n");
        page_finish(exchange);
    }
    store->can->close(store);
}
