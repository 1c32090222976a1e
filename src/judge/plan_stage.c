/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving along a track. */
#include "judge/plan_stage.h"

static void restart(struct plan_state *state, int32_t day)
{
    state->now.passes = 0;
    state->now.began = day;
    state->ambers = 0;
    state->granted = false;
}

/* Down to a whole minute. */
static int64_t whole_minutes(int64_t seconds)
{
    return seconds / PLAN_MINUTE_S * PLAN_MINUTE_S;
}

static int64_t cut(int64_t build_s)
{
    return whole_minutes(build_s * PLAN_BUILD_CUT / 100);
}

struct plan_track plan_track_of(const struct profile *profile)
{
    bool surgical = profile->surgery != SURGERY_NONE;
    bool strict = surgical ||
                  (profile->injury != INJURY_NONSPECIFIC && profile->injury != INJURY_MILD_SPRAIN);
    bool gentle = (surgical && profile->surgery != SURGERY_DECOMPRESSION) ||
                  profile->injury == INJURY_SEVERE_DISC || profile->injury == INJURY_LEG_NERVE;
    unsigned mine = gentle ? PLAN_TRACK_GENTLE : strict ? PLAN_TRACK_FULL : PLAN_TRACK_SHORT;
    int64_t minutes = profile->goal_minutes;
    struct plan_track track = {
        .limits = strict ? &plan_strict : &plan_standard, .strict = strict, .surgical = surgical};
    minutes = minutes < PLAN_GOAL_FEWEST_MIN ? PLAN_GOAL_FEWEST_MIN : minutes;
    minutes = minutes > PLAN_GOAL_MOST_MIN ? PLAN_GOAL_MOST_MIN : minutes;
    track.goal_s = minutes * PLAN_MINUTE_S;
    for (int i = 0; i < PLAN_STAGES; i++)
        if (plan_stages[i].tracks & mine)
            track.stage[track.n++] = i;
    return track;
}

const struct plan_stage *plan_stage_of(const struct plan_track *track, int place)
{
    return place < track->n ? &plan_stages[track->stage[place]] : NULL;
}

const char *plan_stage_name(const struct plan_track *track, int place)
{
    const struct plan_stage *stage = plan_stage_of(track, place);
    return stage ? stage->id : "BUILD";
}

int64_t plan_step_run_s(const struct plan_track *track, const struct plan_step *step)
{
    const struct plan_stage *stage = plan_stage_of(track, step->place);
    return stage ? (int64_t)stage->repeats * stage->run_s : step->build_s;
}

bool plan_form_holds(const struct plan_state *state)
{
    return state->faded >= PLAN_FADED_FROM && state->faded <= PLAN_FADED_TO;
}

void plan_stage_enter(struct plan_state *state, int place, int32_t day)
{
    state->now.place = place;
    state->now.build_s = PLAN_BUILD_S;
    restart(state, day);
}

/* The highest place with less running than the build has, so that a step back never runs more. */
static int below_build(const struct plan_state *state, const struct plan_track *track)
{
    int place = track->n - 1;
    for (; place > 0; place--)
        if (plan_step_run_s(track, &(struct plan_step){.place = place}) < state->now.build_s)
            break;
    return place;
}

void plan_stage_back(struct plan_state *state, const struct plan_track *track, int n, int32_t day)
{
    int place = state->now.place - n;
    if (state->now.place == track->n) {
        if (n == 1 && cut(state->now.build_s) >= PLAN_BUILD_FEWEST_S) {
            state->now.build_s = cut(state->now.build_s);
            restart(state, day);
            return;
        }
        place = below_build(state, track) - (n - 1);
    }
    plan_stage_enter(state, place < 0 ? 0 : place, day);
}

void plan_stage_grant(struct plan_state *state, int32_t day)
{
    state->earned = state->now;
    plan_stage_enter(state, state->now.place + 1, day);
    state->granted = true;
}

void plan_stage_withdraw(struct plan_state *state, int32_t day)
{
    plan_stage_enter(state, state->earned.place, day);
}

static int64_t longest_run(const struct plan_days *days, int32_t first, int32_t last)
{
    int64_t longest = 0;
    for (size_t i = plan_days_from(days, first); i < days->n && days->day[i].day <= last; i++)
        longest = days->day[i].run_s > longest ? days->day[i].run_s : longest;
    return longest;
}

void plan_stage_raise(struct plan_state *state, const struct plan_track *track,
                      const struct plan_days *days, int32_t day)
{
    int64_t before = state->now.build_s;
    int64_t more = before * PLAN_BUILD_RAISE / 100;
    int64_t longest = longest_run(days, day - PLAN_LONGEST_DAYS, day) * PLAN_BUILD_RAISE / 100;
    more = more < longest ? more : longest;
    more = more < track->goal_s ? more : track->goal_s;
    more = whole_minutes(more);
    state->now.build_s = more > before ? more : before;
    restart(state, day + 1);
}

void plan_break(struct plan_state *state, const struct plan_track *track, int32_t gap, int32_t day)
{
    if (gap < PLAN_BREAK_REPEAT)
        return;
    if (gap >= PLAN_BREAK_FIRST) {
        plan_stage_enter(state, 0, day);
    } else if (gap < PLAN_BREAK_BACK) {
        restart(state, day);
    } else if (state->now.place == track->n) {
        int64_t less = cut(state->now.build_s);
        state->now.build_s = less > PLAN_BUILD_BREAK_S ? less : PLAN_BUILD_BREAK_S;
        restart(state, day);
    } else {
        plan_stage_back(state, track,
                        gap < PLAN_BREAK_MORE ? track->limits->back_14 : track->limits->back_21,
                        day);
    }
}
