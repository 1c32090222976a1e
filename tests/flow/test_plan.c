/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases as files: the scenarios, what is refused and with which field, what is only warned of. */
#include "backstride/plan.h"

#include "base/memory.h"
#include "flow/plan_case.h"
#include "judge/plan.h"
#include "support/assert.h"
#include "support/golden.h"
#include "support/json_check.h"
#include "support/shared.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_ROOM 256

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1u << 17);
    assert_non_null(text);
    assert_true(fread(text, 1, (1u << 17) - 1, file) > 0);
    (void)fclose(file);
    return text;
}

/* What is expected of a scenario, member by member. */
static void check_scenario(const char *path)
{
    static const char *const members[] = {"action", "rule",    "stage",    "earliest",
                                          "until",  "build_s", "gap_days", "walk_minutes"};
    struct bks_plan *plan;
    struct bks_fault fault;
    struct printed printed;
    char name[40], expected[VALUE_ROOM], got[VALUE_ROOM];
    char *scenario = read_file(path);
    assert_status(bks_plan_read(&plan, path, &fault), BKS_OK);
    printed_open(&printed);
    assert_status(bks_plan_write_json(plan, BKS_PLAN_EXPLAIN, printed.out), BKS_OK);
    const char *json = printed_text(&printed);
    assert_true_case(path, json_valid(json, strlen(json), NULL));
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        (void)snprintf(name, sizeof name, "expected.%s", members[i]);
        if (!json_at(expected, sizeof expected, scenario, name))
            continue;
        assert_true(json_at(got, sizeof got, json, members[i]));
        if (strcmp(got, expected) != 0)
            print_error("%s: %s is %s, not %s\n", path, members[i], got, expected);
        assert_string_equal(got, expected);
    }
    printed_clear(&printed);
    bks_plan_free(plan);
    free(scenario);
}

static size_t check_folder(const char *folder)
{
    char path[SHARED_PATH_ROOM + 300];
    size_t n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!strstr(entry->d_name, ".json"))
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        check_scenario(path);
        n++;
    }
    (void)closedir(dir);
    return n;
}

static void own_scenarios_come_out(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    assert_true(check_folder(source_path(room, "tests/scenarios/plan")) >= 40);
}

static void shared_scenarios_come_out(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    const char *path = shared_path_or_skip(room, "scenarios/plan");
    assert_true(check_folder(path) >= 32);
}

#define PROFILE "\"today\":\"2026-03-02\",\"profile\":"
#define TODAY   "\"today\":\"2026-03-02\","

