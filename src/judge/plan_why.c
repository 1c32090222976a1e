/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trace: what was found, with numbers and dates, and what follows from it. */
#include "judge/plan_scene.h"

#include <stdio.h>

#define FACT(...)      (void)snprintf(why->fact, sizeof why->fact, __VA_ARGS__)
#define THEREFORE(...) (void)snprintf(why->consequence, sizeof why->consequence, __VA_ARGS__)

/* Room for dates of one line. */
struct dates {
    char text[4][DAY_ROOM];
};

static const char *date(struct dates *dates, int i, int32_t day)
{
    return day_iso(dates->text[i], day);
}

/* "0:15", "22:00" */
static const char *minutes(char text[32], int64_t seconds)
{
    (void)snprintf(text, 32, "%lld:%02d", (long long)(seconds / 60), (int)(seconds % 60));
    return text;
}

PLAN_WHY(why_flag)
{
    static const char *const then[] = {
        [LEVEL_NONE] = "",
        [LEVEL_CONTACT] = "no run before a doctor or physio has looked at it, on that day or later",
        [LEVEL_URGENT] = "no run before a doctor has looked at it, on that day or later",
        [LEVEL_EMERGENCY] = "no exercise before a doctor has looked at it, on that day or later",
    };
    struct dates dates;
    int level = answer->action == PLAN_STOP_EMERGENCY ? LEVEL_EMERGENCY
                : answer->action == PLAN_STOP_URGENT  ? LEVEL_URGENT
                                                      : LEVEL_CONTACT;
    int used = 0;
    why->fact[0] = '\0';
    for (int i = 0; i < SYMPTOM_COUNT && used >= 0 && used < PLAN_FACT_ROOM; i++)
        if (scene->open[level] >> i & 1)
            used += snprintf(why->fact + used, sizeof why->fact - (size_t)used, "%s%s",
                             used > 0 ? ", " : "", symptom_id((enum symptom)i));
    if (used >= 0 && used < PLAN_FACT_ROOM)
        (void)snprintf(why->fact + used, sizeof why->fact - (size_t)used, ", last on %s",
                       date(&dates, 0, scene->open_day[level]));
    THEREFORE("%s", then[level]);
}

PLAN_WHY(why_note)
{
    struct dates dates;
    (void)answer;
    FACT("a word in the note of %s may mean a sign that is not ticked",
         date(&dates, 0, scene->ask_day));
    THEREFORE("no run until the signs are ticked, or the note is marked as checked");
}

PLAN_WHY(why_clearance)
{
    struct dates dates;
    const struct clearance *clearance = &scene->profile->clearance;
    if (clearance->day == NO_DAY || clearance->day > scene->today)
        FACT("no clearance is entered");
    else
        FACT("a clearance of %s by %s does not count here", date(&dates, 0, clearance->day),
             clinician_id(clearance->by));
    if (answer->action == PLAN_NOT_CLEARED)
        THEREFORE("no plan before a surgeon or physician has said so, after any grave sign");
    else
        THEREFORE("walking only, until a doctor or physio has said so, after any grave sign");
}

PLAN_WHY(why_no_event)
{
    const struct profile *profile = scene->profile;
    (void)answer;
    FACT("%s, gate of %d weeks, but no date to count from",
         profile->surgery != SURGERY_NONE ? surgery_id(profile->surgery)
                                          : injury_id(profile->injury),
         plan_gate_weeks(profile->injury, profile->surgery));
    THEREFORE("walking, until the date is entered");
}

PLAN_WHY(why_gate)
{
    struct dates dates;
    const struct profile *profile = scene->profile;
    if (profile->clearance.run_from != NO_DAY)
        FACT("your clinician named %s as the first day", date(&dates, 0, scene->gate));
    else
        FACT("%s on %s, and %d weeks from it",
             profile->surgery != SURGERY_NONE ? surgery_id(profile->surgery)
                                              : injury_id(profile->injury),
             date(&dates, 0, profile->event_day),
             plan_gate_weeks(profile->injury, profile->surgery));
    THEREFORE("walking; no run before %s", date(&dates, 1, answer->earliest));
}

