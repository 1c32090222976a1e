/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each rule on results made by hand: it fires beyond its line, stays silent one step inside, is
 * unclear across it, and says nothing of what is null.
 */
#include "judge/flags.h"
#include "judge/line.h"
#include "judge/norms.h"
#include "support/assert.h"
#include "support/result.h"

#include <math.h>
#include <string.h>

#define NO_FLAG ((int)BKS_FLAG_LEVEL_COUNT)
#define WATCH   ((int)BKS_LEVEL_WATCH)
#define UNCLEAR ((int)BKS_LEVEL_UNCLEAR)
#define INFO    ((int)BKS_LEVEL_INFO)

static struct bks_measure about(double value, double half)
{
    return (struct bks_measure){value, value - half, value + half, 300, BKS_WHY_NONE};
}

/* An ordinary run of 170 steps a minute and 78 mm at the waist, as the runner said; no speed. */
static struct bks_measure *ordinary(struct hand_result *hand)
{
    result_session(hand);
    struct bks_result *result = &hand->result;
    struct bks_measure *run = result->total[BKS_RUN].measure;
    result->input.placement = BKS_WAIST;
    result->input.placement_source = BKS_PLACEMENT_GIVEN;
    run[BKS_CADENCE] = about(170, 0.5);
    run[BKS_VERTICAL_OSCILLATION] = about(78, 5);
    return run;
}

static const struct bks_flag *find(const struct bks_result *result, enum bks_flag_id id)
{
    for (size_t i = 0; i < result->n_flags; i++)
        if (result->flags[i].id == id)
            return &result->flags[i];
    return NULL;
}

static const struct bks_flag *must_find(const struct bks_result *result, enum bks_flag_id id)
{
    const struct bks_flag *flag = find(result, id);
    assert_non_null(flag);
    return flag ? flag : result->flags; /* the compiler does not know that an assertion ends it */
}

static int level_of(const struct bks_result *result, enum bks_flag_id id)
{
    const struct bks_flag *flag = find(result, id);
    return flag ? (int)flag->level : NO_FLAG;
}

struct set {
    enum bks_measure_id id; /* BKS_STEPS ends the list */
    double value, half;
};

