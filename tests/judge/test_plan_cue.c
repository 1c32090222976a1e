/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one cue: what it comes of, when it may not come, when it goes; notes on form. */
#include "judge/plan.h"
#include "judge/plan_symptoms.h"
#include "support/assert.h"
#include "support/hand_case.h"

#include <string.h>

#define FLAG(name) (1u << BKS_FLAG_##name)
#define SHORT_S    150 /* of 4:00: too little for credit, so that the stage stays */
#define STEP_DAYS  3
#define QUIET      "Run quietly, keep your head level."

static struct hand_case hand;

static struct bks_measure value(double at)
{
    return (struct bks_measure){.value = at, .low = at - 1, .high = at + 1, .n = 100};
}

static struct plan_form *form(double cadence_spm)
{
    struct plan_form *last = &hand.sessions[hand.from.n_sessions - 1].form;
    *last = (struct plan_form){.ok = true, .placement = BKS_WAIST, .cadence = value(cadence_spm)};
    return last;
}

/* So many runs at stage 1 of that cadence, from that day on; the day after the next pause. */
static int runs(int day, int n, double cadence_spm)
{
    for (int i = 0; i < n; i++, day += STEP_DAYS) {
        hand_green(&hand, day, SHORT_S);
        (void)form(cadence_spm);
    }
    return day;
}

static struct plan_answer ask(int day)
{
    struct plan_answer answer;
    hand_today(&hand, day);
    assert_status(plan_recommend(&answer, &hand.from), BKS_OK);
    return answer;
}

static bool noted(const struct plan_answer *answer, const char *id, const char *says)
{
    for (size_t i = 0; i < answer->n_notes; i++)
        if (strcmp(answer->note[i].id, id) == 0)
            return strstr(answer->note[i].text, says) != NULL;
    return false;
}

static void low(void)
{
    hand.sessions[hand.from.n_sessions - 1].form.flags = FLAG(LOW_CADENCE);
}

static const struct {
    const char *label;
    double cadence[3];
    unsigned flags;
    bool faded, bounce_faded, poor;
    int spm;
    const char *cue; /* NULL: the one with the number, or none */
} picks[] = {
    {"low", {160, 164, 168}, FLAG(LOW_CADENCE), false, false, false, 172, NULL},
    {"the median, in any order",
     {168, 160, 164},
     FLAG(LOW_CADENCE),
     false,
     false,
     false,
     172,
     NULL},
    {"nothing to say", {160, 164, 168}, 0, false, false, false, 0, NULL},
    {"steps faded", {160, 164, 168}, 0, true, false, false, 172, NULL},
    {"bounce faded", {160, 164, 168}, 0, true, true, false, 0, QUIET},
    {"bounce", {160, 164, 168}, FLAG(EXCESSIVE_BOUNCE), false, false, false, 0, QUIET},
    {"both: steps first",
     {160, 164, 168},
     FLAG(LOW_CADENCE) | FLAG(EXCESSIVE_BOUNCE),
     false,
     false,
     false,
     172,
     NULL},
    {"never above 180", {174, 175, 174.5}, FLAG(LOW_CADENCE), false, false, false, 180, NULL},
    {"not from 180 on", {180, 181, 180}, FLAG(LOW_CADENCE), false, false, false, 0, NULL},
    {"there already", {160, 164, 170}, FLAG(LOW_CADENCE), false, false, false, 0, NULL},
    {"one is not known", {160, 0, 164}, FLAG(LOW_CADENCE), false, false, false, 0, NULL},
    {"poor recordings", {160, 164, 168}, FLAG(LOW_CADENCE), false, false, true, 0, NULL},
    {"of imbalance comes none",
     {160, 164, 168},
     FLAG(CONTACT_IMBALANCE),
     false,
     false,
     false,
     0,
     NULL},
};

