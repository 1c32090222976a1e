/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision table: the first row that is met answers. */
#include "judge/plan_scene.h"

static bool met_emergency(const struct plan_scene *scene)
{
    return scene->open[LEVEL_EMERGENCY] != 0;
}

static bool met_urgent(const struct plan_scene *scene)
{
    return scene->open[LEVEL_URGENT] != 0;
}

static bool met_contact(const struct plan_scene *scene)
{
    return scene->open[LEVEL_CONTACT] != 0;
}

static bool met_note(const struct plan_scene *scene)
{
    return scene->asks != 0;
}

static bool met_not_cleared(const struct plan_scene *scene)
{
    return !scene->cleared;
}

static bool met_no_event(const struct plan_scene *scene)
{
    const struct profile *profile = scene->profile;
    return plan_gate_weeks(profile->injury, profile->surgery) > 0 && scene->gate == NO_DAY;
}

static bool met_gate(const struct plan_scene *scene)
{
    return scene->gate != NO_DAY && scene->today < scene->gate;
}

static bool met_not_ready(const struct plan_scene *scene)
{
    return scene->gap < 0 && !scene->ready;
}

static bool met_third(const struct plan_scene *scene)
{
    int32_t day = scene->state.third_day;
    return day != NO_DAY && !plan_scene_reviewed(scene, day, true);
}

static bool met_long_flare(const struct plan_scene *scene)
{
    return scene->state.open && scene->today - scene->state.opened >= PLAN_FLARE_LONG;
}

static bool met_flare(const struct plan_scene *scene)
{
    return scene->state.open;
}

static bool met_again(const struct plan_scene *scene)
{
    const struct profile *profile = scene->profile;
    int32_t last = scene->state.last_run;
    if (scene->gap >= PLAN_BREAK_CLEAR && profile->clearance.day <= last)
        return true;
    return scene->gap >= PLAN_BREAK_FIRST && !(scene->ready && profile->readiness.day > last);
}

static bool met_break(const struct plan_scene *scene)
{
    return scene->gap >= PLAN_BREAK_REPEAT;
}

static bool met_silence(const struct plan_scene *scene)
{
    if (scene->state.unknowns < PLAN_UNKNOWN_WALK)
        return false;
    size_t i = plan_days_from(&scene->days, scene->state.last_run + PLAN_MORNING_AFTER);
    for (; i < scene->days.n; i++)
        if (scene->days.day[i].pain[PAIN_MORNING] != PAIN_MISSING)
            return false;
    return true;
}

static bool full_week(const struct plan_scene *scene)
{
    return plan_days_runs(&scene->days, scene->today - PLAN_WEEK_DAYS + 1, scene->today) >=
           PLAN_RUNS_A_WEEK;
}

static bool met_rest(const struct plan_scene *scene)
{
    return (scene->gap >= 0 && scene->gap < PLAN_REST_DAYS) || full_week(scene);
}

static bool met_sore(const struct plan_scene *scene)
{
    return plan_scene_sore(scene) >= plan_scene_sore_from(scene);
}

static bool met_hold(const struct plan_scene *scene)
{
    return scene->state.hold_until != NO_DAY && scene->today < scene->state.hold_until;
}

static bool met_unknown(const struct plan_scene *scene)
{
    return scene->state.unknowns >= PLAN_UNKNOWN_HOLD;
}

static bool met_first(const struct plan_scene *scene)
{
    return scene->gap < 0;
}

static bool is_due(const struct plan_scene *scene)
{
    return scene->state.now.passes >= scene->track.limits->passes;
}

static bool met_trend(const struct plan_scene *scene)
{
    return scene->trend == MORNINGS_WORSENING ||
           (scene->trend == MORNINGS_DRIFTING && (is_due(scene) || scene->state.granted));
}

static bool met_form(const struct plan_scene *scene)
{
    return is_due(scene) && plan_form_holds(&scene->state);
}

static bool met_build(const struct plan_scene *scene)
{
    return scene->state.now.place == scene->track.n;
}

static bool met_earned(const struct plan_scene *scene)
{
    return scene->state.granted;
}

static bool met_back(const struct plan_scene *scene)
{
    const struct plan_state *state = &scene->state;
    return state->last_class == CLASS_RED || state->last_class == CLASS_FLAG ||
           state->now.place < state->ran.place;
}

static bool met_always(const struct plan_scene *scene)
{
    (void)scene;
    return true;
}

