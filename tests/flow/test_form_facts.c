/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of a report, read from histories that are made here. */
#include "flow/form_facts.h"

#include "base/memory.h"
#include "base/week.h"
#include "flow/plan.h"
#include "flow/runner_case.h"
#include "report/locale.h"
#include "store/history.h"
#include "support/assert.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY0   20574 /* 2026-05-01, a Friday */
#define DAY_US INT64_C(86400000000)
#define YEARS  3650
#define RUNS   1500

static struct store *store;
static struct runner runner;
static struct form_book *book;

static int start(void **state)
{
    (void)state;
    store = history_open();
    runner = history_runner(store, "Anna");
    book = NULL;
    return 0;
}

static int end(void **state)
{
    (void)state;
    form_book_free(book);
    store->can->close(store);
    history_remove();
    return 0;
}

/* "KEY=VALUE" pairs, to NULL, on a day. */
static void tell(const struct told_table *table, int day, const char *const *pair)
{
    struct told told = {.n = 0};
    char why[TOLD_WHY_ROOM];
    for (; *pair; pair++)
        if (told_pair(&told, why, table, *pair) != BKS_OK)
            fail_msg("%s", why);
    assert_status(store->can->begin(store, NULL), BKS_OK);
    assert_status(runner_tell(store, runner.id, &told, DAY0 + day, NULL), BKS_OK);
    assert_status(store->can->end(store, true, NULL), BKS_OK);
    told_clear(&told);
}

#define TELL(table, day, ...) tell(&(table), day, (const char *const[]){__VA_ARGS__, NULL})

/* Cleared and ready from the first day on. */
static void tell_profile(void)
{
    TELL(told_profile, 0, "injury=nonspecific", "clearance.by=physio", "clearance.date=2026-04-20",
         "readiness.date=2026-05-01", "readiness.walk30=yes", "readiness.daily=yes",
         "readiness.bodyweight=yes");
}

/* A run of 4 minutes, green. */
static int64_t run(int day, double cadence)
{
    static struct hand_result hand;
    struct session session;
    history_session(&session, &hand, (unsigned)day, cadence);
    session.result.total[BKS_RUN].duration_s = 240;
    return history_put(store, runner.id, &session);
}

static void green(int day)
{
    (void)run(day, 165 + day % 3);
    TELL(told_diary, day, "before=0", "during=0", "next_morning=0");
}

/* What the plan says on that day, kept as shown. */
static void show_plan(int day)
{
    struct bks_plan *plan;
    assert_status(plan_of_runner(&plan, store, runner.id, DAY0 + day, 0, NULL), BKS_OK);
    assert_status(plan_keep(store, runner.id, plan, NULL), BKS_OK);
    bks_plan_free(plan);
}

static const struct form_facts *read_facts(int as_of, size_t n_weeks)
{
    struct bks_fault fault = {.offset = -1};
    form_book_free(book);
    const struct form_wish wish = {.as_of = DAY0 + as_of, .n_weeks = n_weeks};
    if (form_facts_read(&book, store, &runner, &wish, &fault) != BKS_OK)
        fail_msg("%s", fault.what);
    return form_book_facts(book);
}

static void a_history_is_told(void **state)
{
    (void)state;
    tell_profile();
    for (int day = 0; day <= 12; day += 3)
        green(day);
    const struct form_facts *facts = read_facts(13, 2);
    assert_string_equal(facts->runner->name, "Anna");
    assert_string_equal(facts->version, bks_version());
    assert_string_equal(told_value(facts->profile, "injury"), "nonspecific");
    assert_int_equal(facts->n_weeks, 2);
    assert_int_equal(facts->course->n_weeks, 2);
    assert_int_equal(facts->course->as_of, DAY0 + 13);
    assert_int_equal(facts->course->first, DAY0 + 3); /* Monday */
    assert_int_equal(facts->course->n_runs, 5);
    assert_int_equal(facts->form->n_sessions, 4); /* 0 lies before the period */
    assert_int_equal(facts->form->n_raw, 4);
    assert_int_equal(facts->form->n_left_out, 0);
    const struct form_measure *cadence = &facts->form->measure[BKS_CADENCE];
    assert_near(cadence->baseline, 165, 1e-9); /* of days 0, 3, 6 */
    assert_near(cadence->now.value, 165, 1e-9);
    assert_int_equal(cadence->week, week_of((DAY0 + 12) * DAY_US));
    const struct form_session *last = &facts->form->session[3];
    assert_int_equal(last->day, DAY0 + 12);
    assert_string_equal(last->format, "hand-made");
    assert_int_equal(last->n_flags, 3);
    assert_string_equal(last->flag[1].unit, "mm");
    assert_string_equal(last->flag[2].source, "a manual");
    assert_ptr_equal(facts->form->latest, last);
    assert_ptr_equal(facts->picture.session, last);
    assert_true(facts->picture.n_bouts > 6);
    assert_int_equal(facts->picture.bout[1].kind, BKS_RUN);
    assert_true(facts->picture.n_series > 0 && facts->picture.step_s > 0);
    assert_null(facts->pair[0]);
}