/* Which of the three is missing. */
static void tell_readiness(struct plan_why *why, const struct plan_scene *scene)
{
    struct dates dates;
    const struct readiness *ready = &scene->profile->readiness;
    if (ready->day == NO_DAY || ready->day > scene->today)
        FACT("the three questions are not answered");
    else if (!ready->walk30 || !ready->daily || !ready->bodyweight)
        FACT("not yet, on %s:%s%s%s", date(&dates, 0, ready->day),
             ready->walk30 ? "" : " walking 30 min;", ready->daily ? "" : " daily activities;",
             ready->bodyweight ? "" : " bodyweight exercises;");
    else
        FACT("the three answers are of %s, %d days ago", date(&dates, 0, ready->day),
             (int)(scene->today - ready->day));
}

PLAN_WHY(why_readiness)
{
    (void)answer;
    tell_readiness(why, scene);
    THEREFORE("walking, until all three are yes and at most %d days old", PLAN_READY_DAYS);
}

PLAN_WHY(why_third)
{
    struct dates dates;
    const int32_t *third = scene->state.third;
    (void)answer;
    FACT("three flares in %d days: %s, %s, %s", PLAN_FLARES_DAYS_3, date(&dates, 0, third[2]),
         date(&dates, 1, third[1]), date(&dates, 2, third[0]));
    THEREFORE("no run before a doctor or physio has seen you, on %s or later; then the first stage",
              date(&dates, 2, third[0]));
}

PLAN_WHY(why_flare)
{
    struct dates dates;
    const struct plan_state *state = &scene->state;
    const struct plan_day *bad = plan_days_at(&scene->days, state->last_bad);
    char pain[48] = "";
    if (bad->pain[PAIN_MORNING] != PAIN_MISSING)
        (void)snprintf(pain, sizeof pain, " (morning pain %d)", (int)bad->pain[PAIN_MORNING]);
    FACT("a flare since %s, last bad day %s%s", date(&dates, 0, state->opened),
         date(&dates, 1, state->last_bad), pain);
    if (answer->earliest == NO_DAY)
        THEREFORE("%d days are long enough: contact your physio; no run until it has settled",
                  (int)(scene->today - state->opened));
    else
        THEREFORE("%d day(s) off, then %d settled morning(s), pain %d or less; earliest %s, "
                  "stage %s",
                  scene->track.limits->days_off, scene->track.limits->mornings,
                  (int)state->settled_at, date(&dates, 2, answer->earliest), answer->stage);
}

PLAN_WHY(why_again)
{
    struct dates dates;
    FACT("last run %s, %d days ago", date(&dates, 0, scene->state.last_run), (int)answer->gap_days);
    if (scene->gap >= PLAN_BREAK_CLEAR && scene->profile->clearance.day <= scene->state.last_run)
        THEREFORE("walking, until a new clearance and new answers to the three questions");
    else
        THEREFORE("walking, until the three questions are answered again with yes");
}

PLAN_WHY(why_break)
{
    struct dates dates;
    FACT("last run %s, %d days ago", date(&dates, 0, scene->state.last_run), (int)answer->gap_days);
    THEREFORE("stage %s, and its days begin again", answer->stage);
}

PLAN_WHY(why_silence)
{
    struct dates dates;
    (void)answer;
    FACT("%d runs in a row without pain during or next morning, and no morning since %s",
         scene->state.unknowns, date(&dates, 0, scene->state.last_run));
    THEREFORE("walking, until one morning is written down");
}

PLAN_WHY(why_rest)
{
    struct dates dates;
    FACT("last run %s; %d run(s) in the 7 days up to today", date(&dates, 0, scene->state.last_run),
         (int)plan_days_runs(&scene->days, scene->today - PLAN_WEEK_DAYS + 1, scene->today));
    THEREFORE("no run before %s: a day between, and at most 3 in 7 days",
              date(&dates, 1, answer->earliest));
}

PLAN_WHY(why_sore)
{
    struct dates dates;
    FACT("pain %d today, where %d or more is sore for you", (int)plan_scene_sore(scene),
         (int)plan_scene_sore_from(scene));
    THEREFORE("no run today; look again on %s", date(&dates, 0, answer->earliest));
}

