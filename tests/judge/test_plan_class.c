/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning, notes, and how one day went: one step inside each limit, and one beyond. */
#include "judge/plan_class.h"
#include "judge/plan_symptoms.h"
#include "support/assert.h"
#include "support/hand_case.h"

static struct hand_case hand;

static struct plan_days days_of(int today)
{
    struct plan_days days;
    hand_today(&hand, today);
    assert_status(plan_days_make(&days, &hand.from), BKS_OK);
    return days;
}

static void days_merge_whatever_their_order(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    hand_entry(&hand, 3)->pain[PAIN_DURING] = 11; /* missing, never clamped */
    hand_entry(&hand, 1)->pain[PAIN_BEFORE] = 4;
    hand_entry(&hand, 1)->pain[PAIN_BEFORE] = 2;
    hand_entry(&hand, 1)->flare = true;
    hand_entry(&hand, 9)->flare = true; /* after today */
    hand_green(&hand, 1, 100);
    hand_green(&hand, 1, 140);
    hand.sessions[hand.from.n_sessions++] =
        (struct plan_session){.day = HAND_DAY0 + 1, .walk_s = 700, .form_faded = true};
    struct plan_days days = days_of(5);
    assert_int_equal(days.n, 3);
    const struct plan_day *first = plan_days_at(&days, HAND_DAY0 + 1);
    assert_int_equal(first->pain[PAIN_BEFORE], 4);
    assert_int_equal(first->run_s, 240);
    assert_int_equal(first->walk_s, 700);
    assert_true(first->flare);
    assert_false(first->form_faded);
    assert_int_equal(plan_days_at(&days, HAND_DAY0 + 3)->pain[PAIN_DURING], PAIN_MISSING);
    assert_false(plan_days_at(&days, HAND_DAY0 + 9)->entry);
    assert_int_equal(plan_days_runs(&days, HAND_DAY0, HAND_DAY0 + 1), 1);
    plan_days_clear(&days);
}

#define BIT(name) SYMPTOM_BIT(SYMPTOM_##name)

static const struct {
    const char *note;
    uint32_t ticked;
    bool open;
} notes[] = {
    {"felt fine", 0, false},
    {"a bit NUMB after sitting", 0, true},
    {"a bit numb", BIT(NUMBNESS_ONE_LEG), false},
    {"a bit numb", BIT(FEVER), true},
    {"number of steps", 0, false},
    {"benumbed", 0, false},
    {"pins and needles", 0, true},
    {"pins  and\nneedles", 0, true},
    {"pins, needles", 0, false},
    {"(bladder)", 0, true},
    {"\xe2\x80\x9cgroin\xe2\x80\x9d", 0, true},
    {"foot-drop", 0, true},
    {"foot dropped", 0, false},
    {"weak legs", BIT(LEG_WEAKNESS), false},
    {"week legs", 0, false},
    {"numb and feverish", BIT(FEVER), true},
    {"bowels", BIT(BLADDER_CHANGE), true},
    {"wee", BIT(BOWEL_CHANGE), false},
    {"", 0, false},
};

static void notes_are_searched_for_whole_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++)
        assert_int_case(notes[i].note,
                        plan_note_open(plan_note_words(notes[i].note), notes[i].ticked),
                        notes[i].open);
    assert_int_equal(plan_note_words(NULL), 0);
}

static void levels_hold_every_code_of_the_list(void **state)
{
    (void)state;
    static const int expected[LEVEL_COUNT] = {2, 3, 7, 8};
    for (int level = 0; level < LEVEL_COUNT; level++) {
        int n = 0;
        for (uint32_t bits = plan_level_bits((enum plan_level)level); bits; bits &= bits - 1)
            n++;
        assert_int_equal(n, expected[level]);
    }
}

static void usual_takes_the_lower_median_of_seven(void **state)
{
    (void)state;
    static const int before[] = {0, 1, 1, 5, 5, 2, 2, 1, 4};
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (int i = 0; i < 9; i++)
        hand_entry(&hand, i)->pain[PAIN_BEFORE] = before[i];
    hand_entry(&hand, 8)->flare = true; /* left out */
    struct plan_days days = days_of(40);
    assert_int_equal(plan_usual(&days, HAND_DAY0 + 9), 2); /* 1 1 5 5 2 2 1 */
    assert_int_equal(plan_usual(&days, HAND_DAY0 + 4), 1); /* 0 1 1 5 */
    assert_int_equal(plan_usual(&days, HAND_DAY0 + 8), 2); /* without the first, 0 */
    assert_int_equal(plan_usual(&days, HAND_DAY0 + 2), PAIN_MISSING);
    assert_int_equal(plan_usual(&days, HAND_DAY0 + 19), 2); /* days 5 to 18: 2 2 1 */
    assert_int_equal(plan_usual(&days, HAND_DAY0 + 20), PAIN_MISSING);
    plan_days_clear(&days);
}

