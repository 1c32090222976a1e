/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A runner: what is next, what is missing, the weeks, the runs, the reports. */
#include "flow/form_facts.h"
#include "flow/missing.h"
#include "flow/plan.h"
#include "report/runner_paper.h"
#include "web/page.h"
#include "web/routes.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define WEEKS_SHOWN 12

/* What the page is made of. */
struct view {
    struct exchange *exchange;
    struct runner runner;
    struct bks_plan *plan;
    struct form_book *book;
    const struct form_facts *facts;
    bool kept; /* the recommendation is in the history */
};

static const char *path_of(const struct view *view, const char *more)
{
    return arena_print(&view->exchange->arena, "/runners/%s%s", view->runner.slug, more);
}

static void put_news(struct exchange *exchange)
{
    if (exchange_field(exchange, "deleted"))
        html_put(exchange, "<p class=\"said\" role=\"status\">Deleted.</p>\n");
    if (exchange_field(exchange, "reviewed"))
        html_put(exchange, "<p class=\"said\" role=\"status\">The review is kept.</p>\n");
}

static void put_missing(const struct view *view)
{
    struct missing missing[MISSING_MOST];
    char day[DAY_ROOM];
    struct exchange *exchange = view->exchange;
    size_t n = missing_of(missing, &view->plan->from);
    if (n == 0)
        return;
    html_put(exchange, "<section class=\"said\" aria-labelledby=\"missing\"><h2 class=\"inner\" "
                       "id=\"missing\">Missing from the diary</h2>\n<ul class=\"plainly\">\n");
    for (size_t i = 0; i < n; i++) {
        html_around(exchange, "<li>", page_day(exchange, missing[i].day), ": ");
        html_link(exchange, "",
                  arena_print(&exchange->arena, "%s?date=%s#%s", path_of(view, "/diary"),
                              day_iso(day, missing[i].day), missing[i].key),
                  missing[i].question);
        html_put(exchange, "</li>\n");
    }
    html_put(exchange, "</ul></section>\n");
}

static bool put_next(const struct view *view)
{
    struct paper *paper;
    return next_paper(&paper, &view->plan->answer, page_locale()) == BKS_OK &&
           html_paper(view->exchange, paper);
}

static void put_acts(const struct view *view)
{
    struct exchange *exchange = view->exchange;
    html_put(exchange, "<p class=\"acts\">");
    html_link(exchange, "button", path_of(view, "/diary"), "Tell me about your back");
    html_link(exchange, "button other", path_of(view, "/profile"), "Profile and clearance");
    html_put(exchange, "</p>\n");
}

static void put_value(const struct view *view, const struct form_session *session,
                      enum bks_measure_id id)
{
    const struct bks_measure *measure = &session->measure[id];
    struct figure figure = figure_measure(measure, id);
    figure.kind = FIGURE_NUMBER;
    html_around(view->exchange, "<td class=\"n\">",
                isfinite(measure->value)
                    ? figure_text(&view->exchange->arena, &figure, page_locale())
                    : "-",
                "</td>");
}

static void put_session(const struct view *view, const struct form_session *session)
{
    struct exchange *exchange = view->exchange;
    const struct figure minutes = figure_number(session->run_s / PLAN_MINUTE_S, 1, "min");
    html_print(exchange, "<tr><th scope=\"row\" class=\"d\"><a href=\"/recordings/%" PRId64 "\">",
               session->id);
    html_around(exchange, "", page_day(exchange, session->day), "</a></th>");
    html_around(exchange, "<td class=\"n\">",
                figure_text(&exchange->arena, &minutes, page_locale()), "</td>");
    put_value(view, session, BKS_CADENCE);
    put_value(view, session, BKS_VERTICAL_OSCILLATION);
    put_value(view, session, BKS_CONTACT_TIME);
    html_around(exchange, "<td>", bks_verdict_id(session->verdict), "</td></tr>\n");
}

static void put_sessions(const struct view *view)
{
    struct exchange *exchange = view->exchange;
    const struct form *form = view->facts->form;
    html_put(exchange, "<section aria-labelledby=\"runs\"><h2 id=\"runs\">Runs</h2>\n");
    html_put(exchange,
             "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"runs-caption\"><table>"
             "<caption id=\"runs-caption\">Recordings, the latest first</caption>\n<thead><tr>"
             "<th scope=\"col\">date</th><th scope=\"col\" class=\"n\">running, min</th>"
             "<th scope=\"col\" class=\"n\">cadence, steps/min</th>"
             "<th scope=\"col\" class=\"n\">bounce, mm</th>"
             "<th scope=\"col\" class=\"n\">contact, ms</th><th scope=\"col\">recording</th>"
             "</tr></thead>\n<tbody>\n");
    for (size_t i = form->n_sessions; i-- > 0;)
        put_session(view, &form->session[i]);
    html_put(exchange, "</tbody></table></section>\n<p>");
    html_link(exchange, "", path_of(view, "?weeks=520"), "Everything that is kept");
    html_put(exchange, "</p></section>\n");
}

static void put_reports(const struct view *view)
{
    struct exchange *exchange = view->exchange;
    html_put(exchange, "<section aria-labelledby=\"reports\"><h2 id=\"reports\">Reports</h2>\n"
                       "<p>One page that stands alone, then the evidence; to read, print or take "
                       "along.</p>\n<p class=\"acts\">");
    html_link(exchange, "button other", path_of(view, "/report.pdf"), "Form report, PDF");
    html_link(exchange, "button other", path_of(view, "/report.html"), "Form report, page");
    html_link(exchange, "button other", path_of(view, "/report.pdf?for=runner"),
              "Half a page for you, PDF");
    html_put(exchange, "</p></section>\n");
}

