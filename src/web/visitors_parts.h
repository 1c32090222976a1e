/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of visitors.c: secrets, papers, users, passwords, tries, sessions. */
#ifndef WEB_VISITORS_PARTS_H
#define WEB_VISITORS_PARTS_H

#include "web/visitors.h"

#include <pthread.h>
#include <sys/stat.h>

/* ---- secrets: all of libcrypto and of chance that is used ---- */

#define SECRET_BYTES 32

/* 32 bytes of chance; their SHA-256; one of a text under a key. False: the system cannot. */
bool secret_draw(uint8_t secret[SECRET_BYTES]);
bool secret_digest(uint8_t digest[SECRET_BYTES], const void *bytes, size_t n);
bool secret_keyed(uint8_t digest[SECRET_BYTES], const uint8_t key[SECRET_BYTES], const char *text);

void secret_hex(char hex[VISITOR_KEY_ROOM], const uint8_t secret[SECRET_BYTES]);
bool secret_is_hex(const char *text, size_t n); /* 64 of [0-9a-f] */

/* Whether both are the same; takes as long wherever they differ. */
bool secret_same(const void *a, const void *b, size_t n);
void secret_wipe(void *secret, size_t n);

/* ---- papers: what the headers of a request say; none of it is believed ---- */

/* Whether a Host names localhost, the address or one of the names with commas (either NULL). */
bool papers_host(const char *host, const char *address, const char *names);

/* Whether a browser says that another site sent this. */
bool papers_foreign(const struct visitor_papers *papers, bool secure);

/* Our cookie, where the header holds one and no second one that differs. */
bool papers_cookie(char cookie[VISITOR_KEY_ROOM], const char *header, const char *name);

/* The token of "Bearer TOKEN"; NULL: another scheme or none. */
const char *papers_bearer(const char *authorization);

/* ---- users: the file ---- */

#define USERS_MOST     4096
#define USERS_BYTES    (UINT64_C(1) << 20)
#define USER_LINE_MOST 400
#define USER_HASH_ROOM 128

struct user {
    char name[VISITOR_NAME_ROOM];
    enum visitor_role role; /* VISITOR_RUNNER or VISITOR_PHYSIO */
    char runner[RUNNER_SLUG_ROOM];
    char hash[USER_HASH_ROOM];
};

struct users {
    struct user *row;
    size_t n;
};

bool user_name_good(const char *name);
bool user_slug_good(const char *slug);

/* ends  BKS_DAMAGED (fault->line), BKS_TOO_LARGE, BKS_NO_MEMORY; owns: users_clear */
enum bks_status users_parse(struct users *users, const char *text, size_t n,
                            struct bks_fault *fault) BKS_CHECK;
void users_clear(struct users *users);
const struct user *users_find(const struct users *users, const char *name);

/* Whether a user is there, and nothing of their line has changed. */
bool user_still(const struct users *users, const struct user *user);

/*
 * Reads a file that only its owner may read, whole.
 *
 *   out   *text  memory_free; NULL on failure
 *         *about  of the open file
 */
enum bks_status users_read(char **text, size_t *n, struct stat *about, const char *path,
                           struct bks_fault *fault) BKS_CHECK;

/* ---- passwords: yescrypt ---- */

/* A hash of a new salt. ends: BKS_UNSUPPORTED, BKS_NO_MEMORY */
enum bks_status password_hash(char hash[USER_HASH_ROOM], const char *password,
                              struct bks_fault *fault) BKS_CHECK;

/* Whether a text may be a hash of password_hash. */
bool password_hash_good(const char *hash);

/* *same: whether the password is that of the hash. False: it could not be tried. */
bool password_try(bool *same, const char *password, const char *hash);

/* ---- tries: wrong ones, by name and by address ---- */

#define TRIES_KEPT 4096

struct tries {
    struct try_row {
        uint8_t key[SECRET_BYTES]; /* digest of the name or address */
        int64_t at[VISITOR_TRIES]; /* the first n, oldest first */
        unsigned n;
    } row[TRIES_KEPT];
};

/* The key of a name, and of an address. False: it could not be made. */
bool tries_name_key(uint8_t key[SECRET_BYTES], const char *name);
bool tries_address_key(uint8_t key[SECRET_BYTES], const char *address);

/* Whether that key has had all its tries. */
bool tries_over(struct tries *tries, const uint8_t key[SECRET_BYTES], int64_t now);

/* Counts one; false: too many, or no room for it. */
bool tries_take(struct tries *tries, const uint8_t key[SECRET_BYTES], int64_t now);

/* Takes back the one of that time; forgets them all. */
void tries_give(struct tries *tries, const uint8_t key[SECRET_BYTES], int64_t at);
void tries_forget(struct tries *tries, const uint8_t key[SECRET_BYTES]);

/* ---- sessions: who has signed in ---- */

struct session_row {
    bool used;
    uint8_t digest[SECRET_BYTES]; /* of the cookie's text */
    struct user user;             /* as it was then: another line in the file ends the session */
    int64_t seen, told;           /* last request; last Set-Cookie */
};

struct sessions {
    struct session_row row[VISITOR_MOST];
};

/* The session of a cookie that is not too old, or NULL. */
struct session_row *sessions_find(struct sessions *sessions, const uint8_t digest[SECRET_BYTES],
                                  int64_t now);
/* A free row, or that of the one longest silent. */
struct session_row *sessions_room(struct sessions *sessions, int64_t now);

/* ---- all of it ---- */

struct visitors {
    /* never changed after visitors_new */
    char *users_path, *address, *names; /* or NULL */
    bool secure, local, has_token;      /* local: nobody is asked who they are */
    uint8_t token[SECRET_BYTES];        /* its digest */
    uint8_t csrf_key[SECRET_BYTES];
    char dummy[USER_HASH_ROOM]; /* whom unknown names are tried against */
    int64_t (*clock)(void);

    /* of the lock */
    pthread_mutex_t lock;
    pthread_cond_t hashed;
    unsigned hashing, waiting;
    struct users users;
    bool users_good;   /* else nobody who has a password may enter */
    struct stat about; /* of the file that users are from */
    struct tries tries;
    struct sessions sessions;
};

/* Reads the users; where that fails there are none, until it succeeds. Under the lock, or before
 * anybody else knows of visitors. */
enum bks_status visitors_read_users(struct visitors *visitors, struct bks_fault *fault) BKS_CHECK;

/* Reads them again where the file has changed. Under the lock. */
void visitors_refresh(struct visitors *visitors);

/* The csrf that belongs to visitor->cookie, or a new cookie with its own. False: no chance here. */
bool visitor_csrf(const struct visitors *visitors, struct visitor *visitor);
bool visitor_new_cookie(const struct visitors *visitors, struct visitor *visitor);

#endif
