/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form report of every story, for both readers, in three locales, in three formats. */
#include "base/memory.h"
#include "flow/form_facts.h"
#include "flow/runner_case.h"
#include "model/told.h"
#include "report/locale.h"
#include "support/assert.h"
#include "support/golden.h"
#include "support/json_check.h"
#include "support/pages.h"
#include "support/same_numbers.h"
#include "support/same_words.h"
#include "support/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MADE     1777600000 /* 2026-05-01 01:46:40 UTC */
#define HALF     0.75       /* of a page: the runner's half with its head */
#define NEARLY   4          /* of 100: how much ink of a cell may differ */
#define STORIES  32
#define REQUESTS 4000
#define DB       "story.db"
#define PDF      "report.pdf"

static char own[] = "form-report-test-XXXXXX";
#ifdef BKS_SANITIZED /* slow: the memory of all pages is touched in one locale */
static const char *const locales[] = {"C"};
#else
static const char *const locales[] = {"C", "de_DE", "en_US"};
#endif
static bool readable; /* PDFs are built, and poppler is here */

static void remove_all(void)
{
    static const char *const names[] = {DB, DB "-wal", DB "-shm", PDF};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(names[i]);
}

/* The state of the group stays empty: each test has the story that it is of. */
static int folder(void **state)
{
    (void)state;
    readable = pages_can_be_read();
    return mkdtemp(own) && chdir(own) == 0 ? 0 : -1;
}

static int folder_end(void **state)
{
    (void)state;
    remove_all();
    return chdir("..") == 0 && rmdir(own) == 0 ? 0 : -1;
}

/* ---- a story that is told, and its paper ---- */

static struct store *open_story(const struct story *story, struct runner *runner)
{
    struct store *store;
    struct bks_fault fault = {.offset = -1};
    remove_all();
    if (store_open(&store, DB, STORE_WRITE, &fault) != BKS_OK)
        fail_msg("%s", fault.what);
    assert_status(story_tell(story, store), BKS_OK);
    assert_status(store->can->runner_find(store, runner, story->name, &fault), BKS_OK);
    assert_true_case(story->id, runner->id != 0);
    return store;
}

static enum bks_status read_paper(struct paper **paper, struct store *store,
                                  const struct runner *runner, size_t weeks, const char *locale,
                                  enum form_reader reader)
{
    struct form_book *book;
    const struct form_wish wish = {
        .as_of = STORY_DAY, .n_weeks = weeks, .locale = locale_find(locale)};
    enum bks_status status = form_facts_read(&book, store, runner, &wish, NULL);
    *paper = NULL;
    if (status == BKS_OK)
        status = form_report(paper, form_book_facts(book), reader);
    form_book_free(book);
    return status;
}

/* The paper of a story for one reader; paper_free. */
static struct paper *paper_of(const char *id, const char *locale, enum form_reader reader)
{
    const struct story *story = story_find(id);
    struct paper *paper;
    struct runner runner;
    assert_non_null(story);
    struct store *store = open_story(story, &runner);
    assert_status(read_paper(&paper, store, &runner, (size_t)story->weeks, locale, reader), BKS_OK);
    store->can->close(store);
    return paper;
}

static char *text_of(const struct paper *paper,
                     enum bks_status (*write)(const struct paper *paper, FILE *out))
{
    struct printed printed;
    printed_open(&printed);
    assert_status(write(paper, printed.out), BKS_OK);
    (void)printed_text(&printed);
    return printed.text;
}

static char *pdf_of(const struct paper *paper)
{
    FILE *out = fopen(PDF, "wb");
    assert_non_null(out);
    assert_status(paper_pdf(paper, MADE, out), BKS_OK);
    assert_int_equal(fclose(out), 0);
    return pages_text(PDF);
}

/* ---- the same in all three ---- */

/* Decimal commas become points, so that the numbers of the JSON are found. */
static void take_decimals(char *text, const char *locale)
{
    for (char *at = text + 1; strcmp(locale, "de_DE") == 0 && *text && *at; at++)
        if (*at == ',' && at[-1] >= '0' && at[-1] <= '9' && at[1] >= '0' && at[1] <= '9')
            *at = '.';
}

static void same(const char *label, const char *json, char *text, const char *locale)
{
    assert_true_case(label, assert_same_words(label, json, text) >= 5);
    take_decimals(text, locale);
    const char *sections = strstr(json, "\"sections\""); /* what stands before says what it is */
    assert_non_null(sections);
    (void)assert_same_numbers(sections, text);
}

