/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the back was: the form, what became of the last entry, and what was told before. */
#include "flow/missing.h"
#include "flow/plan.h"
#include "report/runner_paper.h"
#include "web/page.h"
#include "web/page_fields.h"
#include "web/page_tell.h"
#include "web/routes.h"
#include "web/tell.h"

#include <string.h>

#define ENTRIES_SHOWN 20

/* The day of a field of the request, or another where it is none. */
static int32_t day_of(const struct exchange *exchange, const char *name, int32_t other)
{
    int32_t day;
    const char *text = exchange_field(exchange, name);
    return text && day_read(&day, text) ? day : other;
}

/* The question that a word of a note raises: those signs, or none of them. */
static void put_question(struct telling *telling, const struct plan_answer *answer)
{
    struct exchange *exchange = telling->exchange;
    char day[DAY_ROOM];
    html_form(exchange, arena_print(&exchange->arena, "/runners/%s/diary", telling->runner.slug),
              " class=\"said\"");
    html_print(exchange,
               "<input type=\"hidden\" name=\"date\" value=\"%s\"/>\n"
               "<fieldset><legend>Do you have any of these?</legend>\n",
               day_iso(day, answer->ask_day));
    for (int i = 0; i < SYMPTOM_COUNT; i++)
        if (answer->asks & SYMPTOM_BIT(i)) {
            const char *id = symptom_id((enum symptom)i);
            html_print(exchange,
                       "<p class=\"tick\"><input type=\"checkbox\" id=\"ask-%s\" "
                       "name=\"symptoms\" value=\"%s\"/><label for=\"ask-%s\">%s</label></p>\n",
                       id, id, id, symptom_words((enum symptom)i));
        }
    html_put(exchange, "</fieldset>\n<p class=\"acts\"><button>Yes, those I ticked</button>"
                       "<button class=\"other\" name=\"note_checked\" value=\"yes\">None of these"
                       "</button></p></form>\n");
}

/* What became of the entry that was just kept. */
static bool put_kept(struct telling *telling, const struct bks_plan *plan)
{
    struct exchange *exchange = telling->exchange;
    char line[KEPT_WORDS_ROOM];
    int32_t day = day_of(exchange, "saved", NO_DAY);
    if (day == NO_DAY)
        return true;
    kept_words(line, &plan->from, day, day_of(exchange, "judges", NO_DAY));
    html_around(exchange, "<p class=\"said\" role=\"status\">", line, " ");
    html_link(exchange, "", arena_print(&exchange->arena, "/runners/%s", telling->runner.slug),
              "See what is next");
    html_put(exchange, "</p>\n");
    return true;
}

static bool put_heard(struct telling *telling, const struct plan_answer *answer)
{
    struct paper *paper;
    if (!must_be_heard(answer))
        return true;
    bool fine =
        next_paper(&paper, answer, page_locale()) == BKS_OK && html_paper(telling->exchange, paper);
    if (answer->action == PLAN_ASK)
        put_question(telling, answer);
    return fine;
}

struct entries {
    struct exchange *exchange;
    const char **line; /* [n] */
    size_t n;
};

/* One thing that was told, as its form calls it. */
static const char *told_text(struct exchange *exchange, const char *key, const char *value)
{
    const struct told_field *field = told_named(&told_diary, RECORD_DIARY, key);
    return arena_print(&exchange->arena, "%s: %s", field ? fields_label(exchange, field) : key,
                       field ? fields_words(exchange, field, value) : value);
}

static bool on_entry(void *context, const struct record *record)
{
    struct entries *entries = context;
    struct arena *arena = &entries->exchange->arena;
    const char *text = "";
    int32_t day;
    for (size_t i = 0; i < record->n; i++)
        text =
            arena_print(arena, "%s%s%s", text, text[0] ? "; " : "",
                        told_text(entries->exchange, record->value[i].key, record->value[i].value));
    const char **more = arena_more(arena, entries->line, entries->n, sizeof *more);
    if (!more)
        return false;
    entries->line = more;
    entries->line[entries->n++] = arena_print(
        arena, "%s \u00b7 %s",
        day_read(&day, record->day) ? page_day(entries->exchange, day) : record->day, text);
    return true;
}

