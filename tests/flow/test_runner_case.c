/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every scenario, told to a history key by key and session by session, gets the same answer. */
#include "flow/runner_case.h"

#include "base/memory.h"
#include "flow/plan_case.h"
#include "judge/plan.h"
#include "store/history.h"
#include "support/assert.h"
#include "support/shared.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define DAY_US  INT64_C(86400000000)
#define HOUR_US INT64_C(3600000000)

static char scenario_folder[SHARED_PATH_ROOM]; /* whole, before the tests go elsewhere */
static char shared_folder[SHARED_PATH_ROOM];

static void tell(struct told *told, const struct told_table *table, const char *key,
                 const char *value)
{
    char pair[TOLD_VALUE_ROOM + 64], why[TOLD_WHY_ROOM];
    (void)snprintf(pair, sizeof pair, "%s=%s", key, value);
    if (told_pair(told, why, table, pair) != BKS_OK)
        fail_msg("%s", why);
}

static void tell_day(struct told *told, const char *key, int32_t day)
{
    char text[DAY_ROOM];
    if (day != NO_DAY)
        tell(told, &told_profile, key, day_iso(text, day));
}

static void keep(struct store *store, const struct runner *runner, struct told *told, int32_t day)
{
    assert_status(runner_tell(store, runner->id, told, day, NULL), BKS_OK);
    told_clear(told);
}

static void keep_profile(struct store *store, const struct runner *runner,
                         const struct plan_case *from)
{
    struct told told = {.n = 0};
    const struct profile *profile = &from->profile;
    char goal[32];
    tell(&told, &told_profile, "injury", injury_id(profile->injury));
    tell(&told, &told_profile, "surgery", surgery_id(profile->surgery));
    tell_day(&told, "event_date", profile->event_day);
    (void)snprintf(goal, sizeof goal, "%d", (int)profile->goal_minutes);
    tell(&told, &told_profile, "goal_minutes", goal);
    tell_day(&told, "clearance.date", profile->clearance.day);
    tell_day(&told, "clearance.run_from", profile->clearance.run_from);
    if (profile->clearance.day != NO_DAY)
        tell(&told, &told_profile, "clearance.by", clinician_id(profile->clearance.by));
    tell_day(&told, "readiness.date", profile->readiness.day);
    if (profile->readiness.day != NO_DAY) {
        tell(&told, &told_profile, "readiness.walk30", profile->readiness.walk30 ? "yes" : "no");
        tell(&told, &told_profile, "readiness.daily", profile->readiness.daily ? "yes" : "no");
        tell(&told, &told_profile, "readiness.bodyweight",
             profile->readiness.bodyweight ? "yes" : "no");
    }
    keep(store, runner, &told, from->today);
    for (size_t i = 0; i < profile->n_reviews; i++) {
        tell(&told, &told_review, "by", clinician_id(profile->reviews[i].by));
        keep(store, runner, &told, profile->reviews[i].day);
    }
}

static void keep_entry(struct store *store, const struct runner *runner,
                       const struct diary_entry *entry)
{
    static const char *const keys[] = {"before", "during", "waking"};
    struct told told = {.n = 0};
    char text[1024] = "";
    for (int i = 0; i < PAIN_COUNT; i++) {
        (void)snprintf(text, sizeof text, "%d", (int)entry->pain[i]);
        if (entry->pain[i] >= 0)
            tell(&told, &told_diary, keys[i], text);
    }
    text[0] = '\0';
    for (int i = 0; i < SYMPTOM_COUNT; i++)
        if (entry->symptoms >> i & 1)
            (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
                           text[0] ? "," : "", symptom_id((enum symptom)i));
    tell(&told, &told_diary, "symptoms", text[0] ? text : "none");
    tell(&told, &told_diary, "flare", entry->flare ? "yes" : "no");
    tell(&told, &told_diary, "stiffness", entry->stiffer ? "increased" : "usual");
    tell(&told, &told_diary, "painkiller", entry->painkiller ? "yes" : "no");
    tell(&told, &told_diary, "note_checked", entry->note_checked ? "yes" : "no");
    if (entry->note)
        tell(&told, &told_diary, "note", entry->note);
    keep(store, runner, &told, entry->day);
}

