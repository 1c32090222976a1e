/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visitors of a test. */
#include "web/visitors_case.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int64_t case_now = 1000000;

static int64_t standing_clock(void)
{
    return case_now;
}

void case_write(const char *text, size_t n)
{
    (void)unlink(USERS);
    mode_t old = umask(0077);
    FILE *file = fopen(USERS, "wb");
    (void)umask(old);
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

void case_read(char *text, size_t room)
{
    FILE *file = fopen(USERS, "rb");
    assert_non_null(file);
    text[fread(text, 1, room - 1, file)] = '\0';
    (void)fclose(file);
}

void case_users(void)
{
    static char text[2048];
    if (!text[0]) {
        (void)unlink(USERS);
        assert_status(visitors_add(USERS, "anna", VISITOR_RUNNER, "anna", PASSWORD, NULL), BKS_OK);
        assert_status(visitors_add(USERS, "bert", VISITOR_RUNNER, "bert", PASSWORD, NULL), BKS_OK);
        assert_status(visitors_add(USERS, "doc", VISITOR_PHYSIO, NULL, PASSWORD, NULL), BKS_OK);
        case_read(text, sizeof text);
    }
    case_write(text, strlen(text));
}

static struct visitors *open_with(struct visitors_options options)
{
    struct visitors *visitors;
    struct bks_fault fault = {0};
    options.clock = standing_clock;
    if (visitors_new(&visitors, &options, &fault) != BKS_OK)
        fail_msg("%s", fault.what);
    return visitors;
}

struct visitors *case_open(const char *users, const char *token)
{
    return open_with((struct visitors_options){.users = users, .token = token});
}

struct visitors *case_local(void)
{
    return open_with((struct visitors_options){.loopback = true, .names = "run.example"});
}

struct visitor_papers case_papers(char header[VISITOR_COOKIE_ROOM], const struct visitor *visitor)
{
    if (visitor)
        (void)snprintf(header, VISITOR_COOKIE_ROOM, "other=1; backstride=%s", visitor->cookie);
    return (struct visitor_papers){.cookie = visitor ? header : NULL,
                                   .host = "localhost:8080",
                                   .address = HERE,
                                   .csrf = visitor ? visitor->csrf : NULL};
}

enum visitor_verdict case_get(struct visitors *visitors, struct visitor *visitor,
                              const struct visitor *as)
{
    char header[VISITOR_COOKIE_ROOM];
    struct visitor_papers papers = case_papers(header, as);
    papers.csrf = NULL;
    return visitors_look(visitors, visitor, &papers);
}

struct visitor case_enter(struct visitors *visitors, const char *name)
{
    struct visitor visitor;
    assert_int_equal(case_get(visitors, &visitor, NULL), VISITOR_FINE);
    assert_int_equal(visitors_sign_in(visitors, &visitor, name, PASSWORD, HERE), VISITOR_FINE);
    return visitor;
}

enum visitor_verdict case_try(struct visitors *visitors, const char *name, const char *password,
                              const char *address)
{
    struct visitor visitor;
    assert_int_equal(case_get(visitors, &visitor, NULL), VISITOR_FINE);
    enum visitor_verdict verdict = visitors_sign_in(visitors, &visitor, name, password, address);
    assert_int_equal(visitor.role != VISITOR_NOBODY, verdict == VISITOR_FINE);
    return verdict;
}
