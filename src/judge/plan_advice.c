/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The week of the build and the one cue. */
#include "judge/plan_advice.h"

#include <stdio.h>
#include <string.h>

#define IN_100 100

/* Whether a run of these days was as short as an easy one. */
static bool had_easy(const struct plan_days *days, int32_t first, int32_t last, int64_t planned_s)
{
    for (size_t i = plan_days_from(days, first); i < days->n && days->day[i].day <= last; i++)
        if (days->day[i].run_s > 0 && days->day[i].run_s * IN_100 < planned_s * PLAN_UNDER_PERCENT)
            return true;
    return false;
}

/* 70 % of the longest run of a month, and never of more than is planned; whole minutes. */
static int64_t easy_s(const struct plan_scene *scene, int64_t planned_s)
{
    int64_t longest = 0;
    size_t i = plan_days_from(&scene->days, scene->today - PLAN_LONGEST_DAYS);
    for (; i < scene->days.n; i++)
        longest = scene->days.day[i].run_s > longest ? scene->days.day[i].run_s : longest;
    longest = longest < planned_s ? longest : planned_s;
    return longest * PLAN_EASY_PERCENT / IN_100 / PLAN_MINUTE_S * PLAN_MINUTE_S;
}

void plan_week(struct plan_answer *answer, const struct plan_scene *scene)
{
    int32_t first = scene->today - PLAN_WEEK_DAYS + 1, from = scene->state.build_from;
    int64_t cap_100 = plan_week_cap_100(&scene->days, scene->today);
    if (!answer->has_card || answer->build_s == 0)
        return;
    bool cut = answer->build_s < scene->state.now.build_s; /* by the break that ends today */
    int32_t days = cut || from == NO_DAY || from > scene->today ? 0 : scene->today - from;
    answer->week = (struct plan_week){
        .known = true,
        .number = days / PLAN_WEEK_DAYS + 1,
        .run_s = plan_days_run_s(&scene->days, first, scene->today),
        .most_s = cap_100 > 0 ? cap_100 / IN_100 : -1,
    };
    if (!had_easy(&scene->days, first, scene->today, answer->build_s))
        answer->week.easy_s = easy_s(scene, answer->build_s);
}

/*
 * A case says that form faded, and not what faded: the cue of D20 has no number then, nor while
 * there are too few runs to know what is usual.
 */
static bool cue_without_number(const struct plan_scene *scene)
{
    const struct plan_cue *cue = &scene->state.cue;
    const struct plan_form *form = cue->last;
    bool calf = cue->calf != NO_DAY && scene->today - cue->calf < PLAN_CALF_DAYS;
    if (calf || plan_baseline(&cue->cadence) > 0)
        return false;
    return !form ||
           (cue->last_faded && !form->bounce_faded &&
            !(plan_form_known(&form->cadence) && form->cadence.value >= PLAN_CUE_MOST_SPM));
}

void plan_cue(struct plan_answer *answer, const struct plan_scene *scene)
{
    struct plan_cue cue = scene->state.cue;
    const struct plan_step next = {.place = answer->place, .build_s = answer->build_s};
    bool fresh = answer->action >= PLAN_HOLD && answer->has_card &&
                 plan_cue_may_begin(&scene->state, &scene->track, &next);
    bool form = strcmp(answer->rule, "D20") == 0;
    if (answer->action < PLAN_HOLD)
        return;
    if (fresh)
        plan_cue_begin(&cue, scene->today);
    answer->cue_spm = cue.target_spm;
    if (cue.active == CUE_STEPS)
        (void)snprintf(answer->cue, sizeof answer->cue, "Short, quick steps: aim for %d a minute.",
                       cue.target_spm);
    else if (cue.active == CUE_QUIET)
        (void)snprintf(answer->cue, sizeof answer->cue, "Run quietly, keep your head level.");
    else if (fresh && form && cue_without_number(scene))
        (void)snprintf(answer->cue, sizeof answer->cue, "Short, quick steps.");
}
