/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages: well-formed and safe whatever is in them, each runner's own, STOP first and alone,
 * forms that keep what was typed, a recording from the form to its result. */
#include "model/told.h"
#include "support/assert.h"
#include "support/story.h"
#include "web/page_ask.h"
#include "web/page_look.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_ROOM 256
#define SAMPLE    BKS_SOURCE_DIR "/samples/steady-run.csv"
#define NO_SAMPLE BKS_SOURCE_DIR "/LICENSE"

static int begin(void **state)
{
    (void)state;
    page_site_begin();
    return 0;
}

static int end(void **state)
{
    (void)state;
    page_site_end();
    return 0;
}

static int folder(void **state)
{
    static char name[] = "pages-test-XXXXXX";
    *state = name;
    return mkdtemp(name) && chdir(name) == 0 ? 0 : -1;
}

static int folder_end(void **state)
{
    return chdir("..") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

static struct page_answer get(const char *path)
{
    struct visitor local = page_local();
    return page_get(path, &local);
}

static struct page_answer post(const char *path, const char *const *fields)
{
    struct visitor local = page_local();
    return page_post(path, &local, fields, NULL);
}

static void expect(const struct page_answer *answer, unsigned status, const char *text)
{
    if (answer->status != status)
        fail_msg("%u, not %u: %.600s", answer->status, status, answer->body);
    if (text && !strstr(answer->body, text))
        fail_msg("\"%s\" is not in it: %.2000s", text, strstr(answer->body, "<main"));
}

static void expect_without(const struct page_answer *answer, const char *text)
{
    if (strstr(answer->body, text))
        fail_msg("\"%s\" is in it", text);
}

static void look_at(const char *path)
{
    struct page_answer answer = get(path);
    expect(&answer, 200, NULL);
    page_look(path, &answer);
    expect(&answer, 200, "does not diagnose");
    expect(&answer, 200, "seek emergency care");
    page_answer_clear(&answer);
}

static void look_at_all(const char *slug)
{
    static const char *const fixed[] = {"/", "/runners", "/guide"};
    static const char *const of_runner[] = {"", "/diary", "/profile", "?weeks=52"};
    char path[PATH_ROOM];
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        look_at(fixed[i]);
    for (size_t i = 0; i < sizeof of_runner / sizeof of_runner[0]; i++) {
        (void)snprintf(path, sizeof path, "/runners/%s%s", slug, of_runner[i]);
        look_at(path);
    }
    (void)snprintf(path, sizeof path, "/recordings/%" PRId64 "?new=yes", page_first_session());
    if (page_first_session() > 0)
        look_at(path);
}

static void every_page_of_every_story_is_well_formed_and_keeps_to_the_policy(void **state)
{
    static const struct {
        const char *story, *slug;
    } rows[] = {{"weeks12", "anna-berg"},
                {"stop", "anna-berg"},
                {"empty", "anna-berg"},
                {"nulls", "anna-berg"},
                {"device", "anna-berg"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        page_site_end();
        page_site_begin();
        page_tell_story(rows[i].story);
        look_at_all(rows[i].slug);
    }
}

static void hostile_names_and_notes_are_only_text(void **state)
{
    (void)state;
    page_tell_story("hostile");
    look_at_all("script-alert-1-script");
    struct page_answer answer = get("/runners");
    expect(&answer, 200, "&lt;script&gt;alert(1)&lt;/script&gt;");
    expect_without(&answer, "<script>alert");
    page_answer_clear(&answer);
}

static void what_goes_wrong_is_a_page_that_says_what_to_do(void **state)
{
    static const char *const paths[] = {"/recordings/99",  "/recordings/x",
                                        "/runners/nobody", "/runners/nobody/diary",
                                        "/jobs/none",      "/runners/nobody/report.pdf"};
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct page_answer answer = get(paths[i]);
        expect(&answer, 404, "class=\"button\"");
        page_look(paths[i], &answer);
        page_answer_clear(&answer);
    }
}

static void where_nothing_is_yet_the_page_teaches(void **state)
{
    (void)state;
    struct page_answer answer = get("/");
    expect(&answer, 200, "No runs yet: record one like this");
    expect(&answer, 200, "Drop the recording of your run.");
    expect(&answer, 200, "It stays on this machine.");
    page_look("/", &answer);
    page_answer_clear(&answer);
    page_tell_story("empty");
    answer = get("/runners/anna-berg");
    expect(&answer, 200, "Record one like this");
    page_answer_clear(&answer);
}

static void every_field_of_the_tables_is_asked(void **state)
{
    static const struct {
        const struct told_table *table;
        const char *path;
    } rows[] = {{&told_diary, "/runners/anna-berg/diary"},
                {&told_profile, "/runners/anna-berg/profile"},
                {&told_review, "/runners/anna-berg/profile"}};
    (void)state;
    page_tell_story("empty");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct page_answer answer = get(rows[i].path);
        for (size_t k = 0; k < rows[i].table->n; k++) {
            const struct told_field *field = &rows[i].table->field[k];
            char name[80];
            (void)snprintf(name, sizeof name, "name=\"%s\"", field->key);
            if (told_asked(rows[i].table, field))
                expect(&answer, 200, name);
            else
                expect_without(&answer, name);
            for (size_t w = 0; w < field->n_words && told_asked(rows[i].table, field); w++) {
                (void)snprintf(name, sizeof name, "value=\"%s\"", field->words[w].word);
                expect(&answer, 200, name);
            }
        }
        page_answer_clear(&answer);
    }
}

