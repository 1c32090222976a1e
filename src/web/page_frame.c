/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame about each page: head, bar, content, and the foot that says what this is for. */
#include "web/page.h"

#include "base/text.h"
#include "model/day.h"
#include "report/markup.h"
#include "report/purpose.h"
#include "web/assets.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#define US_PER_DAY INT64_C(86400000000)

void html_put(struct exchange *exchange, const char *markup)
{
    (void)fputs(markup, exchange->out);
}

void html_text(struct exchange *exchange, const char *text)
{
    markup_text(exchange->out, text ? text : "");
}

void html_around(struct exchange *exchange, const char *before, const char *text, const char *after)
{
    html_put(exchange, before);
    html_text(exchange, text);
    html_put(exchange, after);
}

void html_print(struct exchange *exchange, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vfprintf(exchange->out, format, arguments);
    va_end(arguments);
}

void html_link(struct exchange *exchange, const char *classes, const char *href, const char *words)
{
    html_around(exchange, "<a href=\"", href, "\"");
    if (classes[0])
        html_around(exchange, " class=\"", classes, "\"");
    html_around(exchange, ">", words, "</a>");
}

void html_form(struct exchange *exchange, const char *action, const char *more)
{
    html_around(exchange, "<form method=\"post\" action=\"", action, "\"");
    html_put(exchange, more);
    html_put(exchange, ">\n");
    html_around(exchange, "<input type=\"hidden\" name=\"csrf\" value=\"", exchange->visitor.csrf,
                "\"/>\n");
}

bool html_paper(struct exchange *exchange, struct paper *paper)
{
    bool fine = paper && paper_html_blocks(paper, exchange->out) == BKS_OK;
    paper_free(paper);
    return fine;
}

void html_wrong(struct exchange *exchange, const char *id, const char *why)
{
    if (!why)
        return;
    html_around(exchange, "<p class=\"wrong\" id=\"", id, "-wrong\">");
    html_around(exchange, "", why, "</p>\n");
}

const struct locale *page_locale(void)
{
    return locale_at(0);
}

const char *page_day(struct exchange *exchange, int32_t day)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    struct civil civil;
    if (day == NO_DAY)
        return "-";
    text_civil(&civil, day * US_PER_DAY);
    return arena_print(&exchange->arena, "%s %d %s %d", weekdays[text_weekday(day * US_PER_DAY)],
                       civil.day, months[civil.month - 1], civil.year);
}

bool page_fine(struct exchange *exchange, enum bks_status status, const struct bks_fault *fault)
{
    if (status != BKS_OK)
        exchange_fault(exchange, fault);
    return status == BKS_OK;
}