static const struct {
    const char *json, *what; /* NULL: it is read */
} cases[] = {
    {"", "not JSON"},
    {"[]", "one JSON object"},
    {"{\"today\":\"2026-03-02\"", "not JSON"},
    {"{\"today\":\"2026-03-02\",\"today\":\"2026-03-03\"}", "not JSON"},
    {"{}", "today: is missing"},
    {"{\"today\":\"2026-02-30\"}", "today: is no date"},
    {"{\"today\":\"2026-03-02T10:00\"}", "today: is no date"},
    {"{\"today\":20260302}", "today: is no date"},
    {"{\"today\":\"2026-03-02\"}", NULL},
    {"{\"case\":{}}", "today: is missing"},
    {"{\"case\":[]}", "case: is no object"},
    {"{" PROFILE "[]}", "profile: is no object"},
    {"{" PROFILE "{\"injury\":\"back\"}}", "profile.injury: is none of"},
    {"{" PROFILE "{\"injury\":7}}", "profile.injury: is none of"},
    {"{" PROFILE "{\"surgery\":\"yes\"}}", "profile.surgery: is none of"},
    {"{" PROFILE "{\"event_date\":\"soon\"}}", "profile.event_date: is no date"},
    {"{" PROFILE "{\"goal_minutes\":30.5}}", "profile.goal_minutes: is no whole"},
    {"{" PROFILE "{\"goal_minutes\":\"30\"}}", "profile.goal_minutes: is no whole"},
    {"{" PROFILE "{\"goal_minutes\":true}}", "profile.goal_minutes: is no whole"},
    {"{" PROFILE "{\"clearance\":{\"by\":\"physio\"}}}", "profile.clearance.date: is missing"},
    {"{" PROFILE "{\"clearance\":{\"date\":null}}}", "profile.clearance.date: is missing"},
    {"{" PROFILE "{\"clearance\":{\"date\":\"2026-03-01\",\"run_from\":\"x\"}}}",
     "profile.clearance.run_from: is no date"},
    {"{" PROFILE "{\"clearance\":{\"date\":\"2026-03-03\",\"run_from\":\"x\"}}}", NULL},
    {"{" PROFILE "{\"reviews\":{}}}", "profile.reviews: is no list"},
    {"{" PROFILE "{\"reviews\":[{\"by\":\"physio\"}]}}", "profile.reviews[0].date: is missing"},
    {"{" PROFILE "{\"readiness\":{\"date\":\"x\"}}}", "profile.readiness.date: is no date"},
    {"{" TODAY "\"diary\":{}}", "diary: is no list"},
    {"{" TODAY "\"diary\":[1]}", "diary[0]: is no object"},
    {"{" TODAY "\"diary\":[{\"date\":\"2026-03-01\"},{}]}", "diary[1].date: is missing"},
    {"{" TODAY "\"diary\":[{\"date\":\"2026-03-01\",\"symptoms\":1}]}",
     "diary[0].symptoms: is no list"},
    {"{" TODAY "\"sessions\":[{\"date\":\"2026-3-1\",\"run_s\":1}]}",
     "sessions[0].date: is no date"},
    {"{" TODAY "\"sessions\":[{\"date\":\"2026-03-01\"}]}", "sessions[0].run_s: is missing"},
    {"{" TODAY "\"sessions\":[{\"date\":\"2026-03-01\",\"run_s\":\"9\"}]}",
     "sessions[0].run_s: is missing, or no number"},
    {"{" TODAY "\"sessions\":[{\"date\":\"2026-03-01\",\"run_s\":true}]}",
     "sessions[0].run_s: is missing, or no number"},
    {"{" TODAY "\"sessions\":[{\"date\":\"2026-03-03\"}]}", NULL},
};

static void a_bad_field_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plan_case read;
        struct bks_fault fault = {0};
        const char *json = cases[i].json;
        enum bks_status status = plan_case_parse(&read, json, strlen(json), &fault);
        assert_int_case(json, status, cases[i].what ? BKS_DAMAGED : BKS_OK);
        if (cases[i].what && !strstr(fault.what, cases[i].what))
            print_error("%s: \"%s\", not \"%s\"\n", json, fault.what, cases[i].what);
        assert_true(!cases[i].what || strstr(fault.what, cases[i].what));
        plan_case_clear(&read);
    }
}

