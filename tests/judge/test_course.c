/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course of a runner: histories by hand whose course is known, and 2,000 random ones in which
 * it agrees with the replay on every day that is asked for.
 */
#include "judge/course.h"

#include "base/memory.h"
#include "judge/plan_symptoms.h"
#include "support/assert.h"
#include "support/random_case.h"

#include <math.h>
#include <string.h>
#include <time.h>

#define HISTORIES     2000
#define DAYS_ASKED    4
#define YEARS_DAYS    3650
#define YEARS_RUNS    1500
#define YEARS_ENTRIES 1800

static struct hand_case hand;
static struct course course;

static void make(int today)
{
    course_clear(&course);
    hand_today(&hand, today);
    assert_status(course_make(&course, &hand.from, HAND_DAY0), BKS_OK);
}

/* Three green runs in a week: stage 1 is done, 3 begins on day 7. */
static void one_week(void)
{
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (int day = 0; day <= 6; day += 3)
        hand_green(&hand, day, 240);
}

static void check_move(size_t i, int day, const char *from, const char *to, enum course_why why)
{
    assert_true(i < course.n_moves);
    assert_int_equal(course.move[i].day - HAND_DAY0, day);
    assert_string_equal(course.move[i].from ? course.move[i].from : "-", from);
    assert_string_equal(course.move[i].to, to);
    assert_string_equal(course_why_words(course.move[i].why), course_why_words(why));
}

/* A week, then one thing more: the third move. */
static void check_third(int day, enum course_why why)
{
    assert_int_equal(course.n_moves, 3);
    check_move(0, 0, "-", "1", COURSE_BEGAN);
    check_move(1, 7, "1", "3", COURSE_ADVANCED);
    check_move(2, day, "3", "1", why);
    assert_int_equal(course.move[2].from_s, 360);
    assert_int_equal(course.move[2].to_s, 240);
}

static void a_flare_opens_and_closes(void **state)
{
    (void)state;
    one_week();
    hand_run(&hand, 8, 360, 0, 0, 2);
    make(9);
    assert_int_equal(course.n_flares, 1);
    assert_int_equal(course.flare[0].opened, HAND_DAY0 + 8);
    assert_int_equal(course.flare[0].closed, NO_DAY);
    hand_morning(&hand, 10, 0);
    make(12);
    check_third(8, COURSE_FLARE);
    assert_int_equal(course.n_flares, 1);
    assert_int_equal(course.flare[0].last_bad, HAND_DAY0 + 8);
    assert_int_equal(course.flare[0].closed, HAND_DAY0 + 10);
    assert_int_equal(course.run[3].class_of, CLASS_RED);
    assert_string_equal(course.run[3].stage, "3"); /* of the run, also where it moved that day */
    assert_int_equal(course.run[3].planned_s, 360);
    assert_int_equal(course.run[3].pain[PAIN_MORNING], 2);
}

static void two_ambers_go_back(void **state)
{
    (void)state;
    one_week();
    hand_run(&hand, 8, 360, 2, 4, 2);
    hand_run(&hand, 11, 360, 2, 4, 2);
    make(13);
    assert_int_equal(course.run[3].class_of, CLASS_AMBER);
    assert_int_equal(course.run[4].class_of, CLASS_AMBER);
    check_third(11, COURSE_AMBERS);
}

static void a_break_goes_back(void **state)
{
    (void)state;
    one_week();
    hand_green(&hand, 22, 240);
    make(23);
    check_third(22, COURSE_BREAK);
    assert_int_equal(course.run[3].since_last, 16);
    assert_int_equal(course.run[0].since_last, -1);
}

static void worse_mornings_withdraw(void **state)
{
    (void)state;
    one_week();
    for (int day = 2; day <= 15; day++)
        hand_morning(&hand, day, day > 8);
    hand_run(&hand, 15, 240, 1, 1, 1);
    make(16);
    check_third(15, COURSE_WITHDRAWN);
}

