/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracks, steps back and forth, breaks and holds. */
#include "judge/plan_replay.h"
#include "judge/plan_stage.h"
#include "support/assert.h"
#include "support/hand_case.h"

#include <string.h>

static struct hand_case hand;

static struct plan_state replay(int today)
{
    struct plan_days days;
    struct plan_track track = plan_track_of(&hand.from.profile);
    hand_today(&hand, today);
    assert_status(plan_days_make(&days, &hand.from), BKS_OK);
    struct plan_state state = plan_replay(&days, &track);
    plan_days_clear(&days);
    return state;
}

static const struct {
    enum injury injury;
    enum surgery surgery;
    bool strict;
    int n, weeks;
    const char *first;
} tracks[] = {
    {INJURY_NONSPECIFIC, SURGERY_NONE, false, 9, 0, "1"},
    {INJURY_MILD_SPRAIN, SURGERY_NONE, false, 9, 4, "1"},
    {INJURY_SIGNIFICANT_SPRAIN, SURGERY_NONE, true, 13, 8, "1"},
    {INJURY_MILD_DISC, SURGERY_NONE, true, 13, 8, "1"},
    {INJURY_UNKNOWN, SURGERY_NONE, true, 13, 0, "1"},
    {INJURY_SEVERE_DISC, SURGERY_NONE, true, 15, 26, "M1"},
    {INJURY_LEG_NERVE, SURGERY_NONE, true, 15, 13, "M1"},
    {INJURY_NONSPECIFIC, SURGERY_DECOMPRESSION, true, 13, 12, "1"},
    {INJURY_LEG_NERVE, SURGERY_DECOMPRESSION, true, 15, 12, "M1"},
    {INJURY_NONSPECIFIC, SURGERY_FUSION, true, 15, 26, "M1"},
    {INJURY_NONSPECIFIC, SURGERY_FUSION_MI, true, 15, 26, "M1"},
    {INJURY_NONSPECIFIC, SURGERY_DISC_REPLACEMENT, true, 15, 26, "M1"},
    {INJURY_MILD_DISC, SURGERY_OTHER, true, 15, 26, "M1"},
};

static void profiles_have_their_tracks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tracks / sizeof tracks[0]; i++) {
        struct profile profile = {.injury = tracks[i].injury, .surgery = tracks[i].surgery};
        struct plan_track track = plan_track_of(&profile);
        assert_int_equal(track.strict, tracks[i].strict);
        assert_int_equal(track.n, tracks[i].n);
        assert_string_equal(plan_stage_of(&track, 0)->id, tracks[i].first);
        assert_null(plan_stage_of(&track, track.n));
        assert_int_equal(plan_gate_weeks(profile.injury, profile.surgery), tracks[i].weeks);
        assert_int_equal(track.goal_s, 1200); /* a goal below 20 minutes counts as 20 */
    }
}

static const struct {
    int build_s, back;
    const char *stage; /* NULL: stays in the build */
    int left_s;
} backs[] = {
    {1200, 1, "9", 1080},  {1320, 1, "10", 1200}, {1440, 1, "10", 1200}, {1500, 1, "13", 1440},
    {1800, 1, "13", 1440}, {1980, 1, "13", 1440}, {2040, 1, NULL, 1200}, {3600, 1, NULL, 2160},
    {1200, 2, "8", 900},   {1800, 2, "12", 1440}, {3600, 2, "12", 1440}, {600, 1, "5", 540},
    {780, 1, "6", 600},    {600, 2, "3", 360},
};

static void back_from_the_build_never_runs_more(void **state)
{
    (void)state;
    struct plan_track track = plan_track_of(&(struct profile){.injury = INJURY_NONSPECIFIC});
    for (size_t i = 0; i < sizeof backs / sizeof backs[0]; i++) {
        struct plan_state at = {.now = {.place = track.n, .build_s = backs[i].build_s}};
        plan_stage_back(&at, &track, backs[i].back, HAND_DAY0);
        const struct plan_stage *stage = plan_stage_of(&track, at.now.place);
        assert_string_equal(stage ? stage->id : "-", backs[i].stage ? backs[i].stage : "-");
        assert_int_equal(plan_step_run_s(&track, &at.now), backs[i].left_s);
    }
}