static void keep_session(struct store *store, const struct runner *runner, size_t number,
                         const struct plan_session *from)
{
    static struct hand_result hand;
    static const struct given_option given[] = {{"placement", "waist"}};
    struct session session = {.file = "run.csv", .version = "0", .given = given, .n_given = 1};
    int64_t id = 0;
    result_session(&hand);
    struct bks_result *result = &hand.result;
    result->input.info.start = (struct bks_instant){
        .kind = BKS_CLOCK_UTC,
        .t_us = from->day * DAY_US + (int64_t)(number % 4) * 4 * HOUR_US + HOUR_US};
    result->input.duration_s = 3600;
    (void)snprintf(result->input.sha256, sizeof result->input.sha256, "%064zu", number);
    result->quality.verdict = BKS_GOOD;
    result->total[BKS_RUN].duration_s = (double)from->run_s;
    result->total[BKS_WALK].duration_s = (double)from->walk_s;
    result->n_flags = from->form_faded;
    result->flags[0] = (struct bks_flag){
        .id = BKS_FLAG_FORM_FADED, .level = BKS_LEVEL_WATCH, .unit = "%", .source = "a test"};
    /* a case knows nothing of the cadence */
    result->total[BKS_RUN].measure[BKS_CADENCE].why = BKS_WHY_TOO_SHORT;
    result->total[BKS_RUN].measure[BKS_VERTICAL_OSCILLATION].why = BKS_WHY_TOO_SHORT;
    session.result = *result;
    struct bks_fault fault = {.offset = -1};
    if (store->can->session_put(store, &id, runner->id, &session, &fault) != BKS_OK)
        fail_msg("%s: session %zu: %s", runner->name, number, fault.what);
}

static void keep_case(struct store *store, const struct runner *runner,
                      const struct plan_case *from)
{
    assert_status(store->can->begin(store, NULL), BKS_OK);
    keep_profile(store, runner, from);
    for (size_t i = 0; i < from->n_diary; i++)
        keep_entry(store, runner, &from->diary[i]);
    for (size_t i = 0; i < from->n_sessions; i++)
        keep_session(store, runner, i, &from->sessions[i]);
    assert_status(store->can->end(store, true, NULL), BKS_OK);
}

static void check_case(struct store *store, const char *path)
{
    static struct plan_answer asked, kept;
    struct plan_case from, back;
    struct bks_fault fault;
    struct runner runner = history_runner(store, path);
    assert_status(plan_case_read(&from, path, &fault), BKS_OK);
    keep_case(store, &runner, &from);
    assert_status(runner_case(&back, store, runner.id, from.today, 0, NULL), BKS_OK);
    assert_status(plan_recommend(&asked, &from), BKS_OK);
    assert_status(plan_recommend(&kept, &back), BKS_OK);
    assert_text_case(path, plan_action_id(kept.action), plan_action_id(asked.action));
    assert_text_case(path, kept.rule, asked.rule);
    assert_text_case(path, kept.text, asked.text);
    assert_int_case(path, kept.passes, asked.passes);
    assert_int_case(path, kept.earliest, asked.earliest);
    assert_int_case(path, kept.build_s, asked.build_s);
    plan_case_clear(&from);
    plan_case_clear(&back);
}

static size_t check_folder(const char *folder)
{
    char path[SHARED_PATH_ROOM + 300];
    struct store *store = history_open();
    size_t n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!strstr(entry->d_name, ".json"))
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        check_case(store, path);
        n++;
    }
    (void)closedir(dir);
    store->can->close(store);
    history_remove();
    return n;
}

static void own_scenarios_come_out_of_a_history(void **state)
{
    (void)state;
    assert_true(check_folder(scenario_folder) >= 40);
}

static void shared_scenarios_come_out_of_a_history(void **state)
{
    (void)state;
    shared_path_or_skip(shared_folder, "scenarios/plan");
    assert_true(check_folder(shared_folder) >= 32);
}