static void a_sign_waits_for_its_review(void **state)
{
    (void)state;
    one_week();
    hand_run(&hand, 8, 360, 0, 0, 0);
    hand_entry(&hand, 9)->symptoms =
        SYMPTOM_BIT(SYMPTOM_SHARP_PAIN) | SYMPTOM_BIT(SYMPTOM_TIGHTNESS);
    make(10);
    check_third(9, COURSE_SYMPTOM);
    assert_int_equal(course.run[3].class_of, CLASS_FLAG);
    assert_int_equal(course.n_signs, 1);
    assert_int_equal(course.sign[0].symptoms, SYMPTOM_BIT(SYMPTOM_SHARP_PAIN));
    assert_int_equal(course.sign[0].level, LEVEL_CONTACT);
    assert_int_equal(course.sign[0].reviewed, NO_DAY);
    hand_review(&hand, 14, BY_SURGEON); /* not the first */
    hand_review(&hand, 12, BY_PHYSIO);
    hand_review(&hand, 11, BY_OTHER); /* clears nothing */
    make(20);
    assert_int_equal(course.sign[0].reviewed, HAND_DAY0 + 12);
    assert_int_equal(course.sign[0].by, BY_PHYSIO);
    hand_entry(&hand, 21)->symptoms = SYMPTOM_BIT(SYMPTOM_FEVER) | SYMPTOM_BIT(SYMPTOM_SHARP_PAIN);
    hand_review(&hand, 21, BY_PHYSIO); /* may not answer a fever */
    hand_review(&hand, 25, BY_PHYSICIAN);
    make(24);
    assert_int_equal(course.n_signs, 2);
    assert_int_equal(course.sign[1].level, LEVEL_URGENT);
    assert_int_equal(course.sign[1].reviewed, NO_DAY);
    make(25);
    assert_int_equal(course.sign[1].reviewed, HAND_DAY0 + 25);
}

static void weeks_without_a_run_are_there(void **state)
{
    static const int run_s[] = {480, 0, 0, 0, 240}, line_s[] = {0, 588, 588, 588, 588};
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    hand_green(&hand, 0, 240);
    hand_run(&hand, 3, 240, 0, 0, HAND_NONE);
    hand_green(&hand, 28, 240);
    hand.sessions[0].walk_s = 900;
    hand.sessions[hand.from.n_sessions++] =
        (struct plan_session){.day = HAND_DAY0 + 6, .walk_s = 600};
    make(34);
    assert_int_equal(course.n_weeks, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(course.week[i].run_s, run_s[i]);
        assert_int_equal(course.week[i].planned_s, run_s[i]);
        assert_int_equal(course.week[i].line_s, line_s[i]);
        assert_int_equal(course.week[i].runs, run_s[i] / 240);
        assert_int_equal(course.week[i].missed_mornings, i == 0);
        assert_int_equal(course.week[i].walk_s, i == 0 ? 1500 : 0);
    }
    assert_int_equal(course.run[0].walk_s, 900);
    assert_int_equal(course.runs_due, 6); /* three, and 24 days in between */
    assert_int_equal(course.runs_done, 3);
    assert_near(course.adherence_percent, 50, 1e-9);
    assert_int_equal(course.mornings_due, 3);
    assert_int_equal(course.mornings_told, 2);
}

static void nothing_is_due_while_it_is_stopped(void **state)
{
    (void)state;
    one_week();
    hand_entry(&hand, 7)->flare = true;
    make(34);
    assert_int_equal(course.flare[0].closed, NO_DAY);
    assert_int_equal(course.runs_due, 3);
    one_week();
    hand_entry(&hand, 7)->symptoms = SYMPTOM_BIT(SYMPTOM_FEVER);
    make(34);
    assert_int_equal(course.runs_due, 3);
    hand_review(&hand, 20, BY_PHYSICIAN); /* days 20 .. 33 */
    make(34);
    assert_int_equal(course.runs_due, 5);
    one_week();
    static const int flares[] = {7, 13, 19};
    for (size_t i = 0; i < 3;
         i++) { /* each closes two days later; the third waits for its review */
        hand_entry(&hand, flares[i])->flare = true;
        for (int day = flares[i] + 1; day <= flares[i] + 2; day++)
            hand_entry(&hand, day)->pain[PAIN_MORNING] = 0;
    }
    make(33);
    assert_int_equal(course.n_flares, 3);
    assert_true(course.flare[2].closed != NO_DAY && course.flare[2].third);
    assert_string_equal(course.answer.rule, "D9");
    assert_int_equal(course.runs_due, 4); /* days 9 .. 12 and 15 .. 18 */
    hand_review(&hand, 26, BY_PHYSIO);    /* and 26 .. 33 */
    make(33);
    assert_int_equal(course.flare[2].reviewed, HAND_DAY0 + 26);
    assert_int_equal(course.runs_due, 5);
    one_week(); /* days 7 .. 33: after that the questions come again */
    make(400);
    assert_int_equal(course.runs_due, 6);
    hand.sessions[2].run_s = 100;
    make(8);
    assert_int_equal(course.runs_done, 2);
    assert_int_equal(course.runs_due, 3);
}