static void nothing_after_the_day_is_looked_at(void **state)
{
    (void)state;
    tell_profile();
    for (int day = 0; day <= 12; day += 3)
        green(day);
    show_plan(5);
    show_plan(13);
    const struct form_facts *facts = read_facts(5, 4);
    assert_int_equal(facts->course->n_runs, 2);
    assert_int_equal(facts->form->n_sessions, 2);
    assert_int_equal(facts->form->latest->day, DAY0 + 3);
    assert_nan(facts->form->measure[BKS_CADENCE].baseline);
    assert_int_equal(facts->n_decisions, 1);
    for (size_t i = 0; i < facts->n_entries; i++)
        assert_true(facts->entry[i].day <= DAY0 + 5);
    assert_int_equal(facts->n_entries, 4); /* days 0, 1, 3, 4 */
}

static void entries_are_told_as_they_were_typed(void **state)
{
    (void)state;
    TELL(told_diary, 3, "waking=1", "symptoms=tightness,sharp_pain", "surface=trail", "hills=yes",
         "cross_min=25", "core_done=no", "mobility_done=yes", "note=<b>100 %</b> \"fine\"");
    TELL(told_diary, 3, "during=4", "flare=yes", "stiffness=increased", "painkiller=yes");
    const struct form_facts *facts = read_facts(4, 1);
    assert_int_equal(facts->n_entries, 2);
    const struct form_entry *entry = facts->entry;
    assert_int_equal(entry->day, DAY0 + 3);
    assert_int_equal(entry->pain[PAIN_MORNING], 1);
    assert_int_equal(entry->pain[PAIN_DURING], PAIN_MISSING);
    assert_int_equal(entry->symptoms,
                     SYMPTOM_BIT(SYMPTOM_TIGHTNESS) | SYMPTOM_BIT(SYMPTOM_SHARP_PAIN));
    assert_string_equal(entry->surface, "trail");
    assert_int_equal(entry->hills, 1);
    assert_int_equal(entry->core_done, 0);
    assert_int_equal(entry->mobility_done, 1);
    assert_int_equal(entry->cross_min, 25);
    assert_string_equal(entry->note, "<b>100 %</b> \"fine\"");
    assert_false(entry->flare);
    entry++;
    assert_true(entry->flare && entry->stiffer && entry->painkiller);
    assert_int_equal(entry->pain[PAIN_DURING], 4);
    assert_int_equal(entry->hills, -1);
    assert_int_equal(entry->core_done, -1);
    assert_int_equal(entry->cross_min, -1);
    assert_string_equal(entry->note, "");
    assert_string_equal(entry->surface, "");
    assert_int_equal(facts->course->n_signs, 1);
}

static void a_decision_is_marked_where_a_later_line_changes_it(void **state)
{
    (void)state;
    tell_profile();
    for (int day = 0; day <= 6; day += 3)
        green(day);
    show_plan(8);
    const struct form_facts *facts = read_facts(9, 4);
    assert_int_equal(facts->n_decisions, 1);
    assert_string_equal(facts->decision[0].action, "ADVANCE");
    assert_string_equal(facts->decision[0].rule, "D21");
    assert_string_equal(facts->decision[0].stage, "3");
    assert_string_equal(facts->decision[0].version, bks_version());
    assert_non_null(strstr(facts->decision[0].fact, "2026-05-07")); /* of its last run */
    assert_true(facts->decision[0].consequence[0] && facts->decision[0].source[0]);
    assert_false(facts->decision[0].changed);
    (void)run(8, 165); /* of the same day: it was asked before the run */
    assert_false(read_facts(9, 4)->decision[0].changed);
    TELL(told_diary, 7, "flare=yes");
    facts = read_facts(9, 4);
    assert_true(facts->decision[0].changed);
    assert_string_equal(facts->decision[0].action, "ADVANCE");
    assert_string_equal(facts->decision[0].now_action, "FLARE_REST");
    assert_string_equal(facts->decision[0].now_rule, "D10");
    assert_string_equal(facts->decision[0].now_stage, "1");
}

