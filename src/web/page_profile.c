/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who runs, who cleared them, what they can do, and who saw them after a sign. */
#include "flow/runner_case.h"
#include "web/page.h"
#include "web/page_fields.h"
#include "web/page_tell.h"
#include "web/routes.h"
#include "web/tell.h"

#include <string.h>

static const struct {
    enum record_kind kind;
    const char *id, *title, *about;
} groups[] = {
    {RECORD_CLEARANCE, "clearance", "Clearance",
     "Who said that you may run. After surgery only a surgeon or a doctor can."},
    {RECORD_READINESS, "readiness", "Before the first run",
     "Three answers that have to be true together."},
    {RECORD_PROFILE, "about", "You and your back", "What is not told stays unknown."},
};

struct reviews {
    struct exchange *exchange;
    size_t n;
};

static bool on_review(void *context, const struct record *record)
{
    struct reviews *reviews = context;
    const char *by = told_in(record, "by"), *note = told_in(record, "note");
    if (reviews->n++ == 0)
        html_put(reviews->exchange, "<ul class=\"people\">\n");
    html_around(reviews->exchange, "<li>", record->day, ": ");
    html_around(reviews->exchange, "", by ? by : "", "");
    html_around(reviews->exchange, note ? ", \u201c" : "", note, note ? "\u201d" : "");
    html_put(reviews->exchange, "</li>\n");
    return true;
}

static bool put_reviews(struct telling *telling, const struct fields *review, const char *date,
                        const char *wrong_date)
{
    struct exchange *exchange = telling->exchange;
    struct reviews reviews = {.exchange = exchange};
    struct bks_fault fault = {.offset = -1};
    html_put(exchange, "<section aria-labelledby=\"reviews\"><h2 id=\"reviews\">Reviews</h2>\n"
                       "<p>A clinician saw you after a sign or a flare.</p>\n");
    enum bks_status status = telling->store->can->records(
        telling->store, telling->runner.id, RECORD_REVIEW, on_review, &reviews, &fault);
    if (reviews.n > 0)
        html_put(exchange, "</ul>\n");
    html_form(exchange, arena_print(&exchange->arena, "/runners/%s/reviews", telling->runner.slug),
              "");
    fields_date(exchange, date, "When", wrong_date);
    fields_write(exchange, review, RECORD_REVIEW);
    html_put(exchange, "<p class=\"acts\"><button>Keep the review</button></p></form></section>\n");
    return status == BKS_OK;
}

static void put_profile(struct telling *telling, const struct fields *fields)
{
    struct exchange *exchange = telling->exchange;
    html_form(exchange, arena_print(&exchange->arena, "/runners/%s/profile", telling->runner.slug),
              "");
    if (fields->wrong)
        html_put(exchange, "<p class=\"wrong\" role=\"alert\">Nothing was kept yet: see below what "
                           "is not right.</p>\n");
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        html_print(exchange, "<section aria-labelledby=\"%s\"><h2 id=\"%s\">%s</h2>\n<p>%s</p>\n",
                   groups[i].id, groups[i].id, groups[i].title, groups[i].about);
        fields_write(exchange, fields, groups[i].kind);
        html_put(exchange, "</section>\n");
    }
    html_put(exchange, "<p class=\"acts\"><button>Keep the profile</button></p></form>\n");
}

static void show(struct telling *telling, const struct fields *fields, const struct fields *review,
                 const char *date, const char *wrong_date)
{
    struct exchange *exchange = telling->exchange;
    page_begin(exchange, PLACE_RUNNERS, "Profile");
    html_around(exchange, "<p class=\"quiet\"><a href=\"/runners/", telling->runner.slug,
                "\"><bdi>");
    html_around(exchange, "", telling->runner.name,
                "</bdi></a> \u00b7 clearance, answers and reviews are dated, and only ever added "
                "to</p>\n");
    if (exchange_field(exchange, "saved"))
        html_put(exchange, "<p class=\"said\" role=\"status\">Kept.</p>\n");
    put_profile(telling, fields);
    if (put_reviews(telling, review, date, wrong_date))
        page_finish(exchange);
    else
        exchange_fail(exchange, 503, "io_error", "The history cannot be read.");
}