static void the_first_session_stands_alone(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    hand_run(&hand, 0, 240, HAND_NONE, HAND_NONE, HAND_NONE);
    make(0);
    assert_int_equal(course.n_runs, 1);
    assert_int_equal(course.n_moves, 1);
    assert_int_equal(course.run[0].class_of, CLASS_UNKNOWN);
    assert_int_equal(course.run[0].longest_before_s, 0);
    assert_near(course.minutes.now, 4, 1e-9);
    assert_nan(course.minutes.before);
    assert_true(isnan(course.morning.now) && isnan(course.morning.before));
    assert_int_equal(course.mornings_due, 0);
    assert_int_equal(course.entries + course.days_asked, 0);
    assert_near(course.adherence_percent, 100, 1e-9);
    assert_int_equal(course.start, HAND_DAY0);
    assert_int_equal(course.first_trend, MORNINGS_UNKNOWN);
    make(1);
    assert_int_equal(course.mornings_due, 1);
    assert_int_equal(course.mornings_told, 0);
}

static void nothing_at_all_is_a_course(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_UNKNOWN, SURGERY_NONE);
    make(10);
    assert_int_equal(course.n_runs + course.n_moves + course.n_flares + course.n_signs, 0);
    assert_int_equal(course.n_weeks, 2);
    assert_int_equal(course.start, NO_DAY);
    assert_true(isnan(course.adherence_percent) && isnan(course.minutes.now));
    assert_nan(course.first_change);
    assert_string_equal(course.answer.rule, "D19");
}

static void the_first_two_weeks_are_frozen(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    hand.sessions[hand.from.n_sessions++] = (struct plan_session){.day = HAND_DAY0, .run_s = 240};
    for (int day = 0; day < 28; day++)
        hand_morning(&hand, day, day < 7 ? 2 : day < 14 ? 1 : 5);
    make(12);
    assert_int_equal(course.first_trend, MORNINGS_UNKNOWN);
    assert_nan(course.first_change);
    assert_int_equal(course.first_mornings, 13);
    for (int day = 13; day < 28; day += 14) {
        make(day);
        assert_int_equal(course.first_trend, MORNINGS_IMPROVING);
        assert_near(course.first_change, -1, 1e-9);
        assert_int_equal(course.first_mornings, 14);
    }
    assert_near(course.morning.now, 5, 1e-9);
    assert_near(course.morning.before, 1, 1e-9);
    assert_int_equal(course.morning.n_now, 14);
}

static void runs_too_close_are_told(void **state)
{
    static const struct {
        int day;
        bool too_soon;
        int longest_s;
    } runs[] = {{0, false, 0},    {2, false, 500},  {4, false, 500},
                {6, true, 500},   {7, true, 500},   {12, false, 500},
                {30, false, 500}, {41, false, 240}, {80, false, 0}};
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
        hand_green(&hand, runs[i].day, i == 0 ? 500 : 240);
    make(81);
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        assert_int_equal(course.run[i].too_soon, runs[i].too_soon);
        assert_int_equal(course.run[i].longest_before_s, runs[i].longest_s);
    }
    assert_int_equal(course.too_soon, 2);
}

static bool shows_the_stage(const char *rule)
{
    static const char *const rules[] = {"D18", "D25", "D19", "D21", "D22", "D23", "D24"};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rule, rules[i]) == 0)
            return true;
    return false;
}