static const struct {
    int gap, standard, strict, build_s; /* places left of 8, and of the build what is left */
} breaks[] = {
    {9, 8, 8, 1800},  {10, 8, 8, 1800}, {13, 8, 8, 1800}, {14, 7, 6, 1080},
    {20, 7, 6, 1080}, {21, 6, 5, 1080}, {27, 6, 5, 1080}, {28, 0, 0, 0},
};

static void breaks_go_back_by_their_length(void **state)
{
    (void)state;
    struct plan_track standard = plan_track_of(&(struct profile){.injury = INJURY_NONSPECIFIC});
    struct plan_track strict = plan_track_of(&(struct profile){.injury = INJURY_MILD_DISC});
    for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
        struct plan_state a = {.now = {.place = 8, .passes = 1, .began = 5}}, b = a;
        struct plan_state c = {.now = {.place = standard.n, .build_s = 1800}};
        plan_break(&a, &standard, breaks[i].gap, 100);
        plan_break(&b, &strict, breaks[i].gap, 100);
        plan_break(&c, &standard, breaks[i].gap, 100);
        assert_int_equal(a.now.place, breaks[i].standard);
        assert_int_equal(b.now.place, breaks[i].strict);
        assert_int_equal(a.now.passes, breaks[i].gap < 10);
        assert_int_equal(a.now.began, breaks[i].gap < 10 ? 5 : 100);
        if (breaks[i].build_s > 0)
            assert_int_equal(c.now.build_s, breaks[i].build_s);
        else
            assert_int_equal(c.now.place, 0);
    }
    struct plan_state low = {.now = {.place = standard.n, .build_s = 660}};
    plan_break(&low, &standard, 14, 100);
    assert_int_equal(low.now.build_s, 600);
}

static const struct {
    int build_s, longest_s, days_ago, goal_min, more_s;
} raises[] = {
    {1200, 1200, 0, 30, 1320},  {1680, 1680, 0, 30, 1800}, {6000, 6000, 0, 600, 6600},
    {1800, 1700, 0, 60, 1860},  {1800, 1000, 0, 60, 1800}, {1800, 1800, 30, 60, 1980},
    {1800, 1800, 31, 60, 1800}, {1320, 1440, 0, 30, 1440},
};

static void the_build_grows_by_a_tenth(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof raises / sizeof raises[0]; i++) {
        struct plan_days days;
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        hand.from.profile.goal_minutes = raises[i].goal_min;
        struct plan_track track = plan_track_of(&hand.from.profile);
        hand_green(&hand, 40 - raises[i].days_ago, raises[i].longest_s);
        hand_today(&hand, 40);
        assert_status(plan_days_make(&days, &hand.from), BKS_OK);
        struct plan_state at = {
            .now = {.place = track.n, .passes = 2, .build_s = raises[i].build_s}};
        plan_stage_raise(&at, &track, &days, HAND_DAY0 + 40);
        plan_days_clear(&days);
        assert_int_equal(at.now.build_s, raises[i].more_s);
        assert_int_equal(at.now.began, HAND_DAY0 + 41);
        assert_int_equal(at.now.passes, 0);
    }
}

/* All stages in 63 days, three runs in each week; the last of 1440 s. */
static void run_all_stages(void)
{
    static const int planned[] = {240, 360, 540, 600, 900, 1080, 1200, 1440, 1440};
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (int run = 0; run < 27; run++)
        hand_green(&hand, run / 3 * 7 + run % 3 * 3, planned[run / 3]);
    assert_int_equal(replay(63).now.place, 9);
    assert_int_equal(replay(63).now.build_s, 1200);
}

