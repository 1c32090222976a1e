/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks a page without a socket: the exchange is filled by hand, the row is found in the routes. It
 * is noon of the day of the stories, always. */
#ifndef WEB_PAGE_ASK_H
#define WEB_PAGE_ASK_H

#include "store/store.h"
#include "web/exchange.h"

#define PAGE_DB     "pages.db"
#define PAGE_CSRF   "c5f0c5f0"
#define PAGE_FIELDS 40

struct page_answer {
    unsigned status;
    char *body; /* NUL-terminated */
    size_t n;
    char type[64], location[512];
    bool inline_style;
};

/* Who asks: this computer's own user, or who sees one runner only. */
struct visitor page_local(void);
struct visitor page_runner_of(const char *slug);

/* Opens and closes what the pages stand on: the history and the jobs, in the present folder. */
void page_site_begin(void);
void page_site_end(void);

/* A runner with a history. */
void page_tell_story(const char *id);

/* "/runners/anna-berg?weeks=4"; page_answer_clear. */
struct page_answer page_get(const char *path, const struct visitor *visitor);

/* The same with "name=value" fields to NULL, and a file where `file` is a path. */
struct page_answer page_post(const char *path, const struct visitor *visitor,
                             const char *const *fields, const char *file);

void page_answer_clear(struct page_answer *answer);

/* The first session that is kept of anybody. */
int64_t page_first_session(void);

/* How many records of a kind a runner has. */
size_t page_records(const char *slug, enum record_kind kind);

#endif