/* The stage of a day is that of the last move up to it; what was earned today begins tomorrow. */
static void check_moves(const struct plan_state *state)
{
    const char *on_day = plan_stage_name(&course.track, 0), *last = on_day;
    int64_t run_s = 0;
    bool tomorrow = state->granted && state->now.began > course.as_of;
    for (size_t i = 0; i < course.n_moves; i++) {
        const struct course_move *move = &course.move[i];
        assert_true(i == 0 ? !move->from && move->to == last
                           : move->from == last && move->from_s == run_s);
        assert_true(i == 0 || move->day >= course.move[i - 1].day);
        on_day = move->day <= course.as_of ? move->to : on_day;
        last = move->to;
        run_s = move->to_s;
    }
    const struct plan_step *step = tomorrow ? &state->earned : &state->now;
    assert_string_equal(on_day, plan_stage_name(&course.track, step->place));
    assert_string_equal(last, plan_stage_name(&course.track, state->now.place));
    assert_true((course.n_moves > 0) == (course.n_runs > 0));
    if (course.n_moves > 0)
        assert_int_equal(run_s, plan_step_run_s(&course.track, &state->now));
    if (shows_the_stage(course.answer.rule))
        assert_string_equal(last, course.answer.stage);
}

static void check_runs(const struct plan_days *days)
{
    size_t n = 0;
    for (size_t i = 0; i < days->n; i++) {
        if (days->day[i].run_s <= 0)
            continue;
        assert_true(n < course.n_runs);
        const struct course_run *run = &course.run[n++];
        assert_int_equal(run->day, days->day[i].day);
        assert_int_equal(run->class_of, plan_class(days, run->day, course.track.limits));
        assert_int_equal(run->done, plan_done(run->run_s, run->planned_s));
    }
    assert_int_equal(course.n_runs, n);
}

static void check_flares(const struct plan_state *state)
{
    const struct course_flare *last =
        course.n_flares > 0 ? &course.flare[course.n_flares - 1] : NULL;
    assert_int_equal(state->opened, last ? last->opened : NO_DAY);
    if (last) {
        assert_int_equal(state->open, last->closed == NO_DAY);
        if (state->open)
            assert_int_equal(state->last_bad, last->last_bad);
    }
    for (size_t i = 0; i < course.n_flares; i++) {
        assert_true(course.flare[i].last_bad >= course.flare[i].opened);
        assert_true(i + 1 == course.n_flares || course.flare[i].closed > course.flare[i].last_bad);
    }
}

static bool is_open(int level)
{
    bool open = false;
    for (size_t i = 0; i < course.n_signs; i++)
        open |= course.sign[i].level == level && course.sign[i].reviewed == NO_DAY;
    return open;
}

static void check_day(int32_t day, int seen[COURSE_WHY_COUNT])
{
    struct plan_days days;
    hand.from.today = day;
    course_clear(&course);
    assert_status(course_make(&course, &hand.from, day - 100), BKS_OK);
    assert_status(plan_days_make(&days, &hand.from), BKS_OK);
    struct plan_state state = plan_replay(&days, &course.track);
    check_moves(&state);
    check_runs(&days);
    check_flares(&state);
    assert_true(is_open(LEVEL_EMERGENCY) == (strcmp(course.answer.rule, "D1") == 0));
    assert_true(!is_open(LEVEL_URGENT) || course.answer.action <= PLAN_STOP_URGENT);
    assert_true(course.runs_done <= course.runs_due && course.entries <= course.days_asked);
    assert_true(course.mornings_told <= course.mornings_due);
    for (size_t i = 0; i < course.n_moves; i++)
        seen[course.move[i].why]++;
    plan_days_clear(&days);
}

/* Sometimes the last mornings are a little worse, so that what was earned is withdrawn. */
static void worsen(void)
{
    int days = (int)random_draw(9), last = hand.from.today - HAND_DAY0;
    for (int day = last; random_chance(95) && day > last - days && day >= 0; day--)
        hand_morning(&hand, day, 1);
}

/* Sometimes the last runs took a painkiller: mild reactions, one after the other. */
static void numb(void)
{
    int32_t from = hand.from.today - 12;
    for (size_t i = 0; i < hand.from.n_diary; i++)
        if (hand.diary[i].day >= from)
            hand.diary[i].painkiller = true;
}

