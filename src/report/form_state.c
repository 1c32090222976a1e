/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the runner stands, in one sentence; and the box that stands there when all is stopped. */
#include "judge/plan_symptoms.h"
#include "report/form_parts.h"
#include "report/plan.h"

#include <string.h>

static const enum text_id states[] = {
    [PLAN_STOP_EMERGENCY] = TEXT_STATE_STOP,
    [PLAN_STOP_URGENT] = TEXT_STATE_STOP,
    [PLAN_STOP_CONTACT] = TEXT_STATE_STOP,
    [PLAN_ASK] = TEXT_STATE_ASK,
    [PLAN_NOT_CLEARED] = TEXT_STATE_NOT_CLEARED,
    [PLAN_WALK_BASE] = TEXT_STATE_WALK_BASE,
    [PLAN_FLARE_REST] = TEXT_STATE_FLARE_REST,
    [PLAN_REST_DAY] = TEXT_STATE_REST_DAY,
    [PLAN_HOLD] = TEXT_STATE_HOLD,
    [PLAN_REPEAT] = TEXT_STATE_REPEAT,
    [PLAN_STEP_BACK] = TEXT_STATE_STEP_BACK,
    [PLAN_RUN_WALK] = TEXT_STATE_RUN_WALK,
    [PLAN_ADVANCE] = TEXT_STATE_ADVANCE,
    [PLAN_BUILD] = TEXT_STATE_BUILD,
    [PLAN_MAINTAIN] = TEXT_STATE_MAINTAIN,
};
_Static_assert(sizeof states / sizeof states[0] == PLAN_ACTION_COUNT, "each action has its state");

/* An open flare has a first day to run only while it is young, and that day may be past. */
static enum text_id state_of(const struct course *course)
{
    const struct plan_answer *answer = &course->answer;
    enum text_id state = states[answer->action];
    if (state == TEXT_STATE_WALK_BASE && answer->walk_minutes > 0)
        return TEXT_STATE_WALK_MINUTES;
    if (state == TEXT_STATE_FLARE_REST && answer->earliest == NO_DAY)
        return TEXT_STATE_FLARE_LONG;
    if (state == TEXT_STATE_FLARE_REST && answer->earliest <= course->as_of)
        return TEXT_STATE_FLARE_OPEN;
    return state;
}

const char *form_state(const struct draft *draft)
{
    const struct plan_answer *answer = &draft->facts->course->answer;
    enum text_id state = state_of(draft->facts->course);
    int32_t day = answer->earliest != NO_DAY ? answer->earliest : answer->until;
    const char *says =
        SAY(draft, state, draft_stage(draft, answer->stage),
            answer->has_card ? draft_card(draft, &answer->card) : "", draft_day(draft, day),
            draft_count(draft, answer->walk_minutes > 0 ? (size_t)answer->walk_minutes : 0));
    return SAY(draft, TEXT_RULE, says, answer->rule);
}

/* The gravest sign without its review, of several the latest, or NULL; *n: how many there are. */
static const struct course_sign *open_sign(const struct course *course, size_t *n)
{
    const struct course_sign *found = NULL;
    *n = 0;
    for (size_t i = 0; i < course->n_signs; i++) {
        const struct course_sign *sign = &course->sign[i];
        if (sign->reviewed != NO_DAY)
            continue;
        ++*n;
        if (!found || sign->level >= found->level)
            found = sign;
    }
    return found;
}

/* What stopped it: a sign with its day and its review, or else the fact of the rule. */
static const char *evidence(const struct draft *draft, const struct course_sign *sign)
{
    const struct plan_answer *answer = &draft->facts->course->answer;
    const struct plan_why *why = &answer->why[0];
    if (sign)
        return SAY(draft, TEXT_STOP_SIGN, draft_day(draft, sign->day),
                   draft_symptoms(draft, sign->symptoms), text_of(draft_level(sign->level)),
                   answer->rule, why->source,
                   text_of(sign->level == LEVEL_CONTACT ? TEXT_STOP_REVIEWER : TEXT_STOP_DOCTOR));
    return SAY(draft, TEXT_STOP_FACT, why->fact, why->consequence, answer->rule, why->source);
}

/* The words of the answer, up to where it speaks of anything else than the stop. */
void form_stop(const struct draft *draft)
{
    const struct plan_answer *answer = &draft->facts->course->answer;
    int first = (int)strcspn(answer->text, "\n");
    size_t signs;
    const struct course_sign *sign = open_sign(draft->facts->course, &signs);
    const char *said = arena_print(&draft->paper->arena, "%.*s", first, answer->text);
    if (draft->reader == FORM_PHYSIO)
        said = SAY(draft, TEXT_STOP_SAID, said);
    paper_box(draft->paper, "stop", report_plan_title(answer->action), said);
    if (answer->n_why > 0)
        paper_text(draft->paper, "stop_evidence", PAPER_BODY, evidence(draft, sign));
    if (signs > 1)
        paper_text(draft->paper, "stop_more", PAPER_BODY,
                   SAY(draft, TEXT_STOP_MORE, draft_count(draft, signs)));
}