static void a_sign_to_stop_stands_first_and_alone(void **state)
{
    char path[PATH_ROOM];
    (void)state;
    page_tell_story("stop");
    struct page_answer answer = get("/runners/anna-berg");
    expect(&answer, 200, "</h1>\n<div class=\"stop\" role=\"alert\" id=\"stop\"><h2>STOP");
    expect_without(&answer, "<svg");
    expect_without(&answer, "next_card");
    page_answer_clear(&answer);
    (void)snprintf(path, sizeof path, "/recordings/%" PRId64, page_first_session());
    answer = get(path);
    expect(&answer, 200, "class=\"stop\"");
    assert_true(strstr(answer.body, "class=\"stop\"") < strstr(answer.body, "class=\"numbers\""));
    expect_without(&answer, "next_card");
    page_answer_clear(&answer);
}

static void a_run_is_told_with_numbers_picture_flags_and_card(void **state)
{
    static const char *const parts[] = {"class=\"numbers\"",
                                        "steps/min",
                                        "id=\"session\"",
                                        "Worth a look",
                                        "The card and what",
                                        "next_card",
                                        "Tell me about your",
                                        "Every number",
                                        "strip_best",
                                        "strip_worst",
                                        "/delete"};
    char path[PATH_ROOM];
    (void)state;
    page_tell_story("weeks12");
    (void)snprintf(path, sizeof path, "/recordings/%" PRId64, page_first_session() + 9);
    struct page_answer answer = get(path);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        expect(&answer, 200, parts[i]);
    page_answer_clear(&answer);
}

static void who_sees_one_runner_sees_no_other(void **state)
{
    struct visitor kim = page_runner_of("kim");
    char path[PATH_ROOM], remove[PATH_ROOM];
    (void)state;
    page_tell_story("weeks12");
    (void)snprintf(path, sizeof path, "/recordings/%" PRId64, page_first_session());
    const char *const paths[] = {path, "/runners/anna-berg", "/runners/anna-berg/diary",
                                 "/runners/anna-berg/profile", "/runners/anna-berg/report.html"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct page_answer answer = page_get(paths[i], &kim);
        expect(&answer, 404, NULL);
        expect_without(&answer, "Anna");
        page_answer_clear(&answer);
    }
    static const char *const lists[] = {"/", "/runners"};
    for (size_t i = 0; i < 2; i++) {
        struct page_answer answer = page_get(lists[i], &kim);
        expect(&answer, 200, "Sign out");
        expect_without(&answer, "Anna");
        page_look(lists[i], &answer);
        page_answer_clear(&answer);
    }
    static const char *const confirm[] = {"confirm=yes", NULL};
    (void)snprintf(remove, sizeof remove, "%.200s/delete", path);
    struct page_answer answer = page_post(remove, &kim, confirm, NULL);
    expect(&answer, 404, NULL);
    page_answer_clear(&answer);
}