static void put_forget(const struct view *view)
{
    struct exchange *exchange = view->exchange;
    html_put(exchange, "<details><summary>Forget this runner</summary>\n");
    html_form(exchange, path_of(view, "/forget"), "");
    html_put(exchange,
             "<p>Runs, diary, profile and plan go, and cannot be brought back.</p>\n"
             "<p class=\"tick\"><input type=\"checkbox\" id=\"confirm\" name=\"confirm\" "
             "value=\"yes\" required=\"required\"/><label for=\"confirm\">Yes, forget everything"
             "</label></p>\n<p class=\"acts\"><button class=\"other\">Forget</button></p></form>\n"
             "</details>\n");
}

static bool put_why(const struct view *view)
{
    struct paper *paper;
    html_put(view->exchange, "<details class=\"alone\"><summary>Why this session</summary>\n");
    bool fine = why_paper(&paper, &view->plan->answer, page_locale()) == BKS_OK &&
                html_paper(view->exchange, paper);
    if (!view->kept)
        html_put(view->exchange, "<p class=\"quiet\">This recommendation could not be written "
                                 "down.</p>\n");
    html_put(view->exchange, "</details>\n");
    return fine;
}

/* The weeks, or how to begin where there is no run yet. */
static bool put_weeks(const struct view *view)
{
    struct exchange *exchange = view->exchange;
    struct paper *paper;
    if (view->facts->form->n_sessions == 0) {
        html_put(exchange, "<section aria-labelledby=\"runs\"><h2 id=\"runs\">Runs</h2>\n"
                           "<p>No runs in these weeks. ");
        html_link(exchange, "", "/guide", "Record one like this");
        html_put(exchange, ", then ");
        html_link(exchange, "", "/", "drop it here");
        html_put(exchange, ". ");
        html_link(exchange, "", path_of(view, "?weeks=520"), "Look further back");
        html_put(exchange, "</p></section>\n");
        return true;
    }
    html_put(exchange, "<section aria-labelledby=\"weeks\"><h2 id=\"weeks\">Weeks</h2>\n");
    bool fine = weeks_paper(&paper, view->facts) == BKS_OK && html_paper(exchange, paper);
    html_put(exchange, "</section>\n");
    put_sessions(view);
    return fine;
}

/* STOP stands first, and alone; all else follows from the plan. */
static bool put_content(const struct view *view)
{
    struct exchange *exchange = view->exchange;
    bool fine = put_next(view);
    if (answer_stops(&view->plan->answer)) {
        html_put(exchange,
                 "<p>When a clinician has looked at it, write that down: the plan goes on "
                 "only then.</p>\n<p class=\"acts\">");
        html_link(exchange, "button", path_of(view, "/profile#reviews"), "Write down the review");
        html_link(exchange, "button other", path_of(view, "/diary"), "Diary");
        html_link(exchange, "button other", path_of(view, "/report.pdf"), "Report, PDF");
        html_put(exchange, "</p>\n");
        return fine;
    }
    fine = fine && put_why(view);
    put_acts(view);
    put_missing(view);
    fine = fine && put_weeks(view);
    put_reports(view);
    put_forget(view);
    return fine;
}

static void show(const struct view *view)
{
    page_begin(view->exchange, PLACE_RUNNERS, view->runner.name);
    put_news(view->exchange);
    if (put_content(view))
        page_finish(view->exchange);
    else
        exchange_fail(view->exchange, 503, "no_memory", "Memory is short here.");
}

static size_t weeks_wanted(const struct exchange *exchange)
{
    int64_t weeks;
    bool fine = exchange_whole(&weeks, exchange_field(exchange, "weeks"));
    return fine && weeks >= 1 && weeks <= TREND_MOST_WEEKS ? (size_t)weeks : WEEKS_SHOWN;
}

static void read_and_show(struct view *view, struct store *store)
{
    struct exchange *exchange = view->exchange;
    struct bks_fault fault = {.offset = -1};
    struct form_wish wish = {.n_weeks = weeks_wanted(exchange), .locale = page_locale()};
    if (!exchange_runner(exchange, store, &view->runner, exchange->part[0]) ||
        !exchange_day(exchange, store, view->runner.id, &wish.as_of))
        return;
    enum bks_status status =
        plan_of_runner(&view->plan, store, view->runner.id, wish.as_of, 0, &fault);
    if (status == BKS_OK)
        status = form_facts_read(&view->book, store, &view->runner, &wish, &fault);
    if (!page_fine(exchange, status, &fault))
        return;
    view->facts = form_book_facts(view->book);
    view->kept = plan_keep(store, view->runner.id, view->plan, &fault) == BKS_OK;
    show(view);
}

void page_runner(struct exchange *exchange)
{
    struct view view = {.exchange = exchange};
    struct store *store;
    if (!exchange_store(exchange, &store, true))
        return;
    read_and_show(&view, store);
    store->can->close(store);
    form_book_free(view.book);
    bks_plan_free(view.plan);
}

void page_forget(struct exchange *exchange)
{
    struct store *store;
    struct runner runner;
    if (!exchange_field(exchange, "confirm")) {
        exchange_fail(exchange, 400, "not_confirmed",
                      "Nothing was forgotten: tick \"Yes, forget everything\" first.");
        return;
    }
    if (!exchange_store(exchange, &store, true))
        return;
    if (exchange_runner(exchange, store, &runner, exchange->part[0]) &&
        exchange_forget(exchange, store, &runner))
        exchange_see(exchange, "/runners");
    store->can->close(store);
}