static const struct {
    const char *label;
    enum bks_flag_id id;
    int expected;
    double speed_mps, height_m;
    struct set set[4];
    int placement; /* 0: the waist, as given */
    double threshold;
} table[] = {
    /* 150 + 6.01 x 3 - 14 = 154.0; info below 159.5 */
    {"cadence, far below", BKS_FLAG_LOW_CADENCE, WATCH, 3, 0, {{BKS_CADENCE, 152, 1}}, 0, 154.03},
    {"cadence, across", BKS_FLAG_LOW_CADENCE, UNCLEAR, 3, 0, {{BKS_CADENCE, 154.5, 1}}, 0, 154.03},
    {"cadence, just above", BKS_FLAG_LOW_CADENCE, INFO, 3, 0, {{BKS_CADENCE, 156, 1}}, 0, 154.03},
    {"cadence, inside", BKS_FLAG_LOW_CADENCE, NO_FLAG, 3, 0, {{BKS_CADENCE, 160, 1}}, 0, 0},
    {"cadence, high", BKS_FLAG_LOW_CADENCE, NO_FLAG, 3, 0, {{BKS_CADENCE, 200, 1}}, 0, 0},
    {"cadence, slower", BKS_FLAG_LOW_CADENCE, INFO, 2.5, 0, {{BKS_CADENCE, 152, 0.5}}, 0, 151.03},
    {"cadence, very short, line rough",
     BKS_FLAG_LOW_CADENCE,
     UNCLEAR,
     3,
     1.60,
     {{BKS_CADENCE, 170, 1}},
     0,
     179.23},
    {"cadence, tall", BKS_FLAG_LOW_CADENCE, INFO, 3, 1.86, {{BKS_CADENCE, 152, 1}}, 0, 148.03},
    {"cadence, short", BKS_FLAG_LOW_CADENCE, WATCH, 3, 1.71, {{BKS_CADENCE, 158, 1}}, 0, 166.03},
    {"no speed, 150", BKS_FLAG_LOW_CADENCE, WATCH, 0, 0, {{BKS_CADENCE, 150, 1}}, 0, 153},
    {"no speed, 153", BKS_FLAG_LOW_CADENCE, UNCLEAR, 0, 0, {{BKS_CADENCE, 153, 1}}, 0, 153},
    {"no speed, 156", BKS_FLAG_LOW_CADENCE, NO_FLAG, 0, 0, {{BKS_CADENCE, 156, 1}}, 0, 0},

    /* 170 spm explain 75 + 10 mm at the waist, 95th percentile 105; Garmin's is 130 */
    {"bounce, far above",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     WATCH,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 115, 5}},
     0,
     105.3},
    {"bounce, across",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     UNCLEAR,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 105, 5}},
     0,
     105.3},
    {"bounce, wide interval alone",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     NO_FLAG,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 95, 20}},
     0,
     0},
    {"bounce, some",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     INFO,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 101.5, 2}},
     0,
     105.3},
    {"bounce, usual",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     NO_FLAG,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 96, 2}},
     0,
     0},
    {"bounce, explained by few steps",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     NO_FLAG,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 105, 5}, {BKS_CADENCE, 148, 1}},
     0,
     0},
    {"bounce, explained, beyond Garmin's",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     NO_FLAG,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 140, 5}, {BKS_CADENCE, 125, 1}},
     0,
     0},
    {"bounce, half explained, beyond Garmin's",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     WATCH,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 150, 2}, {BKS_CADENCE, 137, 1}},
     0,
     130},
    {"bounce, chest moves more",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     INFO,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 106, 2}},
     BKS_CHEST,
     109.05},
    {"bounce, pocket",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     NO_FLAG,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 150, 5}},
     BKS_POCKET,
     0},
    {"bounce, place unknown",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     NO_FLAG,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 150, 5}},
     -1,
     0},

    {"balance, left",
     BKS_FLAG_CONTACT_IMBALANCE,
     WATCH,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 53, .5}},
     0,
     52.2},
    {"balance, right",
     BKS_FLAG_CONTACT_IMBALANCE,
     WATCH,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 47, .5}},
     0,
     47.8},
    {"balance, across",
     BKS_FLAG_CONTACT_IMBALANCE,
     UNCLEAR,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 52.5, .5}},
     0,
     52.2},
    {"balance, some",
     BKS_FLAG_CONTACT_IMBALANCE,
     INFO,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 51.5, .5}},
     0,
     52.2},
    {"balance, not surely uneven",
     BKS_FLAG_CONTACT_IMBALANCE,
     NO_FLAG,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 50.9, 1}},
     0,
     0},
    {"balance, even",
     BKS_FLAG_CONTACT_IMBALANCE,
     NO_FLAG,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 50.7, .5}},
     0,
     0},
    {"no side, apart",
     BKS_FLAG_CONTACT_IMBALANCE,
     WATCH,
     0,
     0,
     {{BKS_CONTACT_ASYMMETRY, 12, 2}},
     0,
     8.8},
    {"no side, across",
     BKS_FLAG_CONTACT_IMBALANCE,
     UNCLEAR,
     0,
     0,
     {{BKS_CONTACT_ASYMMETRY, 9, 2}},
     0,
     8.8},
    {"no side, usual",
     BKS_FLAG_CONTACT_IMBALANCE,
     NO_FLAG,
     0,
     0,
     {{BKS_CONTACT_ASYMMETRY, 3, 2}},
     0,
     0},

    /* for a leg of 0.959 m at 3 m/s a step of 1.071 m is usual, 1.160 m the 95th percentile */
    {"overstriding, two signs",
     BKS_FLAG_OVERSTRIDING,
     WATCH,
     3,
     1.81,
     {{BKS_CADENCE, 150, 1}, {BKS_STEP_LENGTH, 1.20, .01}},
     0,
     154.03},
    {"overstriding, one of two",
     BKS_FLAG_OVERSTRIDING,
     NO_FLAG,
     3,
     1.81,
     {{BKS_CADENCE, 150, 1}, {BKS_STEP_LENGTH, 1.10, .01}},
     0,
     0},
    {"overstriding, one and one across",
     BKS_FLAG_OVERSTRIDING,
     UNCLEAR,
     3,
     1.81,
     {{BKS_CADENCE, 150, 1}, {BKS_STEP_LENGTH, 1.16, .01}},
     0,
     154.03},
    {"overstriding, two of some",
     BKS_FLAG_OVERSTRIDING,
     INFO,
     3,
     1.81,
     {{BKS_CADENCE, 157, 1}, {BKS_STEP_LENGTH, 1.145, .005}},
     0,
     154.03},
    /* [0.066, 0.386] m/s proves nothing: it may help to ask, not to know */
    {"overstriding, one of some and one doubt",
     BKS_FLAG_OVERSTRIDING,
     NO_FLAG,
     3,
     0,
     {{BKS_CADENCE, 157, 1}, {BKS_SPEED_LOSS, .315, .16}},
     0,
     .3455},
    {"overstriding, one far, one of some, one doubt",
     BKS_FLAG_OVERSTRIDING,
     UNCLEAR,
     3,
     0,
     {{BKS_CADENCE, 150, 1}, {BKS_VERTICAL_RATIO, 11.3, .3}, {BKS_SPEED_LOSS, .35, .05}},
     0,
     154.03},
    {"overstriding, braking and ratio",
     BKS_FLAG_OVERSTRIDING,
     WATCH,
     3,
     0,
     {{BKS_SPEED_LOSS, .40, .02}, {BKS_VERTICAL_RATIO, 13, .5}},
     0,
     .3455},
    {"overstriding, all inside",
     BKS_FLAG_OVERSTRIDING,
     NO_FLAG,
     3,
     1.81,
     {{BKS_STEP_LENGTH, 1.1, .01}, {BKS_SPEED_LOSS, .30, .02}, {BKS_VERTICAL_RATIO, 10, .5}},
     0,
     0},
    {"overstriding, ratio of a pocket",
     BKS_FLAG_OVERSTRIDING,
     NO_FLAG,
     3,
     0,
     {{BKS_SPEED_LOSS, .40, .02}, {BKS_VERTICAL_RATIO, 13, .5}},
     BKS_POCKET,
     0},
    {"overstriding, no speed",
     BKS_FLAG_OVERSTRIDING,
     UNCLEAR,
     0,
     1.81,
     {{BKS_CADENCE, 148, 1}},
     0,
     153},
};