/* The earlier weeks end 28 to 7 days ago: one of 4800 s ends on day 75. */
static void earlier_weeks_are_those_of_the_last_month(void **state)
{
    (void)state;
    static const struct {
        int run[8], last, more_s;
        bool hold;
    } cases[] = {
        {{77, 79, 81}, 82, 1500, false},             /* 5100 s, 7 days later */
        {{84, 93, 100, 101, 102}, 103, 1200, false}, /* 4800 s, 28 days later */
        {{84, 93, 101, 102, 103}, 104, 1200, true},  /* 29 days later: 3600 s are the best */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        run_all_stages();
        for (int day = 69; day < 76; day += 2)
            hand_green(&hand, day, 1200);
        for (int k = 0; cases[i].run[k]; k++)
            hand_green(&hand, cases[i].run[k], 1200);
        hand_green(&hand, cases[i].last, cases[i].more_s);
        assert_int_equal(replay(cases[i].last + 1).hold_until,
                         cases[i].hold ? HAND_DAY0 + cases[i].last + 7 : NO_DAY);
    }
}

/* All stages in 63 days, then a week whose cap is 3 x 1440 x 1.10 + 60 = 4812 s. */
static void a_week_far_above_the_best_holds(void **state)
{
    (void)state;
    for (int more = 12; more <= 13; more++) {
        run_all_stages();
        for (int day = 69; day < 76; day += 2)
            hand_green(&hand, day, PLAN_BUILD_S);
        hand_green(&hand, 70, more);
        struct plan_state after = replay(76);
        assert_int_equal(after.hold_until, more > 12 ? HAND_DAY0 + 82 : NO_DAY);
        if (more > 12)
            assert_int_equal(after.hold, HOLD_WEEK);
    }
}

static const struct {
    int second, third; /* days after the first; 0: none */
    bool hold, contact;
} flares[] = {
    {27, 0, true, false},  {28, 0, false, false}, {14, 41, true, true},
    {14, 42, true, false}, {30, 41, false, true}, {30, 60, false, false},
};

static void flares_are_counted_within_weeks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof flares / sizeof flares[0]; i++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        for (int day = 0; day <= 70; day++)
            hand_morning(&hand, day, 0);
        hand_entry(&hand, 0)->flare = true;
        hand_entry(&hand, flares[i].second)->flare = true;
        if (flares[i].third > 0)
            hand_entry(&hand, flares[i].third)->flare = true;
        struct plan_state after = replay(70);
        assert_int_equal(after.hold_until != NO_DAY, flares[i].hold);
        assert_int_equal(after.third_day != NO_DAY, flares[i].contact);
    }
}

/* A green runner of the standard track advances on the run of day 6, not on that of day 5. */
static void a_stage_takes_seven_days_and_two_runs(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    hand_green(&hand, 0, 240);
    hand_green(&hand, 3, 240);
    hand_green(&hand, 5, 240);
    assert_false(replay(6).granted);
    hand_green(&hand, 6, 240);
    struct plan_state after = replay(7);
    assert_true(after.granted);
    assert_int_equal(after.now.place, 1);
    assert_int_equal(after.now.began, HAND_DAY0 + 7);
    assert_int_equal(after.earned.passes, 4);
}

static void a_run_off_plan_earns_nothing(void **state)
{
    (void)state;
    static const struct {
        int run_s, passes;
        bool hold;
    } runs[] = {{191, 1, false}, {192, 2, false}, {264, 2, false},
                {265, 1, false}, {312, 1, false}, {313, 0, true}};
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        hand_green(&hand, 0, 240);
        hand_green(&hand, 2, runs[i].run_s);
        struct plan_state after = replay(3);
        assert_int_equal(after.now.passes, runs[i].passes);
        assert_int_equal(after.hold_until, runs[i].hold ? HAND_DAY0 + 9 : NO_DAY);
    }
}