static bool put_entries(struct telling *telling)
{
    struct entries entries = {.exchange = telling->exchange};
    struct bks_fault fault = {.offset = -1};
    enum bks_status status = telling->store->can->records(telling->store, telling->runner.id,
                                                          RECORD_DIARY, on_entry, &entries, &fault);
    if (status != BKS_OK || entries.n == 0)
        return status == BKS_OK;
    html_put(telling->exchange, "<section aria-labelledby=\"entries\"><h2 id=\"entries\">What you "
                                "told, the latest first</h2>\n<ul class=\"people\">\n");
    for (size_t i = 0; i < entries.n && i < ENTRIES_SHOWN; i++)
        html_around(telling->exchange, "<li>", entries.line[entries.n - 1 - i], "</li>\n");
    html_put(telling->exchange, "</ul></section>\n");
    return true;
}

static void put_form(struct telling *telling, const struct fields *fields, const char *date,
                     const char *wrong_date)
{
    struct exchange *exchange = telling->exchange;
    html_form(exchange, arena_print(&exchange->arena, "/runners/%s/diary", telling->runner.slug),
              "");
    if (fields->wrong || wrong_date)
        html_put(exchange, "<p class=\"wrong\" role=\"alert\">Nothing was kept yet: see below what "
                           "is not right.</p>\n");
    fields_date(exchange, date, "Day", wrong_date);
    fields_write(exchange, fields, RECORD_DIARY);
    html_put(exchange, "<p class=\"acts\"><button>Keep it</button></p></form>\n");
}

static void show(struct telling *telling, const struct fields *fields, const char *date,
                 const char *wrong_date)
{
    struct exchange *exchange = telling->exchange;
    struct bks_plan *plan;
    struct bks_fault fault = {.offset = -1};
    int32_t saved = day_of(exchange, "saved", telling->today);
    int32_t day = saved > telling->today ? saved : telling->today;
    enum bks_status status =
        plan_of_runner(&plan, telling->store, telling->runner.id, day, 0, &fault);
    if (!page_fine(exchange, status, &fault))
        return;
    page_begin(exchange, PLACE_RUNNERS, "How was your back?");
    html_around(exchange, "<p class=\"quiet\"><a href=\"/runners/", telling->runner.slug,
                "\"><bdi>");
    html_around(exchange, "", telling->runner.name,
                "</bdi></a> \u00b7 what you leave out stays unknown, never assumed</p>\n");
    bool fine = put_heard(telling, &plan->answer) && put_kept(telling, plan);
    put_form(telling, fields, date, wrong_date);
    fine = fine && put_entries(telling);
    bks_plan_free(plan);
    if (fine)
        page_finish(exchange);
    else
        exchange_fail(exchange, 503, "no_memory", "Memory is short here.");
}

void page_diary(struct exchange *exchange)
{
    struct telling telling;
    struct fields fields = fields_of(&told_diary);
    char day[DAY_ROOM];
    if (telling_open(&telling, exchange, false))
        show(&telling, &fields, day_iso(day, day_of(exchange, "date", telling.today)), NULL);
    telling_close(&telling);
}

/* Keeps it and sends back to the form, which says what it judged. */
static void keep(struct telling *telling, const struct told *told, int32_t day)
{
    char saved[DAY_ROOM], judges[DAY_ROOM];
    int32_t of = judged_by(told, day);
    if (!telling_keep(telling, told, day))
        return;
    const char *path =
        arena_print(&telling->exchange->arena, "/runners/%s/diary?saved=%s%s%s",
                    telling->runner.slug, day_iso(saved, day),
                    of == NO_DAY ? "" : "&judges=", of == NO_DAY ? "" : day_iso(judges, of));
    exchange_see(telling->exchange, path);
}

static void take(struct telling *telling)
{
    struct exchange *exchange = telling->exchange;
    struct fields fields = fields_of(&told_diary);
    struct told told = {.n = 0};
    const char *date = exchange_field(exchange, "date"), *wrong_date = NULL;
    int32_t day;
    if (!date || !day_read(&day, date))
        wrong_date = "date: write the day, as in 2026-05-01";
    else
        wrong_date = tell_ahead(exchange, day, telling->today);
    fields_take(&fields, exchange);
    enum bks_status status = fields_tell(&told, &fields, exchange, NULL);
    if (status == BKS_OK && !fields.wrong && told.n == 0)
        fields_complain(&fields, exchange, "Nothing is said yet: tell at least one thing.");
    if (status != BKS_OK) {
        exchange_fail(exchange, 503, "no_memory", "Memory is short here.");
    } else if (fields.wrong || wrong_date) {
        exchange->status = 422;
        show(telling, &fields, date ? date : "", wrong_date);
    } else {
        keep(telling, &told, day);
    }
    told_clear(&told);
}

void page_post_diary(struct exchange *exchange)
{
    struct telling telling;
    if (telling_open(&telling, exchange, true))
        take(&telling);
    telling_close(&telling);
}