static void judge_case(struct hand_result *hand, size_t i)
{
    struct bks_options options = {
        .slope_rad = (double)NAN, .height_m = (double)NAN, .leg_length_m = (double)NAN};
    struct bks_measure *run = ordinary(hand);
    if (table[i].speed_mps > 0)
        run[BKS_MEAN_SPEED] = about(table[i].speed_mps, 0.02);
    if (table[i].height_m > 0)
        options.height_m = table[i].height_m;
    if (table[i].placement != 0)
        hand->result.input.placement =
            table[i].placement > 0 ? (enum bks_placement)table[i].placement : BKS_PLACE_UNKNOWN;
    for (size_t k = 0; k < 4 && table[i].set[k].id != BKS_STEPS; k++)
        run[table[i].set[k].id] = about(table[i].set[k].value, table[i].set[k].half);
    judge_flags(&hand->result, &options, NULL);
}

static void each_rule_fires_beyond_its_line_and_not_inside(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct hand_result hand;
        judge_case(&hand, i);
        const struct bks_flag *flag = find(&hand.result, table[i].id);
        assert_true_case(table[i].label, level_of(&hand.result, table[i].id) == table[i].expected);
        if (flag)
            assert_true_case(table[i].label, fabs(flag->threshold - table[i].threshold) <
                                                 0.002 * table[i].threshold);
    }
}

