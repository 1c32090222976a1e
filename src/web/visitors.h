/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may enter. On the loopback without users everybody who reaches the port is this computer's
 * own user, and sees all runners. Elsewhere a token or a name with a password is asked for.
 *
 * A visitor who has signed in has a cookie: 32 random bytes, kept here as their SHA-256, for
 * VISITOR_HOURS without a request. Whatever changes something must carry the `csrf` of that cookie,
 * as a field or as X-CSRF-Token; without any cookie only who sends no Origin (a program, no
 * browser) may go without. A bearer token stands for itself.
 */
#ifndef WEB_VISITORS_H
#define WEB_VISITORS_H

#include "backstride/status.h"
#include "model/session.h"

#include <stdbool.h>
#include <stddef.h>

#define VISITOR_HOURS     12
#define VISITOR_MOST      4096 /* signed in at once; the one longest silent goes */
#define VISITOR_TRIES     5    /* wrong passwords of a name or an address ... */
#define VISITOR_TRIES_S   900  /* ... within so many seconds; then 429 until they are over */
#define VISITOR_NAME_ROOM 64
#define VISITOR_KEY_ROOM  65 /* hexadecimal */

enum visitor_role {
    VISITOR_NOBODY, /* may see the sign-in page */
    VISITOR_RUNNER, /* sees one runner */
    VISITOR_PHYSIO, /* sees every runner */
    VISITOR_LOCAL   /* no sign-in is asked for: sees all */
};

struct visitor {
    enum visitor_role role;
    char name[VISITOR_NAME_ROOM];  /* "" of who did not sign in */
    char runner[RUNNER_SLUG_ROOM]; /* of VISITOR_RUNNER; else "" */
    char csrf[VISITOR_KEY_ROOM];   /* what a form must bring back */
    char cookie[VISITOR_KEY_ROOM]; /* "": there is none yet */
    bool bearer;                   /* came with the token, not with a cookie */
};

struct visitors;

/* How visitors are known. */
struct visitors_options {
    const char *users; /* a file of visitors_add, or NULL */
    const char *token; /* or NULL */
    bool secure;       /* TLS here or before us: cookies are Secure, and named __Host- */
    bool loopback;     /* only this computer can reach us */
};

/*
 * Reads the users.
 *
 *   out   *out  visitors_free. NULL on failure
 *   ends  BKS_BAD_ARGUMENT  reachable from elsewhere, and neither users nor a token
 *         BKS_CANNOT_OPEN, BKS_DAMAGED (the file, with its line), BKS_NO_MEMORY
 */
enum bks_status visitors_new(struct visitors **out, const struct visitors_options *options,
                             struct bks_fault *fault) BKS_CHECK;
void visitors_free(struct visitors *visitors);

/* What a request tells of its sender; each may be NULL. */
struct visitor_papers {
    const char *cookie, *authorization, *origin, *host, *fetch_site, *address;
    const char *csrf; /* of the form, or X-CSRF-Token */
    bool changes;     /* it is no GET */
};

/* Why somebody is refused. */
enum visitor_verdict {
    VISITOR_FINE,
    VISITOR_SIGN_IN,    /* 401: who are you? */
    VISITOR_FORGED,     /* 403: the csrf is missing or wrong, or another site sent it */
    VISITOR_WRONG_HOST, /* 421 as 403: a name that is not ours (DNS rebinding) */
    VISITOR_TOO_MANY    /* 429 */
};

/*
 * Looks at a request. Who has no cookie gets one to set with visitors_cookie.
 *
 *   out   *visitor
 */
enum visitor_verdict visitors_look(struct visitors *visitors, struct visitor *visitor,
                                   const struct visitor_papers *papers);

/* Signs in; the visitor has a new cookie. VISITOR_SIGN_IN: wrong; takes as long as right. */
enum visitor_verdict visitors_sign_in(struct visitors *visitors, struct visitor *visitor,
                                      const char *name, const char *password, const char *address);
void visitors_sign_out(struct visitors *visitors, struct visitor *visitor);

/* Whether that runner may be seen by them. */
bool visitor_sees(const struct visitor *visitor, const char *slug);

#define VISITOR_COOKIE_ROOM 256
/* The Set-Cookie of a visitor. */
void visitors_cookie(const struct visitors *visitors, char text[VISITOR_COOKIE_ROOM],
                     const struct visitor *visitor);

/*
 * Adds a user to a file (0600, one line a user: name:role:runner:yescrypt), or gives them another
 * password.
 *
 *   in    role    VISITOR_RUNNER with a slug, or VISITOR_PHYSIO
 *   ends  BKS_BAD_ARGUMENT (a name or a password that cannot be), BKS_CANNOT_WRITE, BKS_DAMAGED,
 *         BKS_UNSUPPORTED (no yescrypt here)
 */
enum bks_status visitors_add(const char *users, const char *name, enum visitor_role role,
                             const char *runner, const char *password,
                             struct bks_fault *fault) BKS_CHECK;

#endif