PLAN_WHY(why_hold)
{
    struct dates dates;
    char done[32], planned[32];
    const struct plan_state *state = &scene->state;
    (void)minutes(done, state->hold_done);
    (void)minutes(planned, state->hold_planned);
    (void)date(&dates, 0, state->hold_day);
    if (state->hold == HOLD_SPIKE)
        FACT("ran %s on %s where %s was planned, more than 30 %% over", done, dates.text[0],
             planned);
    else if (state->hold == HOLD_WEEK)
        FACT("ran %s in the 7 days to %s, where %s is a tenth and a minute over the best week",
             done, dates.text[0], planned);
    else
        FACT("a second flare within %d days, on %s", PLAN_FLARES_DAYS_2, dates.text[0]);
    THEREFORE("the same session, no advance before %s", date(&dates, 1, answer->until));
}

PLAN_WHY(why_unknown)
{
    (void)answer;
    FACT("%d runs in a row without pain during or the next morning", scene->state.unknowns);
    THEREFORE("the same session; tell how your back was next morning");
}

PLAN_WHY(why_first)
{
    struct dates dates;
    const struct clearance *clearance = &scene->profile->clearance;
    FACT("cleared by %s on %s; all three answers yes on %s; no run yet",
         clinician_id(clearance->by), date(&dates, 0, clearance->day),
         date(&dates, 1, scene->profile->readiness.day));
    THEREFORE("the first stage of the %s track, %s", scene->track.strict ? "careful" : "standard",
              answer->stage);
}

PLAN_WHY(why_trend)
{
    struct dates dates;
    bool worse = scene->trend == MORNINGS_WORSENING;
    FACT("the median morning of the 7 days to %s is %s above that of the 7 before",
         date(&dates, 0, scene->today), worse ? "2 or more" : "1");
    THEREFORE("the same session, stage %s, until it is steady%s", answer->stage,
              worse ? "; contact your physio" : "");
}

PLAN_WHY(why_form)
{
    FACT("form changed late in %d runs in a row; %d of %d runs done", scene->state.faded,
         answer->passes, answer->needed);
    THEREFORE("stage %s once more; after 4 such runs form no longer holds you", answer->stage);
}

PLAN_WHY(why_build)
{
    char now[32], goal[32], week[32], most[32], cap[64] = "";
    if (answer->week.most_s >= 0)
        (void)snprintf(cap, sizeof cap, ", at most %s with this run",
                       minutes(most, answer->week.most_s));
    FACT("%s planned, goal %s, %s run in the 7 days up to today%s", minutes(now, answer->build_s),
         minutes(goal, scene->track.goal_s), minutes(week, answer->week.run_s), cap);
    if (answer->action == PLAN_MAINTAIN)
        THEREFORE("the goal is reached: keep to it");
    else
        THEREFORE("%s; a tenth more once %d runs went well in 7 days (now %d runs, %d days)",
                  minutes(now, answer->build_s), answer->needed, answer->passes,
                  answer->days_in_stage);
}

PLAN_WHY(why_earned)
{
    struct dates dates;
    const struct plan_stage *before = plan_stage_of(&scene->track, scene->state.earned.place);
    FACT("%d runs on plan without a reaction, the last on %s; %d days at stage %s", answer->passes,
         date(&dates, 0, scene->state.last_run), answer->days_in_stage, before ? before->id : "-");
    THEREFORE("stage %s", answer->stage);
}

PLAN_WHY(why_back)
{
    struct dates dates;
    const struct plan_stage *ran = plan_stage_of(&scene->track, scene->state.ran.place);
    FACT("the run of %s, stage %s, was %s", date(&dates, 0, scene->state.last_run),
         ran ? ran->id : "BUILD", plan_class_id(scene->state.last_class));
    THEREFORE("go on lower, at stage %s", answer->stage);
}

PLAN_WHY(why_repeat)
{
    struct dates dates;
    FACT("the run of %s was %s; %d of %d runs, %d of %d days at stage %s",
         date(&dates, 0, scene->state.last_run), plan_class_id(scene->state.last_class),
         answer->passes, answer->needed, answer->days_in_stage, PLAN_STAGE_DAYS, answer->stage);
    THEREFORE("the same session again");
}