/* What a text says of a value inside `watch` and of one beyond it, both unclear or at info. */
static const struct {
    const char *label;
    enum bks_flag_id id;
    int level;
    double speed_mps, height_m;
    struct set set[4];
    const char *expected, *absent;
} texts[] = {
    {"cadence, value inside watch",
     BKS_FLAG_LOW_CADENCE,
     UNCLEAR,
     3,
     0,
     {{BKS_CADENCE, 154.6, 1}},
     "Somewhat fewer steps a minute than usual for this speed: 155, where 5 in 6 runners take 160",
     "95 in 100"},
    {"cadence, value beyond watch",
     BKS_FLAG_LOW_CADENCE,
     UNCLEAR,
     3,
     0,
     {{BKS_CADENCE, 153.4, 1}},
     "Fewer steps a minute than usual for this speed: 153, where 95 in 100 runners take 154",
     "5 in 6"},
    {"bounce, value inside watch",
     BKS_FLAG_EXCESSIVE_BOUNCE,
     UNCLEAR,
     0,
     0,
     {{BKS_VERTICAL_OSCILLATION, 102, 5}},
     "Somewhat more bounce than usual for this cadence: 102 mm, where 5 in 6 runners have 97 mm",
     "95 in 100"},
    {"balance, value inside watch",
     BKS_FLAG_CONTACT_IMBALANCE,
     UNCLEAR,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 51.9, .5}},
     "Slightly more time on the left foot: 51.9 % of the contact, where 7 in 10 runners have 50.8",
     "95 in 100"},
    {"balance, info on the right",
     BKS_FLAG_CONTACT_IMBALANCE,
     INFO,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 48.5, .5}},
     "Slightly more time on the right foot: 51.5 % of the contact, where 7 in 10 runners have 50.8",
     "95 in 100"},
    {"balance, value beyond watch",
     BKS_FLAG_CONTACT_IMBALANCE,
     UNCLEAR,
     0,
     0,
     {{BKS_CONTACT_BALANCE, 52.5, .5}},
     "More time on the left foot: 52.5 % of the contact, where 95 in 100 runners have 52.2",
     "7 in 10"},
    {"no side, value inside watch",
     BKS_FLAG_CONTACT_IMBALANCE,
     UNCLEAR,
     0,
     0,
     {{BKS_CONTACT_ASYMMETRY, 8, 2}},
     "slightly unequally: 8.0 % apart, where 4 in 10 runners have 3.2 or less",
     "90 in 100"},
    {"longer steps, values inside watch",
     BKS_FLAG_OVERSTRIDING,
     UNCLEAR,
     3,
     0,
     {{BKS_SPEED_LOSS, .32, .05}, {BKS_VERTICAL_RATIO, 11.5, .6}},
     "Somewhat longer steps than usual for this speed (2 of 3 known signs): speed lost a step 0.32 "
     "m/s (5 in 6: 0.31 or less); ratio 11.5 % (5 in 6: 10.9 or less). Not certain:",
     "95 in 100"},
    {"longer steps, one value beyond",
     BKS_FLAG_OVERSTRIDING,
     UNCLEAR,
     3,
     0,
     {{BKS_SPEED_LOSS, .36, .05}, {BKS_VERTICAL_RATIO, 11.5, .6}},
     "Longer steps than usual for this speed (2 of 3 known signs): speed lost a step 0.36 m/s (95 "
     "in 100: 0.35 or less); ratio 11.5 % (5 in 6: 10.9 or less). Not certain:",
     "usually"},
    {"longer steps, doubt beside two that are sure",
     BKS_FLAG_OVERSTRIDING,
     INFO,
     3,
     1.81,
     {{BKS_CADENCE, 157, 1}, {BKS_STEP_LENGTH, 1.145, .005}, {BKS_SPEED_LOSS, .32, .05}},
     "(2 of 3 known signs, both of the cadence): cadence 157 (5 in 6: 160 or more); step 1.15 m (5 "
     "in 6: 1.13 or less for your leg). Not sure",
     "speed lost"},
    {"longer steps, a third sign",
     BKS_FLAG_OVERSTRIDING,
     INFO,
     3,
     1.81,
     {{BKS_CADENCE, 157, 1}, {BKS_STEP_LENGTH, 1.145, .005}, {BKS_SPEED_LOSS, .32, .005}},
     "(3 of 3 known signs): cadence 157 (5 in 6: 160 or more); step 1.15 m (5 in 6: 1.13 or less "
     "for your leg); speed lost a step 0.32 m/s (5 in 6: 0.31 or less). Fairly sure",
     "both"},
    {"longer steps, far out by the cadence alone",
     BKS_FLAG_OVERSTRIDING,
     WATCH,
     3,
     1.81,
     {{BKS_CADENCE, 150, 1}, {BKS_STEP_LENGTH, 1.20, .01}, {BKS_SPEED_LOSS, .25, .02}},
     "(2 of 3 known signs, both of the cadence): cadence 150 (95 in 100: 154 or more); step 1.20 m "
     "(95 in 100: 1.16 or less for your leg). Not sure",
     "speed lost"},
};

static void a_text_names_the_line_that_its_value_is_beyond(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct hand_result hand;
        struct bks_options options = {.height_m = texts[i].height_m};
        struct bks_measure *run = ordinary(&hand);
        if (texts[i].speed_mps > 0)
            run[BKS_MEAN_SPEED] = about(texts[i].speed_mps, 0.02);
        for (size_t k = 0; k < 4 && texts[i].set[k].id != BKS_STEPS; k++)
            run[texts[i].set[k].id] = about(texts[i].set[k].value, texts[i].set[k].half);
        judge_flags(&hand.result, &options, NULL);
        const struct bks_flag *flag = must_find(&hand.result, texts[i].id);
        assert_int_case(texts[i].label, flag->level, texts[i].level);
        assert_true_case(flag->because, strstr(flag->because, texts[i].expected) != NULL);
        assert_true_case(flag->because, strstr(flag->because, texts[i].absent) == NULL);
    }
}

/* Words that promise, frighten or explain, or ask people to run more. */
static const char *const banned[] = {"injur",      "risk",      "cause",   "diagnos", "will ",
                                     "danger",     "should",    "wrong",   "bad ",    "harm",
                                     "longer run", "level run", "next run"};

