/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the physio is asked: one row a question, the weightiest first. */
#include "report/form_parts.h"

#include <math.h>
#include <string.h>

#define MOST_QUESTIONS  4
#define SILENT_MORNINGS 3 /* of runs, without a word: worth asking */
#define FEW_RUNS        6 /* adherence is not judged on fewer */
#define PAINKILLERS     2
#define FLARE_WINDOW    PLAN_FLARES_DAYS_2

/* Each answers NULL where it does not arise. */
typedef const char *(*question)(const struct draft *draft);

static bool rule_is(const struct draft *draft, const char *rule)
{
    return strcmp(draft->facts->course->answer.rule, rule) == 0;
}

static const char *ask_clearance(const struct draft *draft)
{
    if (!rule_is(draft, "D5"))
        return NULL;
    return text_of(draft->facts->course->track.surgical ? TEXT_ASK_SURGEON : TEXT_ASK_CLEARANCE);
}

static const char *ask_event(const struct draft *draft)
{
    return rule_is(draft, "D6") ? text_of(TEXT_ASK_EVENT) : NULL;
}

static const char *ask_gate(const struct draft *draft)
{
    if (!rule_is(draft, "D7"))
        return NULL;
    return SAY(draft, TEXT_ASK_GATE, draft_day(draft, draft->facts->course->answer.earliest));
}

static const char *ask_readiness(const struct draft *draft)
{
    return rule_is(draft, "D8") || rule_is(draft, "D12") ? text_of(TEXT_ASK_READINESS) : NULL;
}

static const char *ask_third(const struct draft *draft)
{
    return rule_is(draft, "D9") ? text_of(TEXT_ASK_THIRD) : NULL;
}

static const char *ask_long_flare(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    if (!rule_is(draft, "D11") || course->n_flares == 0)
        return NULL;
    return SAY(draft, TEXT_ASK_LONG_FLARE,
               draft_day(draft, course->flare[course->n_flares - 1].opened));
}

static const char *ask_two_flares(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    size_t n = 0;
    for (size_t i = 0; i < course->n_flares; i++)
        n += course->flare[i].opened > course->as_of - FLARE_WINDOW;
    if (n < 2)
        return NULL;
    return SAY(draft, TEXT_ASK_TWO_FLARES, draft_count(draft, n));
}

static const char *ask_mornings(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    if (course->answer.trend != MORNINGS_WORSENING)
        return NULL;
    return text_of(TEXT_ASK_MORNINGS);
}

static const char *ask_unknown(const struct draft *draft)
{
    const char *injury = told_value(draft->facts->profile, "injury");
    const char *surgery = told_value(draft->facts->profile, "surgery");
    bool operated = surgery && strcmp(surgery, "none") != 0;
    bool known = injury && strcmp(injury, "unknown") != 0;
    return operated || known ? NULL : text_of(TEXT_ASK_UNKNOWN_INJURY);
}

static const char *ask_painkiller(const struct draft *draft)
{
    size_t n = draft->facts->course->painkillers;
    return n < PAINKILLERS ? NULL : SAY(draft, TEXT_ASK_PAINKILLER, draft_count(draft, n));
}

static const char *ask_silent(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    size_t missed = course->mornings_due - course->mornings_told;
    if (missed < SILENT_MORNINGS)
        return NULL;
    return SAY(draft, TEXT_ASK_SILENT, draft_count(draft, missed),
               draft_count(draft, course->mornings_due));
}

static const char *ask_too_soon(const struct draft *draft)
{
    size_t n = draft->facts->course->too_soon;
    return n < 2 ? NULL : SAY(draft, TEXT_ASK_TOO_SOON, draft_count(draft, n));
}

/* Runs go on where the plan has none. */
static const char *ask_unplanned(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    enum plan_action action = course->answer.action;
    bool none = action == PLAN_WALK_BASE || action == PLAN_NOT_CLEARED || action == PLAN_ASK;
    if (!none || course->n_runs == 0 ||
        course->run[course->n_runs - 1].day <= course->as_of - PLAN_WEEK_DAYS)
        return NULL;
    return SAY(draft, TEXT_ASK_UNPLANNED, draft_day(draft, course->run[course->n_runs - 1].day));
}

static const char *ask_form(const struct draft *draft)
{
    return rule_is(draft, "D20") ? text_of(TEXT_ASK_FORM) : NULL;
}

static const char *ask_adherence(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    if (course->runs_due < FEW_RUNS || !(course->adherence_percent < COURSE_ADHERENCE))
        return NULL;
    return SAY(draft, TEXT_ASK_ADHERENCE, draft_number(draft, course->adherence_percent, 0));
}

static const question questions[] = {
    ask_clearance,  ask_unplanned, ask_third,    ask_long_flare, ask_two_flares,
    ask_mornings,   ask_event,     ask_gate,     ask_readiness,  ask_unknown,
    ask_painkiller, ask_silent,    ask_too_soon, ask_form,       ask_adherence,
};

void form_questions(const struct draft *draft)
{
    const char *item[MOST_QUESTIONS];
    size_t n = 0;
    for (size_t i = 0; i < sizeof questions / sizeof questions[0] && n < MOST_QUESTIONS; i++) {
        const char *asked = questions[i](draft);
        if (asked)
            item[n++] = asked;
    }
    draft_heading(draft, TEXT_QUESTIONS);
    if (n > 0)
        paper_list(draft->paper, "questions", item, n);
    else
        draft_sentence(draft, TEXT_NO_QUESTIONS);
}
