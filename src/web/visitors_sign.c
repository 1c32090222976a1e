/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in and out. A password is hashed without the lock, and by few threads at once. */
#include "web/visitors_parts.h"

#include <string.h>

#define HASHING_MOST 2  /* at once: each takes a core and 16 MB */
#define WAITING_MOST 32 /* for their turn; more are sent away */

/* One sign-in. */
struct attempt {
    const char *name, *password;
    uint8_t name_key[SECRET_BYTES], address_key[SECRET_BYTES];
    int64_t at;
    bool known;
    struct user user; /* a copy: the file may change meanwhile */
};

/* Was no try: the password has not been looked at, or was right. */
static void take_back(struct visitors *visitors, const struct attempt *attempt)
{
    tries_give(&visitors->tries, attempt->name_key, attempt->at);
    tries_give(&visitors->tries, attempt->address_key, attempt->at);
}

/* Counts it beforehand as wrong, so that many at once are not more tries than one by one. */
static bool begin(struct visitors *visitors, struct attempt *attempt)
{
    struct tries *tries = &visitors->tries;
    attempt->at = visitors->clock();
    if (!tries_take(tries, attempt->name_key, attempt->at))
        return false;
    if (!tries_take(tries, attempt->address_key, attempt->at)) {
        tries_give(tries, attempt->name_key, attempt->at);
        return false;
    }
    visitors_refresh(visitors);
    if (!visitors->users_good) {
        take_back(visitors, attempt);
        return false;
    }
    const struct user *user = users_find(&visitors->users, attempt->name);
    attempt->known = user != NULL;
    if (user)
        attempt->user = *user;
    return true;
}

/* Waits for a turn to hash; false: too many wait. Under the lock. */
static bool wait_turn(struct visitors *visitors)
{
    if (visitors->hashing >= HASHING_MOST && visitors->waiting >= WAITING_MOST)
        return false;
    visitors->waiting++;
    while (visitors->hashing >= HASHING_MOST)
        (void)pthread_cond_wait(&visitors->hashed, &visitors->lock);
    visitors->waiting--;
    visitors->hashing++;
    return true;
}

/* Tries the password without the lock, which it gives away meanwhile. False: it could not. */
static bool try_password(struct visitors *visitors, const struct attempt *attempt, bool *right)
{
    size_t n = strlen(attempt->password);
    bool fits = n >= VISITOR_PASSWORD_LEAST && n <= VISITOR_PASSWORD_MOST;
    *right = false;
    if (!wait_turn(visitors))
        return false;
    (void)pthread_mutex_unlock(&visitors->lock);
    bool same = false, tried = password_try(&same, fits ? attempt->password : "too short or long",
                                            attempt->known ? attempt->user.hash : visitors->dummy);
    (void)pthread_mutex_lock(&visitors->lock);
    visitors->hashing--;
    (void)pthread_cond_signal(&visitors->hashed);
    *right = tried && same && fits && attempt->known;
    return tried;
}

/* Ends the session of a cookie, if it has one. */
static void end_session(struct visitors *visitors, const char *cookie, int64_t now)
{
    uint8_t digest[SECRET_BYTES];
    struct session_row *row = NULL;
    if (secret_digest(digest, cookie, strlen(cookie)))
        row = sessions_find(&visitors->sessions, digest, now);
    if (row)
        row->used = false;
}

/* Gives a session to who was right; false where there is no new cookie for it. */
static bool begin_session(struct visitors *visitors, struct visitor *visitor,
                          const struct attempt *attempt)
{
    struct visitor next = {.role = attempt->user.role};
    uint8_t digest[SECRET_BYTES];
    if (!visitor_new_cookie(visitors, &next) ||
        !secret_digest(digest, next.cookie, strlen(next.cookie)))
        return false;
    memcpy(next.name, attempt->user.name, sizeof next.name);
    memcpy(next.runner, attempt->user.runner, sizeof next.runner);
    int64_t now = visitors->clock();
    end_session(visitors, visitor->cookie, now);
    struct session_row *row = sessions_room(&visitors->sessions, now);
    *row = (struct session_row){.used = true, .user = attempt->user, .seen = now, .told = now};
    memcpy(row->digest, digest, sizeof digest);
    *visitor = next;
    return true;
}

/* The whole of it, under the lock. */
static enum visitor_verdict sign_in(struct visitors *visitors, struct visitor *visitor,
                                    struct attempt *attempt)
{
    bool right;
    if (!begin(visitors, attempt))
        return VISITOR_TOO_MANY;
    if (!try_password(visitors, attempt, &right)) {
        take_back(visitors, attempt);
        return VISITOR_TOO_MANY;
    }
    visitors_refresh(visitors); /* they may have been removed while it was hashed */
    if (!right || !visitors->users_good || !user_still(&visitors->users, &attempt->user))
        return VISITOR_SIGN_IN;
    take_back(visitors, attempt);
    if (!begin_session(visitors, visitor, attempt))
        return VISITOR_TOO_MANY;
    tries_forget(&visitors->tries, attempt->name_key);
    return VISITOR_FINE;
}

enum visitor_verdict visitors_sign_in(struct visitors *visitors, struct visitor *visitor,
                                      const char *name, const char *password, const char *address)
{
    struct attempt attempt = {.name = name ? name : "", .password = password ? password : ""};
    if (!visitors->users_path)
        return VISITOR_SIGN_IN;
    if (!tries_name_key(attempt.name_key, attempt.name) ||
        !tries_address_key(attempt.address_key, address))
        return VISITOR_TOO_MANY;
    (void)pthread_mutex_lock(&visitors->lock);
    enum visitor_verdict verdict = sign_in(visitors, visitor, &attempt);
    (void)pthread_mutex_unlock(&visitors->lock);
    return verdict;
}

void visitors_sign_out(struct visitors *visitors, struct visitor *visitor)
{
    (void)pthread_mutex_lock(&visitors->lock);
    end_session(visitors, visitor->cookie, visitors->clock());
    (void)pthread_mutex_unlock(&visitors->lock);
    *visitor = (struct visitor){.role = visitors->local ? VISITOR_LOCAL : VISITOR_NOBODY};
    if (!visitor_new_cookie(visitors, visitor))
        *visitor = (struct visitor){.role = visitor->role};
}
