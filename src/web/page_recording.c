/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One recording: how it was run, what is next, what it stands on. */
#include "flow/plan.h"
#include "flow/session_book.h"
#include "report/runner_paper.h"
#include "report/session_paper.h"
#include "report/words.h"
#include "web/page.h"
#include "web/page_runners.h"
#include "web/routes.h"
#include "web/site.h"

#include <inttypes.h>

/* The session of the path, of whichever runner the visitor sees; false: it is answered. */
static bool find(struct session_book *book, struct exchange *exchange, struct store *store)
{
    struct seen_runners seen;
    struct bks_fault fault = {.offset = -1};
    int64_t id;
    *book = (struct session_book){.kept = NULL};
    if (!seen_runners_read(&seen, exchange, store))
        return false;
    for (size_t i = 0; exchange_whole(&id, exchange->part[0]) && !book->kept && i < seen.n; i++) {
        enum bks_status status = session_book_read(book, store, &seen.runner[i], id, &fault);
        if (!page_fine(exchange, status, &fault))
            return false;
    }
    if (!book->kept)
        exchange_fail(exchange, 404, "no_recording", "There is no such recording.");
    return book->kept != NULL;
}

static void put_news(struct exchange *exchange)
{
    if (exchange_field(exchange, "new"))
        html_around(exchange, "<p class=\"said\" role=\"status\">Read and kept",
                    exchange->site->options.keep
                        ? "."
                        : ". The recording itself was not: only what was found in it.",
                    "</p>\n");
    if (exchange_field(exchange, "there"))
        html_put(exchange, "<p class=\"said\" role=\"status\">This recording was here already; "
                           "nothing was kept twice.</p>\n");
}

static void put_acts(struct exchange *exchange, const struct session_book *book,
                     const struct plan_answer *answer)
{
    char day[DAY_ROOM];
    struct arena *arena = &exchange->arena;
    html_put(exchange, "<p class=\"acts\">");
    html_link(
        exchange, "button",
        arena_print(arena, "/runners/%s/diary?date=%s", book->runner.slug, day_iso(day, book->day)),
        "Tell me about your back");
    html_link(exchange, "button other", arena_print(arena, "/runners/%s", book->runner.slug),
              "All runs and weeks");
    if (answer->action == PLAN_NOT_CLEARED || answer->action == PLAN_WALK_BASE)
        html_link(exchange, "button other",
                  arena_print(arena, "/runners/%s/profile", book->runner.slug),
                  "Profile and clearance");
    html_put(exchange, "</p>\n");
}

static void put_delete(struct exchange *exchange, const struct session_book *book)
{
    int64_t id = kept_session_of(book->kept)->id;
    html_put(exchange, "<details><summary>Delete this recording</summary>\n");
    html_form(exchange, arena_print(&exchange->arena, "/recordings/%" PRId64 "/delete", id), "");
    html_put(exchange,
             "<p>All that was found in it goes, and cannot be brought back. The diary stays.</p>\n"
             "<p class=\"tick\"><input type=\"checkbox\" id=\"confirm\" name=\"confirm\" "
             "value=\"yes\" required=\"required\"/><label for=\"confirm\">Yes, delete it</label>"
             "</p>\n<p class=\"acts\"><button class=\"other\">Delete</button></p></form>\n"
             "</details>\n");
}

static bool put_session(struct exchange *exchange, const struct session_book *book,
                        enum session_part part)
{
    struct paper *paper;
    const struct session_facts facts = {
        .session = kept_session_of(book->kept),
        .head = &book->head,
        .picture = &book->picture,
        .match = &book->match,
        .locale = page_locale(),
        .version = bks_version(),
    };
    return session_paper(&paper, &facts, part) == BKS_OK && html_paper(exchange, paper);
}

static bool put_next(struct exchange *exchange, const struct plan_answer *answer)
{
    struct paper *paper;
    return next_paper(&paper, answer, page_locale()) == BKS_OK && html_paper(exchange, paper);
}

/* A sign to stop stands before everything else; otherwise the run first, then what is next. */
static bool put_content(struct exchange *exchange, const struct session_book *book,
                        const struct plan_answer *answer)
{
    bool stops = answer_stops(answer);
    bool fine = !stops || put_next(exchange, answer);
    fine = fine && put_session(exchange, book, SESSION_ANSWER);
    if (!stops) {
        html_put(exchange, "<section aria-labelledby=\"next\"><h2 id=\"next\">Next</h2>\n");
        fine = fine && put_next(exchange, answer);
        html_put(exchange, "</section>\n");
    }
    put_acts(exchange, book, answer);
    return fine && put_session(exchange, book, SESSION_EVIDENCE);
}

static void show(struct exchange *exchange, const struct session_book *book,
                 const struct plan_answer *answer)
{
    char date[WORDS_ROOM];
    words_date(date, &kept_session_of(book->kept)->result.input.info.start);
    page_begin(exchange, PLACE_ELSEWHERE,
               arena_print(&exchange->arena, "%s of %s", book->head.run_s > 0 ? "Run" : "Recording",
                           page_day(exchange, book->day)));
    html_around(exchange, "<p class=\"quiet\"><a href=\"/runners/", book->runner.slug, "\"><bdi>");
    html_around(exchange, "", book->runner.name, "</bdi></a> \u00b7 ");
    html_around(exchange, "", date, "</p>\n");
    put_news(exchange);
    if (!put_content(exchange, book, answer)) {
        exchange_fail(exchange, 503, "no_memory", "Memory is short here.");
        return;
    }
    put_delete(exchange, book);
    page_finish(exchange);
}

static void plan_and_show(struct exchange *exchange, struct store *store,
                          const struct session_book *book)
{
    struct bks_plan *plan;
    struct bks_fault fault = {.offset = -1};
    int32_t today;
    if (!exchange_day(exchange, store, book->runner.id, &today))
        return;
    enum bks_status status = plan_of_runner(&plan, store, book->runner.id, today, 0, &fault);
    if (!page_fine(exchange, status, &fault))
        return;
    show(exchange, book, &plan->answer);
    bks_plan_free(plan);
}

void page_recording(struct exchange *exchange)
{
    struct store *store;
    struct session_book book;
    if (!exchange_store(exchange, &store, false))
        return;
    if (find(&book, exchange, store))
        plan_and_show(exchange, store, &book);
    session_book_clear(&book);
    store->can->close(store);
}

void page_delete_recording(struct exchange *exchange)
{
    struct store *store;
    struct session_book book;
    if (!exchange_field(exchange, "confirm")) {
        exchange_fail(exchange, 400, "not_confirmed",
                      "Nothing was deleted: tick \"Yes, delete it\" first.");
        return;
    }
    if (!exchange_store(exchange, &store, true))
        return;
    if (find(&book, exchange, store) &&
        exchange_remove(exchange, store, &book.runner, kept_session_of(book.kept)->id))
        exchange_see(exchange,
                     arena_print(&exchange->arena, "/runners/%s?deleted=yes", book.runner.slug));
    session_book_clear(&book);
    store->can->close(store);
}
