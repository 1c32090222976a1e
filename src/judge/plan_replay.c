/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The replay: the steps of each day, in the order of the specification. */
#include "judge/plan_replay.h"

#include "judge/plan_stage.h"
#include "judge/plan_symptoms.h"

#include <string.h>

/* What every step looks at. */
struct today {
    const struct plan_days *days;
    const struct plan_track *track;
    const struct plan_day *row;
    enum plan_class class_of; /* where there is a run */
    enum plan_done done;
    struct plan_step before; /* as the day began */
};

/* A hold is never shortened: the later one counts, and of two on one day the first. */
static void hold(struct plan_state *state, enum plan_hold why, int32_t day, int64_t done,
                 int64_t planned)
{
    if (state->hold_until != NO_DAY && state->hold_until >= day + PLAN_HOLD_DAYS)
        return;
    state->hold_until = day + PLAN_HOLD_DAYS;
    state->hold = why;
    state->hold_day = day;
    state->hold_done = done;
    state->hold_planned = planned;
}

bool plan_cue_may_begin(const struct plan_state *state, const struct plan_track *track,
                        const struct plan_step *next)
{
    bool same = next->place == state->ran.place &&
                plan_step_run_s(track, next) == plan_step_run_s(track, &state->ran);
    bool flare = state->last_bad != NO_DAY && state->runs_since_flare < PLAN_CUE_RUNS;
    return state->last_run != NO_DAY && same && !flare && !state->open;
}

/* Step 1: a grant that the mornings speak against is withdrawn ... */
static void take_grant(struct plan_state *state, struct today *today)
{
    int32_t day = today->row->day;
    if (state->granted && plan_trend(today->days, day) >= MORNINGS_DRIFTING)
        plan_stage_withdraw(state, day);
}

/* ... the days without a run count ... */
static void take_gap(struct plan_state *state, struct today *today)
{
    int32_t day = today->row->day;
    if (state->last_run == NO_DAY) {
        state->first_run = day;
        state->now.began = day;
    } else {
        plan_break(state, today->track, day - state->last_run, day);
    }
    if (plan_cue_may_begin(state, today->track, &state->now))
        plan_cue_begin(&state->cue, day);
    state->granted = false;
}

/* ... and then it is known which stage this run was one of. */
static void take_run(struct plan_state *state, struct today *today)
{
    int32_t day = today->row->day;
    state->last_run = day;
    state->ran = state->now;
    state->last_done = today->row->run_s;
    state->last_planned = plan_step_run_s(today->track, &state->now);
    today->class_of = plan_class(today->days, day, today->track->limits);
    today->done = plan_done(state->last_done, state->last_planned);
    state->last_class = today->class_of;
    state->runs_since_flare++;
}

/* Step 2. */
static void take_symptoms(struct plan_state *state, struct today *today)
{
    uint32_t symptoms = today->row->symptoms;
    uint32_t first = plan_level_bits(LEVEL_EMERGENCY) | plan_level_bits(LEVEL_URGENT);
    if (symptoms & first)
        plan_stage_enter(state, 0, today->row->day);
    else if (symptoms & plan_level_bits(LEVEL_CONTACT))
        plan_stage_back(state, today->track, PLAN_R1_BACK, today->row->day);
    if (today->row->run_s > 0)
        state->unknowns = today->class_of == CLASS_UNKNOWN ? state->unknowns + 1 : 0;
}

/* Steps 3 and 4. */
static void take_class(struct plan_state *state, struct today *today)
{
    if (today->class_of == CLASS_GREEN) {
        state->ambers = 0;
        state->now.passes += today->done == DONE_ON_PLAN;
    }
    if (today->done == DONE_SPIKE) {
        state->now.passes = 0;
        hold(state, HOLD_SPIKE, today->row->day, state->last_done, state->last_planned);
    }
    if (today->class_of == CLASS_AMBER) {
        state->now.passes = 0;
        if (++state->ambers >= PLAN_AMBERS)
            plan_stage_back(state, today->track, 1, today->row->day);
    }
}

/* The most running of any week that ends on one of those days. */
static int64_t best_week(const struct plan_days *days, int32_t first, int32_t last)
{
    int64_t best = 0;
    for (int32_t end = first; end <= last; end++) {
        int64_t total = plan_days_run_s(days, end - PLAN_WEEK_DAYS + 1, end);
        best = total > best ? total : best;
    }
    return best;
}

int64_t plan_week_cap_100(const struct plan_days *days, int32_t day)
{
    int64_t best = best_week(days, day - PLAN_WEEK_FROM, day - PLAN_WEEK_TO);
    return best == 0 ? 0 : best * PLAN_WEEK_PERCENT + PLAN_WEEK_SPARE_S * 100;
}

/* Step 5: the week against the best of earlier ones, and how the form kept. */
static void take_load(struct plan_state *state, struct today *today)
{
    int32_t day = today->row->day;
    if (state->now.place == today->track->n) {
        int64_t week = plan_days_run_s(today->days, day - PLAN_WEEK_DAYS + 1, day);
        int64_t cap_100 = plan_week_cap_100(today->days, day);
        if (cap_100 != 0 && week * 100 > cap_100)
            hold(state, HOLD_WEEK, day, week, cap_100 / 100);
    }
    if (today->class_of == CLASS_GREEN || today->class_of == CLASS_AMBER)
        state->faded = today->row->form_faded ? state->faded + 1 : 0;
}