/* Every request for memory may fail, and nothing is lost then. */
static void no_memory_is_told(void **state)
{
    char path[SHARED_PATH_ROOM + 64];
    struct plan_case from, back;
    struct bks_fault fault;
    struct store *store = history_open();
    struct runner runner = history_runner(store, "Anna");
    enum bks_status status = BKS_NO_MEMORY;
    int failed = 0;
    (void)state;
    (void)snprintf(path, sizeof path, "%s/d4-checked.json", scenario_folder);
    assert_status(plan_case_read(&from, path, &fault), BKS_OK);
    keep_case(store, &runner, &from);
    long live = memory_live();
    for (long nth = 1; status != BKS_OK; nth++, failed++) {
        memory_fail_at(nth);
        status = runner_case(&back, store, runner.id, from.today, 0, &fault);
        memory_fail_at(0);
        assert_true(status == BKS_OK || status == BKS_NO_MEMORY);
        plan_case_clear(&back);
        assert_int_equal(memory_live(), live);
    }
    assert_true(failed > 10);
    plan_case_clear(&from);
    store->can->close(store);
    history_remove();
}

/* A recording by hand: running at that cadence for so long, from that instant on. */
struct kept {
    struct bks_instant start;
    double duration_s, run_s, cadence_spm;
    enum bks_source source;
    enum bks_flag_id flag; /* BKS_FLAG_COUNT: none */
    const char *unit;
    enum bks_verdict verdict;
};

static void keep_recording(struct store *store, const struct runner *runner, int number,
                           const struct kept *kept)
{
    static struct hand_result hand;
    static const struct given_option given[] = {{"placement", "waist"}};
    struct session session = {.file = "run.csv", .version = "0", .given = given, .n_given = 1};
    int64_t id = 0;
    result_session(&hand);
    struct bks_result *result = &hand.result;
    result->input.info.start = kept->start;
    result->input.duration_s = kept->duration_s;
    result->input.source = kept->source;
    result->input.placement = BKS_WAIST;
    (void)snprintf(result->input.sha256, sizeof result->input.sha256, "%064d", number);
    result->quality.verdict = kept->verdict;
    struct bks_total *run = &result->total[BKS_RUN];
    run->duration_s = kept->run_s;
    run->measure[BKS_CADENCE] = (struct bks_measure){kept->cadence_spm, kept->cadence_spm - 1,
                                                     kept->cadence_spm + 1, 100, BKS_WHY_NONE};
    run->measure[BKS_VERTICAL_OSCILLATION] = (struct bks_measure){80, 79, 81, 100, BKS_WHY_NONE};
    run->measure[BKS_LATERAL_SWAY] = (struct bks_measure){12, 11, 13, 100, BKS_WHY_NONE};
    run->measure[BKS_STEP_TIME_ASYMMETRY] = (struct bks_measure){6, 5, 7, 100, BKS_WHY_NONE};
    result->n_flags = kept->flag != BKS_FLAG_COUNT;
    result->flags[0] = (struct bks_flag){
        .id = kept->flag, .level = BKS_LEVEL_WATCH, .unit = kept->unit, .source = "a test"};
    session.result = *result;
    assert_status(store->can->begin(store, NULL), BKS_OK);
    assert_status(store->can->session_put(store, &id, runner->id, &session, NULL), BKS_OK);
    assert_status(store->can->end(store, true, NULL), BKS_OK);
}

#define AT(kind, hour, second)                              \
    {                                                       \
        kind, (hour)*HOUR_US + (second)*INT64_C(1000000), 0 \
    }