static void come_back(void)
{
    int day = hand.from.today - HAND_DAY0 + 10 + (int)random_draw(30);
    hand_today(&hand, day);
    hand_green(&hand, day, 240);
}

static void it_agrees_with_the_replay(void **state)
{
    (void)state;
    int seen[COURSE_WHY_COUNT] = {0};
    random_trunks_grow();
    random_start(11);
    for (int i = 0; i < HISTORIES; i++) {
        random_history(&hand, i);
        worsen();
        if (random_chance(10))
            numb();
        if (random_chance(20))
            come_back();
        int32_t today = hand.from.today, all = today - HAND_DAY0 + 1;
        check_day(today, seen);
        for (int k = 0; k < DAYS_ASKED; k++) /* the last weeks are those that are not obedient */
            check_day(today - (int32_t)random_draw(all < 24 ? (uint32_t)all : 24), seen);
    }
    for (int i = 0; i < COURSE_WHY_COUNT; i++) {
        print_message("%-40s %d\n", course_why_words((enum course_why)i), seen[i]);
        assert_true(seen[i] > 0);
    }
}

static void out_of_memory_is_said(void **state)
{
    (void)state;
    one_week();
    hand_run(&hand, 8, 360, 0, 0, 2);
    hand_entry(&hand, 9)->symptoms = SYMPTOM_BIT(SYMPTOM_FEVER);
    hand_today(&hand, 12);
    course_clear(&course);
    long live = memory_live(), nth = 0;
    enum bks_status status;
    do {
        memory_fail_at(++nth);
        status = course_make(&course, &hand.from, HAND_DAY0);
        memory_fail_at(0);
        assert_true(status == BKS_OK || status == BKS_NO_MEMORY);
        course_clear(&course);
        assert_int_equal(memory_live(), live);
    } while (status != BKS_OK);
    assert_true(nth > 5);
}

static double now_ms(void)
{
    struct timespec at;
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static void ten_years_are_quick(void **state)
{
    (void)state;
    static struct diary_entry diary[YEARS_ENTRIES];
    static struct plan_session sessions[YEARS_RUNS];
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (int i = 0; i < YEARS_ENTRIES; i++)
        diary[i] = (struct diary_entry){.day = HAND_DAY0 + i * YEARS_DAYS / YEARS_ENTRIES,
                                        .pain = {i % 3, i % 3, i % 2},
                                        .flare = i % 97 == 96};
    for (int i = 0; i < YEARS_RUNS; i++)
        sessions[i] = (struct plan_session){
            .day = HAND_DAY0 + i * YEARS_DAYS / YEARS_RUNS, .run_s = 1200 + i % 600, .walk_s = 600};
    struct plan_case from = hand.from;
    from.diary = diary;
    from.n_diary = YEARS_ENTRIES;
    from.sessions = sessions;
    from.n_sessions = YEARS_RUNS;
    from.today = HAND_DAY0 + YEARS_DAYS;
    course_clear(&course);
    double before = now_ms();
    assert_status(course_make(&course, &from, HAND_DAY0), BKS_OK);
    double took = now_ms() - before;
    print_message("ten years: %zu runs, %zu flares, %zu weeks in %.1f ms\n", course.n_runs,
                  course.n_flares, course.n_weeks, took);
    assert_int_equal(course.n_runs, YEARS_RUNS);
    assert_true(course.n_flares > 5);
    assert_true(took < 500);
    course_clear(&course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flare_opens_and_closes),
        cmocka_unit_test(two_ambers_go_back),
        cmocka_unit_test(a_break_goes_back),
        cmocka_unit_test(worse_mornings_withdraw),
        cmocka_unit_test(a_sign_waits_for_its_review),
        cmocka_unit_test(weeks_without_a_run_are_there),
        cmocka_unit_test(nothing_is_due_while_it_is_stopped),
        cmocka_unit_test(the_first_session_stands_alone),
        cmocka_unit_test(nothing_at_all_is_a_course),
        cmocka_unit_test(the_first_two_weeks_are_frozen),
        cmocka_unit_test(runs_too_close_are_told),
        cmocka_unit_test(it_agrees_with_the_replay),
        cmocka_unit_test(out_of_memory_is_said),
        cmocka_unit_test(ten_years_are_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
