/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes: advice on a card, and what a physio may want to see. */
#include "judge/plan_advice.h"
#include "judge/rules.h"

#include <stdarg.h>
#include <stdio.h>

BKS_PRINTF(3, 4)
static void note(struct plan_answer *answer, const char *id, const char *text, ...)
{
    if (answer->n_notes >= PLAN_NOTES)
        return;
    struct plan_note *to = &answer->note[answer->n_notes++];
    va_list arguments;
    to->id = id;
    va_start(arguments, text);
    (void)vsnprintf(to->text, sizeof to->text, text, arguments);
    va_end(arguments);
}

/* Whole minutes, down. */
static int minutes(int64_t seconds)
{
    return (int)(seconds / PLAN_MINUTE_S);
}

/* The last day with hills of first .. today, or NO_DAY. */
static int32_t last_hills(const struct plan_scene *scene, int32_t first)
{
    for (size_t i = scene->days.n; i-- > 0 && scene->days.day[i].day >= first;)
        if (scene->days.day[i].hills)
            return scene->days.day[i].day;
    return NO_DAY;
}

/* The card of today against what is left of the 7 days. */
static void note_over(struct plan_answer *answer)
{
    const struct plan_week *week = &answer->week;
    int64_t left = week->most_s - week->run_s;
    if (answer->action < PLAN_HOLD || week->most_s < 0 || left >= answer->build_s)
        return;
    if (left < PLAN_MINUTE_S)
        note(answer, "week_over",
             "%d minutes of running in the 7 days up to today, where %d are the most: walk today",
             minutes(week->run_s), minutes(week->most_s));
    else
        note(answer, "week_over",
             "%d minutes of running in the 7 days up to today, at most %d with this run: run %d of "
             "the card and walk the rest",
             minutes(week->run_s), minutes(week->most_s), minutes(left));
}

static void note_week(struct plan_answer *answer)
{
    const struct plan_week *week = &answer->week;
    note_over(answer);
    if (week->number % PLAN_LIGHTER_WEEK == 0)
        note(answer, "lighter_week",
             "week %d of running without pauses: every %dth may repeat the minutes of the week "
             "before, or be lighter, so that it settles",
             week->number, PLAN_LIGHTER_WEEK);
    if (week->easy_s > 0)
        note(answer, "easy_run",
             "one of three runs may be an easy one of %d minutes, 70 %% of the longest; it earns "
             "nothing towards more minutes",
             minutes(week->easy_s));
}

/* Of minutes, pace and hills one at a time, and hills not at once. */
static void note_ground(struct plan_answer *answer, const struct plan_scene *scene)
{
    char rose[DAY_ROOM], until[DAY_ROOM];
    int32_t raised = scene->state.raised;
    bool hills = answer->week.number >= PLAN_HILLS_WEEK;
    int weeks_left = PLAN_HILLS_WEEK - answer->week.number;
    if (!hills)
        note(answer, "flat_ground",
             "flat ground still: hills at the earliest in week %d of running without pauses, %s",
             PLAN_HILLS_WEEK, weeks_left == 1 ? "next week" : "in two weeks");
    if (raised != NO_DAY && scene->today - raised < PLAN_WEEK_DAYS)
        note(answer, "minutes_rose",
             "the minutes are more from %s on: keep pace%s as they were until %s",
             day_iso(rose, raised), hills ? " and hills" : "",
             day_iso(until, raised + PLAN_WEEK_DAYS));
    else
        note(answer, "one_at_a_time",
             "pace%s and minutes never rise in the same week: in a week with more of one the "
             "others stay",
             hills ? ", hills" : "");
}

/* Hills below the build, or before its third week, or on a run that hurt. */
static void note_hills(struct plan_answer *answer, const struct plan_scene *scene)
{
    char date[DAY_ROOM];
    const struct plan_state *state = &scene->state;
    int32_t day = last_hills(scene, scene->today - PLAN_WEEK_DAYS + 1);
    bool hurt = state->last_run == day &&
                (state->last_class == CLASS_AMBER || state->last_class == CLASS_RED);
    bool early = !answer->week.known || answer->week.number < PLAN_HILLS_WEEK;
    if (day == NO_DAY || !(hurt || early))
        return;
    note(answer, "try_flat", "there were hills on %s%s: try flat ground next", day_iso(date, day),
         hurt ? ", and your back noticed that run" : ", early for them");
}