/* A stage as it is shown: its name, its counts, its card. */
void plan_show_step(struct plan_answer *answer, const struct plan_scene *scene,
                    const struct plan_step *step)
{
    const struct plan_stage *stage = plan_stage_of(&scene->track, step->place);
    answer->stage = plan_stage_name(&scene->track, step->place);
    answer->build_s = stage ? 0 : step->build_s;
    answer->place = step->place;
    answer->passes = step->passes;
    answer->days_in_stage =
        step->began == NO_DAY || step->began > scene->today ? 0 : scene->today - step->began;
    answer->card = (struct plan_card){
        .warm_up_s = PLAN_WARM_UP_S,
        .repeats = stage ? stage->repeats : 1,
        .run_s = stage ? stage->run_s : step->build_s,
        .walk_s = stage ? stage->walk_s : 0,
        .cool_down_s = PLAN_COOL_DOWN_S,
    };
}

/* Minutes to walk. */
static void do_walk(struct plan_answer *answer, const struct plan_scene *scene)
{
    answer->walk_minutes = plan_scene_walk_minutes(scene);
}

static void do_not_cleared(struct plan_answer *answer, const struct plan_scene *scene)
{
    if (scene->track.surgical)
        answer->action = PLAN_NOT_CLEARED;
    else
        do_walk(answer, scene);
}

static void do_gate(struct plan_answer *answer, const struct plan_scene *scene)
{
    do_walk(answer, scene);
    answer->earliest = scene->gate;
}

static void do_flare(struct plan_answer *answer, const struct plan_scene *scene)
{
    answer->earliest = scene->state.last_bad + 1 + scene->track.limits->days_off;
}

static void do_again(struct plan_answer *answer, const struct plan_scene *scene)
{
    do_walk(answer, scene);
    answer->gap_days = scene->gap;
}

static void do_break(struct plan_answer *answer, const struct plan_scene *scene)
{
    struct plan_state after = scene->state;
    if (scene->gap >= PLAN_BREAK_FIRST)
        answer->action = PLAN_RUN_WALK;
    else if (scene->gap < PLAN_BREAK_BACK)
        answer->action = PLAN_REPEAT;
    else if (met_build(scene))
        answer->action = PLAN_BUILD;
    plan_break(&after, &scene->track, scene->gap, scene->today);
    plan_show_step(answer, scene, &after.now);
    answer->gap_days = scene->gap;
}

/* The third-last run, or NO_DAY. */
static int32_t third_last(const struct plan_days *days)
{
    int n = 0;
    for (size_t i = days->n; i-- > 0;)
        if (days->day[i].run_s > 0 && ++n == PLAN_RUNS_A_WEEK)
            return days->day[i].day;
    return NO_DAY;
}

static void do_rest(struct plan_answer *answer, const struct plan_scene *scene)
{
    int32_t third = third_last(&scene->days);
    answer->earliest = scene->state.last_run + PLAN_REST_DAYS;
    if (third != NO_DAY && third + PLAN_WEEK_DAYS > answer->earliest)
        answer->earliest = third + PLAN_WEEK_DAYS;
}

static void do_sore(struct plan_answer *answer, const struct plan_scene *scene)
{
    answer->earliest = scene->today + 1;
}

static void do_hold(struct plan_answer *answer, const struct plan_scene *scene)
{
    answer->until = scene->state.hold_until;
}

static void do_trend(struct plan_answer *answer, const struct plan_scene *scene)
{
    if (scene->state.granted)
        plan_show_step(answer, scene, &scene->state.earned);
}

static void do_build(struct plan_answer *answer, const struct plan_scene *scene)
{
    if (scene->state.now.build_s >= scene->track.goal_s)
        answer->action = PLAN_MAINTAIN;
}

/* The new stage, with the counts of the one that earned it. */
static void do_earned(struct plan_answer *answer, const struct plan_scene *scene)
{
    struct plan_answer earned = {0};
    plan_show_step(&earned, scene, &scene->state.earned);
    answer->passes = earned.passes;
    answer->days_in_stage = earned.days_in_stage;
}

