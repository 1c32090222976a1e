/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer in sentences for a person who may be afraid: what to do first, no promise, no verdict.
 */
#include "judge/plan_scene.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

BKS_PRINTF(2, 3) static void say(struct plan_answer *answer, const char *text, ...)
{
    size_t used = strlen(answer->text);
    va_list arguments;
    va_start(arguments, text);
    (void)vsnprintf(answer->text + used, sizeof answer->text - used, text, arguments);
    va_end(arguments);
}

/* "a; b; c" of symptoms in everyday words. */
static void say_symptoms(struct plan_answer *answer, uint32_t symptoms)
{
    const char *between = "";
    for (int i = 0; i < SYMPTOM_COUNT; i++) {
        if (!(symptoms >> i & 1))
            continue;
        say(answer, "%s%s", between, symptom_words((enum symptom)i));
        between = "; ";
    }
}

static void say_emergency(struct plan_answer *answer, const struct plan_scene *scene)
{
    say(answer, "Stop. You ticked: ");
    say_symptoms(answer, scene->open[LEVEL_EMERGENCY]);
    say(answer, ". With back trouble this needs checking now. Call your emergency number "
                "(112, 999, 911) or go to an emergency department, and do not drive yourself. This "
                "program will not suggest any exercise until a doctor has seen you and you have "
                "entered the date.");
}

static void say_urgent(struct plan_answer *answer, const struct plan_scene *scene)
{
    say(answer, "Stop running. You ticked: ");
    say_symptoms(answer, scene->open[LEVEL_URGENT]);
    say(answer, ". Speak to a doctor today (your practice, its out-of-hours line, or your surgical "
                "team). If it gets worse, or you notice numbness between the legs or any change in "
                "bladder, bowel or leg strength, call your emergency number. No run until a doctor "
                "has seen you and you have entered the date.");
}

static void say_contact(struct plan_answer *answer, const struct plan_scene *scene)
{
    if (scene->open[LEVEL_CONTACT]) {
        say(answer, "No running for now. You ticked: ");
        say_symptoms(answer, scene->open[LEVEL_CONTACT]);
        say(answer,
            ". That is a sign to have your back looked at before the next run. Contact your "
            "physio or doctor, and enter the date when you were seen.");
    } else {
        say(answer,
            "No running for now. Your back has reacted three times within six weeks: that "
            "is worth a talk with your physio or doctor before the next run. Enter the date "
            "when you were seen.");
    }
    say(answer, " Gentle walking is fine if it does not bring it on.");
}

static void say_ask(struct plan_answer *answer, const struct plan_scene *scene)
{
    char day[DAY_ROOM];
    answer->asks = scene->asks;
    answer->ask_day = scene->ask_day;
    say(answer,
        "One question before the next run. Your note of %s has a word that may matter. Do "
        "you have any of these: ",
        day_iso(day, scene->ask_day));
    say_symptoms(answer, scene->asks);
    say(answer, "? If yes, tick it for that day (symptoms). If no, mark the note as checked "
                "(note_checked). If you have numbness between the legs, a change in bladder or "
                "bowel, or new leg weakness now, call your emergency number.");
}

static void say_not_cleared(struct plan_answer *answer, const struct plan_scene *scene)
{
    (void)scene;
    say(answer,
        "Before anything else: ask your surgeon or doctor whether and from when you may run. "
        "Enter who said so and the date.");
}

static const char readiness_words[] =
    "can you walk 30 minutes without pain (three times within 7 days), are daily activities "
    "(sitting, standing, bending, lifting) free of flare-ups, and are squats, lunges, bird dogs "
    "and "
    "dead bugs free of pain?";

/* How long healing takes as a rule, in words; NULL where no number is known. Seeds 000 and 002. */
static const char *const injury_heals[INJURY_COUNT] = {
    [INJURY_MILD_SPRAIN] = "4 to 6 weeks for a mild sprain",
    [INJURY_SIGNIFICANT_SPRAIN] = "8 weeks to several months for a significant sprain",
    [INJURY_MILD_DISC] = "8 to 12 weeks for a mild disc injury",
    [INJURY_SEVERE_DISC] = "6 months to 2 years for a severe disc injury",
    [INJURY_LEG_NERVE] = "3 months to 2 years for a nerve in the leg",
};
static const char *const surgery_heals[SURGERY_COUNT] = {
    [SURGERY_DECOMPRESSION] = "10 weeks to 6 months after a decompression, as leaflets say",
    [SURGERY_FUSION] = "up to 6 months and more after a fusion",
    [SURGERY_FUSION_MI] = "up to 6 months after a fusion, perhaps not quite as long here",
};

