/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds of every history: 100,000 random ones with a fixed seed, and a runner who does every
 * card.
 */
#include "judge/plan.h"
#include "judge/plan_replay.h"
#include "judge/plan_symptoms.h"
#include "support/assert.h"
#include "support/random_case.h"

#include <string.h>

#define HISTORIES 100000

static bool allows_run(enum plan_action action)
{
    return action >= PLAN_HOLD;
}

/* No run < same or less < more. */
static int class_of(enum plan_action action)
{
    if (!allows_run(action))
        return 0;
    return action >= PLAN_ADVANCE ? 2 : 1;
}

static struct plan_answer ask(const struct hand_case *hand)
{
    struct plan_answer answer;
    assert_status(plan_recommend(&answer, &hand->from), BKS_OK);
    return answer;
}

static struct hand_case hand, other;

/* Also the liveness: 30 minutes are reached, and never more than 3 runs in 7 days. */
static void an_obedient_runner_reaches_the_goal(void **state)
{
    (void)state;
    for (int i = 0; i < RANDOM_TRUNKS; i++) {
        int ran[RANDOM_TRUNK_DAYS] = {0}, reached = -1, week = 0;
        random_trunk_start(i);
        int64_t goal_min = random_trunk[i].from.profile.goal_minutes;
        for (int day = 0; day < RANDOM_TRUNK_DAYS; day++) {
            ran[day] = random_obey(&random_trunk[i], day);
            week += ran[day] - (day >= 7 ? ran[day - 7] : 0);
            assert_true(week <= 3);
            assert_true(day == 0 || !(ran[day] && ran[day - 1]));
            if (reached < 0 && ask(&random_trunk[i]).build_s >= 60 * goal_min)
                reached = day;
        }
        print_message("goal of %d min, %s: reached after %d days\n", (int)goal_min,
                      injury_id(random_trunk[i].from.profile.injury), reached);
        if (goal_min <= 30)
            assert_true(reached > 0);
    }
}

static void same(const struct plan_answer *a, const struct plan_answer *b)
{
    assert_string_equal(a->rule, b->rule);
    assert_int_equal(a->action, b->action);
    assert_true(a->stage == b->stage);
    assert_int_equal(a->earliest, b->earliest);
    assert_int_equal(a->until, b->until);
    assert_int_equal(a->build_s, b->build_s);
    assert_int_equal(a->passes, b->passes);
    assert_string_equal(a->text, b->text);
    assert_int_equal(a->cue_spm, b->cue_spm);
    assert_int_equal(a->n_notes, b->n_notes);
    for (size_t i = 0; i < a->n_notes; i++)
        assert_string_equal(a->note[i].text, b->note[i].text);
}

static void copy(void)
{
    size_t n_diary = hand.from.n_diary, n_sessions = hand.from.n_sessions;
    other.from = hand.from;
    hand_settle(&other);
    memcpy(other.diary, hand.diary, n_diary * sizeof *hand.diary);
    memcpy(other.sessions, hand.sessions, n_sessions * sizeof *hand.sessions);
    memcpy(other.reviews, hand.reviews, sizeof hand.reviews);
}

/* 1, 4, 9: order, what is after today, and a line twice change nothing. */
static void check_same(const struct plan_answer *answer)
{
    copy();
    for (size_t i = other.from.n_diary; i-- > 1;) {
        size_t k = random_draw((uint32_t)i + 1);
        struct diary_entry kept = other.diary[i];
        other.diary[i] = other.diary[k];
        other.diary[k] = kept;
    }
    for (size_t i = 0; i < other.from.n_sessions; i++)
        other.sessions[i] = hand.sessions[hand.from.n_sessions - 1 - i];
    if (other.from.n_diary > 0) {
        struct diary_entry twice = other.diary[random_draw((uint32_t)other.from.n_diary)];
        other.diary[other.from.n_diary++] = twice;
    }
    struct diary_entry *later = hand_entry(&other, 0);
    later->day = other.from.today + 1;
    later->symptoms = plan_flag_bits();
    later->pain[PAIN_MORNING] = 10;
    other.sessions[other.from.n_sessions++] =
        (struct plan_session){.day = other.from.today + 2, .run_s = 4000};
    struct review *review = &other.reviews[other.from.profile.n_reviews++];
    *review = (struct review){other.from.today + 1, BY_SURGEON};
    struct plan_answer again = ask(&other);
    same(answer, &again);
}

/* 3: a change of the bladder today beats all. */
static void check_emergency(void)
{
    copy();
    hand_entry(&other, other.from.today - HAND_DAY0)->symptoms =
        SYMPTOM_BIT(SYMPTOM_BLADDER_CHANGE);
    other.from.profile.n_reviews = 0;
    assert_int_equal(ask(&other).action, PLAN_STOP_EMERGENCY);
}

