/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of users, however hostile; what options must say; no memory. */
#include "base/memory.h"
#include "web/visitors_case.h"
#include "web/visitors_tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A hash of nothing that anybody knows. */
#define HASH "$y$j9T$aaaaaaaaaaaaaaaaaaaaa.$0123456789012345678901234567890123456789012"

static void options_that_cannot_be(void **state)
{
    (void)state;
    case_users();
    static const struct {
        const char *label;
        struct visitors_options options;
        enum bks_status status;
    } table[] = {
        {"nobody is asked", {.loopback = false}, BKS_BAD_ARGUMENT},
        {"a short token", {.loopback = true, .token = "0123456789abcde"}, BKS_BAD_ARGUMENT},
        {"an empty token", {.loopback = true, .token = ""}, BKS_BAD_ARGUMENT},
        {"no file", {.users = "there-is-none"}, BKS_CANNOT_OPEN},
        {"a folder", {.users = "."}, BKS_CANNOT_OPEN},
        {"a token", {.token = "0123456789abcdef"}, BKS_OK},
        {"users", {.users = USERS}, BKS_OK},
        {"loopback", {.loopback = true}, BKS_OK},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct visitors *visitors;
        struct bks_fault fault = {0};
        assert_int_case(table[i].label, visitors_new(&visitors, &table[i].options, &fault),
                        table[i].status);
        assert_int_case(table[i].label, visitors != NULL, table[i].status == BKS_OK);
        assert_int_case(table[i].label, fault.what[0] != '\0', table[i].status != BKS_OK);
        visitors_free(visitors);
    }
}

/* Users or a token are asked for on the loopback too. */
static void loopback_with_users_asks(void **state)
{
    (void)state;
    case_users();
    const struct visitors_options table[] = {{.loopback = true, .users = USERS},
                                             {.loopback = true, .token = TOKEN}};
    for (size_t i = 0; i < 2; i++) {
        struct visitors *visitors;
        struct visitor seen;
        assert_status(visitors_new(&visitors, &table[i], NULL), BKS_OK);
        assert_int_equal(case_get(visitors, &seen, NULL), VISITOR_FINE);
        assert_int_equal(seen.role, VISITOR_NOBODY);
        visitors_free(visitors);
    }
}

static void a_file_that_others_can_read(void **state)
{
    (void)state;
    case_users();
    static const mode_t mode[] = {0640, 0604, 0660, 0620, 0601};
    struct visitors *visitors;
    const struct visitors_options options = {.users = USERS};
    for (size_t i = 0; i < sizeof mode / sizeof *mode; i++) {
        struct bks_fault fault = {0};
        assert_int_equal(chmod(USERS, mode[i]), 0);
        assert_status(visitors_new(&visitors, &options, &fault), BKS_CANNOT_OPEN);
        assert_string_equal(fault.hint, "chmod 600 " USERS);
        assert_status(visitors_add(USERS, "eve", VISITOR_PHYSIO, NULL, PASSWORD, NULL),
                      BKS_CANNOT_OPEN);
    }
    assert_int_equal(chmod(USERS, 0400), 0);
    assert_status(visitors_new(&visitors, &options, NULL), BKS_OK);
    visitors_free(visitors);
}

#define LINES(text) (text), sizeof(text) - 1