static void note_cue(struct plan_answer *answer, const struct plan_scene *scene)
{
    char date[DAY_ROOM], calf[DAY_ROOM];
    const struct plan_cue *cue = &scene->state.cue;
    if (cue->dropped != NO_DAY && cue->dropped == scene->state.last_run)
        note(answer, "cue_dropped",
             "you did what the cue asks in %d runs, the last on %s: it is not needed any more",
             PLAN_CUE_REACHED, day_iso(date, cue->dropped));
    if (cue->withdrawn != NO_DAY && scene->today - cue->calf < PLAN_CALF_DAYS)
        note(answer, "cue_withdrawn",
             "the cue is taken back since %s: pain in a calf or Achilles tendon, last on %s. Run "
             "as you did before, and tell your physio; a hot, red or swollen calf is for a doctor "
             "today",
             day_iso(date, cue->withdrawn), day_iso(calf, cue->calf));
}

/* "95 (91 to 99)", or without what is not known of the interval. */
static const char *value(char text[80], const struct bks_measure *of, int decimals)
{
    struct digits at = digits_of(of->value, decimals);
    struct digits low = digits_of(of->low, decimals), high = digits_of(of->high, decimals);
    if (of->low <= of->value && of->value <= of->high)
        (void)snprintf(text, 80, "%.20s (%.20s to %.20s)", at.text, low.text, high.text);
    else
        (void)snprintf(text, 80, "%.20s", at.text);
    return text;
}

static void note_bounce(struct plan_answer *answer, const struct plan_cue *cue, const char *date)
{
    char now[80];
    const struct plan_form *form = cue->last;
    double own = plan_baseline(&cue->bounce[form->placement]);
    if (plan_form_known(&form->bounce) && own > 0)
        note(answer, "bounce_high",
             "for your physio: bounce %s mm on %s, your own first runs had %s",
             value(now, &form->bounce, 0), date, digits_of(own, 0).text);
    else
        note(answer, "bounce_high",
             "for your physio: more bounce on %s than is usual in runners (flag excessive_bounce)",
             date);
}

static void note_sides(struct plan_answer *answer, const struct plan_form *form, const char *date)
{
    char now[80];
    const struct bks_measure *apart = &form->asymmetry;
    if (plan_form_known(apart) && apart->value > PLAN_ASYM_PERCENT)
        note(answer, "asymmetry",
             "for your physio%s: step times of left and right %s %% apart on %s; about 2 is usual, "
             "and no limit is known",
             apart->value > PLAN_ASYM_STRONG ? ", soon" : "", value(now, apart, 1), date);
    else if (form->flags & (1u << BKS_FLAG_CONTACT_IMBALANCE))
        note(answer, "asymmetry",
             "for your physio: uneven contact of the feet on %s (flag contact_imbalance)", date);
}

/* What the last run showed, if that run was measured well enough; no cue comes of it. */
static void note_form(struct plan_answer *answer, const struct plan_scene *scene)
{
    char date[DAY_ROOM], now[80];
    const struct plan_cue *cue = &scene->state.cue;
    const struct plan_form *form = cue->last;
    if (!form || cue->last_day != scene->state.last_run)
        return;
    day_iso(date, cue->last_day);
    if (plan_cue_bounce_high(cue))
        note_bounce(answer, cue, date);
    note_sides(answer, form, date);
    if (plan_cue_sway_high(cue))
        note(answer, "sway", "for your physio: side sway %s mm on %s, your own first runs had %s",
             value(now, &form->sway, 0), date,
             digits_of(plan_baseline(&cue->sway[form->placement]), 0).text);
}

void plan_notes(struct plan_answer *answer, const struct plan_scene *scene)
{
    if (!answer->has_card)
        return;
    if (answer->week.known) {
        note_week(answer);
        note_ground(answer, scene);
    }
    note_hills(answer, scene);
    note_cue(answer, scene);
    note_form(answer, scene);
    if (scene->state.faded > PLAN_FADED_TO)
        note(answer, "form_lets_go",
             "form changed late in %d runs in a row: it no longer holds you, pain alone decides; "
             "for your physio",
             scene->state.faded);
}