static const struct {
    const char *label;
    bool strict;
    int before, during, morning;
    enum plan_class expected;
} classes[] = {
    {"no pain", false, 0, 0, 0, CLASS_GREEN},
    {"green limit", false, 2, 3, 2, CLASS_GREEN},
    {"above green", false, 3, 4, 3, CLASS_AMBER},
    {"rise of 2", false, 0, 2, 0, CLASS_GREEN},
    {"rise of 3", false, 0, 3, 0, CLASS_AMBER},
    {"red during", false, 5, 6, 5, CLASS_RED},
    {"below red", false, 5, 5, 5, CLASS_AMBER},
    {"morning 1 up", false, 1, 1, 2, CLASS_GREEN},
    {"morning 2 up", false, 1, 1, 3, CLASS_RED},
    {"no morning", false, 0, 0, HAND_NONE, CLASS_UNKNOWN},
    {"no during", false, 0, HAND_NONE, 0, CLASS_UNKNOWN},
    {"no during, bad morning", false, 0, HAND_NONE, 2, CLASS_RED},
    {"red needs no morning", false, 0, 6, HAND_NONE, CLASS_RED},
    {"no before counts as 0", false, HAND_NONE, 2, 1, CLASS_GREEN},
    {"no before, morning 2", false, HAND_NONE, 2, 2, CLASS_RED},
    {"strict green", true, 1, 2, 1, CLASS_GREEN},
    {"strict above green", true, 2, 3, 2, CLASS_AMBER},
    {"strict rise", true, 0, 2, 0, CLASS_AMBER},
    {"strict red", true, 4, 5, 4, CLASS_RED},
};

static void runs_have_their_class(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        hand_run(&hand, 0, 240, classes[i].before, classes[i].during, classes[i].morning);
        struct plan_days days = days_of(1);
        assert_int_case(
            classes[i].label,
            plan_class(&days, HAND_DAY0, classes[i].strict ? &plan_strict : &plan_standard),
            classes[i].expected);
        plan_days_clear(&days);
    }
}

/* What is ticked on the day of a good run, or on the morning after it. */
static void ticks_go_before_numbers(void **state)
{
    (void)state;
    for (int day = 0; day <= 2; day++) {
        enum plan_class got[4];
        for (int kind = 0; kind < 4; kind++) {
            hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
            hand_green(&hand, 0, 240);
            struct diary_entry *entry = hand_entry(&hand, day);
            entry->flare = kind == 0;
            entry->stiffer = kind == 1;
            entry->painkiller = kind == 2;
            entry->symptoms = kind == 3 ? BIT(NUMBNESS_ONE_LEG) : 0;
            struct plan_days days = days_of(2);
            got[kind] = plan_class(&days, HAND_DAY0, &plan_standard);
            plan_days_clear(&days);
        }
        assert_int_equal(got[0], day < 2 ? CLASS_RED : CLASS_GREEN);
        assert_int_equal(got[1], day < 2 ? CLASS_RED : CLASS_GREEN);
        assert_int_equal(got[2], day < 1 ? CLASS_AMBER : CLASS_GREEN);
        assert_int_equal(got[3], day < 2 ? CLASS_FLAG : CLASS_GREEN);
    }
}

static void done_is_exact_at_its_edges(void **state)
{
    (void)state;
    assert_int_equal(plan_done(799, 1000), DONE_UNDER);
    assert_int_equal(plan_done(800, 1000), DONE_ON_PLAN);
    assert_int_equal(plan_done(1100, 1000), DONE_ON_PLAN);
    assert_int_equal(plan_done(1101, 1000), DONE_OVER);
    assert_int_equal(plan_done(1300, 1000), DONE_OVER);
    assert_int_equal(plan_done(1301, 1000), DONE_SPIKE);
}

static void trend_needs_four_mornings_of_each_week(void **state)
{
    (void)state;
    static const enum plan_trend expected[] = {TREND_IMPROVING, TREND_STEADY, TREND_DRIFTING,
                                               TREND_WORSENING};
    for (int now = 0; now < 4; now++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        for (int i = 0; i < 4; i++) {
            hand_morning(&hand, i, 1);
            hand_morning(&hand, 7 + i, now);
        }
        struct plan_days days = days_of(20);
        assert_int_equal(plan_trend(&days, HAND_DAY0 + 13), expected[now]);
        assert_int_equal(plan_trend(&days, HAND_DAY0 + 14), TREND_UNKNOWN);
        assert_int_equal(plan_trend(&days, HAND_DAY0 + 9), TREND_UNKNOWN);
        plan_days_clear(&days);
    }
}

static void flare_days_are_told(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (int i = 0; i < 3; i++)
        hand_entry(&hand, i)->pain[PAIN_BEFORE] = 1; /* usual 1 */
    hand_morning(&hand, 4, 3);
    hand_morning(&hand, 5, 3); /* the second in a row */
    hand_morning(&hand, 7, 6); /* the red limit */
    hand_morning(&hand, 8, 9);
    hand_entry(&hand, 8)->symptoms = BIT(FEVER); /* never a flare */
    hand_run(&hand, 10, 240, 0, 0, 2);           /* a red run */
    hand_entry(&hand, 13)->stiffer = true;
    static const bool expected[] = {false, false, false, false, false, true,  false,
                                    true,  false, false, true,  false, false, true};
    struct plan_days days = days_of(20);
    for (int i = 0; i < 14; i++)
        assert_int_equal(plan_flare_day(&days, HAND_DAY0 + i, &plan_standard), expected[i]);
    plan_days_clear(&days);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_merge_whatever_their_order),
        cmocka_unit_test(notes_are_searched_for_whole_words),
        cmocka_unit_test(levels_hold_every_code_of_the_list),
        cmocka_unit_test(usual_takes_the_lower_median_of_seven),
        cmocka_unit_test(runs_have_their_class),
        cmocka_unit_test(ticks_go_before_numbers),
        cmocka_unit_test(done_is_exact_at_its_edges),
        cmocka_unit_test(trend_needs_four_mornings_of_each_week),
        cmocka_unit_test(flare_days_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