static void look_at_pdf(const char *label, const char *json, const struct paper *paper,
                        const char *locale, enum form_reader reader)
{
    char *text = pdf_of(paper), *first = pages_first(text);
    double lowest;
    assert_true_case(label, strstr(first, "page 1 of") || reader == FORM_RUNNER);
    assert_true_case(label, strstr(first, "certified as a medical"));
    bool longest = strncmp(label, "long_name,", 10) == 0; /* five lines push a flag to page 2 */
    assert_true_case(label, longest || !strstr(text, "more on the next page"));
    assert_true_case(label, !strstr(first, "Load and compliance"));
    pages_assert_inside(label, PDF, &lowest);
    assert_int_case(label, pages_count(text) > 1, reader == FORM_PHYSIO);
    if (reader == FORM_RUNNER)
        assert_between_case(label, lowest, 0.15, HALF);
    same(label, json, text, locale);
    free(first);
    free(text);
}

static void look_at(const struct story *story, struct store *store, const struct runner *runner,
                    const char *locale, enum form_reader reader)
{
    char label[96];
    struct paper *paper;
    (void)snprintf(label, sizeof label, "%s, %s, %s", story->id,
                   reader == FORM_RUNNER ? "runner" : "physio", locale);
    assert_status(read_paper(&paper, store, runner, (size_t)story->weeks, locale, reader), BKS_OK);
    char *json = text_of(paper, paper_json), *html = text_of(paper, paper_html);
    size_t fault = 0;
    if (!json_valid(json, strlen(json), &fault))
        fail_msg("%s: the JSON is broken at %zu: %.40s", label, fault, json + fault);
    char *text = html_text(html);
    same(label, json, text, locale);
    if (readable)
        look_at_pdf(label, json, paper, locale, reader);
    free(text);
    free(html);
    free(json);
    paper_free(paper);
}

static void every_story_is_told_in_full(void **state)
{
    const struct story *story = *state;
    struct runner runner;
    struct store *store = open_story(story, &runner);
    /* Letter is the shorter page, and A4 the narrower; other decimals are the same everywhere. */
    bool shown = strcmp(story->id, "weeks12") == 0;
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++)
        if (shown || strcmp(locales[i], "de_DE") != 0)
            look_at(story, store, &runner, locales[i], FORM_PHYSIO);
    look_at(story, store, &runner, locales[0], FORM_RUNNER);
    store->can->close(store);
}

/* ---- one by one ---- */

static void the_same_history_gives_the_same_bytes(void **state)
{
    size_t n[2];
    char *bytes[2];
    (void)state;
    if (!readable)
        skip();
    for (size_t i = 0; i < 2; i++) {
        struct paper *paper = paper_of("weeks12", "C", FORM_PHYSIO);
        free(pdf_of(paper));
        bytes[i] = pages_bytes(PDF, &n[i]);
        paper_free(paper);
    }
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(bytes[0], bytes[1], n[0]);
    free(bytes[0]);
    free(bytes[1]);
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (; (text = strstr(text, what)); text += strlen(what))
        n++;
    return n;
}

static void a_hostile_runner_is_only_text(void **state)
{
    (void)state;
    struct paper *paper = paper_of("hostile", "C", FORM_PHYSIO);
    char *html = text_of(paper, paper_html), *shown = html_text(html);
    assert_int_equal(count(html, "<script"), 0);
    assert_int_equal(count(html, "<b>bold"), 0);
    assert_int_equal(count(html, "\x1b"), 0);
    assert_non_null(strstr(shown, "<script>alert(1)</script>"));
    assert_non_null(strstr(shown, "<b>bold</b> & <i>not</i>, 100 %s %n %d %%"));
    assert_non_null(strstr(shown, "&amp; &lt;p&gt;"));
    assert_true(count(shown, "letters") >= 196); /* of 10,000 characters */
    if (readable) {
        char *text = pdf_of(paper);
        assert_non_null(strstr(text, "<script>alert(1)</script>"));
        assert_null(strchr(text, '\x1b'));
        assert_true(count(text, "letters") >= 196);
        free(text);
    }
    free(shown);
    free(html);
    paper_free(paper);
}