/* Phone and watch of one run, in whatever order and whatever clock each has. */
static void phone_and_watch_of_one_run_are_one(void **state)
{
    static const struct {
        const char *label, *zone;
        struct bks_instant watch;
        double watch_s;
        size_t n;
        int64_t run_s;
    } rows[] = {
        {"the watch is longer", "tz=UTC", AT(BKS_CLOCK_UTC, 12, -30), 1300, 1, 700},
        {"the watch is shorter", "tz=UTC", AT(BKS_CLOCK_UTC, 12, 30), 1100, 1, 600},
        {"the watch is on the wall", "tz=+02:00", AT(BKS_CLOCK_LOCAL, 14, 30), 1100, 1, 600},
        {"another run, by its own wall", "tz=+02:00", AT(BKS_CLOCK_LOCAL, 12, 30), 1100, 2, 1300},
        {"half of the watch, no more", "tz=UTC", AT(BKS_CLOCK_UTC, 12, 650), 1100, 2, 1300},
        {"a little more than half", "tz=UTC", AT(BKS_CLOCK_UTC, 12, 649), 1100, 1, 600},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct store *store = history_open();
        struct runner runner = history_runner(store, "Anna");
        struct told told = {.n = 0};
        struct plan_case back;
        const struct kept phone = {.start = AT(BKS_CLOCK_UTC, 12, 0),
                                   .duration_s = 1200,
                                   .run_s = 600,
                                   .cadence_spm = 160,
                                   .source = BKS_SOURCE_RAW,
                                   .flag = BKS_FLAG_COUNT};
        struct kept watch = phone;
        watch.start = rows[i].watch;
        watch.duration_s = rows[i].watch_s;
        watch.run_s = 700;
        watch.cadence_spm = 164;
        watch.source = BKS_SOURCE_DEVICE;
        tell(&told, &told_profile, "tz", rows[i].zone + 3);
        assert_status(store->can->begin(store, NULL), BKS_OK);
        keep(store, &runner, &told, 0);
        assert_status(store->can->end(store, true, NULL), BKS_OK);
        keep_recording(store, &runner, 1, &phone);
        keep_recording(store, &runner, 2, &watch);
        assert_status(runner_case(&back, store, runner.id, 0, 0, NULL), BKS_OK);
        assert_int_case(rows[i].label, back.n_sessions, rows[i].n);
        int64_t run_s = 0;
        for (size_t k = 0; k < back.n_sessions; k++)
            run_s += back.sessions[k].run_s;
        assert_int_case(rows[i].label, run_s, rows[i].run_s);
        assert_int_case(rows[i].label, back.n_warnings, rows[i].n == 1);
        if (rows[i].n == 1) /* and its form is its own */
            assert_int_case(rows[i].label, (int)back.sessions[0].form.cadence.value,
                            run_s == 600 ? 160 : 164);
        plan_case_clear(&back);
        store->can->close(store);
        history_remove();
    }
}

/* Cadence, flags and notes of a history reach the cue. */
static void the_form_of_a_history_reaches_the_plan(void **state)
{
    struct store *store = history_open();
    struct runner runner = history_runner(store, "Anna");
    struct told told = {.n = 0};
    struct plan_case back;
    static struct plan_answer answer;
    (void)state;
    assert_status(store->can->begin(store, NULL), BKS_OK);
    tell(&told, &told_profile, "injury", "nonspecific");
    tell(&told, &told_profile, "clearance.by", "physio");
    tell(&told, &told_profile, "clearance.date", "1970-01-01");
    keep(store, &runner, &told, 0);
    for (int day = 0; day < 8; day++) {
        tell(&told, &told_diary, "waking", "0");
        tell(&told, &told_diary, "before", "0");
        tell(&told, &told_diary, "during", "0");
        tell(&told, &told_diary, "hills", day == 6 ? "yes" : "no");
        keep(store, &runner, &told, day);
    }
    assert_status(store->can->end(store, true, NULL), BKS_OK);
    for (int i = 0; i < 3; i++) {
        const struct kept kept = {.start = {BKS_CLOCK_UTC, i * 3 * DAY_US + HOUR_US, 0},
                                  .duration_s = 900,
                                  .run_s = 150,
                                  .cadence_spm = 160 + i,
                                  .flag = i == 2 ? BKS_FLAG_LOW_CADENCE : BKS_FLAG_COUNT,
                                  .unit = "spm"};
        keep_recording(store, &runner, i, &kept);
    }
    assert_status(runner_case(&back, store, runner.id, 8, 0, NULL), BKS_OK);
    assert_int_equal(back.n_sessions, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct plan_form *form = &back.sessions[i].form;
        assert_true(form->ok && form->placement == BKS_WAIST);
        assert_int_equal((int)form->cadence.value, 160 + (int)i);
        assert_int_equal((int)form->bounce.value, 80);
        assert_int_equal((int)form->sway.value, 12);
        assert_int_equal((int)form->asymmetry.value, 6);
        assert_int_equal(form->flags, i == 2 ? 1u << BKS_FLAG_LOW_CADENCE : 0u);
    }
    assert_status(plan_recommend(&answer, &back), BKS_OK);
    assert_string_equal(answer.rule, "D24");
    assert_int_equal(answer.cue_spm, 169);
    assert_string_equal(answer.note[0].id, "try_flat");
    plan_case_clear(&back);
    assert_status(store->can->begin(store, NULL), BKS_OK);
    tell(&told, &told_diary, "calf_pain", "yes");
    keep(store, &runner, &told, 8);
    assert_status(store->can->end(store, true, NULL), BKS_OK);
    assert_status(runner_case(&back, store, runner.id, 8, 0, NULL), BKS_OK);
    assert_status(plan_recommend(&answer, &back), BKS_OK);
    assert_string_equal(answer.rule, "D24");
    assert_string_equal(answer.cue, "");
    plan_case_clear(&back);
    store->can->close(store);
    history_remove();
}

