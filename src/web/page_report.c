/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form report of a runner, as PDF or as a page of its own. */
#include "flow/form_facts.h"
#include "web/page.h"
#include "web/page_tell.h"
#include "web/routes.h"

#include <string.h>
#include <time.h>

#define WEEKS_SHOWN 12

/* What the query asks for; false: it is answered what is wrong. */
static bool read_wish(struct form_wish *wish, enum form_reader *reader, struct telling *telling)
{
    struct exchange *exchange = telling->exchange;
    const char *who = exchange_field(exchange, "for"), *day = exchange_field(exchange, "as-of");
    const char *weeks = exchange_field(exchange, "weeks");
    const char *name = exchange_field(exchange, "locale");
    int64_t n = WEEKS_SHOWN;
    *wish = (struct form_wish){.as_of = telling->today, .locale = page_locale()};
    *reader = who && strcmp(who, "runner") == 0 ? FORM_RUNNER : FORM_PHYSIO;
    if (who && *reader == FORM_PHYSIO && strcmp(who, "physio") != 0)
        exchange_fail(exchange, 400, "bad_argument", "for: write physio or runner");
    else if (day && !day_read(&wish->as_of, day))
        exchange_fail(exchange, 400, "bad_argument", "as-of: write a date, as in 2026-05-01");
    else if (weeks && (!exchange_whole(&n, weeks) || n < 1 || n > TREND_MOST_WEEKS))
        exchange_fail(exchange, 400, "bad_argument", "weeks: write a number from 1 to 520");
    else if (name && !(wish->locale = locale_find(name)))
        exchange_fail(exchange, 400, "bad_argument", "locale: write one as in de_DE");
    else
        wish->n_weeks = (size_t)n;
    return wish->n_weeks > 0;
}

typedef enum bks_status (*write_paper)(const struct paper *paper, FILE *out);

static enum bks_status write_pdf(const struct paper *paper, FILE *out)
{
    return paper_pdf(paper, (int64_t)time(NULL), out);
}

static void answer(struct telling *telling, const struct form_book *book, enum form_reader reader,
                   write_paper write)
{
    struct paper *paper;
    enum bks_status status = form_report(&paper, form_book_facts(book), reader);
    if (status == BKS_OK)
        status = write(paper, telling->exchange->out);
    paper_free(paper);
    if (status == BKS_UNSUPPORTED)
        exchange_fail(telling->exchange, 503, "unsupported",
                      "This backstride was built without pango, and makes no PDF: the page prints "
                      "as well.");
    else if (status != BKS_OK)
        exchange_fail(telling->exchange, 503, bks_status_id(status), bks_status_text(status));
}

static void report(struct exchange *exchange, write_paper write)
{
    struct telling telling;
    struct form_wish wish;
    enum form_reader reader;
    struct form_book *book = NULL;
    struct bks_fault fault = {.offset = -1};
    if (telling_open(&telling, exchange, false) && read_wish(&wish, &reader, &telling) &&
        page_fine(exchange, form_facts_read(&book, telling.store, &telling.runner, &wish, &fault),
                  &fault))
        answer(&telling, book, reader, write);
    form_book_free(book);
    telling_close(&telling);
}

void report_pdf(struct exchange *exchange)
{
    exchange->type = "application/pdf";
    exchange->filename = arena_print(&exchange->arena, "%s.pdf", exchange->part[0]);
    report(exchange, write_pdf);
}

void report_html(struct exchange *exchange)
{
    exchange->inline_style = true;
    report(exchange, paper_html);
}
