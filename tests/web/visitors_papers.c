/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What headers can and cannot do. */
#include "support/sim_random.h"
#include "web/visitors_case.h"
#include "web/visitors_tests.h"

#include <stdio.h>
#include <string.h>

static void a_host_that_is_ours(void **state)
{
    (void)state;
    struct visitors *visitors = case_local();
    static const struct {
        const char *host;
        bool ours;
    } table[] = {
        {"localhost", true},
        {"LocalHost:8080", true},
        {"127.0.0.1:1", true},
        {"[::1]", true},
        {"[::1]:8080", true},
        {"run.example", true},
        {"run.example:443", true},
        {"evil.example", false},
        {"localhost.evil.example", false},
        {"127.0.0.1.nip.io", false},
        {"run.example.evil", false},
        {"run.exampl", false},
        {"localhost:80@evil", false},
        {"localhost:x", false},
        {"", false},
        {"[::1", false},
        {"[::1]x", false},
        {"[]", false},
        {":80", false},
        {"localhost,127.0.0.1", false},
        {NULL, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct visitor seen;
        struct visitor_papers papers = {.host = table[i].host};
        const char *label = table[i].host ? table[i].host : "none";
        assert_int_case(label, visitors_look(visitors, &seen, &papers),
                        table[i].ours ? VISITOR_FINE : VISITOR_WRONG_HOST);
        assert_int_case(label, seen.role, table[i].ours ? VISITOR_LOCAL : VISITOR_NOBODY);
    }
    visitors_free(visitors);
}

static void a_local_server_without_names(void **state)
{
    (void)state;
    struct visitors *visitors;
    struct visitor seen;
    const struct visitors_options options = {.loopback = true, .address = "127.0.0.2"};
    assert_status(visitors_new(&visitors, &options, NULL), BKS_OK);
    struct visitor_papers papers = {.host = "evil.example"};
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_WRONG_HOST);
    papers.host = "127.0.0.2:8080";
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_FINE);
    visitors_free(visitors);
}

/* Who changes something, from where, and with what: locally, where no secret is asked for. */
static void changes(void **state)
{
    (void)state;
    struct visitors *visitors = case_local();
    struct visitor page, other, seen;
    assert_int_equal(case_get(visitors, &page, NULL), VISITOR_FINE);
    assert_int_equal(case_get(visitors, &other, NULL), VISITOR_FINE);
    assert_true(page.set_cookie && strcmp(page.cookie, other.cookie) != 0);
    char longer[VISITOR_KEY_ROOM + 1];
    (void)snprintf(longer, sizeof longer, "%sx", page.csrf);
    const char *const own = "http://localhost:8080";
    const struct {
        const char *label, *origin, *fetch_site, *csrf;
        bool cookie, later, fine;
    } table[] = {
        {"curl", NULL, NULL, NULL, false, false, true},
        {"our page", own, "same-origin", page.csrf, true, false, true},
        {"an old browser", own, NULL, page.csrf, true, false, true},
        {"our page, Referer hidden", "null", "same-origin", page.csrf, true, false, true},
        {"a program with a cookie", NULL, NULL, page.csrf, true, false, true},
        {"an address that was typed", NULL, "none", page.csrf, true, false, true},
        {"under TLS before us", "https://localhost:8080", NULL, page.csrf, true, false, true},
        {"the head alone", own, "same-origin", NULL, true, true, true},
        {"the head alone of another site", "http://evil.example", NULL, NULL, true, true, false},
        {"the head with a wrong csrf", own, NULL, other.csrf, true, true, false},
        {"no csrf", own, "same-origin", NULL, true, false, false},
        {"an empty csrf", own, NULL, "", true, false, false},
        {"another's csrf", own, NULL, other.csrf, true, false, false},
        {"more than the csrf", own, NULL, longer, true, false, false},
        {"its beginning", own, NULL, "0", true, false, false},
        {"the cookie as csrf", own, NULL, page.cookie, true, false, false},
        {"another site", "http://evil.example", "cross-site", page.csrf, true, false, false},
        {"another site, old browser", "http://evil.example", NULL, page.csrf, true, false, false},
        {"another port", "http://localhost:9090", NULL, page.csrf, true, false, false},
        {"another port says so", NULL, "same-site", page.csrf, true, false, false},
        {"another host says so", NULL, "cross-site", page.csrf, true, false, false},
        {"a sandbox", "null", NULL, page.csrf, true, false, false},
        {"a sandbox elsewhere", "null", "cross-site", page.csrf, true, false, false},
        {"another scheme", "file://localhost:8080", NULL, page.csrf, true, false, false},
        {"nonsense", "localhost:8080", NULL, page.csrf, true, false, false},
        {"nothing", "http://", NULL, page.csrf, true, false, false},
        {"a browser without cookies", own, NULL, NULL, false, false, false},
        {"the same, head alone", own, NULL, NULL, false, true, false},
        {"the same, newer", NULL, "same-origin", NULL, false, false, false},
        {"curl elsewhere", "http://evil.example", NULL, NULL, false, false, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char header[VISITOR_COOKIE_ROOM];
        struct visitor_papers papers = case_papers(header, table[i].cookie ? &page : NULL);
        papers.changes = true;
        papers.origin = table[i].origin;
        papers.fetch_site = table[i].fetch_site;
        papers.csrf = table[i].csrf;
        papers.csrf_later = table[i].later;
        assert_int_case(table[i].label, visitors_look(visitors, &seen, &papers),
                        table[i].fine ? VISITOR_FINE : VISITOR_FORGED);
        assert_int_case(table[i].label, seen.role, table[i].fine ? VISITOR_LOCAL : VISITOR_NOBODY);
        papers.changes = false; /* what only looks may come from anywhere */
        assert_int_case(table[i].label, visitors_look(visitors, &seen, &papers), VISITOR_FINE);
    }
    visitors_free(visitors);
}

static void a_signed_in_change_needs_its_csrf(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    struct visitor anna = case_enter(visitors, "anna"), bert = case_enter(visitors, "bert"), seen;
    char header[VISITOR_COOKIE_ROOM];
    struct visitor_papers papers = case_papers(header, &anna);
    papers.changes = true;
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_FINE);
    assert_string_equal(seen.runner, "anna");
    papers.csrf = bert.csrf;
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_FORGED);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    papers.csrf = NULL;
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_FORGED);
    visitors_free(visitors);
}

