/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice on a card: the week and its most, lighter weeks, an easy run, hills, one thing at a time.
 */
#include "judge/plan.h"
#include "support/assert.h"
#include "support/hand_case.h"

#include <string.h>

#define DAYS 220

static struct hand_case hand;

static struct plan_answer ask(int day)
{
    struct plan_answer answer;
    hand_today(&hand, day);
    assert_status(plan_recommend(&answer, &hand.from), BKS_OK);
    return answer;
}

static const char *note(const struct plan_answer *answer, const char *id)
{
    for (size_t i = 0; i < answer->n_notes; i++)
        if (strcmp(answer->note[i].id, id) == 0)
            return answer->note[i].text;
    return NULL;
}

/* A runner who does every card without pain, up to the first card of that week of the build. */
static int build_week(int number, int goal)
{
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    hand.from.profile.goal_minutes = goal;
    for (int day = 0; day < DAYS; day++) {
        hand_today(&hand, day);
        hand_morning(&hand, day, 0);
        struct plan_answer answer = ask(day);
        if (answer.action < PLAN_HOLD)
            continue;
        if (answer.week.known && answer.week.number >= number)
            return day;
        struct diary_entry *entry = hand_entry(&hand, day);
        entry->pain[PAIN_BEFORE] = entry->pain[PAIN_DURING] = 0;
        hand.sessions[hand.from.n_sessions++] = (struct plan_session){
            .day = HAND_DAY0 + day, .run_s = answer.card.repeats * answer.card.run_s};
        /* who does every card is never told to do less of it */
        assert_null(note(&answer, "week_over"));
        assert_true(!!answer.week.known == (answer.build_s > 0));
    }
    fail_msg("there is no week %d of the build", number);
    return 0;
}

static void the_week_has_its_number_and_its_most(void **state)
{
    (void)state;
    int day = build_week(2, 60);
    struct plan_answer answer = ask(day);
    int64_t best = 0, week = 0;
    for (int end = day - 28; end <= day - 7; end++) {
        int64_t total = 0;
        for (size_t i = 0; i < hand.from.n_sessions; i++)
            if (hand.sessions[i].day > HAND_DAY0 + end - 7 &&
                hand.sessions[i].day <= HAND_DAY0 + end)
                total += hand.sessions[i].run_s;
        best = total > best ? total : best;
    }
    for (size_t i = 0; i < hand.from.n_sessions; i++)
        week += hand.sessions[i].day > HAND_DAY0 + day - 7 ? hand.sessions[i].run_s : 0;
    assert_int_equal(answer.week.run_s, week);
    assert_int_equal(answer.week.most_s, best * 11 / 10 + 60);
    assert_int_equal(answer.week.easy_s, answer.build_s * 7 / 10 / 60 * 60);
    assert_non_null(strstr(answer.why[0].fact, "run in the 7 days up to today, at most "));
    assert_false(ask(0).week.known);
}

static void what_goes_over_the_week_is_said(void **state)
{
    (void)state;
    int day = build_week(3, 60);
    struct plan_answer answer = ask(day);
    /* the last run grows to what leaves ten minutes of the week: also a spike, which holds */
    struct plan_session *last = &hand.sessions[hand.from.n_sessions - 1];
    int64_t more = answer.week.most_s - answer.week.run_s - 600;
    assert_true(more > 0);
    last->run_s += more;
    answer = ask(day);
    assert_true(answer.action >= PLAN_HOLD);
    assert_non_null(note(&answer, "week_over"));
    assert_non_null(strstr(note(&answer, "week_over"), "run 10 of the card and walk the rest"));
}

static void every_fourth_week_may_be_lighter(void **state)
{
    (void)state;
    for (int week = 1; week <= 8; week++) {
        struct plan_answer answer = ask(build_week(week, 60));
        assert_int_case("week", answer.week.number, week);
        assert_int_case("lighter", note(&answer, "lighter_week") != NULL, week % 4 == 0);
    }
}