static void put_head(struct exchange *exchange, const char *title, unsigned again_s)
{
    exchange->type = "text/html; charset=utf-8";
    html_put(exchange, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                       "<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    if (again_s > 0)
        html_print(exchange, "<meta http-equiv=\"refresh\" content=\"%u\"/>\n", again_s);
    html_around(exchange, "<title>", title, " \u00b7 backstride</title>\n");
    html_print(
        exchange,
        "<link rel=\"icon\" href=\"data:,\"/>\n<link rel=\"stylesheet\" href=\"/page.css?v=%s\"/>\n"
        "<script src=\"/page.js?v=%s\" defer=\"defer\"></script>\n</head>\n",
        asset_css_tag, asset_js_tag);
}

/* Who has a name here may go again; this computer's own user has none. */
static void put_sign_out(struct exchange *exchange)
{
    if (exchange->visitor.role != VISITOR_RUNNER && exchange->visitor.role != VISITOR_PHYSIO)
        return;
    html_put(exchange, "<li>");
    html_form(exchange, "/sign-out", " class=\"inline\"");
    html_around(exchange, "<button class=\"plain\">Sign out <bdi>", exchange->visitor.name,
                "</bdi></button></form></li>\n");
}

static void put_bar(struct exchange *exchange, enum page_place place)
{
    static const struct {
        enum page_place place;
        const char *href, *words;
    } rows[] = {{PLACE_HOME, "/", "New recording"},
                {PLACE_RUNNERS, "/runners", "Runners"},
                {PLACE_GUIDE, "/guide", "How to record"}};
    html_put(exchange, "<header class=\"bar\"><p class=\"brand\">backstride</p>\n");
    if (exchange->visitor.role == VISITOR_NOBODY) {
        html_put(exchange, "</header>\n");
        return;
    }
    html_put(exchange, "<nav aria-label=\"Pages\"><ul>\n");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        html_print(exchange, "<li><a href=\"%s\"%s>%s</a></li>\n", rows[i].href,
                   rows[i].place == place ? " aria-current=\"page\"" : "", rows[i].words);
    put_sign_out(exchange);
    html_put(exchange, "</ul></nav></header>\n");
}

static void begin(struct exchange *exchange, enum page_place place, const char *title,
                  unsigned again_s)
{
    put_head(exchange, title, again_s);
    html_put(exchange, "<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n");
    put_bar(exchange, place);
    html_put(exchange, "<main id=\"content\" tabindex=\"-1\">\n");
    html_around(exchange, "<h1><bdi>", title, "</bdi></h1>\n");
}

void page_begin(struct exchange *exchange, enum page_place place, const char *title)
{
    begin(exchange, place, title, 0);
}

void page_begin_again(struct exchange *exchange, const char *title, unsigned seconds)
{
    begin(exchange, PLACE_ELSEWHERE, title, seconds);
}

void page_finish(struct exchange *exchange)
{
    html_around(exchange, "</main>\n<footer>\n<p>", purpose_sentence(), "</p>\n");
    html_around(exchange, "<p>", purpose_disclaimer(), "</p>\n");
    html_around(exchange, "<p>backstride ", bks_version(), "</p>\n</footer>\n</body>\n</html>\n");
}

/* What people can do about it, by status. */
static const struct way_out {
    unsigned status;
    const char *title, *next, *href, *words;
} ways_out[] = {
    {400, "That was not understood", "Go back, look at what was typed, and send it again.", "/",
     "New recording"},
    {401, "Please sign in", "This page shows health data: it asks who you are first.", "/sign-in",
     "Sign in"},
    {403, "This was not accepted",
     "Forms are good for a while, and only from the page that they stand on. Open the page anew "
     "and send it again.",
     "/", "Begin again"},
    {404, "There is nothing here",
     "It may have been deleted, or the address has a slip. Your runs are in the list of runners.",
     "/runners", "Runners"},
    {405, "This cannot be done here", "Use the buttons of the page.", "/", "New recording"},
    {413, "That is too large",
     "Record one run at a time, or export it as zip or FLAC; whoever runs this page can raise the "
     "limit (--upload-most).",
     "/guide", "How to record"},
    {415, "That is no form", "Send it with the form of the page.", "/", "New recording"},
    {422, "This cannot be read",
     "See that it is the file of the recording as the app gave it, not opened and saved again.",
     "/guide", "How to record"},
    {429, "Too many tries", "Wait a quarter of an hour, then try again.", "/sign-in", "Sign in"},
    {503, "Busy just now", "Nothing is lost. Wait a minute, then send it again.", "/",
     "New recording"},
    {507, "There is no room left",
     "The disk of this machine is full, and nothing was kept. Make room, then send it again.", "/",
     "New recording"},
    {0, "Something went wrong here",
     "It is not your fault. Look whether it was done before you try again; if it happens once "
     "more, "
     "tell whoever runs this page.",
     "/", "New recording"},
};

void page_problem(struct exchange *exchange, unsigned status, const char *id, const char *text)
{
    const struct way_out *way = ways_out;
    while (way->status != 0 && way->status != status)
        way++;
    exchange->status = status;
    page_begin(exchange, PLACE_ELSEWHERE, way->title);
    html_around(exchange, "<p class=\"lead\" role=\"alert\" data-problem=\"", id, "\">");
    html_around(exchange, "", text, "</p>\n");
    html_around(exchange, "<p>", way->next, "</p>\n<p class=\"acts\">");
    html_link(exchange, "button", way->href, way->words);
    html_put(exchange, "</p>\n");
    page_finish(exchange);
}