static void assert_well_said(const char *label, const struct bks_flag *flag)
{
    char lower[sizeof flag->because];
    size_t n = strlen(flag->because), stops = 0;
    assert_true_case(label, n > 40 && n < sizeof flag->because - 1);
    assert_true_case(label, flag->because[n - 1] == '.');
    for (size_t i = 0; i <= n; i++) {
        char c = flag->because[i];
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        stops += c == '.' && (flag->because[i + 1] == ' ' || flag->because[i + 1] == '\0');
    }
    for (size_t i = 0; i < sizeof banned / sizeof banned[0]; i++)
        assert_true_case(label, strstr(lower, banned[i]) == NULL);
    assert_int_equal(stops, 2);
    assert_null(strstr(lower, "nan"));
    assert_true_case(label, flag->source && flag->source[0] && flag->unit && flag->unit[0]);
    assert_true_case(label, isfinite(flag->threshold) && isfinite(flag->measured.value));
    if (flag->level == BKS_LEVEL_UNCLEAR)
        assert_true_case(label, strstr(lower, "would settle it") != NULL);
    else
        assert_true_case(label, strstr(lower, "association, not a verdict") != NULL);
}

static void every_flag_is_said_in_two_plain_sentences(void **state)
{
    (void)state;
    size_t n = 0;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct hand_result hand;
        judge_case(&hand, i);
        for (size_t k = 0; k < hand.result.n_flags; k++, n++)
            assert_well_said(table[i].label, &hand.result.flags[k]);
    }
    assert_true(n > 25);
}

/* A runner in whom all rules have something to say. */
static void all_wrong(struct hand_result *hand)
{
    struct bks_measure *run = ordinary(hand);
    run[BKS_MEAN_SPEED] = about(3.001, 0.002);
    run[BKS_CADENCE] = about(140.001, 0.001);
    run[BKS_VERTICAL_OSCILLATION] = about(150, 1);
    run[BKS_STEP_LENGTH] = about(1.285, 0.001);
    run[BKS_VERTICAL_RATIO] = about(14.5, 0.1);
    run[BKS_SPEED_LOSS] = about(0.45, 0.01);
    run[BKS_CONTACT_BALANCE] = about(54, 0.1);
    run[BKS_IMPACT] = about(2.5, 0.1);
    hand->result.drift[BKS_CADENCE] = (struct bks_drift){.first_third = about(150, 1),
                                                         .last_third = about(140, 1),
                                                         .change = about(-10, 1),
                                                         .slope_per_10min = about(-5, 1),
                                                         .detectable = about(2, 0.1)};
}

static void all_may_speak_at_once_the_gravest_first(void **state)
{
    static const struct judge_baseline own = {1.5, 0.2, 6};
    struct bks_options options = {.height_m = 1.81, .leg_length_m = 0.95};
    struct hand_result hand;
    (void)state;
    all_wrong(&hand);
    hand.result.total[BKS_RUN].measure[BKS_CONTACT_BALANCE] = about(51.5, 0.1);
    judge_flags(&hand.result, &options, &own);
    assert_int_equal(hand.result.n_flags, BKS_FLAG_COUNT);
    for (size_t i = 0; i < hand.result.n_flags; i++) {
        assert_well_said("all", &hand.result.flags[i]);
        assert_int_equal(hand.result.flags[i].level, i < 5 ? WATCH : INFO);
        if (i > 0 && i < 5)
            assert_true(hand.result.flags[i].id > hand.result.flags[i - 1].id);
    }
    assert_int_equal(hand.result.flags[5].id, BKS_FLAG_CONTACT_IMBALANCE);
    assert_non_null(strstr(hand.result.flags[0].because, "4 of 4 known signs"));
}

static void what_is_null_poor_or_walked_is_not_judged(void **state)
{
    struct hand_result hand;
    (void)state;
    all_wrong(&hand);
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        hand.result.total[BKS_RUN].measure[i].why = BKS_WHY_TOO_SHORT;
        hand.result.total[BKS_RUN].measure[i].value = (double)NAN;
        hand.result.drift[i].change.why = BKS_WHY_NOT_MEASURED;
    }
    judge_flags(&hand.result, NULL, NULL);
    assert_int_equal(hand.result.n_flags, 0);

    static const enum bks_verdict verdicts[] = {BKS_USABLE, BKS_POOR, BKS_UNUSABLE};
    for (size_t i = 0; i < 3; i++) {
        all_wrong(&hand);
        hand.result.quality.verdict = verdicts[i];
        judge_flags(&hand.result, NULL, NULL);
        assert_int_equal(hand.result.n_flags > 0, verdicts[i] == BKS_USABLE);
    }
    all_wrong(&hand);
    memcpy(hand.result.total[BKS_WALK].measure, hand.result.total[BKS_RUN].measure,
           sizeof hand.result.total[BKS_WALK].measure);
    hand.result.total[BKS_RUN].duration_s = 0;
    judge_flags(&hand.result, NULL, NULL);
    assert_int_equal(hand.result.n_flags, 0);
}