static void it_comes_of_the_own_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof picks / sizeof picks[0]; i++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        for (int k = 0; k < 3; k++) {
            (void)runs(STEP_DAYS * k, 1, picks[i].cadence[k]);
            hand.sessions[k].form.ok = !picks[i].poor;
        }
        hand.sessions[2].form.flags = picks[i].flags;
        hand.sessions[2].form.bounce_faded = picks[i].bounce_faded;
        hand.sessions[2].form_faded = picks[i].faded;
        struct plan_answer answer = ask(8);
        assert_text_case(picks[i].label, answer.rule, "D24");
        assert_int_case(picks[i].label, answer.cue_spm, picks[i].spm);
        if (picks[i].spm == 0)
            assert_text_case(picks[i].label, answer.cue, picks[i].cue ? picks[i].cue : "");
        else
            assert_true(strstr(answer.text, "One thing to try: Short, quick steps: aim for 1"));
        assert_int_case(picks[i].label, noted(&answer, "asymmetry", "contact"),
                        picks[i].flags == FLAG(CONTACT_IMBALANCE));
        assert_true(ask(7).cue[0] == '\0'); /* a day of rest has none */
    }
}

static void not_with_a_new_stage(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (int i = 0; i < 3; i++) {
        hand_green(&hand, STEP_DAYS * i, 240);
        (void)form(160);
    }
    low();
    struct plan_answer answer = ask(8);
    assert_string_equal(answer.rule, "D21");
    assert_string_equal(answer.cue, "");
    hand_green(&hand, 9, 360);
    (void)form(160);
    low();
    answer = ask(11);
    assert_string_equal(answer.stage, "3");
    assert_int_equal(answer.cue_spm, 168);
    /* begun, it stays with the next stage */
    hand_green(&hand, 12, 360);
    (void)form(160);
    hand_green(&hand, 15, 360);
    (void)form(160);
    answer = ask(17);
    assert_string_equal(answer.rule, "D21");
    assert_int_equal(answer.cue_spm, 168);
}

static void not_in_two_sessions_after_a_flare(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    int day = runs(0, 3, 160); /* 9 */
    hand_entry(&hand, 8)->flare = true;
    hand_morning(&hand, 10, 0);
    low();
    for (int i = 0; i < 2; i++) {
        day = runs(day + (i == 0 ? 2 : 0), 1, 160);
        low();
        assert_int_case("after a flare", ask(day - 1).cue_spm, i == 0 ? 0 : 168);
    }
}

static void it_goes_when_it_is_reached_twice(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    int day = runs(0, 3, 160);
    low();
    day = runs(day, 2, 163); /* the flag is gone, and 168 is not reached: 164.6 to 171.4 */
    assert_int_equal(ask(day - 1).cue_spm, 168);
    day = runs(day, 1, 172);
    assert_int_equal(ask(day - 1).cue_spm, 168);
    day = runs(day, 1, 165);
    assert_int_equal(ask(day - 1).cue_spm, 168);
    day = runs(day, 1, 171);
    low();
    struct plan_answer answer = ask(day - 1);
    assert_string_equal(answer.cue, "");
    assert_true(noted(&answer, "cue_dropped", "in 2 runs"));
    day = runs(day, 1, 161);
    low();
    answer = ask(day - 1);
    assert_int_equal(answer.cue_spm, 168); /* and comes back where it is lost */
    assert_false(noted(&answer, "cue_dropped", ""));
}

static void a_calf_takes_it_back(void **state)
{
    static char note[] = "My calf, a bit";
    (void)state;
    for (int by_note = 0; by_note < 2; by_note++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        int day = runs(0, 4, 160);
        for (size_t i = 0; i < 4; i++)
            hand.sessions[i].form.flags = FLAG(LOW_CADENCE);
        assert_int_equal(ask(day - 1).cue_spm, 168);
        struct diary_entry *entry = hand_entry(&hand, 10);
        entry->calf = !by_note;
        entry->note = by_note ? note : NULL;
        struct plan_answer answer = ask(day - 1);
        assert_string_equal(answer.rule, "D24"); /* it stops nothing else */
        assert_string_equal(answer.cue, "");
        assert_true(noted(&answer, "cue_withdrawn", "tell your physio"));
        for (; day < 36; day += STEP_DAYS) {
            (void)runs(day, 1, 160);
            low();
            assert_string_equal(ask(day + 2).cue, "");
        }
        answer = ask(10 + 27);
        assert_string_equal(answer.rule, "D24");
        assert_string_equal(answer.cue, "");
        answer = ask(10 + 28);
        assert_int_equal(answer.cue_spm, 168);
        assert_false(noted(&answer, "cue_withdrawn", ""));
    }
}