static void what_is_odd_is_warned_of_once_and_in_order(void **state)
{
    (void)state;
    static const char json[] =
        "{\"today\":\"2026-03-02\",\"profile\":{\"region\":\"leg\",\"clearance\":"
        "{\"date\":\"2026-03-01\",\"by\":\"aunt\"},\"reviews\":[{\"date\":\"2026-03-01\"}]},"
        "\"diary\":["
        "{\"date\":\"2026-03-02\",\"pain_before\":3.0,\"symptoms\":[\"itch\",\"FEVER\"]},"
        "{\"date\":\"2026-03-02\",\"pain_before\":3.0,\"flare\":1,\"note\":\"a\\u0000b\"},"
        "{\"date\":\"2026-03-01\",\"pain_morning\":11,\"pain_during\":\"3\"},"
        "{\"date\":\"2026-03-03\",\"pain_morning\":11}],"
        "\"sessions\":[{\"date\":\"2026-03-01\",\"run_s\":240.9,\"walk_s\":\"x\"}]}";
    static const char *const expected[] = {
        "2026-03-01: by \"aunt\" is none",
        "2026-03-01: by (missing) is none",
        "2026-03-01: pain_during \"3\" is no whole",
        "2026-03-01: pain_morning 11 is",
        "2026-03-01: walk_s \"x\" is",
        "2026-03-02: flare 1 is neither",
        "2026-03-02: pain_before 3.0 is",
        "2026-03-02: symptoms \"itch\"",
        "region \"leg\" is none",
    };
    struct plan_case read;
    assert_status(plan_case_parse(&read, json, strlen(json), NULL), BKS_OK);
    assert_int_equal(read.n_warnings, 9);
    for (size_t i = 0; i < 9; i++)
        assert_true_case(read.warnings[i].text, strstr(read.warnings[i].text, expected[i]));
    assert_int_equal(read.sessions[0].run_s, 240);
    assert_int_equal(read.diary[0].symptoms, SYMPTOM_BIT(SYMPTOM_FEVER));
    assert_int_equal(read.diary[0].pain[PAIN_BEFORE], PAIN_MISSING);
    assert_true(read.diary[1].flare);
    assert_int_equal(read.n_diary, 3);
    assert_int_equal(read.profile.clearance.by, BY_OTHER);
    plan_case_clear(&read);
}

/* The page and the JSON of one case each, as people see them. */
static void faces_are_as_they_were(void **state)
{
    (void)state;
    static const char *const names[] = {"d21-strict-needs-three", "d1-emergency-beats-everything"};
    for (size_t i = 0; i < 2; i++) {
        char room[SHARED_PATH_ROOM], name[100];
        struct bks_plan *plan;
        struct printed printed;
        struct bks_text_style style = {.utf8 = i == 0};
        (void)snprintf(name, sizeof name, "tests/scenarios/plan/%s.json", names[i]);
        assert_status(bks_plan_read(&plan, source_path(room, name), NULL), BKS_OK);
        printed_open(&printed);
        assert_status(bks_plan_write_text(plan, &style, BKS_PLAN_EXPLAIN, printed.out), BKS_OK);
        (void)snprintf(name, sizeof name, "plan_%s.txt", i == 0 ? "advance" : "emergency");
        assert_golden(name, printed_text(&printed));
        printed_clear(&printed);
        printed_open(&printed);
        assert_status(bks_plan_write_json(plan, BKS_PLAN_ANSWER, printed.out), BKS_OK);
        (void)snprintf(name, sizeof name, "plan_%s.json", i == 0 ? "advance" : "emergency");
        assert_golden(name, printed_text(&printed));
        printed_clear(&printed);
        bks_plan_free(plan);
    }
}

/* Every request for memory may fail, and nothing is lost then. */
static void no_memory_is_told(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    const char *path = source_path(room, "tests/scenarios/plan/d4-checked.json");
    long live = memory_live();
    struct bks_plan *plan = NULL;
    struct bks_fault fault;
    int failed = 0;
    for (long nth = 1; !plan; nth++, failed++) {
        memory_fail_at(nth);
        enum bks_status status = bks_plan_read(&plan, path, &fault);
        memory_fail_at(0);
        assert_status(status, plan ? BKS_OK : BKS_NO_MEMORY);
        assert_true(plan || (memory_live() == live && fault.what[0]));
    }
    assert_true(failed > 5);
    bks_plan_free(plan);
    assert_int_equal(memory_live(), live);
}

static void a_missing_file_cannot_be_opened(void **state)
{
    (void)state;
    struct bks_plan *plan;
    struct bks_fault fault;
    assert_status(bks_plan_read(&plan, "there/is/none.json", &fault), BKS_CANNOT_OPEN);
    assert_null(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_scenarios_come_out),
        cmocka_unit_test(shared_scenarios_come_out),
        cmocka_unit_test(a_bad_field_is_named),
        cmocka_unit_test(what_is_odd_is_warned_of_once_and_in_order),
        cmocka_unit_test(faces_are_as_they_were),
        cmocka_unit_test(no_memory_is_told),
        cmocka_unit_test(a_missing_file_cannot_be_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
