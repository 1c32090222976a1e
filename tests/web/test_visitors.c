/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may enter: names and passwords, sessions, tries, tokens. What headers say is in
 * visitors_papers.c, what the file says in visitors_rules.c, both run from here.
 */
#include "base/memory.h"
#include "web/visitors_case.h"
#include "web/visitors_tests.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void names_and_passwords(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    static const struct {
        const char *label, *name, *password;
        enum visitor_verdict verdict;
    } table[] = {
        {"right", "anna", PASSWORD, VISITOR_FINE},
        {"wrong", "anna", "correct horsf", VISITOR_SIGN_IN},
        {"longer", "anna", "correct horse ", VISITOR_SIGN_IN},
        {"nothing", "anna", "", VISITOR_SIGN_IN},
        {"another name", "anne", PASSWORD, VISITOR_SIGN_IN},
        {"capital", "Anna", PASSWORD, VISITOR_SIGN_IN},
        {"no name", "", PASSWORD, VISITOR_SIGN_IN},
        {"NULL", NULL, NULL, VISITOR_SIGN_IN},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char address[32];
        (void)snprintf(address, sizeof address, "198.51.100.%zu", i);
        assert_int_case(table[i].label,
                        case_try(visitors, table[i].name, table[i].password, address),
                        table[i].verdict);
    }
    visitors_free(visitors);
}