static void hostile_lines(void **state)
{
    (void)state;
    static char long_line[10001];
    memset(long_line, 'a', sizeof long_line - 1);
    static const struct {
        const char *label, *text;
        size_t n;
        enum bks_status status;
        int64_t line; /* to blame */
        size_t users;
    } table[] = {
        {"nothing", LINES(""), BKS_OK, 0, 0},
        {"good", LINES("# people\n\nanna:runner:anna:" HASH "\ndoc:physio::" HASH), BKS_OK, 0, 2},
        {"no field", LINES("anna\n"), BKS_DAMAGED, 1, 0},
        {"three fields", LINES("anna:runner:anna\n"), BKS_DAMAGED, 1, 0},
        {"five fields", LINES("a:runner:a:" HASH ":\n"), BKS_DAMAGED, 1, 0},
        {"a NUL", LINES("anna:runner:anna:" HASH "\0\n"), BKS_DAMAGED, 1, 0},
        {"a NUL in a comment", LINES("#\0\n"), BKS_DAMAGED, 1, 0},
        {"10,000 bytes", long_line, 10000, BKS_DAMAGED, 1, 0},
        {"no name", LINES("\n:runner:anna:" HASH), BKS_DAMAGED, 2, 0},
        {"capitals", LINES("Anna:runner:anna:" HASH), BKS_DAMAGED, 1, 0},
        {"a blank", LINES("anna :runner:anna:" HASH), BKS_DAMAGED, 1, 0},
        {"no such role", LINES("anna:admin:anna:" HASH), BKS_DAMAGED, 1, 0},
        {"local", LINES("anna:local::" HASH), BKS_DAMAGED, 1, 0},
        {"a runner without", LINES("anna:runner::" HASH), BKS_DAMAGED, 1, 0},
        {"a physio with", LINES("doc:physio:anna:" HASH), BKS_DAMAGED, 1, 0},
        {"a slug that is none", LINES("anna:runner:../a:" HASH), BKS_DAMAGED, 1, 0},
        {"no hash", LINES("anna:runner:anna:"), BKS_DAMAGED, 1, 0},
        {"in clear", LINES("anna:runner:anna:correct horse"), BKS_DAMAGED, 1, 0},
        {"another hash", LINES("anna:runner:anna:$6$salt$abcdefgh"), BKS_DAMAGED, 1, 0},
        {"half a hash", LINES("anna:runner:anna:$y$j9T$aaaaaaaaaaaaaaaaaaaaa.$0123"), BKS_DAMAGED,
         1, 0},
        {"a hash that eats memory",
         LINES("a:runner:a:$y$jzT$aaaaaaaaaaaaaaaaaaaaa.$0123456789012345678901234567890123456789"
               "012"),
         BKS_DAMAGED, 1, 0},
        {"CR", LINES("anna:runner:anna:" HASH "\r\n"), BKS_DAMAGED, 1, 0},
        {"twice", LINES("a:runner:a:" HASH "\n#\na:physio::" HASH), BKS_DAMAGED, 3, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct users users;
        struct bks_fault fault = {0};
        char *exact = malloc(table[i].n ? table[i].n : 1); /* so that a read beyond shows */
        assert_non_null(exact);
        memcpy(exact, table[i].text, table[i].n);
        assert_int_case(table[i].label, users_parse(&users, exact, table[i].n, &fault),
                        table[i].status);
        assert_int_case(table[i].label, fault.line, table[i].line);
        assert_int_case(table[i].label, users.n, table[i].users);
        users_clear(&users);
        free(exact);
    }
}

static void too_many_users(void **state)
{
    (void)state;
    size_t room = 100 * (size_t)(USERS_MOST + 1), n = 0;
    char *text = malloc(room);
    assert_non_null(text);
    for (unsigned i = 0; i <= USERS_MOST; i++)
        n += (size_t)snprintf(text + n, room - n, "u%u:physio::" HASH "\n", i);
    struct users users;
    struct bks_fault fault = {0};
    assert_status(users_parse(&users, text, n, &fault), BKS_TOO_LARGE);
    assert_int_equal(fault.line, USERS_MOST + 1);
    free(text);
}

static void adding_and_removing(void **state)
{
    (void)state;
    static const char before[] = "# of the clinic\nanna:runner:anna:" HASH "\n# the others\n"
                                 "bert:runner:bert:" HASH;
    char text[2048];
    struct stat about;
    case_write(before, sizeof before - 1);
    assert_status(visitors_add(USERS, "anna", VISITOR_PHYSIO, "", PASSWORD, NULL), BKS_OK);
    case_read(text, sizeof text);
    const char *anna = strstr(text, "\nanna:physio::$y$j9T$");
    assert_non_null(anna);
    assert_int_equal(strncmp(text, "# of the clinic\nanna:", 21), 0);
    assert_non_null(strstr(anna, "\n# the others\nbert:runner:bert:" HASH "\n"));
    assert_null(strstr(text, PASSWORD));
    assert_int_equal(stat(USERS, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_status(visitors_remove(USERS, "anna", NULL), BKS_OK);
    case_read(text, sizeof text);
    assert_string_equal(text, "# of the clinic\n# the others\nbert:runner:bert:" HASH "\n");
    assert_status(visitors_remove(USERS, "anna", NULL), BKS_BAD_ARGUMENT);
    assert_status(visitors_remove(USERS, "ber", NULL), BKS_BAD_ARGUMENT);
    assert_status(visitors_add(USERS, "ber", VISITOR_PHYSIO, "", PASSWORD, NULL), BKS_OK);
    case_read(text, sizeof text);
    assert_non_null(strstr(text, "\nbert:runner:bert:" HASH "\nber:physio::$y$"));
    (void)unlink(USERS);
    mode_t old = umask(0);
    assert_status(visitors_add(USERS, "new", VISITOR_RUNNER, "new", "12345678", NULL), BKS_OK);
    (void)umask(old);
    assert_int_equal(stat(USERS, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void people_that_cannot_be(void **state)
{
    (void)state;
    static char password[VISITOR_PASSWORD_MOST + 2], name[VISITOR_NAME_ROOM + 1];
    memset(password, 'p', sizeof password - 1);
    memset(name, 'n', sizeof name - 1);
    static const struct {
        const char *label, *name;
        enum visitor_role role;
        const char *runner, *password;
        enum bks_status status;
    } table[] = {
        {"no name", "", VISITOR_PHYSIO, NULL, PASSWORD, BKS_BAD_ARGUMENT},
        {"a colon", "a:physio::x", VISITOR_PHYSIO, NULL, PASSWORD, BKS_BAD_ARGUMENT},
        {"a line", "a\nb", VISITOR_PHYSIO, NULL, PASSWORD, BKS_BAD_ARGUMENT},
        {"a comment", "#a", VISITOR_PHYSIO, NULL, PASSWORD, BKS_BAD_ARGUMENT},
        {"64 letters", name, VISITOR_PHYSIO, NULL, PASSWORD, BKS_BAD_ARGUMENT},
        {"63 letters", name + 1, VISITOR_PHYSIO, NULL, PASSWORD, BKS_OK},
        {"7 bytes", "a", VISITOR_PHYSIO, NULL, "1234567", BKS_BAD_ARGUMENT},
        {"too many bytes", "a", VISITOR_PHYSIO, NULL, password, BKS_BAD_ARGUMENT},
        {"as many as can be", "a", VISITOR_PHYSIO, NULL, password + 1, BKS_OK},
        {"local", "a", VISITOR_LOCAL, NULL, PASSWORD, BKS_BAD_ARGUMENT},
        {"nobody", "a", VISITOR_NOBODY, NULL, PASSWORD, BKS_BAD_ARGUMENT},
        {"no slug", "a", VISITOR_RUNNER, NULL, PASSWORD, BKS_BAD_ARGUMENT},
        {"a bad slug", "a", VISITOR_RUNNER, "A", PASSWORD, BKS_BAD_ARGUMENT},
        {"a physio's slug", "a", VISITOR_PHYSIO, "a", PASSWORD, BKS_BAD_ARGUMENT},
    };
    (void)unlink(USERS);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_int_case(table[i].label,
                        visitors_add(USERS, table[i].name, table[i].role, table[i].runner,
                                     table[i].password, NULL),
                        table[i].status);
    struct visitors *visitors = case_open(USERS, NULL);
    assert_int_equal(case_try(visitors, "a", password + 1, HERE), VISITOR_FINE);
    assert_int_equal(case_try(visitors, "a", password, HERE), VISITOR_SIGN_IN);
    visitors_free(visitors);
}

/* What the file says now is what holds, for who is in too. */
static void the_file_is_read_again(void **state)
{
    (void)state;
    case_users();
    struct visitors *visitors = case_open(USERS, NULL);
    struct visitor anna = case_enter(visitors, "anna"), bert = case_enter(visitors, "bert");
    struct visitor doc = case_enter(visitors, "doc"), seen;
    char text[2048];
    assert_status(visitors_remove(USERS, "anna", NULL), BKS_OK);
    (void)case_get(visitors, &seen, &anna);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    assert_int_equal(case_try(visitors, "anna", PASSWORD, HERE), VISITOR_SIGN_IN);
    (void)case_get(visitors, &seen, &bert);
    assert_int_equal(seen.role, VISITOR_RUNNER);
    assert_status(visitors_add(USERS, "bert", VISITOR_RUNNER, "bert", "another one", NULL), BKS_OK);
    (void)case_get(visitors, &seen, &bert); /* another password ends their sessions */
    assert_int_equal(seen.role, VISITOR_NOBODY);
    assert_int_equal(case_try(visitors, "bert", "another one", HERE), VISITOR_FINE);
    case_read(text, sizeof text);
    case_write("half a li", 9); /* nobody enters while it cannot be read, and nobody is forgotten */
    (void)case_get(visitors, &seen, &doc);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    assert_int_equal(case_try(visitors, "doc", PASSWORD, HERE), VISITOR_TOO_MANY);
    case_write(text, strlen(text));
    (void)case_get(visitors, &seen, &doc);
    assert_int_equal(seen.role, VISITOR_PHYSIO);
    assert_int_equal(chmod(USERS, 0644), 0);
    (void)case_get(visitors, &seen, &doc);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    (void)unlink(USERS);
    (void)case_get(visitors, &seen, &doc);
    assert_int_equal(seen.role, VISITOR_NOBODY);
    visitors_free(visitors);
}

static void without_memory(void **state)
{
    (void)state;
    case_users();
    long live = memory_live();
    char before[2048], after[2048];
    struct visitors *visitors = NULL;
    const struct visitors_options options = {.users = USERS, .token = TOKEN, .names = "a,b"};
    enum bks_status status = BKS_NO_MEMORY;
    unsigned refused[3] = {0};
    for (long i = 1; status != BKS_OK; i++) {
        memory_fail_at(i);
        status = visitors_new(&visitors, &options, NULL);
        memory_fail_at(0);
        assert_true(status == BKS_OK || (status == BKS_NO_MEMORY && !visitors));
        assert_true(status == BKS_OK || memory_live() == live);
        refused[0] += status != BKS_OK;
    }
    enum visitor_verdict verdict = VISITOR_TOO_MANY;
    for (long i = 1; verdict != VISITOR_FINE; i++) {
        struct visitor visitor = {0};
        case_users(); /* so that it is read again */
        memory_fail_at(i);
        verdict = visitors_sign_in(visitors, &visitor, "anna", PASSWORD, HERE);
        memory_fail_at(0);
        assert_true(verdict == VISITOR_FINE || verdict == VISITOR_TOO_MANY);
        assert_int_equal(visitor.role != VISITOR_NOBODY, verdict == VISITOR_FINE);
        refused[1] += verdict != VISITOR_FINE;
    }
    visitors_free(visitors);
    assert_int_equal(memory_live(), live);
    case_read(before, sizeof before);
    for (long i = 1; status != BKS_OK || i == 1; i++) {
        memory_fail_at(i);
        status = visitors_add(USERS, "eve", VISITOR_PHYSIO, NULL, PASSWORD, NULL);
        memory_fail_at(0);
        assert_true(status == BKS_OK || status == BKS_NO_MEMORY);
        assert_int_equal(memory_live(), live);
        case_read(after, sizeof after);
        assert_int_equal(strcmp(before, after) == 0, status != BKS_OK);
        refused[2] += status != BKS_OK;
    }
    assert_true(refused[0] >= 5 && refused[1] >= 3 && refused[2] >= 4);
}

int visitors_rules_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_that_cannot_be),
        cmocka_unit_test(loopback_with_users_asks),
        cmocka_unit_test(a_file_that_others_can_read),
        cmocka_unit_test(hostile_lines),
        cmocka_unit_test(too_many_users),
        cmocka_unit_test(adding_and_removing),
        cmocka_unit_test(people_that_cannot_be),
        cmocka_unit_test(the_file_is_read_again),
        cmocka_unit_test(without_memory),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