/* 7: the latest known morning becomes the worst. */
static void check_worse_morning(const struct plan_answer *answer)
{
    size_t latest = SIZE_MAX;
    copy();
    for (size_t i = 0; i < other.from.n_diary; i++)
        if (other.diary[i].day <= other.from.today &&
            other.diary[i].pain[PAIN_MORNING] != PAIN_MISSING &&
            (latest == SIZE_MAX || other.diary[i].day >= other.diary[latest].day))
            latest = i;
    if (latest == SIZE_MAX)
        return;
    other.diary[latest].pain[PAIN_MORNING] = 9;
    assert_true(class_of(ask(&other).action) <= class_of(answer->action));
}

/* 8: without gait data nothing is held that was not. */
static void check_without_form(const struct plan_answer *answer)
{
    copy();
    for (size_t i = 0; i < other.from.n_sessions; i++)
        other.sessions[i].form_faded = false;
    assert_true(class_of(ask(&other).action) >= class_of(answer->action));
}

/* What is measured chooses the cue and the notes, and nothing else; a cue has its limits. */
static void check_measures(const struct plan_answer *answer)
{
    copy();
    for (size_t i = 0; i < other.from.n_sessions; i++)
        other.sessions[i].form = (struct plan_form){.ok = false};
    struct plan_answer without = ask(&other);
    assert_string_equal(without.rule, answer->rule);
    assert_int_equal(without.action, answer->action);
    assert_true(without.stage == answer->stage);
    assert_int_equal(without.earliest, answer->earliest);
    assert_int_equal(without.until, answer->until);
    assert_int_equal(without.build_s, answer->build_s);
    assert_int_equal(without.card.run_s, answer->card.run_s);
    assert_true(answer->cue_spm <= PLAN_CUE_MOST_SPM);
    assert_true(allows_run(answer->action) || answer->cue[0] == '\0');
    assert_true(answer->has_card || answer->n_notes == 0);
    assert_true(answer->n_notes < PLAN_NOTES);
    for (size_t i = 0; i < hand.from.n_diary; i++)
        if (hand.diary[i].calf && hand.diary[i].day <= hand.from.today &&
            hand.from.today - hand.diary[i].day < PLAN_CALF_DAYS)
            assert_true(answer->cue[0] == '\0');
}

/* 2, 5, 6, and that a step back never runs more than the last run had planned. */
static void check_answer(const struct plan_answer *answer)
{
    struct plan_track track = plan_track_of(&hand.from.profile);
    const struct clearance *clearance = &hand.from.profile.clearance;
    bool known = !answer->stage || strcmp(answer->stage, "BUILD") == 0;
    for (int i = 0; i < track.n; i++)
        known |= answer->stage == plan_stage_of(&track, i)->id;
    assert_true(known);
    assert_true((answer->build_s > 0) == (answer->stage && strcmp(answer->stage, "BUILD") == 0));
    if (clearance->day == NO_DAY || clearance->day > hand.from.today)
        assert_false(allows_run(answer->action));
    for (size_t i = 0; i < hand.from.n_diary; i++)
        if ((hand.diary[i].symptoms & plan_flag_bits()) && hand.diary[i].day <= hand.from.today &&
            hand.from.profile.n_reviews == 0)
            assert_true(answer->action <= PLAN_STOP_CONTACT);
    if (answer->action == PLAN_STEP_BACK) {
        struct plan_days days;
        assert_status(plan_days_make(&days, &hand.from), BKS_OK);
        struct plan_state state = plan_replay(&days, &track);
        plan_days_clear(&days);
        assert_true(answer->card.repeats * answer->card.run_s <= state.last_planned);
    }
}

static void every_history_keeps_the_rules(void **state)
{
    (void)state;
    int seen[PLAN_ACTION_COUNT] = {0}, cues = 0;
    random_start(5);
    for (int i = 0; i < HISTORIES; i++) {
        random_history(&hand, i);
        struct plan_answer answer = ask(&hand);
        seen[answer.action]++;
        check_answer(&answer);
        check_same(&answer);
        check_emergency();
        check_worse_morning(&answer);
        check_without_form(&answer);
        check_measures(&answer);
        cues += answer.cue_spm > 0;
    }
    print_message("with a cue     %d\n", cues);
    assert_true(cues > 0);
    for (int i = 0; i < PLAN_ACTION_COUNT; i++) {
        print_message("%-14s %d\n", plan_action_id((enum plan_action)i), seen[i]);
        assert_true(seen[i] > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_obedient_runner_reaches_the_goal), /* first: it makes the trunks */
        cmocka_unit_test(every_history_keeps_the_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
