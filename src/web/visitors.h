/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may enter. On the loopback without users and token everybody who reaches the port is this
 * computer's own user, and sees all runners. Elsewhere a token or a name with a password is asked
 * for.
 *
 * A visitor who has signed in has a cookie: 32 random bytes, kept here as their SHA-256, for
 * VISITOR_HOURS without a request. Who has not has such a cookie too, of which nothing is kept.
 * Whatever changes something must carry the `csrf` of its cookie, as a field or as X-CSRF-Token;
 * without any cookie only who sends neither Origin nor Sec-Fetch-Site (a program, no browser) may
 * go without. A bearer token stands for itself.
 *
 * Every call may be made by several threads at once.
 */
#ifndef WEB_VISITORS_H
#define WEB_VISITORS_H

#include "backstride/status.h"
#include "model/session.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VISITOR_HOURS          12
#define VISITOR_MOST           4096 /* signed in at once; the one longest silent goes */
#define VISITOR_TRIES          5    /* wrong passwords of a name or an address ... */
#define VISITOR_TRIES_S        900  /* ... within so many seconds; then 429 until they are over */
#define VISITOR_NAME_ROOM      64
#define VISITOR_PASSWORD_LEAST 8   /* bytes */
#define VISITOR_PASSWORD_MOST  511 /* bytes; libcrypt takes no more */
#define VISITOR_TOKEN_LEAST    16  /* bytes */
#define VISITOR_KEY_ROOM       65  /* hexadecimal */

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
    char cookie[VISITOR_KEY_ROOM]; /* what they have, or shall have; "" with a token */
    bool bearer;                   /* came with the token, not with a cookie */
    bool set_cookie;               /* answer with visitors_cookie: it is new, or lives longer now */
};

struct visitors;

/* How visitors are known. */
struct visitors_options {
    const char *users;      /* a file of visitors_add, or NULL */
    const char *token;      /* or NULL */
    bool secure;            /* TLS here or before us: cookies are Secure, and named __Host- */
    bool loopback;          /* only this computer can reach us */
    const char *address;    /* where we listen: is a Host too; or NULL */
    const char *names;      /* host names that are ours too, with commas, or NULL */
    int64_t (*clock)(void); /* seconds that only grow, for tests; NULL: those since the start */
};

/*
 * Reads the users.
 *
 *   out   *out  visitors_free. NULL on failure
 *   in    options  its texts are not needed afterwards
 *   ends  BKS_BAD_ARGUMENT  reachable from elsewhere, and neither users nor a token; a token that
 *                           is too short
 *         BKS_CANNOT_OPEN (also a file that others may read), BKS_DAMAGED (the file, with its
 *         line), BKS_UNSUPPORTED (no yescrypt here), BKS_NO_MEMORY
 */
enum bks_status visitors_new(struct visitors **out, const struct visitors_options *options,
                             struct bks_fault *fault) BKS_CHECK;
void visitors_free(struct visitors *visitors);

/* What a request tells of its sender; each may be NULL. */
struct visitor_papers {
    const char *cookie, *authorization, *origin, *host, *fetch_site, *address;
    const char *csrf; /* of the form, or X-CSRF-Token */
    bool changes;     /* it is no GET */
    bool csrf_later;  /* only the head has come, and the csrf may be in the body: look again then */
};

/* Why somebody is refused. */
enum visitor_verdict {
    VISITOR_FINE,       /* as visitor->role, which may be VISITOR_NOBODY: ask the route */
    VISITOR_SIGN_IN,    /* 401: who are you? A wrong token, name or password */
    VISITOR_FORGED,     /* 403: the csrf is missing or wrong, or another site sent it */
    VISITOR_WRONG_HOST, /* 421 as 403: a name that is not ours (DNS rebinding) */
    VISITOR_TOO_MANY    /* 429: too many wrong tries, or no room to look at this one now */
};

/*
 * Looks at a request. Who has no cookie gets one, which visitors_cookie sets.
 *
 *   out   *visitor  VISITOR_NOBODY with every verdict but VISITOR_FINE
 *   in    papers    a Host is looked at where nobody is asked who they are, or names were told;
 *                   whoever sends an Origin must send it as their Host, so a proxy must hand on
 *                   the Host with its port
 */
enum visitor_verdict visitors_look(struct visitors *visitors, struct visitor *visitor,
                                   const struct visitor_papers *papers);

/*
 * Signs in a visitor of visitors_look: they have a new cookie, and their old one is of no use any
 * more. Hashes a password, which takes a tenth of a second and 16 MB; few at once, others wait.
 *
 *   in    address  numeric, without port, or NULL; of IPv6 its first 64 bits count
 *   ends  VISITOR_SIGN_IN (wrong; takes as long as right), VISITOR_TOO_MANY; then *visitor is as
 *         before
 */
enum visitor_verdict visitors_sign_in(struct visitors *visitors, struct visitor *visitor,
                                      const char *name, const char *password, const char *address);

/* Ends the cookie's session; the visitor is nobody, with a new cookie. */
void visitors_sign_out(struct visitors *visitors, struct visitor *visitor);

/* Whether that runner may be seen by them. */
bool visitor_sees(const struct visitor *visitor, const char *slug);

#define VISITOR_COOKIE_ROOM 256
/* The value of Set-Cookie for a visitor; "" where they have no cookie. */
void visitors_cookie(const struct visitors *visitors, char text[VISITOR_COOKIE_ROOM],
                     const struct visitor *visitor);

/*
 * Adds a user to a file (0600, one line a user: name:role:runner:yescrypt), or gives them another
 * password; the file is there whole or as before, with its comments. A server that runs notices.
 *
 *   in    users   path; a file that is not there is made
 *         name    [a-z0-9._-]{1,63}
 *         role    VISITOR_RUNNER with a slug, or VISITOR_PHYSIO (runner is NULL or "")
 *   ends  BKS_BAD_ARGUMENT (a name, slug or password that cannot be), BKS_CANNOT_OPEN,
 *         BKS_CANNOT_WRITE, BKS_DAMAGED, BKS_UNSUPPORTED (no yescrypt here), BKS_NO_MEMORY
 */
enum bks_status visitors_add(const char *users, const char *name, enum visitor_role role,
                             const char *runner, const char *password,
                             struct bks_fault *fault) BKS_CHECK;

/* Takes a user out of the file; BKS_BAD_ARGUMENT: there is no such user. Else as visitors_add. */
enum bks_status visitors_remove(const char *users, const char *name,
                                struct bks_fault *fault) BKS_CHECK;

#endif