static void without_a_speed_it_says_so_and_is_less_sure(void **state)
{
    static const enum bks_flag_id ids[] = {BKS_FLAG_LOW_CADENCE, BKS_FLAG_OVERSTRIDING};
    struct hand_result hand;
    (void)state;
    ordinary(&hand)[BKS_CADENCE] = about(148, 1);
    judge_flags(&hand.result, NULL, NULL);
    for (size_t i = 0; i < 2; i++) {
        const struct bks_flag *flag = must_find(&hand.result, ids[i]);
        assert_non_null(strstr(flag->because, "not known"));
        assert_non_null(strstr(flag->because, "--speed or --track"));
        assert_int_equal(flag->confidence, BKS_CONFIDENCE_LOW);
    }
}

static void confidence_is_earned(void **state)
{
    struct bks_options options = {.height_m = 1.81};
    struct hand_result hand;
    (void)state;
    struct bks_measure *run = ordinary(&hand);
    run[BKS_CADENCE] = about(150, 0.5);
    run[BKS_MEAN_SPEED] = about(3, 0.02);
    judge_flags(&hand.result, &options, NULL);
    assert_int_equal(must_find(&hand.result, BKS_FLAG_LOW_CADENCE)->confidence,
                     BKS_CONFIDENCE_HIGH);
    judge_flags(&hand.result, NULL, NULL); /* without the height */
    assert_int_equal(must_find(&hand.result, BKS_FLAG_LOW_CADENCE)->confidence,
                     BKS_CONFIDENCE_MEDIUM);
    hand.result.quality.verdict = BKS_USABLE;
    judge_flags(&hand.result, &options, NULL);
    assert_int_equal(must_find(&hand.result, BKS_FLAG_LOW_CADENCE)->confidence,
                     BKS_CONFIDENCE_MEDIUM);
    hand.result.input.source = BKS_SOURCE_DEVICE;
    judge_flags(&hand.result, &options, NULL);
    assert_int_equal(must_find(&hand.result, BKS_FLAG_LOW_CADENCE)->confidence, BKS_CONFIDENCE_LOW);
}

static void a_speed_that_is_not_sure_makes_the_cadence_unclear(void **state)
{
    struct hand_result hand;
    (void)state;
    struct bks_measure *run = ordinary(&hand);
    run[BKS_CADENCE] = about(152, 0.5);
    run[BKS_MEAN_SPEED] = about(3, 0.5);
    judge_flags(&hand.result, NULL, NULL);
    assert_int_equal(level_of(&hand.result, BKS_FLAG_LOW_CADENCE), UNCLEAR);
}

static void on_a_slope_nothing_of_level_ground_is_sure(void **state)
{
    struct bks_options options = {.slope_rad = 0.1};
    struct hand_result hand;
    (void)state;
    all_wrong(&hand);
    judge_flags(&hand.result, &options, NULL);
    assert_int_equal(level_of(&hand.result, BKS_FLAG_LOW_CADENCE), UNCLEAR);
    assert_int_equal(level_of(&hand.result, BKS_FLAG_EXCESSIVE_BOUNCE), UNCLEAR);
    assert_int_equal(level_of(&hand.result, BKS_FLAG_CONTACT_IMBALANCE), WATCH);
    for (size_t i = 0; i < hand.result.n_flags; i++)
        assert_well_said("slope", &hand.result.flags[i]);
}

static void imbalance_takes_two_hundred_steps_and_the_midline(void **state)
{
    struct hand_result hand;
    (void)state;
    struct bks_measure *run = ordinary(&hand);
    run[BKS_CONTACT_BALANCE] = about(54, 0.5);
    run[BKS_STEPS] = about(199, 0);
    judge_flags(&hand.result, NULL, NULL);
    assert_int_equal(level_of(&hand.result, BKS_FLAG_CONTACT_IMBALANCE), UNCLEAR);
    assert_non_null(strstr(must_find(&hand.result, BKS_FLAG_CONTACT_IMBALANCE)->because,
                           "more steps, over several recordings, would settle it"));
    run[BKS_STEPS] = about(200, 0);
    judge_flags(&hand.result, NULL, NULL);
    assert_int_equal(level_of(&hand.result, BKS_FLAG_CONTACT_IMBALANCE), WATCH);
    run[BKS_CONTACT_BALANCE].why = BKS_WHY_OFF_MIDLINE;
    run[BKS_CONTACT_ASYMMETRY] = about(20, 1);
    judge_flags(&hand.result, NULL, NULL);
    assert_int_equal(level_of(&hand.result, BKS_FLAG_CONTACT_IMBALANCE), NO_FLAG);
    run[BKS_CONTACT_BALANCE].why = BKS_WHY_SIDE_UNKNOWN;
    judge_flags(&hand.result, NULL, NULL);
    const struct bks_flag *flag = must_find(&hand.result, BKS_FLAG_CONTACT_IMBALANCE);
    assert_null(strstr(flag->because, "left"));
    assert_null(strstr(flag->because, "right"));
}