/* The dummy has the form and cost of a real hash, and is really hashed against. */
static void an_unknown_name_takes_as_long(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    const struct user *anna = users_find(&visitors->users, "anna");
    assert_int_equal(strncmp(visitors->dummy, anna->hash, strlen("$y$j9T$")), 0);
    assert_int_equal(strlen(visitors->dummy), strlen(anna->hash));
    double took[3] = {0};
    static const char *const name[] = {"anna", "nobody", "anna"};
    static char too_long[1000];
    memset(too_long, 'x', sizeof too_long - 1);
    const char *const password[] = {"wrong password", "wrong password", too_long};
    for (unsigned i = 0; i < 3; i++) {
        struct timespec from, to;
        (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
        assert_int_equal(case_try(visitors, name[i], password[i], "192.0.2.77"), VISITOR_SIGN_IN);
        (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
        took[i] = (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
    }
    assert_true(took[0] > 0.002);
    assert_between(took[1] / took[0], 0.33, 3.0);
    assert_between(took[2] / took[0], 0.33, 3.0);
    visitors_free(visitors);
}

static void each_sees_their_own(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    struct visitor anna = case_enter(visitors, "anna"), doc = case_enter(visitors, "doc"), seen;
    assert_int_equal(case_get(visitors, &seen, &anna), VISITOR_FINE);
    assert_int_equal(seen.role, VISITOR_RUNNER);
    assert_string_equal(seen.name, "anna");
    assert_true(visitor_sees(&seen, "anna"));
    assert_false(visitor_sees(&seen, "bert"));
    assert_false(visitor_sees(&seen, "ann"));
    assert_false(visitor_sees(&seen, ""));
    assert_false(visitor_sees(&seen, NULL));
    assert_int_equal(case_get(visitors, &seen, &doc), VISITOR_FINE);
    assert_int_equal(seen.role, VISITOR_PHYSIO);
    assert_true(visitor_sees(&seen, "anna") && visitor_sees(&seen, "bert"));
    assert_false(visitor_sees(&(struct visitor){.role = VISITOR_NOBODY}, ""));
    assert_false(visitor_sees(&(struct visitor){.role = VISITOR_RUNNER}, ""));
    assert_true(visitor_sees(&(struct visitor){.role = VISITOR_LOCAL}, "anna"));
    visitors_free(visitors);
}

static void a_session_ends_in_silence(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    struct visitor anna = case_enter(visitors, "anna"), seen;
    for (unsigned i = 0; i < 3; i++) { /* each request lets it live on, and the cookie with it */
        case_now += (int64_t)VISITOR_HOURS * 3600 - 1;
        assert_int_equal(case_get(visitors, &seen, &anna), VISITOR_FINE);
        assert_int_equal(seen.role, VISITOR_RUNNER);
        assert_true(seen.set_cookie);
        assert_string_equal(seen.cookie, anna.cookie);
    }
    assert_int_equal(case_get(visitors, &seen, &anna), VISITOR_FINE);
    assert_false(seen.set_cookie);
    case_now += (int64_t)VISITOR_HOURS * 3600;
    assert_int_equal(case_get(visitors, &seen, &anna), VISITOR_FINE);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    visitors_free(visitors);
}

static void signing_in_changes_the_cookie(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    struct visitor before, anna, again, seen;
    assert_int_equal(case_get(visitors, &before, NULL), VISITOR_FINE);
    anna = before;
    assert_int_equal(visitors_sign_in(visitors, &anna, "anna", PASSWORD, HERE), VISITOR_FINE);
    assert_string_not_equal(anna.cookie, before.cookie);
    assert_string_not_equal(anna.csrf, before.csrf);
    assert_true(anna.set_cookie);
    assert_int_equal(case_get(visitors, &seen, &before), VISITOR_FINE);
    assert_int_equal(seen.role, VISITOR_NOBODY); /* who had fixed it has nothing of it */
    again = anna;
    assert_int_equal(visitors_sign_in(visitors, &again, "bert", PASSWORD, HERE), VISITOR_FINE);
    (void)case_get(visitors, &seen, &anna);
    assert_int_equal(seen.role, VISITOR_NOBODY); /* the session before is over */
    (void)case_get(visitors, &seen, &again);
    assert_string_equal(seen.runner, "bert");
    struct visitor out = again;
    visitors_sign_out(visitors, &out);
    assert_int_equal(out.role, VISITOR_NOBODY);
    assert_string_not_equal(out.cookie, again.cookie);
    (void)case_get(visitors, &seen, &again);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    visitors_free(visitors);
}

/* Neither the cookie nor the token is anywhere in what is kept. */
static void only_digests_are_kept(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, TOKEN);
    struct visitor anna = case_enter(visitors, "anna");
    const char *kept = (const char *)visitors;
    for (size_t i = 0; i + VISITOR_KEY_ROOM < sizeof *visitors; i++) {
        assert_true(memcmp(kept + i, anna.cookie, VISITOR_KEY_ROOM - 1) != 0);
        assert_true(memcmp(kept + i, TOKEN, sizeof TOKEN - 1) != 0);
    }
    visitors_free(visitors);
}

static void the_longest_silent_goes(void **state)
{
    (void)state;
    struct sessions *sessions = memory_new(1, sizeof *sessions);
    assert_non_null(sessions);
    uint8_t digest[SECRET_BYTES] = {0};
    for (size_t i = 0; i < VISITOR_MOST; i++) {
        struct session_row *row = sessions_room(sessions, 5000);
        assert_false(row->used);
        *row = (struct session_row){.used = true, .seen = 5000 + (int64_t)i};
        memcpy(row->digest, &i, sizeof i);
    }
    size_t silent = 1234;
    memcpy(digest, &silent, sizeof silent);
    sessions_find(sessions, digest, 5000)->seen = 4000;
    assert_ptr_equal(sessions_room(sessions, 5000), sessions_find(sessions, digest, 5000));
    sessions->row[77].used = false;
    assert_ptr_equal(sessions_room(sessions, 5000), &sessions->row[77]);
    memory_free(sessions);
}

static void tries_of_a_name(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    for (unsigned i = 0; i < VISITOR_TRIES; i++) {
        char address[32];
        (void)snprintf(address, sizeof address, "192.0.2.%u", 10 + i);
        assert_int_equal(case_try(visitors, "anna", "wrong password", address), VISITOR_SIGN_IN);
        case_now++;
    }
    assert_int_equal(case_try(visitors, "anna", PASSWORD, "192.0.2.99"), VISITOR_TOO_MANY);
    assert_int_equal(case_try(visitors, "bert", PASSWORD, "192.0.2.99"), VISITOR_FINE);
    case_now += VISITOR_TRIES_S - VISITOR_TRIES - 1;
    assert_int_equal(case_try(visitors, "anna", PASSWORD, "192.0.2.99"), VISITOR_TOO_MANY);
    case_now++; /* the first is over; the right one clears the others */
    assert_int_equal(case_try(visitors, "anna", PASSWORD, "192.0.2.99"), VISITOR_FINE);
    for (unsigned i = 0; i < VISITOR_TRIES; i++)
        assert_int_equal(case_try(visitors, "anna", "wrong password", "192.0.2.98"),
                         VISITOR_SIGN_IN);
    visitors_free(visitors);
}

static void tries_of_an_address(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, TOKEN);
    for (unsigned i = 0; i + 1 < VISITOR_TRIES; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "guess%u", i);
        assert_int_equal(case_try(visitors, name, PASSWORD, HERE), VISITOR_SIGN_IN);
    }
    assert_int_equal(case_try(visitors, "anna", PASSWORD, HERE), VISITOR_FINE); /* clears no such */
    assert_int_equal(case_try(visitors, "guess", PASSWORD, HERE), VISITOR_SIGN_IN);
    assert_int_equal(case_try(visitors, "anna", PASSWORD, HERE), VISITOR_TOO_MANY);
    assert_int_equal(case_try(visitors, "anna", PASSWORD, "192.0.2.2"), VISITOR_FINE);
    struct visitor seen;
    struct visitor_papers papers = {.authorization = "Bearer " TOKEN, .address = HERE};
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_TOO_MANY);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    case_now += VISITOR_TRIES_S;
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_FINE);
    assert_int_equal(case_try(visitors, "anna", PASSWORD, HERE), VISITOR_FINE);
    visitors_free(visitors);
}