static void an_entry_is_kept_and_says_what_it_judges(void **state)
{
    static const char *const fields[] = {
        "date=" STORY_AS_OF,       "waking=1", "symptoms=tightness",
        "symptoms=muscle_fatigue", "flare=",   NULL};
    (void)state;
    page_tell_story("weeks12");
    struct page_answer answer = post("/runners/anna-berg/diary", fields);
    expect(&answer, 303, NULL);
    assert_string_equal(answer.location,
                        "/runners/anna-berg/diary?saved=2026-05-01&judges=2026-04-30");
    struct page_answer next = get(answer.location);
    expect(&next, 200, "Kept for 2026-05-01.");
    expect(&next, 200, "What you noticed: tightness, tired muscles");
    page_look("saved", &next);
    page_answer_clear(&next);
    page_answer_clear(&answer);
}

static void what_is_typed_wrong_is_said_at_its_field_and_stays(void **state)
{
    static const char *const fields[] = {"date=2026-13-01", "cross_min=lots", "before=2",
                                         "note=<b>fine</b>", NULL};
    static const char *const none[] = {"date=" STORY_AS_OF, NULL};
    static const char *const clearance[] = {"clearance.by=physio", "height_cm=17", NULL};
    (void)state;
    page_tell_story("empty");
    struct page_answer answer = post("/runners/anna-berg/diary", fields);
    expect(&answer, 422, "id=\"cross_min-wrong\"");
    expect(&answer, 422, "id=\"date-wrong\"");
    expect(&answer, 422, "value=\"lots\"");
    expect(&answer, 422, "value=\"2\" checked=\"checked\"");
    expect(&answer, 422, "&lt;b&gt;fine&lt;/b&gt;");
    page_look("wrong diary", &answer);
    page_answer_clear(&answer);
    answer = post("/runners/anna-berg/diary", none);
    expect(&answer, 422, "Nothing is said yet");
    page_look("empty diary", &answer);
    page_answer_clear(&answer);
    answer = post("/runners/anna-berg/profile", clearance);
    expect(&answer, 422, "id=\"height_cm-wrong\"");
    expect(&answer, 422, "value=\"physio\" selected=\"selected\"");
    page_look("wrong profile", &answer);
    page_answer_clear(&answer);
    answer = post("/runners/anna-berg/reviews", none);
    expect(&answer, 422, "id=\"by-wrong\"");
    page_look("wrong review", &answer);
    page_answer_clear(&answer);
}

/* Told of tomorrow by a slip, it would be shown once and then passed over. */
static void a_sign_of_a_day_to_come_is_not_swallowed(void **state)
{
    static const char *const ahead[] = {"date=2026-05-02", "symptoms=saddle_numbness",
                                        "by=physician", NULL};
    static const char *const paths[] = {"/runners/anna-berg/diary", "/runners/anna-berg/reviews"};
    (void)state;
    page_tell_story("weeks12");
    for (size_t i = 0; i < 2; i++) {
        struct page_answer answer = post(paths[i], ahead);
        expect(&answer, 422, "id=\"date-wrong\"");
        expect(&answer, 422, "it is 2026-05-01 here");
        page_answer_clear(&answer);
    }
    struct page_answer answer = post("/api/runners/anna-berg/diary", ahead);
    expect(&answer, 422, "it is 2026-05-01 here");
    page_answer_clear(&answer);
    answer = get("/runners/anna-berg/diary");
    expect_without(&answer, "2026-05-02");
    page_answer_clear(&answer);
}

/* The report says what was said on each day: asking about the past does not change that. */
static void a_plan_of_another_day_is_not_kept_as_said(void **state)
{
    (void)state;
    page_tell_story("weeks12");
    size_t before = page_records("anna-berg", RECORD_RECOMMENDATION);
    struct page_answer answer = get("/api/runners/anna-berg/plan?as-of=2026-03-03");
    expect(&answer, 200, NULL);
    page_answer_clear(&answer);
    assert_int_equal(page_records("anna-berg", RECORD_RECOMMENDATION), before);
    answer = get("/api/runners/anna-berg/plan");
    expect(&answer, 200, NULL);
    page_answer_clear(&answer);
    assert_int_equal(page_records("anna-berg", RECORD_RECOMMENDATION), before + 1);
}