static const struct {
    const char *label;
    int expected;
    enum bks_measure_id id;
    double first, change, half, detectable;
    bool corrected;
} fades[] = {
    {"cadence, -4 % and -7", WATCH, BKS_CADENCE, 170, -7, 1, 2, true},
    {"cadence, across", UNCLEAR, BKS_CADENCE, 170, -5.5, 1, 2, true},
    {"cadence, inside", NO_FLAG, BKS_CADENCE, 170, -4, 1, 2, true},
    {"cadence, -4 % but not -4", NO_FLAG, BKS_CADENCE, 90, -3.6, .1, 1, true},
    {"cadence, rises", NO_FLAG, BKS_CADENCE, 170, 9, 1, 2, true},
    {"cadence, may be chance", UNCLEAR, BKS_CADENCE, 170, -7, 1, 8, true},
    {"bounce, +15 %", WATCH, BKS_VERTICAL_OSCILLATION, 90, 14, 2, 3, true},
    {"bounce, +11 % but not 8 mm", NO_FLAG, BKS_VERTICAL_OSCILLATION, 60, 6.6, .2, 1, true},
    {"bounce, 8 mm but not +10 %", NO_FLAG, BKS_VERTICAL_OSCILLATION, 100, 9, .5, 1, true},
    {"step, no cadence beside it", NO_FLAG, BKS_STEP_LENGTH, 1, .08, .01, .02, true},
};

static void form_fades_by_both_sizes_or_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fades / sizeof fades[0]; i++) {
        struct hand_result hand;
        ordinary(&hand);
        hand.result.drift[fades[i].id] =
            (struct bks_drift){.first_third = about(fades[i].first, 1),
                               .last_third = about(fades[i].first + fades[i].change, 1),
                               .change = about(fades[i].change, fades[i].half),
                               .detectable = about(fades[i].detectable, 0.1),
                               .corrected = fades[i].corrected};
        judge_flags(&hand.result, NULL, NULL);
        assert_true_case(fades[i].label,
                         level_of(&hand.result, BKS_FLAG_FORM_FADED) == fades[i].expected);
        for (size_t k = 0; k < hand.result.n_flags; k++)
            assert_well_said(fades[i].label, &hand.result.flags[k]);
    }
}

static void a_longer_step_counts_at_the_same_pace_only(void **state)
{
    (void)state;
    for (int corrected = 0; corrected < 2; corrected++) {
        struct hand_result hand;
        ordinary(&hand);
        struct bks_drift *drift = hand.result.drift;
        drift[BKS_STEP_LENGTH] = (struct bks_drift){.first_third = about(1, .01),
                                                    .last_third = about(1.08, .01),
                                                    .change = about(.08, .01),
                                                    .corrected = corrected};
        drift[BKS_CADENCE] = (struct bks_drift){
            .first_third = about(170, .1), .last_third = about(168, .1), .change = about(-2, .1)};
        judge_flags(&hand.result, NULL, NULL);
        assert_int_equal(level_of(&hand.result, BKS_FLAG_FORM_FADED), corrected ? WATCH : NO_FLAG);
    }
}