/* Where running must stop, the first page has nothing that could be taken for leave to run. */
static void a_stop_takes_the_place_of_the_rest(void **state)
{
    static const char *const stories[] = {"stop", "contact"};
    static const char *const none[] = {"numbers", "pain_and_load", "form", "questions", "state"};
    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (int reader = FORM_PHYSIO; reader <= FORM_RUNNER; reader++) {
            struct paper *paper = paper_of(stories[i], "C", (enum form_reader)reader);
            char *json = text_of(paper, paper_json), found[64], path[64];
            assert_true_case(stories[i], strstr(json, "STOP"));
            for (size_t k = 0; k < sizeof none / sizeof none[0] && reader == FORM_PHYSIO; k++) {
                (void)snprintf(path, sizeof path, "sections.summary.%s", none[k]);
                assert_true_case(none[k], !json_at(found, sizeof found, json, path));
            }
            if (readable) {
                static const char *const leave[] = {"times run", "steps/min", "median of",
                                                    "GREEN",     "well done", "Next session"};
                char *text = pdf_of(paper), *first = pages_first(text);
                const char *box = strstr(first, "STOP");
                assert_true_case(stories[i], box && box < strstr(first, "certified as a medical"));
                for (size_t k = 0; k < sizeof leave / sizeof leave[0]; k++)
                    assert_true_case(leave[k], !strstr(first, leave[k]));
                free(first);
                free(text);
            }
            free(json);
            paper_free(paper);
        }
}

/* A line of the diary more, so many days before the day of the report. */
static void tell_more(struct store *store, const struct runner *runner, int before,
                      const char *pair)
{
    struct told told = {.n = 0};
    char why[TOLD_WHY_ROOM];
    assert_status(told_pair(&told, why, &told_diary, pair), BKS_OK);
    assert_status(store->can->begin(store, NULL), BKS_OK);
    assert_status(runner_tell(store, runner->id, &told, STORY_DAY - before, NULL), BKS_OK);
    assert_status(store->can->end(store, true, NULL), BKS_OK);
    told_clear(&told);
}

static char *json_of(struct store *store, const struct runner *runner)
{
    struct paper *paper;
    assert_status(read_paper(&paper, store, runner, 12, "C", FORM_PHYSIO), BKS_OK);
    char *json = text_of(paper, paper_json);
    paper_free(paper);
    return json;
}

/* A lesser sign that was told later does not stand in the place of the graver one. */
static void the_gravest_sign_stands_in_the_box(void **state)
{
    char found[512];
    struct runner runner;
    (void)state;
    struct store *store = open_story(story_find("weeks12"), &runner);
    tell_more(store, &runner, 3, "symptoms=bladder_change");
    tell_more(store, &runner, 1, "symptoms=sharp_pain");
    char *json = json_of(store, &runner);
    assert_true(json_at(found, sizeof found, json, "sections.summary.stop_evidence"));
    assert_non_null(strstr(found, "2026-04-28"));
    assert_non_null(strstr(found, "emergency"));
    assert_null(strstr(found, "physiotherapist"));
    assert_true(json_at(found, sizeof found, json, "sections.summary.stop_more"));
    assert_non_null(strstr(found, "on 2 days"));
    assert_true(json_at(found, sizeof found, json, "sections.summary.who"));
    assert_non_null(strstr(found, "is not valid")); /* it is older than the sign */
    free(json);
    store->can->close(store);
}

/* A flare that does not settle has no day to run from; days are counted, not entries. */
static void a_long_flare_promises_no_day(void **state)
{
    char found[512];
    struct runner runner;
    (void)state;
    struct store *store = open_story(story_find("weeks12"), &runner);
    for (int before = 9; before >= 0; before--)
        tell_more(store, &runner, before, "flare=yes");
    for (int i = 0; i < 9; i++)
        tell_more(store, &runner, 2, "core_done=yes");
    char *json = json_of(store, &runner);
    assert_true(json_at(found, sizeof found, json, "sections.summary.state"));
    assert_string_equal(found, "\"A flare is open for a week or longer; no run until it has "
                               "settled (rule D11)\"");
    assert_true(json_at(found, sizeof found, json, "sections.load.weeks.rows.11.core_days"));
    assert_true(atoi(found) >= 1 && atoi(found) <= 5); /* Monday to Friday */
    free(json);
    store->can->close(store);
}

