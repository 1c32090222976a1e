/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random histories: trunks of obedient runners, cut and changed. */
#include "support/random_case.h"

#include "judge/plan.h"
#include "support/assert.h"

#define LONG_EACH 16 /* one history of so many may be long: time */
#define SHORT     24 /* days of the others */

static uint64_t seed;

void random_start(uint64_t from)
{
    seed = from;
}

/* splitmix64 */
uint32_t random_draw(uint32_t below)
{
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ z >> 31) % below);
}

bool random_chance(uint32_t percent)
{
    return random_draw(100) < percent;
}

static bool allows_run(enum plan_action action)
{
    return action >= PLAN_HOLD;
}

bool random_obey(struct hand_case *hand, int day)
{
    hand_today(hand, day);
    hand_morning(hand, day, 0);
    struct plan_answer answer;
    assert_status(plan_recommend(&answer, &hand->from), BKS_OK);
    if (!allows_run(answer.action))
        return false;
    struct diary_entry *entry = hand_entry(hand, day);
    entry->pain[PAIN_BEFORE] = entry->pain[PAIN_DURING] = 0;
    hand->sessions[hand->from.n_sessions++] = (struct plan_session){
        .day = HAND_DAY0 + day, .run_s = answer.card.repeats * answer.card.run_s};
    return true;
}

struct hand_case random_trunk[RANDOM_TRUNKS];
static const enum injury trunk_injury[RANDOM_TRUNKS] = {INJURY_NONSPECIFIC, INJURY_MILD_DISC,
                                                        INJURY_SEVERE_DISC, INJURY_MILD_SPRAIN};
static const int trunk_goal[RANDOM_TRUNKS] = {30, 30, 25, 60};

void random_trunk_start(int i)
{
    hand_start(&random_trunk[i], trunk_injury[i], SURGERY_NONE);
    random_trunk[i].from.profile.goal_minutes = trunk_goal[i];
}

void random_trunks_grow(void)
{
    for (int i = 0; i < RANDOM_TRUNKS; i++) {
        random_trunk_start(i);
        for (int day = 0; day < RANDOM_TRUNK_DAYS; day++)
            (void)random_obey(&random_trunk[i], day);
    }
}

/* What a trunk has up to a day. */
static void cut_trunk(struct hand_case *hand, int days)
{
    const struct hand_case *from = &random_trunk[random_draw(RANDOM_TRUNKS)];
    hand->from = from->from;
    hand_settle(hand);
    hand->from.n_diary = hand->from.n_sessions = hand->from.profile.n_reviews = 0;
    for (size_t i = 0; i < from->from.n_diary && from->diary[i].day < HAND_DAY0 + days; i++)
        hand->diary[hand->from.n_diary++] = from->diary[i];
    for (size_t i = 0; i < from->from.n_sessions && from->sessions[i].day < HAND_DAY0 + days; i++)
        hand->sessions[hand->from.n_sessions++] = from->sessions[i];
    hand_today(hand, days - 1 + (random_chance(30) ? (int)random_draw(40) : 0));
}

static void change_entry(struct hand_case *hand, int day)
{
    static char note[] = "a numb feeling";
    struct diary_entry *entry = hand_entry(hand, day);
    for (int i = 0; i < PAIN_COUNT; i++)
        entry->pain[i] =
            random_chance(40) ? (int32_t)random_draw(random_chance(70) ? 4 : 11) : PAIN_MISSING;
    entry->flare = random_chance(8);
    entry->stiffer = random_chance(8);
    entry->painkiller = random_chance(8);
    entry->symptoms = random_chance(10) ? SYMPTOM_BIT(random_draw(SYMPTOM_COUNT)) : 0;
    entry->note_checked = random_chance(5);
    entry->calf = random_chance(5);
    entry->hills = random_chance(10);
    if (random_chance(4))
        entry->note = note;
}

/* What is measured of a run, or nothing. */
static struct plan_form random_form(void)
{
    if (random_chance(30))
        return (struct plan_form){.ok = false};
    return (struct plan_form){.ok = random_chance(90),
                              .placement = random_chance(80) ? BKS_WAIST : BKS_CHEST,
                              .cadence = {.value = 150 + random_draw(40)},
                              .bounce = {.value = 60 + random_draw(40)},
                              .sway = {.value = 5 + random_draw(10)},
                              .asymmetry = {.value = random_draw(12)},
                              .flags = random_chance(30) ? random_draw(1u << BKS_FLAG_COUNT) : 0,
                              .bounce_faded = random_chance(50)};
}

static void change(struct hand_case *hand, int days)
{
    int n = (int)random_draw(8);
    for (int i = 0; i < n; i++) {
        int day = days - 1 - (int)random_draw(days < 20 ? (uint32_t)days : 20);
        if (random_chance(60))
            change_entry(hand, day);
        else if (random_chance(50) && hand->from.n_sessions > 0)
            hand->from.n_sessions--;
        else
            hand->sessions[hand->from.n_sessions++] =
                (struct plan_session){.day = HAND_DAY0 + day,
                                      .run_s = (int64_t)random_draw(2400) - 200,
                                      .walk_s = 900,
                                      .form_faded = random_chance(50)};
    }
    for (size_t i = 0; i < hand->from.n_sessions; i++)
        hand->sessions[i].form = random_form();
    if (random_chance(20))
        hand_review(hand, days - 1 - (int)random_draw(5),
                    (enum clinician)random_draw(CLINICIAN_COUNT));
    if (random_chance(50))
        hand->from.profile.readiness.day = hand->from.today - (int32_t)random_draw(20);
    if (random_chance(3))
        hand->from.profile.clearance.day = random_chance(50) ? NO_DAY : hand->from.today + 1;
    if (random_chance(20))
        hand->from.profile.surgery = (enum surgery)random_draw(SURGERY_COUNT);
}

void random_history(struct hand_case *hand, int i)
{
    int days = 1 + (int)random_draw(i % LONG_EACH == 0 ? RANDOM_TRUNK_DAYS : SHORT);
    cut_trunk(hand, days);
    change(hand, days);
}