static void cookies_as_they_are_sent(void **state)
{
    (void)state;
    static const char good[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    static const struct {
        const char *label, *header;
        bool found;
    } table[] = {
        {"alone", "backstride=%s", true},
        {"last", "a=b; backstride=%s", true},
        {"first", "backstride=%s; a=b", true},
        {"blanks", " ;; backstride=%s ;", true},
        {"twice the same", "backstride=%s; backstride=%s", true},
        {"another name", "backstride2=%s", false},
        {"end of a name", "xbackstride=%s", false},
        {"prefixed", "__Host-backstride=%s", false},
        {"capitals", "Backstride=%s", false},
        {"in a value", "a=backstride=%s", false},
        {"longer", "backstride=%s0", false},
        {"quoted", "backstride=\"%s\"", false},
        {"empty", "backstride=", false},
        {"a shadow before", "backstride=x; backstride=%s", false},
        {"a shadow behind", "backstride=%s; backstride=x", false},
        {"no sign", "backstride", false},
        {"another sign", "backstride:%s", false},
        {"nothing", "", false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char header[512], cookie[VISITOR_KEY_ROOM], *at = header;
        for (const char *from = table[i].header; *from; from++)
            if (from[0] == '%') {
                memcpy(at, good, sizeof good - 1);
                at += sizeof good - 1;
                from++;
            } else {
                *at++ = *from;
            }
        *at = '\0';
        assert_int_case(table[i].label, papers_cookie(cookie, header, "backstride"),
                        table[i].found);
        assert_text_case(table[i].label, cookie, table[i].found ? good : "");
    }
    char cookie[VISITOR_KEY_ROOM];
    assert_false(papers_cookie(cookie, NULL, "backstride"));
    char two[512]; /* somebody has set one beside ours: which is it? */
    (void)snprintf(two, sizeof two, "backstride=%s; backstride=f%s", good, good + 1);
    assert_false(papers_cookie(cookie, two, "backstride"));
    assert_string_equal(cookie, "");
}

static void the_cookie_that_is_set(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL), *secure;
    struct visitor anna = case_enter(visitors, "anna"), nobody;
    (void)case_get(visitors, &nobody, NULL);
    char text[VISITOR_COOKIE_ROOM], want[VISITOR_COOKIE_ROOM];
    visitors_cookie(visitors, text, &anna);
    (void)snprintf(want, sizeof want,
                   "backstride=%s; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict", anna.cookie);
    assert_string_equal(text, want);
    visitors_cookie(visitors, text, &nobody);
    (void)snprintf(want, sizeof want, "backstride=%s; Path=/; HttpOnly; SameSite=Strict",
                   nobody.cookie);
    assert_string_equal(text, want);
    visitors_cookie(visitors, text, &(struct visitor){.bearer = true});
    assert_string_equal(text, "");
    const struct visitors_options options = {.users = USERS, .secure = true};
    assert_status(visitors_new(&secure, &options, NULL), BKS_OK);
    visitors_cookie(secure, text, &anna);
    (void)snprintf(want, sizeof want,
                   "__Host-backstride=%s; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure",
                   anna.cookie);
    assert_string_equal(text, want);
    struct visitor seen; /* one that came without TLS is none of a secure server */
    assert_int_equal(case_get(secure, &seen, &anna), VISITOR_FINE);
    assert_string_not_equal(seen.cookie, anna.cookie);
    char header[VISITOR_COOKIE_ROOM];
    (void)snprintf(header, sizeof header, "__Host-backstride=%s", seen.cookie);
    struct visitor page = seen;
    struct visitor_papers papers = {.cookie = header,
                                    .csrf = page.csrf,
                                    .host = "run.example",
                                    .origin = "https://run.example",
                                    .changes = true};
    assert_int_equal(visitors_look(secure, &seen, &papers), VISITOR_FINE);
    papers.origin = "http://run.example"; /* a page that anybody on the way could have written */
    assert_int_equal(visitors_look(secure, &seen, &papers), VISITOR_FORGED);
    visitors_free(secure);
    visitors_free(visitors);
}

#define PICK(list) ((list)[draw_below(&random, sizeof(list) / sizeof *(list))])

static size_t draw_below(struct sim_random *random, size_t n)
{
    return (size_t)(sim_random_uniform(random) * (double)n) % n;
}

/* Whatever headers come together: nobody is somebody without a right secret, and nothing changes
 * without the csrf that belongs to it. */
static void ten_thousand_papers(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, TOKEN);
    struct visitor anna = case_enter(visitors, "anna"), doc = case_enter(visitors, "doc"), out;
    out = case_enter(visitors, "doc");
    const struct visitor before = out;
    visitors_sign_out(visitors, &out);
    char right[128], ended[128], cut[128], capital[128], swapped[128], named[128];
    (void)snprintf(right, sizeof right, "a=1; backstride=%s", anna.cookie);
    (void)snprintf(ended, sizeof ended, "backstride=%s", before.cookie);
    (void)snprintf(cut, sizeof cut, "backstride=%.63s", doc.cookie);
    (void)snprintf(capital, sizeof capital, "backstride=%s", doc.cookie);
    char *letter = capital + 11 + strcspn(capital + 11, "abcdef");
    *letter = (char)(*letter - 'a' + 'A');
    (void)snprintf(swapped, sizeof swapped, "backstride=%s", doc.csrf);
    (void)snprintf(named, sizeof named, "backstrid=%s", doc.cookie);
    const char *const cookie[] = {NULL, right, right, ended, cut, capital, swapped, named, "", ";"};
    const char *const csrf[] = {NULL, anna.csrf, anna.csrf, doc.csrf, before.csrf, ""};
    const char *const bearer[] = {NULL,
                                  NULL,
                                  NULL,
                                  NULL,
                                  "Bearer " TOKEN,
                                  "Bearer x",
                                  "Bearer",
                                  "Basic " TOKEN,
                                  "Bearer " TOKEN "0"};
    const char *const host[] = {NULL, "localhost:8080", "run.example", "evil.example"};
    const char *const origin[] = {NULL, "null", "http://run.example", "http://evil.example"};
    const char *const site[] = {NULL, "same-origin", "same-site", "cross-site", "none", "x"};
    struct sim_random random = sim_random_of(7, 1);
    size_t let_in = 0, changed = 0, tokens = 0;
    for (unsigned i = 0; i < 10000; i++) {
        char address[32];
        (void)snprintf(address, sizeof address, "10.0.%u.%u", i / 256, i % 256);
        const struct visitor_papers papers = {.cookie = PICK(cookie),
                                              .authorization = PICK(bearer),
                                              .origin = PICK(origin),
                                              .host = PICK(host),
                                              .fetch_site = PICK(site),
                                              .address = address,
                                              .csrf = PICK(csrf),
                                              .changes = i % 2};
        struct visitor seen;
        enum visitor_verdict verdict = visitors_look(visitors, &seen, &papers);
        bool token = papers.authorization && strcmp(papers.authorization, "Bearer " TOKEN) == 0;
        if (seen.role != VISITOR_NOBODY) {
            assert_int_equal(verdict, VISITOR_FINE);
            assert_true(token || papers.cookie == right);
            assert_int_equal(seen.role, token ? VISITOR_PHYSIO : VISITOR_RUNNER);
            assert_true(token || !papers.changes || papers.csrf == anna.csrf);
            let_in++;
            changed += papers.changes && !token;
            tokens += token;
        }
    }
    assert_true(let_in > 1000 && changed > 20 && tokens > 500); /* the draw was worth it */
    visitors_free(visitors);
}

int visitors_papers_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_host_that_is_ours),
        cmocka_unit_test(a_local_server_without_names),
        cmocka_unit_test(changes),
        cmocka_unit_test(a_signed_in_change_needs_its_csrf),
        cmocka_unit_test(cookies_as_they_are_sent),
        cmocka_unit_test(the_cookie_that_is_set),
        cmocka_unit_test(ten_thousand_papers),
    };
    return cmocka_run_group_tests_name("papers", tests, NULL, NULL);
}
