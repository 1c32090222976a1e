/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a request is from, and whether it may be. */
#include "web/visitors.h"

#include "base/fault.h"
#include "base/memory.h"
#include "web/visitors_parts.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define COOKIE_AGAIN_S 3600 /* a cookie in use is set anew so often, so that it lives on */

/* Goes on while the computer sleeps, where the system has such a clock. */
static int64_t seconds_since_start(void)
{
    struct timespec now = {0};
#ifdef CLOCK_BOOTTIME
    if (clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return now.tv_sec;
#endif
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static enum bks_status check_options(const struct visitors_options *options,
                                     struct bks_fault *fault)
{
    if (options->token && strlen(options->token) < VISITOR_TOKEN_LEAST)
        return fault_set(fault, BKS_BAD_ARGUMENT, "take 32 random characters",
                         "a token of fewer than %d characters", VISITOR_TOKEN_LEAST);
    if (!options->loopback && !options->users && !options->token)
        return fault_set(fault, BKS_BAD_ARGUMENT,
                         "give a file of users or a token, or listen on 127.0.0.1",
                         "others can reach this address, and nobody would be asked who they are");
    return BKS_OK;
}

static bool copy_text(char **out, const char *text)
{
    *out = text ? memory_text(text) : NULL;
    return *out || !text;
}

/* Everything that options say; the users are not read yet. */
static enum bks_status take_options(struct visitors *visitors,
                                    const struct visitors_options *options, struct bks_fault *fault)
{
    visitors->secure = options->secure;
    visitors->local = options->loopback && !options->users && !options->token;
    visitors->has_token = options->token != NULL;
    visitors->clock = options->clock ? options->clock : seconds_since_start;
    if (!copy_text(&visitors->users_path, options->users) ||
        !copy_text(&visitors->address, options->address) ||
        !copy_text(&visitors->names, options->names) || !secret_draw(visitors->csrf_key) ||
        (options->token && !secret_digest(visitors->token, options->token, strlen(options->token))))
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return BKS_OK;
}

static enum bks_status open_users(struct visitors *visitors, struct bks_fault *fault)
{
    if (!visitors->users_path)
        return BKS_OK;
    uint8_t chance[SECRET_BYTES];
    char password[VISITOR_KEY_ROOM];
    if (!secret_draw(chance))
        return fault_set(fault, BKS_NO_MEMORY, NULL, "the system gives no random numbers");
    secret_hex(password, chance);
    enum bks_status status = password_hash(visitors->dummy, password, fault);
    return status == BKS_OK ? visitors_read_users(visitors, fault) : status;
}

enum bks_status visitors_new(struct visitors **out, const struct visitors_options *options,
                             struct bks_fault *fault)
{
    *out = NULL;
    enum bks_status status = check_options(options, fault);
    if (status != BKS_OK)
        return status;
    struct visitors *visitors = memory_new(1, sizeof *visitors);
    if (!visitors)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    (void)pthread_mutex_init(&visitors->lock, NULL);
    (void)pthread_cond_init(&visitors->hashed, NULL);
    status = take_options(visitors, options, fault);
    if (status == BKS_OK)
        status = open_users(visitors, fault);
    if (status == BKS_OK)
        *out = visitors;
    else
        visitors_free(visitors);
    return status;
}

void visitors_free(struct visitors *visitors)
{
    if (!visitors)
        return;
    (void)pthread_cond_destroy(&visitors->hashed);
    (void)pthread_mutex_destroy(&visitors->lock);
    users_clear(&visitors->users);
    memory_free(visitors->users_path);
    memory_free(visitors->address);
    memory_free(visitors->names);
    secret_wipe(visitors, sizeof *visitors);
    memory_free(visitors);
}

bool visitor_csrf(const struct visitors *visitors, struct visitor *visitor)
{
    uint8_t sum[SECRET_BYTES];
    if (!secret_keyed(sum, visitors->csrf_key, visitor->cookie))
        return false;
    secret_hex(visitor->csrf, sum);
    return true;
}

bool visitor_new_cookie(const struct visitors *visitors, struct visitor *visitor)
{
    uint8_t chance[SECRET_BYTES];
    if (!secret_draw(chance))
        return false;
    secret_hex(visitor->cookie, chance);
    visitor->set_cookie = true;
    return visitor_csrf(visitors, visitor);
}

static const char *cookie_name(const struct visitors *visitors)
{
    return visitors->secure ? "__Host-backstride" : "backstride";
}

static void become(struct visitor *visitor, const struct user *user)
{
    visitor->role = user->role;
    memcpy(visitor->name, user->name, sizeof visitor->name);
    memcpy(visitor->runner, user->runner, sizeof visitor->runner);
}

/* Who has signed in with that cookie; nobody where nobody has. */
static void recognise(struct visitors *visitors, struct visitor *visitor)
{
    uint8_t digest[SECRET_BYTES];
    if (!visitors->users_path || !secret_digest(digest, visitor->cookie, VISITOR_KEY_ROOM - 1))
        return;
    int64_t now = visitors->clock();
    (void)pthread_mutex_lock(&visitors->lock);
    visitors_refresh(visitors);
    struct session_row *row = sessions_find(&visitors->sessions, digest, now);
    if (row && visitors->users_good) {
        row->used = user_still(&visitors->users, &row->user);
        if (row->used) {
            become(visitor, &row->user);
            row->seen = now;
            visitor->set_cookie = now - row->told >= COOKIE_AGAIN_S;
            row->told = visitor->set_cookie ? now : row->told;
        }
    }
    (void)pthread_mutex_unlock(&visitors->lock);
}

/* A token stands for itself; wrong ones are counted for the address. */
static enum visitor_verdict look_at_token(struct visitors *visitors, struct visitor *visitor,
                                          const char *token, const char *address)
{
    uint8_t digest[SECRET_BYTES], key[SECRET_BYTES];
    if (!secret_digest(digest, token, strlen(token)) || !tries_address_key(key, address))
        return VISITOR_TOO_MANY;
    bool right = secret_same(digest, visitors->token, SECRET_BYTES);
    int64_t now = visitors->clock();
    (void)pthread_mutex_lock(&visitors->lock);
    bool may =
        right ? !tries_over(&visitors->tries, key, now) : tries_take(&visitors->tries, key, now);
    (void)pthread_mutex_unlock(&visitors->lock);
    if (!may)
        return VISITOR_TOO_MANY;
    visitor->role = right ? VISITOR_PHYSIO : VISITOR_NOBODY;
    visitor->bearer = right;
    return right ? VISITOR_FINE : VISITOR_SIGN_IN;
}

static bool is_forged(const struct visitors *visitors, const struct visitor *visitor,
                      const struct visitor_papers *papers, bool had_cookie)
{
    if (papers_foreign(papers, visitors->secure))
        return true;
    if (!had_cookie)
        return papers->origin || papers->fetch_site;
    if (papers->csrf_later && !papers->csrf)
        return false;
    return !papers->csrf || strlen(papers->csrf) != VISITOR_KEY_ROOM - 1 ||
           !secret_same(papers->csrf, visitor->csrf, VISITOR_KEY_ROOM - 1);
}

enum visitor_verdict visitors_look(struct visitors *visitors, struct visitor *visitor,
                                   const struct visitor_papers *papers)
{
    *visitor = (struct visitor){0};
    if ((visitors->local || visitors->names) &&
        !papers_host(papers->host, visitors->address, visitors->names))
        return VISITOR_WRONG_HOST;
    const char *token = visitors->has_token ? papers_bearer(papers->authorization) : NULL;
    if (token)
        return look_at_token(visitors, visitor, token, papers->address);
    bool had_cookie = papers_cookie(visitor->cookie, papers->cookie, cookie_name(visitors));
    if (!(had_cookie ? visitor_csrf(visitors, visitor) : visitor_new_cookie(visitors, visitor)))
        return VISITOR_TOO_MANY;
    if (papers->changes && is_forged(visitors, visitor, papers, had_cookie))
        return VISITOR_FORGED;
    if (visitors->local)
        visitor->role = VISITOR_LOCAL;
    else if (had_cookie)
        recognise(visitors, visitor);
    return VISITOR_FINE;
}

bool visitor_sees(const struct visitor *visitor, const char *slug)
{
    switch (visitor->role) {
    case VISITOR_PHYSIO:
    case VISITOR_LOCAL:
        return true;
    case VISITOR_RUNNER:
        return slug && visitor->runner[0] && strcmp(visitor->runner, slug) == 0;
    case VISITOR_NOBODY:
        break;
    }
    return false;
}

void visitors_cookie(const struct visitors *visitors, char text[VISITOR_COOKIE_ROOM],
                     const struct visitor *visitor)
{
    char age[32] = ""; /* of who did not sign in: until the browser ends */
    text[0] = '\0';
    if (!visitor->cookie[0])
        return;
    if (visitor->name[0])
        (void)snprintf(age, sizeof age, "; Max-Age=%d", VISITOR_HOURS * 3600);
    (void)snprintf(text, VISITOR_COOKIE_ROOM, "%s=%s; Path=/%s; HttpOnly; SameSite=Strict%s",
                   cookie_name(visitors), visitor->cookie, age, visitors->secure ? "; Secure" : "");
}