/* What faded is known by the unit of its flag; a poor recording says nothing of form. */
static void what_faded_is_kept(void **state)
{
    static const struct {
        const char *unit;
        enum bks_verdict verdict;
        bool faded, bounce;
    } rows[] = {{"spm", BKS_GOOD, true, false},
                {"mm", BKS_USABLE, true, true},
                {"m", BKS_GOOD, true, false},
                {"mm", BKS_POOR, false, true}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct store *store = history_open();
        struct runner runner = history_runner(store, "Anna");
        struct plan_case back;
        const struct kept kept = {.start = AT(BKS_CLOCK_UTC, 12, 0),
                                  .duration_s = 900,
                                  .run_s = 240,
                                  .cadence_spm = 160,
                                  .flag = BKS_FLAG_FORM_FADED,
                                  .unit = rows[i].unit,
                                  .verdict = rows[i].verdict};
        keep_recording(store, &runner, 1, &kept);
        assert_status(runner_case(&back, store, runner.id, 0, 0, NULL), BKS_OK);
        assert_int_case(rows[i].unit, back.sessions[0].form_faded, rows[i].faded);
        assert_int_case(rows[i].unit, back.sessions[0].form.ok, rows[i].faded);
        assert_int_case(rows[i].unit, back.sessions[0].form.bounce_faded, rows[i].bounce);
        plan_case_clear(&back);
        store->can->close(store);
        history_remove();
    }
}

/* An import may say anything of how long a run was. */
static void a_run_without_end_is_taken(void **state)
{
    static struct hand_result hand;
    struct session session;
    struct plan_case back;
    (void)state;
    struct store *store = history_open();
    struct runner runner = history_runner(store, "Anna");
    history_session(&session, &hand, 0, 160);
    session.result.total[BKS_RUN].duration_s = 1e300;
    (void)history_put(store, runner.id, &session);
    assert_status(runner_case(&back, store, runner.id, INT16_MAX, 0, NULL), BKS_OK);
    assert_int_equal(back.n_sessions, 1);
    assert_true(back.sessions[0].run_s >= 86400);
    plan_case_clear(&back);
    store->can->close(store);
    history_remove();
}

static void the_day_is_that_of_the_zone(void **state)
{
    static const struct {
        const char *label;
        struct bks_instant at;
        const char *zone;
        int32_t day;
    } rows[] = {
        {"utc", {BKS_CLOCK_UTC, 23 * HOUR_US, 0}, NULL, 0},
        {"utc, east", {BKS_CLOCK_UTC, 23 * HOUR_US, 0}, "+02:00", 1},
        {"zoned", {BKS_CLOCK_ZONED, 23 * HOUR_US, 120}, NULL, 1},
        {"zoned, elsewhere", {BKS_CLOCK_ZONED, 23 * HOUR_US, 120}, "UTC", 0},
        {"wall", {BKS_CLOCK_LOCAL, 23 * HOUR_US, 0}, "+02:00", 0},
        {"before 1970", {BKS_CLOCK_UTC, -1, 0}, NULL, -1},
        {"west", {BKS_CLOCK_UTC, HOUR_US, 0}, "-05:00", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_case(rows[i].label, runner_day(&rows[i].at, rows[i].zone), rows[i].day);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_scenarios_come_out_of_a_history),
        cmocka_unit_test(shared_scenarios_come_out_of_a_history),
        cmocka_unit_test(no_memory_is_told),
        cmocka_unit_test(phone_and_watch_of_one_run_are_one),
        cmocka_unit_test(the_form_of_a_history_reaches_the_plan),
        cmocka_unit_test(what_faded_is_kept),
        cmocka_unit_test(a_run_without_end_is_taken),
        cmocka_unit_test(the_day_is_that_of_the_zone),
    };
    source_path(scenario_folder, "tests/scenarios/plan");
    return cmocka_run_group_tests(tests, history_folder, history_folder_end);
}