static void the_last_ten_decisions_come_the_latest_first(void **state)
{
    (void)state;
    tell_profile();
    for (int day = 0; day < 13; day++)
        show_plan(day);
    TELL(told_profile, 13, "injury=mild_disc"); /* of a later day */
    const struct form_facts *facts = read_facts(14, 4);
    assert_int_equal(facts->n_decisions, FORM_DECISIONS);
    for (size_t i = 0; i < FORM_DECISIONS; i++) {
        assert_int_equal(facts->decision[i].day, DAY0 + 12 - (int)i);
        assert_false(facts->decision[i].changed);
    }
}

static void what_is_no_json_is_told_and_not_marked(void **state)
{
    (void)state;
    const struct record_value values[] = {{"json", "{\"action\": 3, \"why\": [[]]"},
                                          {"version", "9"}};
    struct record record = {
        .kind = RECORD_RECOMMENDATION, .day = "2026-05-02", .value = values, .n = 2};
    assert_status(store->can->begin(store, NULL), BKS_OK);
    assert_status(store->can->record_put(store, runner.id, &record, NULL), BKS_OK);
    assert_status(store->can->end(store, true, NULL), BKS_OK);
    const struct form_facts *facts = read_facts(4, 1);
    assert_int_equal(facts->n_decisions, 1);
    assert_string_equal(facts->decision[0].action, "");
    assert_string_equal(facts->decision[0].version, "9");
    assert_false(facts->decision[0].changed);
}

static void two_sessions_are_compared(void **state)
{
    (void)state;
    struct bks_fault fault = {.offset = -1};
    int64_t first = run(0, 160), second = run(40, 170);
    struct form_wish wish = {.as_of = DAY0 + 41, .n_weeks = 1, .pair = {first, second}};
    wish.locale = (const struct locale *)&wish; /* handed on as it is */
    assert_status(form_facts_read(&book, store, &runner, &wish, &fault), BKS_OK);
    const struct form_facts *facts = form_book_facts(book);
    assert_int_equal(facts->pair[0]->id, first); /* also from before the period */
    assert_int_equal(facts->pair[1]->id, second);
    assert_near(facts->pair[1]->result.total[BKS_RUN].measure[BKS_CADENCE].value, 170, 1e-9);
    assert_ptr_equal(facts->locale, wish.locale);
    form_book_free(book);
    wish.pair[0] = second;
    wish.pair[1] = first;
    wish.as_of = DAY0 + 39;
    assert_status(form_facts_read(&book, store, &runner, &wish, &fault), BKS_CANNOT_OPEN);
    assert_string_equal(fault.what, "session 2 is of a day after 2026-06-09");
    wish.as_of = DAY0 + 40;
    wish.pair[1] = 77;
    assert_status(form_facts_read(&book, store, &runner, &wish, &fault), BKS_CANNOT_OPEN);
    assert_null(book);
    assert_string_equal(fault.what, "Anna has no session 77");
    wish.n_weeks = 0;
    assert_status(form_facts_read(&book, store, &runner, &wish, &fault), BKS_BAD_ARGUMENT);
}

static void an_empty_history_has_facts(void **state)
{
    (void)state;
    const struct form_facts *facts = read_facts(0, 520);
    assert_int_equal(facts->n_decisions + facts->n_entries + facts->form->n_sessions, 0);
    assert_int_equal(facts->course->n_weeks,
                     1); /* it begins with the first word, and there is none */
    assert_null(facts->picture.session);
    assert_null(facts->form->latest);
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        assert_nan(facts->form->measure[i].now.value);
        assert_nan(facts->form->measure[i].baseline);
    }
}

static void what_did_not_agree_is_told(void **state)
{
    (void)state;
    static struct hand_result hand;
    struct session session;
    tell_profile();
    (void)run(10, 165);
    history_session(&session, &hand, 10, 165);
    memset(session.result.input.sha256, 'b', 64); /* another file of the same outing */
    (void)history_put(store, runner.id, &session);
    TELL(told_diary, 10, "during=0");
    const struct form_facts *facts = read_facts(13, 1);
    assert_int_equal(facts->n_conflicts, 1);
    assert_non_null(strstr(facts->conflict[0], "2026-05-11: two recordings"));
    assert_int_equal(facts->form->n_left_out, 1);
    TELL(told_diary, 11, "during=2");
    facts = read_facts(13, 1);
    assert_int_equal(facts->n_conflicts, 2);
    assert_string_equal(facts->conflict[1],
                        "2026-05-12: the diary has pain during a run, and there is no recording");
    assert_int_equal(read_facts(20, 1)->n_conflicts, 0);
}