static void say_gate(struct plan_answer *answer, const struct plan_scene *scene)
{
    char day[DAY_ROOM];
    const struct profile *profile = scene->profile;
    const char *heals = profile->surgery != SURGERY_NONE ? surgery_heals[profile->surgery]
                                                         : injury_heals[profile->injury];
    say(answer, " The earliest day for a run is %s.", day_iso(day, scene->gate));
    if (heals)
        say(answer, " A rough guide is %s; it varies a lot.", heals);
    say(answer, " Your clinician may name another day.");
}

/* What is missing before walking becomes running. */
static void say_walk(struct plan_answer *answer, const struct plan_scene *scene)
{
    say(answer,
        "Walk for now: up to %d minutes, easy and on level ground, while it stays "
        "comfortable.",
        answer->walk_minutes);
    if (strcmp(answer->rule, "D5") == 0)
        say(answer, " Ask your physio or doctor whether and from when you may run, and enter who "
                    "said so and the date.");
    else if (strcmp(answer->rule, "D6") == 0)
        say(answer,
            " Enter the date of the surgery or of the injury: the weeks are counted from it.");
    else if (strcmp(answer->rule, "D7") == 0)
        say_gate(answer, scene);
    else if (strcmp(answer->rule, "D16") == 0)
        say(answer, " Write down how your back is tomorrow morning: without your mornings there is "
                    "nothing to plan the next run from.");
    else
        say(answer, " Answer the three questions before you run: %s", readiness_words);
    if (answer->gap_days >= PLAN_BREAK_CLEAR)
        say(answer,
            " After so long a break, ask your physio or doctor again too, and enter the new "
            "date.");
}

static void say_flare(struct plan_answer *answer, const struct plan_scene *scene)
{
    char day[DAY_ROOM];
    int off = scene->track.limits->days_off;
    say(answer,
        "Your back reacted to this amount; that does not mean damage. Take %d day%s off "
        "running, keep moving gently, and write down the next mornings.",
        off, off == 1 ? "" : "s");
    if (answer->earliest != NO_DAY)
        say(answer, " Earliest run %s, at stage %s, if the mornings have settled.",
            day_iso(day, answer->earliest), answer->stage);
    else
        say(answer, " It has lasted %d days: contact your physio.",
            (int)(scene->today - scene->state.opened));
    say(answer, " Meanwhile check: form, strength work, how fast you progressed.");
}

static void say_rest(struct plan_answer *answer, const struct plan_scene *scene)
{
    char day[DAY_ROOM];
    (void)scene;
    if (strcmp(answer->rule, "D25") == 0)
        say(answer,
            "No run today: your back is more sore than usual. Move gently, and look again "
            "in the morning (%s).",
            day_iso(day, answer->earliest));
    else
        say(answer,
            "A day without running. Cycling, swimming or core work fit well. Next run on %s "
            "at the earliest.",
            day_iso(day, answer->earliest));
}

static void say_hold(struct plan_answer *answer, const struct plan_scene *scene)
{
    static const char *const causes[] = {
        [HOLD_NONE] = "",
        [HOLD_SPIKE] = "The last run was much longer than planned.",
        [HOLD_FLARES] = "Your back has reacted twice within four weeks; tell your physio.",
        [HOLD_WEEK] = "This week has more running than the weeks before.",
    };
    const char *reason = "Your mornings have become a little worse.";
    char day[DAY_ROOM];
    if (answer->until != NO_DAY)
        reason = causes[scene->state.hold];
    else if (strcmp(answer->rule, "D15") == 0)
        reason = "Tell how your back was during the run and next morning.";
    else if (strcmp(answer->rule, "D20") == 0)
        reason = "Your form changed late in the last runs.";
    else if (scene->trend == MORNINGS_WORSENING)
        reason = "Your mornings have become worse: contact your physio.";
    say(answer, "Same session again. %s Repeating is part of the plan.", reason);
    if (answer->until != NO_DAY)
        say(answer, " The stage stays until %s.", day_iso(day, answer->until));
    if (answer->cue[0])
        say(answer, " One thing to try: %s", answer->cue);
}