static void an_easy_run_is_one_of_three(void **state)
{
    (void)state;
    int day = build_week(3, 60);
    struct plan_answer answer = ask(day);
    assert_non_null(note(&answer, "easy_run"));
    hand.sessions[hand.from.n_sessions - 1].run_s = answer.week.easy_s;
    answer = ask(day);
    assert_null(note(&answer, "easy_run")); /* that was it */
    assert_int_equal(answer.week.easy_s, 0);
}

static void hills_wait_for_the_third_week(void **state)
{
    (void)state;
    for (int week = 1; week <= 4; week++) {
        int day = build_week(week, 60);
        struct plan_answer answer = ask(day);
        assert_int_case("flat", note(&answer, "flat_ground") != NULL, week < 3);
        hand_entry(&hand, day - 2)->hills = true;
        answer = ask(day);
        assert_int_case("hilly", note(&answer, "try_flat") != NULL, week < 3);
    }
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    hand_green(&hand, 0, 240);
    struct plan_answer answer = ask(2);
    assert_null(note(&answer, "try_flat"));
    hand_entry(&hand, 0)->hills = true;
    answer = ask(2);
    assert_non_null(strstr(note(&answer, "try_flat"), "early"));
}

static void hills_that_hurt_are_named(void **state)
{
    (void)state;
    int day = build_week(4, 60);
    struct diary_entry *entry = hand_entry(&hand, 0);
    entry->day = hand.sessions[hand.from.n_sessions - 1].day;
    entry->hills = true;
    struct plan_answer answer = ask(day);
    assert_null(note(&answer, "try_flat"));
    entry->pain[PAIN_DURING] = 4;
    answer = ask(day);
    assert_int_equal(answer.last_class, CLASS_AMBER);
    assert_non_null(strstr(note(&answer, "try_flat"), "your back noticed"));
}

/* Either the minutes rose within 7 days and all else stays, or they did not. */
static void minutes_and_pace_never_rise_together(void **state)
{
    int rose = 0, stayed = 0, later = 0;
    (void)state;
    for (int week = 1; week <= 8; week++) {
        int day = build_week(week, 30); /* the goal is reached: then they stay */
        for (int on = 0; on < 9; on++) {
            struct plan_answer answer = ask(day + on);
            if (!answer.week.known)
                continue;
            const char *up = note(&answer, "minutes_rose");
            assert_true((up != NULL) != (note(&answer, "one_at_a_time") != NULL));
            rose += up != NULL;
            later += up != NULL && answer.week.number == 3;
            stayed += up == NULL;
            if (up)
                assert_int_case("hills", strstr(up, "hills") != NULL, answer.week.number >= 3);
        }
    }
    assert_true(rose > 5 && stayed > 5);
    assert_true(later > 0); /* not by entering the build alone */
}

/* A cut begins the weeks again, so that hills wait again. */
static void a_break_begins_the_weeks_again(void **state)
{
    (void)state;
    int day = build_week(5, 60);
    struct plan_answer answer = ask(day + 14);
    assert_string_equal(answer.rule, "D13");
    assert_int_equal(answer.week.number, 1);
    hand_green(&hand, day + 14, (int)answer.build_s);
    hand_morning(&hand, day + 16, 0);
    answer = ask(day + 16);
    assert_int_equal(answer.week.number, 1);
    assert_non_null(note(&answer, "flat_ground"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_week_has_its_number_and_its_most),
        cmocka_unit_test(what_goes_over_the_week_is_said),
        cmocka_unit_test(every_fourth_week_may_be_lighter),
        cmocka_unit_test(an_easy_run_is_one_of_three),
        cmocka_unit_test(hills_wait_for_the_third_week),
        cmocka_unit_test(hills_that_hurt_are_named),
        cmocka_unit_test(minutes_and_pace_never_rise_together),
        cmocka_unit_test(a_break_begins_the_weeks_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
