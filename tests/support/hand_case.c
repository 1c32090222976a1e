/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A history made by hand. */
#include "support/hand_case.h"

#include "support/assert.h"

void hand_settle(struct hand_case *hand)
{
    hand->from.diary = hand->diary;
    hand->from.sessions = hand->sessions;
    hand->from.profile.reviews = hand->reviews;
}

void hand_start(struct hand_case *hand, enum injury injury, enum surgery surgery)
{
    hand->from = (struct plan_case){
        .today = HAND_DAY0,
        .profile = {.injury = injury,
                    .surgery = surgery,
                    .event_day = HAND_DAY0 - 400,
                    .clearance = {HAND_DAY0 - 10, BY_SURGEON, NO_DAY},
                    .readiness = {HAND_DAY0, true, true, true},
                    .goal_minutes = GOAL_DEFAULT_MIN},
    };
    hand_settle(hand);
}

struct diary_entry *hand_entry(struct hand_case *hand, int day)
{
    assert_true(hand->from.n_diary < HAND_ENTRIES);
    struct diary_entry *entry = &hand->diary[hand->from.n_diary++];
    *entry = (struct diary_entry){.day = HAND_DAY0 + day,
                                  .pain = {PAIN_MISSING, PAIN_MISSING, PAIN_MISSING}};
    return entry;
}

void hand_morning(struct hand_case *hand, int day, int pain)
{
    hand_entry(hand, day)->pain[PAIN_MORNING] = pain;
}

void hand_run(struct hand_case *hand, int day, int run_s, int before, int during, int morning)
{
    assert_true(hand->from.n_sessions < HAND_SESSIONS);
    hand->sessions[hand->from.n_sessions++] =
        (struct plan_session){.day = HAND_DAY0 + day, .run_s = run_s};
    if (before != HAND_NONE || during != HAND_NONE) {
        struct diary_entry *entry = hand_entry(hand, day);
        entry->pain[PAIN_BEFORE] = before;
        entry->pain[PAIN_DURING] = during;
    }
    if (morning != HAND_NONE)
        hand_morning(hand, day + 1, morning);
}

void hand_green(struct hand_case *hand, int day, int run_s)
{
    hand_run(hand, day, run_s, 0, 0, 0);
}

void hand_review(struct hand_case *hand, int day, enum clinician by)
{
    size_t n = hand->from.profile.n_reviews++;
    assert_true(n < HAND_REVIEWS);
    hand->reviews[n] = (struct review){HAND_DAY0 + day, by};
}

void hand_today(struct hand_case *hand, int day)
{
    hand->from.today = HAND_DAY0 + day;
}
