/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride report` as a user runs it: what is refused, what is written where, what it costs. */
#include "cli/exit.h"
#include "support/assert.h"
#include "support/json_check.h"
#include "support/pages.h"
#include "support/ran.h"
#include "support/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DB "h.db"
#ifdef BKS_SANITIZED
#define MOST_S  60.0
#define MOST_MB 4096.0
#else
#define MOST_S  5.0  /* 1 second is asked of a year: room for a busy machine */
#define MOST_MB 64.0 /* of memory */
#endif

static char own[] = "report-test-XXXXXX";

static const char *const written[] = {"a.pdf", "b.pdf", "a.html", "a.HTM", "a.json", "a.txt"};

static void remove_written(void)
{
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++)
        (void)remove(written[i]);
}

static void remove_db(void)
{
    static const char *const names[] = {DB, DB "-wal", DB "-shm"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(names[i]);
}

static void tell(const char *id)
{
    struct store *store;
    struct bks_fault fault = {.offset = -1};
    remove_db();
    if (store_open(&store, DB, STORE_WRITE, &fault) != BKS_OK)
        fail_msg("%s", fault.what);
    assert_status(story_tell(story_find(id), store), BKS_OK);
    store->can->close(store);
}

static int start(void **state)
{
    (void)state;
    if (!mkdtemp(own) || chdir(own) != 0)
        return -1;
    tell("year");
    return 0;
}

static int end(void **state)
{
    (void)state;
    remove_written();
    remove_db();
    return chdir("..") == 0 && rmdir(own) == 0 ? 0 : -1;
}

static int fresh(void **state)
{
    (void)state;
    remove_written();
    return 0;
}

/* `backstride report --db h.db WORDS...`; the words are parted by '|'. */
static void report(struct ran *ran, const char *words)
{
    char copy[1024];
    const char *all[RAN_MAX_WORDS + 1] = {BKS_PROGRAM, "report", "--db", DB};
    size_t n = 4;
    (void)snprintf(copy, sizeof copy, "%s", words);
    for (char *at = copy; *at && n < RAN_MAX_WORDS; n++) {
        char *stop = at + strcspn(at, "|");
        all[n] = at;
        at = *stop ? stop + 1 : stop;
        *stop = '\0';
    }
    ran_run(ran, all, NULL, NULL, 0);
}

#define ANNA "--runner|Anna Berg|--as-of|" STORY_AS_OF "|"

static void does(const char *words)
{
    struct ran ran;
    report(&ran, words);
    if (ran.status != 0)
        fail_msg("%s: status %d: %s", words, ran.status, ran.err);
    ran_clear(&ran);
}

static bool is_there(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

/* Rows: what is typed, how it ends, what is said. */
static const struct {
    const char *words;
    int status;
    const char *says;
} refused[] = {
    {ANNA, EXIT_USAGE, "where to?"},
    {ANNA "-o|a.txt", EXIT_USAGE, "is no report"},
    {ANNA "-o|pdf", EXIT_USAGE, "is no report"},
    {ANNA "-o|.pdf", EXIT_USAGE, "is no report"},
    {ANNA "-o|a.pdf|more", EXIT_USAGE, "too much"},
    {ANNA "-o|a.pdf|--weeks|0", EXIT_USAGE, "a number from 1 to"},
    {ANNA "-o|a.pdf|--weeks|521", EXIT_USAGE, "a number from 1 to"},
    {ANNA "-o|a.pdf|--weeks|twelve", EXIT_USAGE, "a number from 1 to"},
    {ANNA "-o|a.pdf|--for|doctor", EXIT_USAGE, "physio, runner"},
    {ANNA "-o|a.pdf|--locale|xx_XX", EXIT_USAGE, "is not known"},
    {ANNA "-o|a.pdf|--compare|3", EXIT_USAGE, "two sessions"},
    {ANNA "-o|a.pdf|--compare|3,", EXIT_USAGE, "two sessions"},
    {ANNA "-o|a.pdf|--compare|3,x", EXIT_USAGE, "two sessions"},
    {ANNA "-o|a.pdf|--compare|0,2", EXIT_USAGE, "two sessions"},
    {ANNA "-o|a.pdf|--compare|1,99999", EXIT_CANNOT_OPEN, "99999"},
    {"--runner|Nobody|-o|a.pdf", EXIT_CANNOT_OPEN, "Nobody"},
    {"--runner|Anna Berg|--as-of|tomorrow|-o|a.pdf", EXIT_USAGE, "tomorrow"},
    {"-o|a.pdf", EXIT_USAGE, "--runner"},
    {ANNA "-o|nowhere/a.pdf", EXIT_CANNOT_WRITE, "nowhere"},
};

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct ran ran;
        report(&ran, refused[i].words);
        if (ran.status != refused[i].status || !strstr(ran.err, refused[i].says))
            fail_msg("%s: status %d: %s", refused[i].words, ran.status, ran.err);
        assert_text_case(refused[i].words, ran.out, "");
        assert_true_case(refused[i].words, !is_there("a.pdf") && !is_there("a.txt"));
        ran_clear(&ran);
    }
}

static void nothing_is_written_over(void **state)
{
    struct ran ran;
    size_t before, after;
    (void)state;
    does(ANNA "--weeks|4|-o|a.html");
    char *was = pages_bytes("a.html", &before);
    report(&ran, ANNA "--weeks|8|-o|a.html");
    assert_true(ran.status != 0 && strstr(ran.err, "--force"));
    ran_clear(&ran);
    char *is = pages_bytes("a.html", &after);
    assert_int_equal(before, after);
    assert_memory_equal(was, is, before);
    free(is);
    free(was);
    does(ANNA "--weeks|8|--force|-o|a.html");
    is = pages_bytes("a.html", &after);
    assert_int_not_equal(before, after);
    free(is);
}

/* Not even with --force, and not by another name. */
static void the_history_is_not_written_into(void **state)
{
    struct ran ran;
    size_t before, after;
    (void)state;
    char *was = pages_bytes(DB, &before);
    assert_int_equal(symlink(DB, "a.json"), 0);
    report(&ran, ANNA "--force|-o|a.json");
    assert_int_not_equal(ran.status, 0);
    ran_clear(&ran);
    char *is = pages_bytes(DB, &after);
    assert_int_equal(before, after);
    assert_memory_equal(was, is, before);
    free(is);
    free(was);
}

static void the_name_says_the_format(void **state)
{
    static const struct {
        const char *path, *begins;
    } formats[] = {{"a.html", "<!DOCTYPE html>"}, {"a.HTM", "<!DOCTYPE html>"}, {"a.json", "{"}};
    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        char words[128];
        size_t n;
        (void)snprintf(words, sizeof words, ANNA "-o|%s", formats[i].path);
        does(words);
        char *bytes = pages_bytes(formats[i].path, &n);
        assert_true_case(formats[i].path,
                         strncmp(bytes, formats[i].begins, strlen(formats[i].begins)) == 0);
        free(bytes);
    }
}

static void json_comes_to_standard_output(void **state)
{
    struct ran ran;
    size_t n;
    (void)state;
    report(&ran, ANNA "--json");
    assert_int_equal(ran.status, 0);
    assert_true(json_valid(ran.out, strlen(ran.out), NULL));
    does(ANNA "-o|a.json");
    char *bytes = pages_bytes("a.json", &n);
    assert_string_equal(ran.out, bytes);
    free(bytes);
    ran_clear(&ran);
}

static void help_tells_all(void **state)
{
    static const char *const parts[] = {
        "--weeks", "--compare", "--for", "--locale",    "--force",
        "de_DE",   "ja_JP",     "en_US", "-o anna.pdf", "does not diagnose"};
    struct ran ran;
    (void)state;
    report(&ran, "--help");
    assert_int_equal(ran.status, 0);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        assert_true_case(parts[i], strstr(ran.out, parts[i]) != NULL);
    ran_clear(&ran);
}

static void two_sessions_stand_beside_each_other(void **state)
{
    struct ran ran;
    (void)state;
    report(&ran, ANNA "--json|--compare|3,12");
    assert_int_equal(ran.status, 0);
    assert_non_null(strstr(ran.out, "\"pair\""));
    ran_clear(&ran);
}

#ifdef BKS_HAVE_PANGOCAIRO

static double seconds(void)
{
    struct timespec now;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &now), 0);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* First of all: the peak is that of the hungriest child so far. */
static void a_year_costs_little(void **state)
{
    struct rusage used;
    (void)state;
    double from = seconds();
    does(ANNA "--weeks|52|-o|a.pdf");
    double took = seconds() - from;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &used), 0);
    double peak_mb = (double)used.ru_maxrss / 1024;
    print_message("52 weeks, 156 sessions, as PDF: %.2f s, %.0f MiB\n", took, peak_mb);
    assert_between(took, 0, MOST_S);
    assert_between(peak_mb, 1, MOST_MB);
}

static void the_same_time_gives_the_same_pdf(void **state)
{
    size_t n[2];
    (void)state;
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "1777600000", 1), 0);
    does(ANNA "-o|a.pdf");
    does(ANNA "-o|b.pdf");
    char *a = pages_bytes("a.pdf", &n[0]), *b = pages_bytes("b.pdf", &n[1]);
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(a, b, n[0]);
    free(b);
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "1777600060", 1), 0);
    does(ANNA "--force|-o|b.pdf");
    assert_int_equal(unsetenv("SOURCE_DATE_EPOCH"), 0);
    b = pages_bytes("b.pdf", &n[1]);
    assert_true(n[0] != n[1] || memcmp(a, b, n[0]) != 0);
    free(b);
    free(a);
}

#else

static void without_pango_it_says_so(void **state)
{
    struct ran ran;
    (void)state;
    report(&ran, ANNA "-o|a.pdf");
    assert_int_not_equal(ran.status, 0);
    assert_non_null(strstr(ran.err, ".html"));
    assert_false(is_there("a.pdf"));
    ran_clear(&ran);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifdef BKS_HAVE_PANGOCAIRO
        cmocka_unit_test_setup(a_year_costs_little, fresh), /* first: see there */
        cmocka_unit_test_setup(the_same_time_gives_the_same_pdf, fresh),
#else
        cmocka_unit_test_setup(without_pango_it_says_so, fresh),
#endif
        cmocka_unit_test_setup(what_makes_no_sense_is_refused, fresh),
        cmocka_unit_test_setup(nothing_is_written_over, fresh),
        cmocka_unit_test_setup(the_history_is_not_written_into, fresh),
        cmocka_unit_test_setup(the_name_says_the_format, fresh),
        cmocka_unit_test_setup(json_comes_to_standard_output, fresh),
        cmocka_unit_test_setup(help_tells_all, fresh),
        cmocka_unit_test_setup(two_sessions_stand_beside_each_other, fresh),
    };
    return cmocka_run_group_tests_name("cli/report", tests, start, end);
}