/* A flare begins: how far back depends on how many there were. */
static void open_flare(struct plan_state *state, const struct today *today)
{
    int32_t day = today->row->day, usual = plan_usual(today->days, day);
    memmove(state->flare + 1, state->flare, (PLAN_FLARES_KEPT - 1) * sizeof state->flare[0]);
    state->flare[0] = day;
    state->open = true;
    state->opened = day;
    if (usual == PAIN_MISSING)
        usual = today->row->pain[PAIN_BEFORE];
    state->settled_at = (usual == PAIN_MISSING ? 0 : usual) + PLAN_SETTLED_RISE;
    if (state->flare[2] != NO_DAY && state->flare[2] > day - PLAN_FLARES_DAYS_3) {
        state->third_day = day;
        memcpy(state->third, state->flare, sizeof state->third);
        plan_stage_enter(state, 0, day);
    } else if (state->flare[1] != NO_DAY && state->flare[1] > day - PLAN_FLARES_DAYS_2) {
        plan_stage_back(state, today->track, 2, day);
        hold(state, HOLD_FLARES, day, 0, 0);
    } else {
        plan_stage_back(state, today->track, 1, day);
    }
}

static bool is_settled(const struct plan_state *state, const struct plan_day *row)
{
    return row->pain[PAIN_MORNING] != PAIN_MISSING &&
           row->pain[PAIN_MORNING] <= state->settled_at && !row->flare && !row->stiffer;
}

static bool may_close(const struct plan_state *state, const struct today *today)
{
    int32_t day = today->row->day;
    const struct plan_limits *limits = today->track->limits;
    if (day < state->last_bad + 1 + limits->days_off)
        return false;
    for (int32_t i = 0; i < limits->mornings; i++)
        if (day - i <= state->last_bad || !is_settled(state, plan_days_at(today->days, day - i)))
            return false;
    return true;
}

/* Step 6. */
static void take_flare(struct plan_state *state, struct today *today)
{
    int32_t day = today->row->day;
    if (plan_flare_day(today->days, day, today->track->limits)) {
        if (!state->open)
            open_flare(state, today);
        state->last_bad = day;
        state->runs_since_flare = 0;
    } else if (state->open && may_close(state, today)) {
        state->open = false;
    }
}

/* Step 8, on a day with a green run. */
static void take_advance(struct plan_state *state, struct today *today)
{
    int32_t day = today->row->day;
    const struct plan_track *track = today->track;
    if (today->class_of != CLASS_GREEN || state->now.passes < track->limits->passes ||
        day + 1 - state->now.began < PLAN_STAGE_DAYS || state->open || plan_form_holds(state) ||
        (state->hold_until != NO_DAY && day < state->hold_until) ||
        plan_trend(today->days, day) >= MORNINGS_DRIFTING)
        return;
    if (state->now.place < track->n)
        plan_stage_grant(state, day + 1);
    else if (state->now.build_s < track->goal_s)
        plan_stage_raise(state, track, today->days, day);
}

/* The cue goes with the runs, and with a sore calf. */
static void take_cue(struct plan_state *state, struct today *today)
{
    if (today->row->run_s > 0)
        plan_cue_run(&state->cue, today->row);
    if (today->row->calf)
        plan_cue_calf(&state->cue, today->row->day);
}

/* Since when the build is what it is; a stage below it ends that. */
static void take_build(struct plan_state *state, struct today *today)
{
    const struct plan_step *now = &state->now, *before = &today->before;
    int build = today->track->n;
    if (now->place != build) {
        state->build_from = state->raised = NO_DAY;
    } else if (before->place != build || now->build_s < before->build_s) {
        state->build_from = now->began;
        state->raised = before->place != build ? now->began : NO_DAY;
    } else if (now->build_s > before->build_s) {
        state->raised = now->began;
    }
}

/* The steps of a day, in order. */
static const struct {
    enum plan_part part;
    bool of_run; /* only on a day with one */
    void (*take)(struct plan_state *state, struct today *today);
} steps[] = {
    {PART_GRANT, true, take_grant},     {PART_GAP, true, take_gap},
    {PART_RUN, true, take_run},         {PART_SYMPTOMS, false, take_symptoms},
    {PART_CLASS, true, take_class},     {PART_LOAD, true, take_load},
    {PART_CUE, false, take_cue},        {PART_FLARE, false, take_flare},
    {PART_ADVANCE, true, take_advance}, {PART_BUILD, false, take_build},
};

static void take_day(struct plan_state *state, struct today *today, const struct plan_watch *watch)
{
    bool run = today->row->run_s > 0;
    today->before = state->now;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct plan_state before;
        if (steps[i].of_run && !run)
            continue;
        if (watch)
            before = *state;
        steps[i].take(state, today);
        if (watch)
            watch->saw(watch->context, &(struct plan_seen){steps[i].part, today->row, &before,
                                                           state, today->class_of, today->done});
    }
}

struct plan_state plan_replay_watched(const struct plan_days *days, const struct plan_track *track,
                                      const struct plan_watch *watch)
{
    struct plan_state state = {
        .now = {.began = NO_DAY, .build_s = PLAN_BUILD_S},
        .hold_until = NO_DAY,
        .hold_day = NO_DAY,
        .first_run = NO_DAY,
        .last_run = NO_DAY,
        .opened = NO_DAY,
        .last_bad = NO_DAY,
        .flare = {NO_DAY, NO_DAY, NO_DAY},
        .third_day = NO_DAY,
        .build_from = NO_DAY,
        .raised = NO_DAY,
        .cue = plan_cue_start(),
    };
    for (size_t i = 0; i < days->n; i++) {
        struct today today = {.days = days, .track = track, .row = &days->day[i]};
        if (today.row->entry || today.row->run_s > 0)
            take_day(&state, &today, watch);
    }
    return state;
}

struct plan_state plan_replay(const struct plan_days *days, const struct plan_track *track)
{
    return plan_replay_watched(days, track, NULL);
}