static void say_repeat(struct plan_answer *answer, const struct plan_scene *scene)
{
    (void)scene;
    if (answer->gap_days >= 0)
        say(answer, "Same session again after %d days off. Repeating is part of the plan.",
            (int)answer->gap_days);
    else
        say(answer,
            "Same session again. So far %d of %d runs and %d of %d days at this stage. "
            "Repeating is part of the plan.",
            answer->passes, answer->needed, answer->days_in_stage, PLAN_STAGE_DAYS);
}

static void say_back(struct plan_answer *answer, const struct plan_scene *scene)
{
    (void)scene;
    if (answer->gap_days >= 0)
        say(answer, "After %d days off, go on with less: stage %s.", (int)answer->gap_days,
            answer->stage);
    else
        say(answer,
            "Your back reacted to the last amount; that does not mean damage. Go on with "
            "less: stage %s.",
            answer->stage);
    say(answer, " A step back is part of the plan.");
}

static void say_first(struct plan_answer *answer, const struct plan_scene *scene)
{
    (void)scene;
    if (answer->gap_days >= 0)
        say(answer, "After %d days off you begin again at the first stage, %s.",
            (int)answer->gap_days, answer->stage);
    else
        say(answer,
            "You may begin: stage %s. Everyone begins at the first stage, whatever they ran "
            "before.",
            answer->stage);
}

static void say_advance(struct plan_answer *answer, const struct plan_scene *scene)
{
    (void)scene;
    say(answer, "Next: stage %s. You had %d runs without a reaction over %d days.", answer->stage,
        answer->passes, answer->days_in_stage);
}

static void say_build(struct plan_answer *answer, const struct plan_scene *scene)
{
    (void)scene;
    if (answer->gap_days >= 0)
        say(answer, "After %d days off, go on with less. ", (int)answer->gap_days);
    say(answer,
        "Run %lld minutes without a pause, easy enough to talk. Pace, hills and minutes "
        "never rise in the same week; one run of three may be shorter.",
        (long long)(answer->build_s / PLAN_MINUTE_S));
    if (answer->action == PLAN_MAINTAIN)
        say(answer, " That is your goal: keep to it.");
}

static void (*const sayings[])(struct plan_answer *, const struct plan_scene *) = {
    [PLAN_STOP_EMERGENCY] = say_emergency,
    [PLAN_STOP_URGENT] = say_urgent,
    [PLAN_STOP_CONTACT] = say_contact,
    [PLAN_ASK] = say_ask,
    [PLAN_NOT_CLEARED] = say_not_cleared,
    [PLAN_WALK_BASE] = say_walk,
    [PLAN_FLARE_REST] = say_flare,
    [PLAN_REST_DAY] = say_rest,
    [PLAN_HOLD] = say_hold,
    [PLAN_REPEAT] = say_repeat,
    [PLAN_STEP_BACK] = say_back,
    [PLAN_RUN_WALK] = say_first,
    [PLAN_ADVANCE] = say_advance,
    [PLAN_BUILD] = say_build,
    [PLAN_MAINTAIN] = say_build,
};
_Static_assert(sizeof sayings / sizeof sayings[0] == PLAN_ACTION_COUNT, "each action has words");

void plan_text(struct plan_answer *answer, const struct plan_scene *scene)
{
    sayings[answer->action](answer, scene);
    if (answer->cue[0] && answer->action != PLAN_HOLD)
        say(answer, " One thing to try: %s", answer->cue);
    if (answer->has_card)
        say(answer, "\nDo not start if your back is 2 or more above its usual this morning. If it "
                    "hurts sharply or more and more on the way, stop and walk home. Level, "
                    "forgiving ground; write down how your back is next morning.");
    say(answer, "\nThe pain number tells us how today went; it does not measure how serious an "
                "injury is.");
}