/* What holds today; false: it is answered. */
static bool read_latest(struct telling *telling, struct told_latest *latest)
{
    struct bks_fault fault = {.offset = -1};
    enum bks_status status =
        runner_profile(latest, telling->store, telling->runner.id, telling->today, &fault);
    return page_fine(telling->exchange, status, &fault);
}

void page_profile(struct exchange *exchange)
{
    struct telling telling;
    struct told_latest latest = {.table = &told_profile};
    struct fields fields = fields_of(&told_profile), review = fields_of(&told_review);
    char today[DAY_ROOM];
    if (telling_open(&telling, exchange, false) && read_latest(&telling, &latest)) {
        fields_fill(&fields, &latest);
        show(&telling, &fields, &review, day_iso(today, telling.today), NULL);
    }
    told_latest_clear(&latest);
    telling_close(&telling);
}

static void take_profile(struct telling *telling, const struct told_latest *latest)
{
    struct exchange *exchange = telling->exchange;
    struct fields fields = fields_of(&told_profile), review = fields_of(&told_review);
    struct told told = {.n = 0};
    char today[DAY_ROOM];
    fields_take(&fields, exchange);
    if (fields_tell(&told, &fields, exchange, latest) != BKS_OK) {
        exchange_fail(exchange, 503, "no_memory", "Memory is short here.");
    } else if (fields.wrong) {
        exchange->status = 422;
        show(telling, &fields, &review, day_iso(today, telling->today), NULL);
    } else if (told.n == 0 || telling_keep(telling, &told, telling->today)) {
        exchange_see(exchange, arena_print(&exchange->arena, "/runners/%s/profile?saved=yes",
                                           telling->runner.slug));
    }
    told_clear(&told);
}

void page_post_profile(struct exchange *exchange)
{
    struct telling telling;
    struct told_latest latest = {.table = &told_profile};
    if (telling_open(&telling, exchange, true) && read_latest(&telling, &latest))
        take_profile(&telling, &latest);
    told_latest_clear(&latest);
    telling_close(&telling);
}

static void take_review(struct telling *telling, const struct told_latest *latest)
{
    struct exchange *exchange = telling->exchange;
    struct fields fields = fields_of(&told_profile), review = fields_of(&told_review);
    struct told told = {.n = 0};
    const char *date = exchange_field(exchange, "date"), *wrong_date = NULL;
    int32_t day;
    if (!date || !day_read(&day, date))
        wrong_date = "date: write when it was, as in 2026-05-01";
    else
        wrong_date = tell_ahead(exchange, day, telling->today);
    fields_fill(&fields, latest);
    fields_take(&review, exchange);
    enum bks_status status = fields_tell(&told, &review, exchange, NULL);
    if (status == BKS_OK && !review.wrong && told.n == 0)
        fields_complain(&review, exchange, "by: who saw you?");
    if (status != BKS_OK) {
        exchange_fail(exchange, 503, "no_memory", "Memory is short here.");
    } else if (review.wrong || wrong_date) {
        exchange->status = 422;
        show(telling, &fields, &review, date ? date : "", wrong_date);
    } else if (telling_keep(telling, &told, day)) {
        exchange_see(exchange, arena_print(&exchange->arena, "/runners/%s?reviewed=yes",
                                           telling->runner.slug));
    }
    told_clear(&told);
}

void page_post_reviews(struct exchange *exchange)
{
    struct telling telling;
    struct told_latest latest = {.table = &told_profile};
    if (telling_open(&telling, exchange, true) && read_latest(&telling, &latest))
        take_review(&telling, &latest);
    told_latest_clear(&latest);
    telling_close(&telling);
}
