/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the pages share: the frame about them, and their markup. All of it is HTML that is also
 * well-formed XML, without script or style of its own: the policy of the site refuses those.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "base/arena.h"
#include "report/figure.h"
#include "report/paper.h"
#include "web/exchange.h"

struct store;

/* Where the visitor is, for the bar on top. */
enum page_place { PLACE_HOME, PLACE_RUNNERS, PLACE_GUIDE, PLACE_ELSEWHERE };

/*
 * Everything up to the content: head, bar, <main> and its <h1>.
 *
 *   in    title  of the page, and its heading
 *   out   exchange->type; nothing else of the answer
 */
void page_begin(struct exchange *exchange, enum page_place place, const char *title);

/* The same of a page that asks for itself again after so many seconds, without a script. */
void page_begin_again(struct exchange *exchange, const char *title, unsigned seconds);

/* The end: what backstride is for, and what it is not. */
void page_finish(struct exchange *exchange);

/*
 * A page that says what went wrong and what to do next; the whole body, for exchange_fail.
 *
 *   in    text  a sentence for people
 */
void page_problem(struct exchange *exchange, unsigned status, const char *id, const char *text);

/* Markup of ours, text of anybody, the two around each other. */
void html_put(struct exchange *exchange, const char *markup);
void html_text(struct exchange *exchange, const char *text);
void html_around(struct exchange *exchange, const char *before, const char *text,
                 const char *after);

/* printf of markup of ours: numbers, slugs and ids of our own only. */
void html_print(struct exchange *exchange, const char *format, ...) BKS_PRINTF(2, 3);

/* <a href="before slug after" class>words</a> */
void html_link(struct exchange *exchange, const char *classes, const char *href, const char *words);

/* <form method="post"> with what proves that it came from here. */
void html_form(struct exchange *exchange, const char *action, const char *more);

/* The blocks of a paper, which is freed; false: memory is short, and it is answered so. */
bool html_paper(struct exchange *exchange, struct paper *paper);

/* Something that somebody may have got wrong: what, and how it is put right; NULL: nothing. */
void html_wrong(struct exchange *exchange, const char *id, const char *why);

/* A date of ours as people write it: "Fri 1 May 2026". In the arena of the exchange. */
const char *page_day(struct exchange *exchange, int32_t day);

/* The locale of the page. */
const struct locale *page_locale(void);

/* Answers for a status that a reading of facts ended with; true where it was fine. */
bool page_fine(struct exchange *exchange, enum bks_status status, const struct bks_fault *fault);

#endif