/* Whoever drops a rehearsal here keeps it: that it counts is said. */
static void the_guide_says_that_a_rehearsal_counts(void **state)
{
    (void)state;
    struct page_answer answer = get("/guide");
    expect(&answer, 200, "what stays counts as a run");
    page_answer_clear(&answer);
}

static void a_word_of_a_note_is_asked_about(void **state)
{
    static const char *const fields[] = {"date=" STORY_AS_OF, "note=my leg felt numb", NULL};
    static const char *const checked[] = {"date=" STORY_AS_OF, "note_checked=yes", NULL};
    (void)state;
    page_tell_story("weeks12");
    struct page_answer answer = post("/runners/anna-berg/diary", fields);
    struct page_answer next = get(answer.location);
    expect(&next, 200, "Do you have any of these?");
    expect(&next, 200, "id=\"ask-saddle_numbness\"");
    page_look("asked", &next);
    page_answer_clear(&next);
    page_answer_clear(&answer);
    answer = post("/runners/anna-berg/diary", checked);
    expect(&answer, 303, NULL);
    next = get(answer.location);
    expect_without(&next, "Do you have any of these?");
    page_answer_clear(&next);
    page_answer_clear(&answer);
}

static void a_review_is_kept_and_the_stop_goes(void **state)
{
    static const char *const fields[] = {"date=" STORY_AS_OF, "by=physician", "note=all clear",
                                         NULL};
    (void)state;
    page_tell_story("stop");
    struct page_answer answer = post("/runners/anna-berg/reviews", fields);
    expect(&answer, 303, NULL);
    assert_string_equal(answer.location, "/runners/anna-berg?reviewed=yes");
    struct page_answer next = get("/runners/anna-berg/profile");
    expect(&next, 200, "all clear");
    page_answer_clear(&next);
    next = get(answer.location);
    expect(&next, 200, "The review is kept.");
    page_answer_clear(&next);
    page_answer_clear(&answer);
}

static void nothing_goes_without_a_tick_and_with_it_all_goes(void **state)
{
    static const char *const confirm[] = {"confirm=yes", NULL};
    char path[PATH_ROOM], shown[PATH_ROOM];
    (void)state;
    page_tell_story("first");
    (void)snprintf(shown, sizeof shown, "/recordings/%" PRId64, page_first_session());
    (void)snprintf(path, sizeof path, "%.200s/delete", shown);
    struct page_answer answer = post(path, NULL);
    expect(&answer, 400, "tick");
    page_answer_clear(&answer);
    answer = get(shown);
    expect(&answer, 200, NULL);
    page_answer_clear(&answer);
    answer = post(path, confirm);
    expect(&answer, 303, NULL);
    page_answer_clear(&answer);
    answer = get(shown);
    expect(&answer, 404, NULL);
    page_answer_clear(&answer);
    answer = post("/runners/anna-berg/forget", confirm);
    expect(&answer, 303, NULL);
    page_answer_clear(&answer);
    answer = get("/runners");
    expect_without(&answer, "Anna");
    page_answer_clear(&answer);
}

static void the_reports_are_there_for_both_readers(void **state)
{
    (void)state;
    page_tell_story("weeks12");
    struct page_answer answer = get("/runners/anna-berg/report.html?weeks=4");
    expect(&answer, 200, "<style>");
    assert_true(answer.inline_style);
    page_answer_clear(&answer);
    answer = get("/runners/anna-berg/report.html?for=nobody");
    expect(&answer, 400, "physio or runner");
    assert_false(answer.inline_style); /* of the report alone */
    page_answer_clear(&answer);
    answer = get("/runners/anna-berg/report.html?weeks=0");
    expect(&answer, 400, NULL);
    page_answer_clear(&answer);
    answer = get("/runners/anna-berg/report.pdf?for=runner");
    assert_true(answer.status == 503 || (answer.n > 1000 && memcmp(answer.body, "%PDF", 4) == 0));
    page_answer_clear(&answer);
}

