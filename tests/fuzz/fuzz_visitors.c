/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile files of users and headers: any bytes are a file whose every user is sound, or a refusal
 * with its line; any header gives a cookie of the one form, or none.
 */
#include "fuzz/fuzz.h"
#include "web/visitors_parts.h"

#include <stdlib.h>
#include <string.h>

#define HASH "$y$j9T$aaaaaaaaaaaaaaaaaaaaa.$0123456789012345678901234567890123456789012"
#define KEY  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char *const seeds[] = {
    "# people\nanna:runner:anna:" HASH "\n\ndoc:physio::" HASH "\n",
    "a:runner:a:" HASH "\nb:runner:b:" HASH "\nc:physio::" HASH,
    "theme=dark; backstride=" KEY "; other=1",
    "backstride=" KEY ";backstride=" KEY,
    "[::1]:8080",
    "https://run.example:8443",
    "Bearer 0123456789abcdef-token",
};

static void try_file(const char *text, size_t n)
{
    struct users users;
    struct bks_fault fault = {0};
    enum bks_status status = users_parse(&users, text, n, &fault);
    if (status != BKS_OK && (fault.what[0] == '\0' || fault.line < 1 || users.n > 0))
        abort();
    for (size_t i = 0; i < users.n; i++) {
        const struct user *user = &users.row[i];
        bool physio = user->role == VISITOR_PHYSIO;
        if (!user_name_good(user->name) || !password_hash_good(user->hash) ||
            (!physio && user->role != VISITOR_RUNNER) || physio != (user->runner[0] == '\0') ||
            (!physio && !user_slug_good(user->runner)) || users_find(&users, user->name) != user)
            abort();
    }
    users_clear(&users);
}

static void try_headers(const char *text)
{
    char cookie[VISITOR_KEY_ROOM];
    bool found = papers_cookie(cookie, text, "backstride");
    if (found != (cookie[0] != '\0') || (found && !secret_is_hex(cookie, strlen(cookie))))
        abort();
    if (found && !strstr(text, cookie))
        abort();
    const char *token = papers_bearer(text);
    if (token && (token < text || token > text + strlen(text)))
        abort();
    if (papers_host(text, NULL, NULL) && !strchr("lL1[", text[0]))
        abort();
    const struct visitor_papers papers = {.origin = text, .host = "run.example:8443"};
    if (!papers_foreign(&papers, true) && strncmp(text, "https://", 8) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (!text)
        abort();
    memcpy(text, data, size);
    text[size] = '\0';
    try_file((const char *)data, size);
    try_headers(text);
    free(text);
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    if (i >= sizeof seeds / sizeof seeds[0])
        return 0;
    size_t n = strlen(seeds[i]);
    memcpy(bytes, seeds[i], n);
    return n;
}