static void two_ambers_step_back_and_unknown_does_not_clear_them(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    hand_green(&hand, 0, 240);
    hand_green(&hand, 6, 240);
    hand_run(&hand, 8, 360, 0, 4, 0);
    hand_run(&hand, 10, 360, 0, HAND_NONE, HAND_NONE);
    assert_int_equal(replay(11).now.place, 1);
    hand_run(&hand, 12, 360, 0, 4, 0);
    assert_int_equal(replay(13).now.place, 0);
}

/* Flares on three days: back 1, then 2 and a hold, then the first stage. */
static void flares_count_up(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (int day = 0; day <= 40; day++)
        hand_morning(&hand, day, 0);
    for (int i = 0; i < 3; i++)
        hand_entry(&hand, 2 + 14 * i)->flare = true;
    struct plan_state first = replay(3), second = replay(20), third = replay(40);
    assert_true(first.open);
    assert_int_equal(first.hold_until, NO_DAY);
    assert_false(second.open);
    assert_int_equal(second.hold_until, HAND_DAY0 + 23);
    assert_int_equal(second.third_day, NO_DAY);
    assert_int_equal(third.third_day, HAND_DAY0 + 30);
    assert_int_equal(third.third[2], HAND_DAY0 + 2);
}

/* The strict need two days off and two settled mornings in a row. */
static void a_flare_closes_by_itself(void **state)
{
    (void)state;
    static const int closes[] = {4, 5};
    for (int strict = 0; strict < 2; strict++) {
        hand_start(&hand, strict ? INJURY_MILD_DISC : INJURY_NONSPECIFIC, SURGERY_NONE);
        hand_entry(&hand, 2)->flare = true;
        hand_morning(&hand, 3, 0);
        hand_morning(&hand, 4, 1);
        hand_morning(&hand, 5, 1);
        assert_true(replay(closes[strict] - 1).open);
        assert_false(replay(closes[strict]).open);
        hand_morning(&hand, 4, 2); /* not settled */
        assert_true(replay(4).open);
    }
}

static void symptoms_step_back_on_each_day(void **state)
{
    (void)state;
    struct plan_state at[3];
    static const enum symptom ticked[] = {SYMPTOM_TIGHTNESS, SYMPTOM_SHARP_PAIN, SYMPTOM_FEVER};
    for (int i = 0; i < 3; i++) {
        hand_start(&hand, INJURY_MILD_DISC, SURGERY_NONE);
        static const int planned[] = {240, 300, 360, 450};
        for (int run = 0; run < 12; run++)
            hand_green(&hand, run / 3 * 7 + run % 3 * 3, planned[run / 3]);
        hand_entry(&hand, 29)->symptoms = SYMPTOM_BIT(ticked[i]);
        at[i] = replay(29);
    }
    assert_int_equal(at[0].now.place, 4);
    assert_int_equal(at[1].now.place, 2);
    assert_int_equal(at[2].now.place, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profiles_have_their_tracks),
        cmocka_unit_test(back_from_the_build_never_runs_more),
        cmocka_unit_test(breaks_go_back_by_their_length),
        cmocka_unit_test(the_build_grows_by_a_tenth),
        cmocka_unit_test(a_week_far_above_the_best_holds),
        cmocka_unit_test(earlier_weeks_are_those_of_the_last_month),
        cmocka_unit_test(flares_are_counted_within_weeks),
        cmocka_unit_test(a_stage_takes_seven_days_and_two_runs),
        cmocka_unit_test(a_run_off_plan_earns_nothing),
        cmocka_unit_test(two_ambers_step_back_and_unknown_does_not_clear_them),
        cmocka_unit_test(flares_count_up),
        cmocka_unit_test(a_flare_closes_by_itself),
        cmocka_unit_test(symptoms_step_back_on_each_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
