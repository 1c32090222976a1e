/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visitors of a test: a file of users, a clock that stands, a browser with its cookie. */
#ifndef TESTS_WEB_VISITORS_CASE_H
#define TESTS_WEB_VISITORS_CASE_H

#include "support/assert.h"
#include "web/visitors_parts.h"

#define USERS    "visitors.users" /* in the folder of the test */
#define TOKEN    "0123456789abcdef-token"
#define PASSWORD "correct horse"
#define HERE     "192.0.2.1"

/* Seconds that a test lets pass. */
extern int64_t case_now;

/* anna (runner anna), bert (runner bert), doc (physio), all with PASSWORD; hashed once. */
void case_users(void);
void case_write(const char *text, size_t n);
void case_read(char *text, size_t room);

/* A server that can be reached from elsewhere, or the local one; ends the test where it is none. */
struct visitors *case_open(const char *users, const char *token);
struct visitors *case_local(void);

/* A GET with that cookie, or NULL; the papers of one, as a browser at http://localhost sends. */
struct visitor_papers case_papers(char header[VISITOR_COOKIE_ROOM], const struct visitor *visitor);
enum visitor_verdict case_get(struct visitors *visitors, struct visitor *visitor,
                              const struct visitor *as);

/* Signs in from a fresh browser, which must succeed. */
struct visitor case_enter(struct visitors *visitors, const char *name);
enum visitor_verdict case_try(struct visitors *visitors, const char *name, const char *password,
                              const char *address);

#endif