static void addresses_that_are_one(void **state)
{
    (void)state;
    static const struct {
        const char *label, *a, *b;
        bool same;
    } table[] = {
        {"same", "192.0.2.1", "192.0.2.1", true},
        {"neighbours", "192.0.2.1", "192.0.2.2", false},
        {"mapped", "192.0.2.1", "::ffff:192.0.2.1", true},
        {"one /64", "2001:db8::1", "2001:db8::ffff:1:2:3", true},
        {"two /64", "2001:db8::1", "2001:db8:0:1::1", false},
        {"no addresses", "unknown", NULL, true},
        {"4 and none", "192.0.2.1", NULL, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        uint8_t a[SECRET_BYTES], b[SECRET_BYTES];
        assert_true(tries_address_key(a, table[i].a) && tries_address_key(b, table[i].b));
        assert_int_case(table[i].label, memcmp(a, b, sizeof a) == 0, table[i].same);
    }
}

static void the_table_of_tries_is_bounded(void **state)
{
    (void)state;
    struct tries *tries = memory_new(1, sizeof *tries);
    assert_non_null(tries);
    uint8_t key[SECRET_BYTES] = {1}, other[SECRET_BYTES] = {2};
    for (unsigned i = 0; i < TRIES_KEPT - 1; i++) {
        memcpy(other + 4, &i, sizeof i);
        assert_true(tries_take(tries, other, 100));
    }
    for (unsigned i = 0; i < VISITOR_TRIES; i++)
        assert_true(tries_take(tries, key, 100));
    other[0] = 3;
    assert_false(tries_take(tries, other, 100)); /* nobody is pushed out */
    assert_true(tries_over(tries, key, 100));
    assert_false(tries_take(tries, key, 100));
    assert_true(tries_take(tries, other, 100 + VISITOR_TRIES_S));
    memory_free(tries);
}

static void tokens(void **state)
{
    (void)state;
    struct visitors *visitors = case_open(NULL, TOKEN);
    static const struct {
        const char *label, *authorization;
        enum visitor_verdict verdict;
        enum visitor_role role;
    } table[] = {
        {"right", "Bearer " TOKEN, VISITOR_FINE, VISITOR_PHYSIO},
        {"case of the scheme", "bearer  " TOKEN, VISITOR_FINE, VISITOR_PHYSIO},
        {"wrong", "Bearer 0123456789abcdef-tokem", VISITOR_SIGN_IN, VISITOR_NOBODY},
        {"shorter", "Bearer 0123456789abcdef-toke", VISITOR_SIGN_IN, VISITOR_NOBODY},
        {"longer", "Bearer " TOKEN "x", VISITOR_SIGN_IN, VISITOR_NOBODY},
        {"empty", "Bearer ", VISITOR_SIGN_IN, VISITOR_NOBODY},
        {"of another scheme", "Basic " TOKEN, VISITOR_FINE, VISITOR_NOBODY},
        {"alone", TOKEN, VISITOR_FINE, VISITOR_NOBODY},
        {"none", NULL, VISITOR_FINE, VISITOR_NOBODY},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct visitor seen;
        struct visitor_papers papers = {.authorization = table[i].authorization,
                                        .origin = "https://elsewhere.example",
                                        .address = HERE,
                                        .changes = table[i].role == VISITOR_PHYSIO};
        assert_int_case(table[i].label, visitors_look(visitors, &seen, &papers), table[i].verdict);
        assert_int_case(table[i].label, seen.role, table[i].role);
        assert_int_case(table[i].label, seen.bearer, table[i].role == VISITOR_PHYSIO);
    }
    visitors_free(visitors);
}

static void wrong_tokens_are_tries(void **state)
{
    (void)state;
    struct visitors *visitors = case_open(NULL, TOKEN);
    struct visitor seen;
    struct visitor_papers papers = {.authorization = "Bearer " TOKEN "x", .address = HERE};
    for (unsigned i = 0; i < VISITOR_TRIES; i++)
        assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_SIGN_IN);
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_TOO_MANY);
    papers.authorization = "Bearer " TOKEN;
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_TOO_MANY);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    papers.address = "192.0.2.2";
    assert_int_equal(visitors_look(visitors, &seen, &papers), VISITOR_FINE);
    visitors_free(visitors);
}

