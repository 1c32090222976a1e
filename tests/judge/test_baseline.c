/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a person's own runs a new one is held against, and what is usual in them. */
#include "judge/baseline.h"

#include "support/assert.h"
#include "support/result.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAY_US INT64_C(86400000000)
#define RUNS   6
#define SPEED  2.8

static struct bks_measure about(double value)
{
    return (struct bks_measure){value, value - 0.01, value + 0.01, 300, BKS_WHY_NONE};
}

/* The run that is judged, of day 100. */
static void judged(struct hand_result *hand)
{
    result_session(hand);
    struct bks_input *input = &hand->result.input;
    input->source = BKS_SOURCE_RAW;
    input->placement = BKS_WAIST;
    input->info.start = (struct bks_instant){.kind = BKS_CLOCK_UTC, .t_us = 100 * DAY_US};
    (void)snprintf(input->sha256, sizeof input->sha256, "%064d", 100);
    hand->result.total[BKS_RUN].measure[BKS_MEAN_SPEED] = about(SPEED);
}

static struct session_head run_of(int day, double value)
{
    struct session_head head = {.id = day,
                                .start = {.kind = BKS_CLOCK_UTC, .t_us = day * DAY_US},
                                .duration_s = 1800,
                                .run_s = 1500,
                                .source = BKS_SOURCE_RAW,
                                .placement = BKS_WAIST,
                                .verdict = BKS_GOOD,
                                .measure = about(value),
                                .speed = about(SPEED)};
    (void)snprintf(head.sha256, sizeof head.sha256, "%064d", day);
    return head;
}

static void six_runs(struct session_head head[RUNS])
{
    static const double value[RUNS] = {1.0, 1.2, 1.4, 1.6, 1.8, 2.0};
    for (int i = 0; i < RUNS; i++)
        head[i] = run_of(90 + i, value[i]);
}

static void mean_and_spread_are_those_of_the_runs(void **state)
{
    struct hand_result hand;
    struct session_head head[RUNS];
    (void)state;
    judged(&hand);
    six_runs(head);
    struct judge_baseline own = baseline_of(&hand.result, head, RUNS);
    assert_int_equal(own.n, RUNS);
    assert_true(fabs(own.mean - 1.5) < 1e-12);
    assert_true(fabs(own.sd - sqrt(0.14)) < 1e-12);
    struct bks_measure least = baseline_detectable(&own);
    assert_int_equal(least.n, RUNS);
    assert_true(fabs(least.value / (2.5706 * sqrt(2) * own.sd) - 1) < 0.002); /* t of 5 */
    assert_true(fabs(least.low / least.value - 0.624) < 0.01);                /* chi-square of 5 */
    assert_true(fabs(least.high / least.value - 2.453) < 0.1);
}

static void three_runs_or_no_spread_say_nothing(void **state)
{
    (void)state;
    const struct judge_baseline few = {1.5, 0.2, 3}, same = {1.5, 0, 9},
                                one = {1.5, (double)NAN, 1};
    assert_int_equal(baseline_detectable(&few).why, BKS_WHY_FEW_SESSIONS);
    assert_int_equal(baseline_detectable(&same).why, BKS_WHY_FEW_SESSIONS);
    assert_int_equal(baseline_detectable(&one).why, BKS_WHY_FEW_SESSIONS);
}