/* One constant speed corrects no drift, and one that is given is asked before the track. */
static void a_change_across_its_line_is_settled_by_a_track(void **state)
{
    static const struct {
        enum bks_speed_source source;
        bool corrected;
        const char *expected;
    } cases[] = {
        {BKS_SPEED_NOT_KNOWN, false, ": the speed along the run (--track) would settle it."},
        {BKS_SPEED_GIVEN, false, "(--track in place of --speed) would settle it."},
        {BKS_SPEED_OF_TRACK, false, " recordings like this one would settle it."},
        {BKS_SPEED_GIVEN, true, " recordings like this one would settle it."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct hand_result hand;
        struct bks_measure *run = ordinary(&hand);
        if (cases[i].source != BKS_SPEED_NOT_KNOWN)
            run[BKS_MEAN_SPEED] = about(3, .02);
        hand.result.input.speed_source = cases[i].source;
        hand.result.drift[BKS_CADENCE] = (struct bks_drift){.first_third = about(170, 1),
                                                            .last_third = about(164.5, 1),
                                                            .change = about(-5.5, 1),
                                                            .detectable = about(2, .1),
                                                            .corrected = cases[i].corrected};
        judge_flags(&hand.result, NULL, NULL);
        const struct bks_flag *flag = must_find(&hand.result, BKS_FLAG_FORM_FADED);
        assert_true_case(flag->because, strstr(flag->because, cases[i].expected) != NULL);
    }
}

static void impact_is_held_against_the_person_alone(void **state)
{
    static const struct {
        const char *label;
        int expected;
        double value;
        struct judge_baseline own;
    } cases[] = {
        {"beyond 2 SD", WATCH, 2.0, {1.5, 0.2, 4}},      {"across", UNCLEAR, 1.92, {1.5, 0.2, 4}},
        {"on it", NO_FLAG, 1.89, {1.5, 0.2, 4}},         {"within", NO_FLAG, 1.8, {1.5, 0.2, 4}},
        {"three sessions", NO_FLAG, 2.0, {1.5, 0.2, 3}}, {"no spread", NO_FLAG, 2.0, {1.5, 0, 9}},
    };
    struct hand_result hand;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ordinary(&hand)[BKS_IMPACT] = about(cases[i].value, 0.05);
        judge_flags(&hand.result, NULL, &cases[i].own);
        assert_true_case(cases[i].label,
                         level_of(&hand.result, BKS_FLAG_IMPACT_RISE) == cases[i].expected);
    }
    ordinary(&hand)[BKS_IMPACT] = about(9, 0.05);
    judge_flags(&hand.result, NULL, NULL);
    assert_int_equal(hand.result.n_flags, 0);
}

static void norms_are_those_of_their_sources(void **state)
{
    (void)state;
    assert_near(norm_cadence(3.0, (double)NAN).middle, 168.03, 0.001);
    assert_near(norm_cadence(3.0, 1.71).middle - norm_cadence(3.0, 1.81).middle, 12, 0.001);
    assert_near(norm_cadence(9.0, 0).middle, norm_cadence(4.68, 0).middle, 0.001);
    assert_near(norm_torso_bounce(BKS_WAIST).watch, 130, 0.001);
    assert_near(norm_torso_bounce(BKS_CHEST).watch, 115, 0.001);
    /* g T^2 / 8 (1 - 0.7268 x 0.70) at 170 a minute is 75.0 mm */
    assert_near(norm_bounce(170, (double)NAN, BKS_SACRUM).middle, 77.0, 0.1);
    /* 0.593 of a step on the ground at 4.39 m/s: 9.80665 x 0.3^2 / 8 (1 - 0.431) is 62.8 mm */
    const struct norm_line fast = norm_bounce(200, 4.39, BKS_SACRUM);
    assert_near(fast.middle, 64.8, 0.1);
    /* and its spread: 110.3 x 0.7268 x 0.05 is 4.0 mm, with 4 mm of the place 5.7 */
    assert_near(fast.info - fast.middle, 5.7, 0.1);
    assert_near(norm_bounce(200, 2.0, BKS_SACRUM).middle, norm_bounce(200, 0, BKS_SACRUM).middle,
                1e-9);
    /* at equal Froude number steps scale with the leg */
    double slow = 3 * sqrt(0.8 / 0.9593);
    assert_near(norm_step(slow, 0.8).middle / 0.8, norm_step(3, 0.9593).middle / 0.9593, 1e-3);
    assert_near(norm_step(3, 0.9593).middle, 3 * 60 / 168.03, 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_fires_beyond_its_line_and_not_inside),
        cmocka_unit_test(a_text_names_the_line_that_its_value_is_beyond),
        cmocka_unit_test(every_flag_is_said_in_two_plain_sentences),
        cmocka_unit_test(all_may_speak_at_once_the_gravest_first),
        cmocka_unit_test(what_is_null_poor_or_walked_is_not_judged),
        cmocka_unit_test(without_a_speed_it_says_so_and_is_less_sure),
        cmocka_unit_test(confidence_is_earned),
        cmocka_unit_test(a_speed_that_is_not_sure_makes_the_cadence_unclear),
        cmocka_unit_test(on_a_slope_nothing_of_level_ground_is_sure),
        cmocka_unit_test(imbalance_takes_two_hundred_steps_and_the_midline),
        cmocka_unit_test(form_fades_by_both_sizes_or_not),
        cmocka_unit_test(a_longer_step_counts_at_the_same_pace_only),
        cmocka_unit_test(a_change_across_its_line_is_settled_by_a_track),
        cmocka_unit_test(impact_is_held_against_the_person_alone),
        cmocka_unit_test(norms_are_those_of_their_sources),
    };
    return cmocka_run_group_tests_name("judge/flags", tests, NULL, NULL);
}