static void a_calf_is_a_whole_word(void **state)
{
    (void)state;
    assert_true(plan_note_calf("left CALF"));
    assert_true(plan_note_calf("calves!"));
    assert_true(plan_note_calf("sore Achilles-tendon"));
    assert_false(plan_note_calf("calfskin boots"));
    assert_false(plan_note_calf(""));
    assert_false(plan_note_calf(NULL));
}

/* Without a measured cadence form that faded is said as before, and a calf silences that, too. */
static void a_case_has_no_number(void **state)
{
    (void)state;
    hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
    for (int i = 0; i < 3; i++) {
        hand_green(&hand, STEP_DAYS * i, 240);
        hand.sessions[i].form_faded = i > 0;
    }
    struct plan_answer answer = ask(8);
    assert_string_equal(answer.rule, "D20");
    assert_string_equal(answer.cue, "Short, quick steps.");
    assert_int_equal(answer.cue_spm, 0);
    hand_entry(&hand, 7)->calf = true;
    assert_string_equal(ask(8).cue, "");
}

/* Of two runs of a day the longer one tells the form, whichever is first. */
static void the_longest_run_is_that_of_the_day(void **state)
{
    (void)state;
    for (int first = 0; first < 2; first++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        int day = runs(0, 2, 160);
        hand.sessions[0].form.cadence.value = 150; /* the median is that of this day */
        for (int k = 0; k < 2; k++) {
            bool longer = k == first;
            hand_green(&hand, day, longer ? 80 : 70);
            (void)form(longer ? 160 : 150);
            low();
        }
        assert_int_equal(ask(day + 2).cue_spm, 168);
        hand.sessions[2 + first].form.ok = false; /* then that of the other */
        assert_int_equal(ask(day + 2).cue_spm, 158);
    }
}

static void bounce_and_sway_are_held_against_the_same_place(void **state)
{
    static const struct {
        const char *label;
        enum bks_placement place;
        double bounce, sway;
        bool high, swaying;
    } rows[] = {
        {"inside both", BKS_WAIST, 88, 12, false, false},
        {"beyond both", BKS_WAIST, 88.1, 12.1, true, true},
        {"another place", BKS_CHEST, 120, 20, false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        int day = runs(0, 4, 170);
        for (size_t k = 0; k < 4; k++) {
            struct plan_form *at = &hand.sessions[k].form;
            at->bounce = value(k < 3 ? 80 : rows[i].bounce);
            at->sway = value(k < 3 ? 10 : rows[i].sway);
            at->placement = k < 3 ? BKS_WAIST : rows[i].place;
        }
        struct plan_answer answer = ask(day - 1);
        assert_int_case(rows[i].label, noted(&answer, "bounce_high", "(87 to 89)"), rows[i].high);
        assert_int_case(rows[i].label, noted(&answer, "sway", "your own first runs had 10"),
                        rows[i].swaying);
        assert_text_case(rows[i].label, answer.cue, rows[i].high ? QUIET : "");
    }
}

static void sides_apart_are_for_the_physio(void **state)
{
    static const struct {
        const char *label;
        double apart;
        bool noted, soon;
    } rows[] = {{"5", 5, false, false},
                {"5.1", 5.1, true, false},
                {"10", 10, true, false},
                {"10.1", 10.1, true, true}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hand_start(&hand, INJURY_NONSPECIFIC, SURGERY_NONE);
        int day = runs(0, 1, 170);
        hand.sessions[0].form.asymmetry = value(rows[i].apart);
        struct plan_answer answer = ask(day - 1);
        assert_int_case(rows[i].label, noted(&answer, "asymmetry", "for your physio"),
                        rows[i].noted);
        assert_int_case(rows[i].label, noted(&answer, "asymmetry", "physio, soon"), rows[i].soon);
        assert_text_case(rows[i].label, answer.cue, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_comes_of_the_own_form),
        cmocka_unit_test(not_with_a_new_stage),
        cmocka_unit_test(not_in_two_sessions_after_a_flare),
        cmocka_unit_test(it_goes_when_it_is_reached_twice),
        cmocka_unit_test(a_calf_takes_it_back),
        cmocka_unit_test(a_calf_is_a_whole_word),
        cmocka_unit_test(a_case_has_no_number),
        cmocka_unit_test(the_longest_run_is_that_of_the_day),
        cmocka_unit_test(bounce_and_sway_are_held_against_the_same_place),
        cmocka_unit_test(sides_apart_are_for_the_physio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