static void a_recording_goes_from_the_form_to_its_result(void **state)
{
    static const char *const fields[] = {"runner=Kim", "placement=sacrum",
                                         "start=2026-04-30T10:00+02:00", NULL};
    static const char *const wrong[] = {"runner=", "speed=fast", "placement=moon", NULL};
    struct visitor local = page_local();
    (void)state;
    struct page_answer answer = page_post("/recordings", &local, fields, SAMPLE);
    expect(&answer, 303, NULL);
    assert_true(strncmp(answer.location, "/recordings/", strlen("/recordings/")) == 0);
    struct page_answer result = get(answer.location);
    expect(&result, 200, "<b>171");
    page_look("result", &result);
    page_answer_clear(&result);
    page_answer_clear(&answer);
    answer = page_post("/recordings", &local, fields, SAMPLE);
    assert_non_null(strstr(answer.location, "?there=yes"));
    page_answer_clear(&answer);
    answer = page_post("/recordings", &local, wrong, NULL);
    expect(&answer, 422, "id=\"file-wrong\"");
    expect(&answer, 422, "id=\"runner-wrong\"");
    expect(&answer, 422, "id=\"speed-wrong\"");
    expect(&answer, 422, "id=\"placement-wrong\"");
    expect(&answer, 422, "value=\"fast\"");
    page_look("wrong form", &answer);
    page_answer_clear(&answer);
}

static void a_runner_s_own_name_begins_no_second_history(void **state)
{
    static const char *const others[] = {"runner=Kim", NULL};
    static const char *const spelled[] = {"runner=ANNA - berg!", "start=2026-04-30T10:00+02:00",
                                          NULL};
    struct visitor anna = page_runner_of("anna-berg");
    (void)state;
    page_tell_story("weeks12");
    struct page_answer answer = page_post("/recordings", &anna, others, SAMPLE);
    expect(&answer, 403, NULL);
    page_answer_clear(&answer);
    answer = page_post("/recordings", &anna, spelled, SAMPLE);
    expect(&answer, 303, NULL);
    struct page_answer result = page_get(answer.location, &anna);
    expect(&result, 200, "href=\"/runners/anna-berg\"");
    page_answer_clear(&result);
    page_answer_clear(&answer);
    answer = get("/runners/anna-berg-2");
    expect(&answer, 404, NULL);
    page_answer_clear(&answer);
}

static void what_is_no_recording_says_so_on_the_page_of_its_job(void **state)
{
    static const char *const fields[] = {"runner=Kim", NULL};
    struct visitor local = page_local();
    (void)state;
    struct page_answer answer = page_post("/recordings", &local, fields, NO_SAMPLE);
    expect(&answer, 303, NULL);
    assert_true(strncmp(answer.location, "/jobs/", strlen("/jobs/")) == 0);
    struct page_answer job = get(answer.location);
    expect(&job, 200, "class=\"wrong\"");
    expect_without(&job, "http-equiv=\"refresh\"");
    page_look("failed job", &job);
    page_answer_clear(&job);
    page_answer_clear(&answer);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(every_page_of_every_story_is_well_formed_and_keeps_to_the_policy),
        EACH(hostile_names_and_notes_are_only_text),
        EACH(what_goes_wrong_is_a_page_that_says_what_to_do),
        EACH(where_nothing_is_yet_the_page_teaches),
        EACH(every_field_of_the_tables_is_asked),
        EACH(a_sign_to_stop_stands_first_and_alone),
        EACH(a_run_is_told_with_numbers_picture_flags_and_card),
        EACH(who_sees_one_runner_sees_no_other),
        EACH(an_entry_is_kept_and_says_what_it_judges),
        EACH(what_is_typed_wrong_is_said_at_its_field_and_stays),
        EACH(a_sign_of_a_day_to_come_is_not_swallowed),
        EACH(a_plan_of_another_day_is_not_kept_as_said),
        EACH(the_guide_says_that_a_rehearsal_counts),
        EACH(a_word_of_a_note_is_asked_about),
        EACH(a_review_is_kept_and_the_stop_goes),
        EACH(nothing_goes_without_a_tick_and_with_it_all_goes),
        EACH(the_reports_are_there_for_both_readers),
        EACH(a_recording_goes_from_the_form_to_its_result),
        EACH(a_runner_s_own_name_begins_no_second_history),
        EACH(what_is_no_recording_says_so_on_the_page_of_its_job),
    };
    return cmocka_run_group_tests(tests, folder, folder_end);
}
