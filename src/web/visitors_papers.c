/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the headers of a request say of its sender. */
#include "base/text.h"
#include "web/visitors_parts.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lower(a[i]) != lower(b[i]) || a[i] == '\0')
            return false;
    return true;
}

/* The name of "name", "name:80", "[::1]" or "[::1]:80", without brackets; 0 bytes: none of them. */
static size_t name_of_host(const char **name, const char *host)
{
    bool six = host[0] == '[';
    *name = host + six;
    size_t n = strcspn(*name, six ? "]" : ":");
    const char *rest = *name + n;
    if (six && *rest++ != ']')
        return 0;
    if (*rest == ':')
        rest += 1 + strspn(rest + 1, "0123456789");
    return *rest == '\0' ? n : 0;
}

static bool is_one_of(const char *name, size_t n, const char *names)
{
    while (names && *names) {
        names += strspn(names, ", ");
        size_t length = strcspn(names, ", ");
        if (length == n && n > 0 && same_nocase(name, names, n))
            return true;
        names += length;
    }
    return false;
}

bool papers_host(const char *host, const char *address, const char *names)
{
    const char *name;
    size_t n = host ? name_of_host(&name, host) : 0;
    return n > 0 && (is_one_of(name, n, "localhost,127.0.0.1,::1") || is_one_of(name, n, address) ||
                     is_one_of(name, n, names));
}

/* Whether an Origin is a page of the Host that was asked; one under TLS has no other. */
static bool is_own_origin(const char *origin, const char *host, bool secure)
{
    const char *rest = NULL;
    if (text_starts(origin, "https://"))
        rest = origin + strlen("https://");
    else if (!secure && text_starts(origin, "http://"))
        rest = origin + strlen("http://");
    return rest && host && *rest && text_equal_nocase(rest, host);
}

bool papers_foreign(const struct visitor_papers *papers, bool secure)
{
    /* "same-site" is another port of this computer, or another name of our domain */
    bool same = papers->fetch_site && strcmp(papers->fetch_site, "same-origin") == 0;
    if (papers->fetch_site && !same && strcmp(papers->fetch_site, "none") != 0)
        return true;
    if (!papers->origin)
        return false;
    if (strcmp(papers->origin, "null") == 0) /* a form of ours, where Referer is not told */
        return !same;
    return !is_own_origin(papers->origin, papers->host, secure);
}

bool papers_cookie(char cookie[VISITOR_KEY_ROOM], const char *header, const char *name)
{
    size_t n = strlen(name);
    cookie[0] = '\0';
    while (header && *header) {
        header += strspn(header, "; \t");
        size_t length = strcspn(header, ";");
        const char *value = header + n + 1;
        if (length > n && strncmp(header, name, n) == 0 && header[n] == '=') {
            size_t most = length - n - 1;
            while (most > 0 && (value[most - 1] == ' ' || value[most - 1] == '\t'))
                most--;
            if (!secret_is_hex(value, most) ||
                (cookie[0] && memcmp(cookie, value, VISITOR_KEY_ROOM - 1) != 0)) {
                cookie[0] = '\0'; /* of two we do not know which is ours */
                return false;
            }
            memcpy(cookie, value, VISITOR_KEY_ROOM - 1);
            cookie[VISITOR_KEY_ROOM - 1] = '\0';
        }
        header += length;
    }
    return cookie[0] != '\0';
}

const char *papers_bearer(const char *authorization)
{
    static const char scheme[] = "bearer ";
    if (!authorization || !same_nocase(authorization, scheme, sizeof scheme - 1))
        return NULL;
    return authorization + sizeof scheme - 1 + strspn(authorization + sizeof scheme - 1, " ");
}
