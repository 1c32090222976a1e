/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds of every history: 100,000 random ones with a fixed seed, and a runner who does every
 * card.
 *
 * A random history is the beginning of that of an obedient runner, so that all stages are met, with
 * a few things changed in its last days.
 */
#include "judge/plan.h"
#include "judge/plan_replay.h"
#include "judge/plan_symptoms.h"
#include "support/assert.h"
#include "support/hand_case.h"

#include <string.h>

#define HISTORIES 100000
#define LONG_EACH 16 /* one history of so many may be long: time */
#define SHORT     24 /* days of the others */

static uint64_t seed;

/* splitmix64 */
static uint32_t draw(uint32_t below)
{
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ z >> 31) % below);
}

static bool chance(uint32_t percent)
{
    return draw(100) < percent;
}

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

/* One day of a runner who does every card; true when they ran. */
static bool obey(struct hand_case *hand, int day)
{
    hand_today(hand, day);
    hand_morning(hand, day, 0);
    struct plan_answer answer = ask(hand);
    if (!allows_run(answer.action))
        return false;
    struct diary_entry *entry = hand_entry(hand, day);
    entry->pain[PAIN_BEFORE] = entry->pain[PAIN_DURING] = 0;
    hand->sessions[hand->from.n_sessions++] = (struct plan_session){
        .day = HAND_DAY0 + day, .run_s = answer.card.repeats * answer.card.run_s};
    return true;
}

#define TRUNKS     4
#define TRUNK_DAYS 150

static struct hand_case trunk[TRUNKS];
static const enum injury trunk_injury[TRUNKS] = {INJURY_NONSPECIFIC, INJURY_MILD_DISC,
                                                 INJURY_SEVERE_DISC, INJURY_MILD_SPRAIN};
static const int trunk_goal[TRUNKS] = {30, 30, 25, 60};

/* Also the liveness: 30 minutes are reached, and never more than 3 runs in 7 days. */
static void an_obedient_runner_reaches_the_goal(void **state)
{
    (void)state;
    for (int i = 0; i < TRUNKS; i++) {
        int ran[TRUNK_DAYS] = {0}, reached = -1, week = 0;
        hand_start(&trunk[i], trunk_injury[i], SURGERY_NONE);
        trunk[i].from.profile.goal_minutes = trunk_goal[i];
        for (int day = 0; day < TRUNK_DAYS; day++) {
            ran[day] = obey(&trunk[i], day);
            week += ran[day] - (day >= 7 ? ran[day - 7] : 0);
            assert_true(week <= 3);
            assert_true(day == 0 || !(ran[day] && ran[day - 1]));
            if (reached < 0 && ask(&trunk[i]).build_s >= 60 * (int64_t)trunk_goal[i])
                reached = day;
        }
        print_message("goal of %d min, %s: reached after %d days\n", trunk_goal[i],
                      injury_id(trunk_injury[i]), reached);
        if (trunk_goal[i] <= 30)
            assert_true(reached > 0);
    }
}

/* A history up to a day: what a trunk has, with things changed near its end. */
static struct hand_case hand, other;

static void cut_trunk(int days)
{
    const struct hand_case *from = &trunk[draw(TRUNKS)];
    hand.from = from->from;
    hand_settle(&hand);
    hand.from.n_diary = hand.from.n_sessions = hand.from.profile.n_reviews = 0;
    for (size_t i = 0; i < from->from.n_diary && from->diary[i].day < HAND_DAY0 + days; i++)
        hand.diary[hand.from.n_diary++] = from->diary[i];
    for (size_t i = 0; i < from->from.n_sessions && from->sessions[i].day < HAND_DAY0 + days; i++)
        hand.sessions[hand.from.n_sessions++] = from->sessions[i];
    hand_today(&hand, days - 1 + (chance(30) ? (int)draw(40) : 0));
}

static void change_entry(int day)
{
    static char note[] = "a numb feeling";
    struct diary_entry *entry = hand_entry(&hand, day);
    for (int i = 0; i < PAIN_COUNT; i++)
        entry->pain[i] = chance(40) ? (int32_t)draw(chance(70) ? 4 : 11) : PAIN_MISSING;
    entry->flare = chance(8);
    entry->stiffer = chance(8);
    entry->painkiller = chance(8);
    entry->symptoms = chance(10) ? SYMPTOM_BIT(draw(SYMPTOM_COUNT)) : 0;
    entry->note_checked = chance(5);
    entry->calf = chance(5);
    entry->hills = chance(10);
    if (chance(4))
        entry->note = note;
}

static void change(int days)
{
    int n = (int)draw(8);
    for (int i = 0; i < n; i++) {
        int day = days - 1 - (int)draw(days < 20 ? (uint32_t)days : 20);
        if (chance(60))
            change_entry(day);
        else if (chance(50) && hand.from.n_sessions > 0)
            hand.from.n_sessions--;
        else
            hand.sessions[hand.from.n_sessions++] =
                (struct plan_session){.day = HAND_DAY0 + day,
                                      .run_s = (int64_t)draw(2400) - 200,
                                      .walk_s = 900,
                                      .form_faded = chance(50)};
    }
    for (size_t i = 0; i < hand.from.n_sessions; i++)
        hand.sessions[i].form =
            chance(70) ? (struct plan_form){.ok = chance(90),
                                            .placement = chance(80) ? BKS_WAIST : BKS_CHEST,
                                            .cadence = {.value = 150 + draw(40)},
                                            .bounce = {.value = 60 + draw(40)},
                                            .sway = {.value = 5 + draw(10)},
                                            .asymmetry = {.value = draw(12)},
                                            .flags = chance(30) ? draw(1u << BKS_FLAG_COUNT) : 0,
                                            .bounce_faded = chance(50)}
                       : (struct plan_form){.ok = false};
    if (chance(20))
        hand_review(&hand, days - 1 - (int)draw(5), (enum clinician)draw(CLINICIAN_COUNT));
    if (chance(50))
        hand.from.profile.readiness.day = hand.from.today - (int32_t)draw(20);
    if (chance(3))
        hand.from.profile.clearance.day = chance(50) ? NO_DAY : hand.from.today + 1;
    if (chance(20))
        hand.from.profile.surgery = (enum surgery)draw(SURGERY_COUNT);
}

static void make_history(int i)
{
    int days = 1 + (int)draw(i % LONG_EACH == 0 ? TRUNK_DAYS : SHORT);
    cut_trunk(days);
    change(days);
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
        size_t k = draw((uint32_t)i + 1);
        struct diary_entry kept = other.diary[i];
        other.diary[i] = other.diary[k];
        other.diary[k] = kept;
    }
    for (size_t i = 0; i < other.from.n_sessions; i++)
        other.sessions[i] = hand.sessions[hand.from.n_sessions - 1 - i];
    if (other.from.n_diary > 0) {
        struct diary_entry twice = other.diary[draw((uint32_t)other.from.n_diary)];
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
    seed = 5;
    for (int i = 0; i < HISTORIES; i++) {
        make_history(i);
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