static void later(struct session_head *head)
{
    head->start.t_us = 101 * DAY_US;
}
static void at_the_same_time(struct session_head *head)
{
    head->start.t_us = 100 * DAY_US;
}
static void not_over_yet(struct session_head *head)
{
    head->start.t_us = 100 * DAY_US - 1000000;
}
static void the_same_bytes(struct session_head *head)
{
    (void)snprintf(head->sha256, sizeof head->sha256, "%064d", 100);
}
static void of_a_watch(struct session_head *head)
{
    head->source = BKS_SOURCE_DEVICE;
}
static void at_the_chest(struct session_head *head)
{
    head->placement = BKS_CHEST;
}
static void poor(struct session_head *head)
{
    head->verdict = BKS_POOR;
}
static void walked(struct session_head *head)
{
    head->run_s = 0;
}
static void faster(struct session_head *head)
{
    head->speed = about(SPEED * 1.051);
}
static void slower(struct session_head *head)
{
    head->speed = about(SPEED * 0.949);
}
static void of_no_speed(struct session_head *head)
{
    head->speed = (struct bks_measure){.value = (double)NAN, .why = BKS_WHY_NO_SPEED};
}
static void without_it(struct session_head *head)
{
    head->measure = (struct bks_measure){.value = (double)NAN, .why = BKS_WHY_TOO_SHORT};
}
static void a_little_faster(struct session_head *head)
{
    head->speed = about(SPEED * 1.049);
}
static void usable(struct session_head *head)
{
    head->verdict = BKS_USABLE;
}

static void only_runs_that_can_be_compared_count(void **state)
{
    static const struct {
        const char *label;
        void (*change)(struct session_head *head);
        size_t counted;
    } rows[] = {
        {"later", later, 5},
        {"at the same time", at_the_same_time, 5},
        {"not over yet", not_over_yet, 5},
        {"the same bytes", the_same_bytes, 5},
        {"of a watch", of_a_watch, 5},
        {"at the chest", at_the_chest, 5},
        {"poor", poor, 5},
        {"walked", walked, 5},
        {"5.1 % faster", faster, 5},
        {"5.1 % slower", slower, 5},
        {"speed not known", of_no_speed, 5},
        {"not measured", without_it, 5},
        {"4.9 % faster", a_little_faster, 6},
        {"usable", usable, 6},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hand_result hand;
        struct session_head head[RUNS];
        judged(&hand);
        six_runs(head);
        rows[i].change(&head[RUNS - 1]);
        assert_int_case(rows[i].label, baseline_of(&hand.result, head, RUNS).n, rows[i].counted);
    }
}

static void of_one_outing_the_longer_counts(void **state)
{
    struct hand_result hand;
    struct session_head head[3] = {run_of(90, 1), run_of(90, 5), run_of(92, 2)};
    (void)state;
    judged(&hand);
    head[1].start.t_us += 60000000;
    struct judge_baseline own = baseline_of(&hand.result, head, 3);
    assert_int_equal(own.n, 2);
    assert_true(fabs(own.mean - 1.5) < 1e-12);
    head[1].duration_s = 2000;
    own = baseline_of(&hand.result, head, 3);
    assert_int_equal(own.n, 2);
    assert_true(fabs(own.mean - 3.5) < 1e-12);
}

static void what_is_not_known_of_the_new_run_is_not_matched(void **state)
{
    struct hand_result hand;
    struct session_head head[RUNS];
    (void)state;
    six_runs(head);
    judged(&hand);
    hand.result.total[BKS_RUN].measure[BKS_MEAN_SPEED].why = BKS_WHY_NO_SPEED;
    for (size_t i = 0; i < RUNS; i++)
        of_no_speed(&head[i]); /* both not known is not the same */
    assert_int_equal(baseline_of(&hand.result, head, RUNS).n, 0);
    six_runs(head);
    judged(&hand);
    hand.result.input.placement = BKS_PLACE_UNKNOWN;
    for (size_t i = 0; i < RUNS; i++)
        head[i].placement = BKS_PLACE_UNKNOWN;
    assert_int_equal(baseline_of(&hand.result, head, RUNS).n, 0);
    judged(&hand);
    hand.result.input.source = BKS_SOURCE_DEVICE;
    six_runs(head);
    assert_int_equal(baseline_of(&hand.result, head, RUNS).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_and_spread_are_those_of_the_runs),
        cmocka_unit_test(three_runs_or_no_spread_say_nothing),
        cmocka_unit_test(only_runs_that_can_be_compared_count),
        cmocka_unit_test(of_one_outing_the_longer_counts),
        cmocka_unit_test(what_is_not_known_of_the_new_run_is_not_matched),
    };
    return cmocka_run_group_tests_name("judge/baseline", tests, NULL, NULL);
}