/* Low cadence in runs of the same session: the cue has its aim, and the report has it as target. */
static void a_cue_is_the_target_of_the_cadence(void **state)
{
    (void)state;
    tell_profile();
    for (int day = 0; day <= 8; day += 2) {
        (void)run(day, 150);
        TELL(told_diary, day, "before=0", "during=4", "next_morning=0"); /* amber: it stays */
    }
    const struct form_facts *facts = read_facts(12, 4);
    int cue_spm = facts->course->answer.cue_spm;
    assert_int_equal(cue_spm, 158); /* 5 % above 150 */
    assert_near(facts->form->measure[BKS_CADENCE].target, cue_spm, 1e-9);
    assert_nan(facts->form->measure[BKS_CONTACT_TIME].target);
}

/* Every request for memory may fail, and nothing is lost then. */
static void no_memory_is_told(void **state)
{
    (void)state;
    struct bks_fault fault = {.offset = -1};
    enum bks_status status = BKS_NO_MEMORY;
    tell_profile();
    green(0);
    TELL(told_diary, 2, "flare=yes", "note=sore", "symptoms=fever");
    show_plan(2);
    const struct form_wish wish = {.as_of = DAY0 + 3, .n_weeks = 2};
    long live = memory_live(), failed = 0;
    for (; status != BKS_OK; failed++) {
        memory_fail_at(failed + 1);
        status = form_facts_read(&book, store, &runner, &wish, &fault);
        memory_fail_at(0);
        assert_true(status == BKS_OK || status == BKS_NO_MEMORY);
        form_book_free(book);
        book = NULL;
        assert_int_equal(memory_live(), live);
    }
    assert_true(failed > 50);
}

static double now_ms(void)
{
    struct timespec at;
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

/* Ten years, told together: one write. */
static void keep_years(void)
{
    static struct hand_result hand;
    struct session session;
    char date[DAY_ROOM];
    const struct record_value values[] = {{"waking", "1"}, {"before", "0"}, {"during", "1"}};
    assert_status(store->can->begin(store, NULL), BKS_OK);
    for (int i = 0; i < RUNS; i++) {
        int64_t id = 0;
        int day = i * YEARS / RUNS;
        history_session(&session, &hand, (unsigned)day, 160 + i % 7);
        assert_status(store->can->session_put(store, &id, runner.id, &session, NULL), BKS_OK);
        struct record record = {.kind = RECORD_DIARY, .value = values, .n = 3};
        (void)snprintf(record.day, sizeof record.day, "%.10s", day_iso(date, DAY0 + day));
        assert_status(store->can->record_put(store, runner.id, &record, NULL), BKS_OK);
    }
    assert_status(store->can->end(store, true, NULL), BKS_OK);
}

static void ten_years_are_quick(void **state)
{
    (void)state;
    static const size_t weeks[] = {26, 52, 520};
    tell_profile();
    keep_years();
    for (int i = 0; i < FORM_DECISIONS; i++)
        show_plan(YEARS - 2 * i);
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
        double before = now_ms();
        const struct form_facts *facts = read_facts(YEARS, weeks[i]);
        double took = now_ms() - before;
        print_message("%zu weeks of ten years: %zu sessions, %zu entries, %.0f ms\n", weeks[i],
                      facts->form->n_sessions, facts->n_entries, took);
        assert_int_equal(facts->course->n_runs, RUNS);
        assert_true(i == 2 || took < 2000); /* a debug build, a busy machine */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_history_is_told, start, end),
        cmocka_unit_test_setup_teardown(nothing_after_the_day_is_looked_at, start, end),
        cmocka_unit_test_setup_teardown(entries_are_told_as_they_were_typed, start, end),
        cmocka_unit_test_setup_teardown(a_decision_is_marked_where_a_later_line_changes_it, start,
                                        end),
        cmocka_unit_test_setup_teardown(the_last_ten_decisions_come_the_latest_first, start, end),
        cmocka_unit_test_setup_teardown(what_is_no_json_is_told_and_not_marked, start, end),
        cmocka_unit_test_setup_teardown(two_sessions_are_compared, start, end),
        cmocka_unit_test_setup_teardown(an_empty_history_has_facts, start, end),
        cmocka_unit_test_setup_teardown(what_did_not_agree_is_told, start, end),
        cmocka_unit_test_setup_teardown(a_cue_is_the_target_of_the_cadence, start, end),
        cmocka_unit_test_setup_teardown(no_memory_is_told, start, end),
        cmocka_unit_test_setup_teardown(ten_years_are_quick, start, end),
    };
    return cmocka_run_group_tests(tests, history_folder, history_folder_end);
}