/* Eight sign in, look and leave at once, while the file is written anew. */
static void *come_and_go(void *context)
{
    struct visitors *visitors = context;
    uintptr_t wrong = 0;
    for (unsigned i = 0; i < 6; i++) {
        char address[64], header[VISITOR_COOKIE_ROOM];
        uint8_t chance[SECRET_BYTES];
        (void)secret_draw(chance);
        (void)snprintf(address, sizeof address, "10.%u.%u.%u", chance[0], chance[1], chance[2]);
        struct visitor visitor = {0}, seen;
        enum visitor_verdict verdict =
            visitors_sign_in(visitors, &visitor, i % 2 ? "doc" : "anna", PASSWORD, address);
        if (verdict == VISITOR_TOO_MANY)
            continue; /* others try the same name at this moment */
        struct visitor_papers papers = case_papers(header, &visitor);
        wrong += verdict != VISITOR_FINE || visitors_look(visitors, &seen, &papers) != VISITOR_FINE;
        wrong += seen.role != visitor.role;
        visitors_sign_out(visitors, &visitor);
        wrong += visitors_look(visitors, &seen, &papers) != VISITOR_FINE;
        wrong += seen.role != VISITOR_NOBODY;
    }
    return (void *)wrong;
}

static void many_at_once(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    pthread_t thread[8];
    for (unsigned i = 0; i < 8; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, come_and_go, visitors), 0);
    for (unsigned i = 0; i < 3; i++)
        assert_status(visitors_add(USERS, "bert", VISITOR_RUNNER, "bert", PASSWORD, NULL), BKS_OK);
    for (unsigned i = 0; i < 8; i++) {
        void *wrong = NULL;
        assert_int_equal(pthread_join(thread[i], &wrong), 0);
        assert_null(wrong);
    }
    assert_int_equal(visitors->hashing + visitors->waiting, 0);
    visitors_free(visitors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_passwords),
        cmocka_unit_test(an_unknown_name_takes_as_long),
        cmocka_unit_test(each_sees_their_own),
        cmocka_unit_test(a_session_ends_in_silence),
        cmocka_unit_test(signing_in_changes_the_cookie),
        cmocka_unit_test(only_digests_are_kept),
        cmocka_unit_test(the_longest_silent_goes),
        cmocka_unit_test(tries_of_a_name),
        cmocka_unit_test(tries_of_an_address),
        cmocka_unit_test(addresses_that_are_one),
        cmocka_unit_test(the_table_of_tries_is_bounded),
        cmocka_unit_test(tokens),
        cmocka_unit_test(wrong_tokens_are_tries),
        cmocka_unit_test(many_at_once),
    };
    int failed = cmocka_run_group_tests_name("visitors", tests, NULL, NULL);
    failed += visitors_papers_tests() + visitors_rules_tests();
    (void)unlink(USERS);
    return failed;
}