/* clang-format off */
static const struct plan_row rows[] = {
    {"D1", "an emergency sign that no doctor has looked at", "Finucane 2020 (IFOMPT)",
     met_emergency, PLAN_STOP_EMERGENCY, SHOWS_NOTHING, NULL, why_flag},
    {"D2", "an urgent sign that no doctor has looked at", "Finucane 2020 (IFOMPT)",
     met_urgent, PLAN_STOP_URGENT, SHOWS_NOTHING, NULL, why_flag},
    {"D3", "a sign that no clinician has looked at", "seed 004",
     met_contact, PLAN_STOP_CONTACT, SHOWS_NOTHING, NULL, why_flag},
    {"D4", "a note with a word that has to be asked about", "a choice of this project",
     met_note, PLAN_ASK, SHOWS_NOTHING, NULL, why_note},
    {"D5", "no valid clearance", "seeds 000, 002, 003",
     met_not_cleared, PLAN_WALK_BASE, SHOWS_NOTHING, do_not_cleared, why_clearance},
    {"D6", "the date of the surgery or injury is missing", "seeds 000, 002",
     met_no_event, PLAN_WALK_BASE, SHOWS_NOTHING, do_walk, why_no_event},
    {"D7", "the date to run from is not reached", "seeds 000, 002; McCartney 2017",
     met_gate, PLAN_WALK_BASE, SHOWS_NOTHING, do_gate, why_gate},
    {"D8", "before the first run: an answer is missing, old or no", "seed 004",
     met_not_ready, PLAN_WALK_BASE, SHOWS_NOTHING, do_walk, why_readiness},
    {"D9", "a third flare within 42 days, without its review", "a choice of this project",
     met_third, PLAN_STOP_CONTACT, SHOWS_STAGE, NULL, why_third},
    {"D11", "a flare is open for 7 days or more", "seed 001",
     met_long_flare, PLAN_FLARE_REST, SHOWS_STAGE, NULL, why_flare},
    {"D10", "a flare is open", "seed 004; Childs 2005",
     met_flare, PLAN_FLARE_REST, SHOWS_STAGE, do_flare, why_flare},
    {"D12", "28 days or more off, and not answered or cleared again",
     "coaches' rule; Frandsen 2025",
     met_again, PLAN_WALK_BASE, SHOWS_STAGE, do_again, why_again},
    {"D13", "10 days or more off", "coaches' rule; Frandsen 2025",
     met_break, PLAN_STEP_BACK, SHOWS_CARD, do_break, why_break},
    {"D16", "3 runs in a row without an answer, and no morning since", "a choice of this project",
     met_silence, PLAN_WALK_BASE, SHOWS_STAGE, do_walk, why_silence},
    {"D18", "a run today or yesterday, or 3 in 7 days", "Neason 2024 and all programmes compared",
     met_rest, PLAN_REST_DAY, SHOWS_CARD, do_rest, why_rest},
    {"D25", "sore today", "Childs 2005",
     met_sore, PLAN_REST_DAY, SHOWS_CARD, do_sore, why_sore},
    {"D14", "a hold has not ended", "Frandsen 2025; seeds 000, 004",
     met_hold, PLAN_HOLD, SHOWS_CARD, do_hold, why_hold},
    {"D15", "2 runs in a row without an answer", "Silbernagel 2007",
     met_unknown, PLAN_HOLD, SHOWS_CARD, NULL, why_unknown},
    {"D19", "no run yet", "seed 004",
     met_first, PLAN_RUN_WALK, SHOWS_CARD, NULL, why_first},
    {"D17", "mornings are getting worse", "seed 002; Childs 2005",
     met_trend, PLAN_HOLD, SHOWS_CARD, do_trend, why_trend},
    {"D20", "due, and form faded in 2 or 3 runs in a row",
     "a choice of this project; direction Apte 2021",
     met_form, PLAN_HOLD, SHOWS_CARD, NULL, why_form},
    {"D22", "running without walking pauses", "seeds 000, 004; Frandsen 2025",
     met_build, PLAN_BUILD, SHOWS_CARD, do_build, why_build},
    {"D21", "the next stage is earned", "seed 004",
     met_earned, PLAN_ADVANCE, SHOWS_CARD, do_earned, why_earned},
    {"D23", "the last run was red or flagged, or the stage is lower since", "seed 004",
     met_back, PLAN_STEP_BACK, SHOWS_CARD, NULL, why_back},
    {"D24", "otherwise", "seed 004",
     met_always, PLAN_REPEAT, SHOWS_CARD, NULL, why_repeat},
};
/* clang-format on */

_Static_assert(sizeof rows / sizeof rows[0] <= PLAN_ROWS_MOST, "room for each row");

const struct plan_row *plan_row_at(size_t i)
{
    return &rows[i];
}