/* What is not known is null, and its reason in words; never a zero. */
static void what_is_not_known_is_null(void **state)
{
    char found[256];
    (void)state;
    struct paper *paper = paper_of("nulls", "C", FORM_PHYSIO);
    char *json = text_of(paper, paper_json);
    assert_true(json_at(found, sizeof found, json, "sections.summary.form.rows.0.change"));
    assert_null(strstr(found, "0,"));
    assert_int_equal(count(json, "nan"), 0);
    assert_int_equal(count(json, "Infinity"), 0);
    free(json);
    paper_free(paper);
}

static void golden(const char *id)
{
    char name[64];
    struct paper *paper = paper_of(id, "C", FORM_PHYSIO);
    char *json = text_of(paper, paper_json), *all = calloc(2, strlen(json) + 1);
    size_t n = 0;
    assert_non_null(all);
    for (const char *at = json; *at; at++) { /* one row a line, to be compared by people */
        if (*at == '{' && at > json)
            all[n++] = '\n';
        all[n++] = *at;
    }
    (void)snprintf(name, sizeof name, "form_%s.json", id);
    assert_golden(name, all);
    free(all);
    free(json);
    paper_free(paper);
}

static void the_reports_are_as_blessed(void **state)
{
    (void)state;
    golden("weeks12");
    golden("first");
    golden("stop");
}

static void page_one_looks_as_it_did(void **state)
{
    int ink[PAGES_ROWS][PAGES_COLUMNS];
    (void)state;
    if (!readable)
        skip();
    struct paper *paper = paper_of("weeks12", "C", FORM_PHYSIO);
    free(pdf_of(paper));
    paper_free(paper);
    pages_ink(PDF, ink);
    const char *bless = getenv("BKS_BLESS");
    bool blesses = bless && *bless == '1';
    FILE *file = fopen(BKS_SOURCE_DIR "/tests/golden/form-ink.txt", blesses ? "w" : "r");
    assert_non_null(file);
    for (int row = 0; row < PAGES_ROWS; row++)
        for (int column = 0; column < PAGES_COLUMNS; column++) {
            int was = 0;
            if (blesses)
                (void)fprintf(file, "%2d%c", ink[row][column],
                              column + 1 < PAGES_COLUMNS ? ' ' : '\n');
            else if (fscanf(file, "%d", &was) != 1 || abs(was - ink[row][column]) > NEARLY)
                fail_msg("row %d, column %d: ink %d, not %d", row, column, ink[row][column], was);
        }
    (void)fclose(file);
}

static void each_request_may_fail(void **state)
{
    struct runner runner;
    (void)state;
    struct store *store = open_story(story_find("first"), &runner);
    long before = memory_live();
    enum bks_status status = BKS_NO_MEMORY;
    for (long nth = 1; nth < REQUESTS && status != BKS_OK; nth += nth < 200 ? 1 : 7) {
        struct paper *paper;
        memory_fail_at(nth);
        status = read_paper(&paper, store, &runner, 12, "C", FORM_PHYSIO);
        memory_fail_at(0);
        if (status != BKS_OK)
            assert_status(status, BKS_NO_MEMORY);
        assert_true((paper != NULL) == (status == BKS_OK));
        paper_free(paper);
        assert_int_equal(memory_live(), before);
    }
    assert_status(status, BKS_OK);
    store->can->close(store);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(the_same_history_gives_the_same_bytes),
        cmocka_unit_test(a_hostile_runner_is_only_text),
        cmocka_unit_test(a_stop_takes_the_place_of_the_rest),
        cmocka_unit_test(the_gravest_sign_stands_in_the_box),
        cmocka_unit_test(a_long_flare_promises_no_day),
        cmocka_unit_test(what_is_not_known_is_null),
        cmocka_unit_test(the_reports_are_as_blessed),
        cmocka_unit_test(page_one_looks_as_it_did),
        cmocka_unit_test(each_request_may_fail),
    };
    struct CMUnitTest tests[STORIES + sizeof others / sizeof others[0]];
    size_t n = 0;
    for (; story_at(n) && n < STORIES; n++) {
        void *story;
        const struct story *at = story_at(n);
        memcpy(&story, &at, sizeof story);
        tests[n] = (struct CMUnitTest){
            .name = at->id, .test_func = every_story_is_told_in_full, .initial_state = story};
    }
    memcpy(tests + n, others, sizeof others);
    n += sizeof others / sizeof others[0];
    return _cmocka_run_group_tests("flow/form_report", tests, n, folder, folder_end);
}
