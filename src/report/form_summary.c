/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page 1: who, where they stand, three numbers, pain and load, form, flags, questions. */
#include "base/week.h"
#include "report/charts.h"
#include "report/form_parts.h"
#include "report/purpose.h"

#include <math.h>
#include <string.h>

#define LOAD_HEIGHT 168.0
#define LOW_HEIGHT  126.0 /* on a lower page, or under a name of many lines */
#define MOST_FLAGS  3
#define US_PER_DAY  INT64_C(86400000000)
#define WEEK_DAYS   7
#define FLAG_DAYS   28 /* an older flag is history: it stands with the evidence */

static const enum bks_measure_id shown[] = {BKS_CADENCE, BKS_VERTICAL_OSCILLATION, BKS_CONTACT_TIME,
                                            BKS_STEP_TIME_ASYMMETRY};
#define N_SHOWN (sizeof shown / sizeof shown[0])

/* What was hurt or operated, and how long ago. */
static const char *event_of(const struct draft *draft)
{
    const char *surgery = told_value(draft->facts->profile, "surgery");
    bool operated = surgery && strcmp(surgery, "none") != 0;
    const char *what = draft_told(draft, operated ? "surgery" : "injury");
    const char *date = told_value(draft->facts->profile, "event_date");
    int32_t day = NO_DAY, as_of = draft->facts->course->as_of;
    if (!what)
        return text_of(TEXT_NO_EVENT);
    if (!date || !day_read(&day, date) || day > as_of)
        return SAY(draft, TEXT_EVENT_NO_DATE, what);
    return SAY(draft, TEXT_EVENT, what, draft_day(draft, day),
               draft_count(draft, (size_t)(as_of - day) / WEEK_DAYS));
}

static const char *cleared_of(const struct draft *draft)
{
    const struct told_latest *profile = draft->facts->profile;
    const char *by = told_value(profile, "clearance.by");
    const char *date = told_value(profile, "clearance.date");
    int32_t day = NO_DAY;
    if (!by || !date || !day_read(&day, date))
        return text_of(TEXT_NOT_CLEARED);
    return SAY(draft, draft->facts->course->answer.cleared ? TEXT_CLEARED : TEXT_CLEARED_NO_MORE,
               by, draft_day(draft, day));
}

static void write_header(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const char *born = told_value(draft->facts->profile, "birth_year");
    const char *physio = told_value(draft->facts->profile, "physio_name");
    const char *who[] = {
        born ? SAY(draft, TEXT_BORN, born) : "",
        event_of(draft),
        text_of(course->track.strict ? TEXT_STRICT : TEXT_STANDARD),
        cleared_of(draft),
        physio ? SAY(draft, TEXT_PHYSIO, physio) : "",
    };
    paper_text(draft->paper, "who", PAPER_BODY, draft_join(draft, who, sizeof who / sizeof who[0]));
    paper_text(draft->paper, "period", PAPER_SMALL,
               SAY(draft, TEXT_PERIOD, draft_day(draft, course->first),
                   draft_day(draft, course->as_of), draft_count(draft, draft->facts->n_weeks),
                   draft->facts->version));
}

/* "up from 1", "as before (2)" */
static const char *before_of(const struct draft *draft, const struct course_pair *pair,
                             int decimals)
{
    if (isnan(pair->before))
        return text_of(TEXT_NO_BEFORE);
    const char *before = draft_number(draft, pair->before, decimals);
    double step = pow(10, -decimals) / 2;
    return SAY(draft,
               pair->now >= pair->before + step   ? TEXT_UP_FROM
               : pair->now <= pair->before - step ? TEXT_DOWN_FROM
                                                  : TEXT_AS_BEFORE,
               before);
}

static const char *mornings_of(const struct draft *draft)
{
    const struct course_pair *morning = &draft->facts->course->morning;
    if (isnan(morning->now))
        return text_of(TEXT_TOO_FEW_MORNINGS);
    if (morning->n_now >= PLAN_TREND_FEWEST && morning->n_before >= PLAN_TREND_FEWEST)
        return before_of(draft, morning, 0);
    return SAY(draft, TEXT_FEW_MORNINGS, draft_count(draft, morning->n_now),
               draft_count(draft, morning->n_before));
}

static void write_numbers(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    bool staged = course->answer.stage != NULL;
    const struct paper_number numbers[] = {
        {"morning_pain", text_of(TEXT_MORNING_PAIN), figure_number(course->morning.now, 0, ""),
         mornings_of(draft)},
        {"run_minutes_week", text_of(TEXT_RUNNING_WEEK), figure_number(course->minutes.now, 0, ""),
         before_of(draft, &course->minutes, 0)},
        {"passes", text_of(TEXT_PASSES),
         figure_number(staged ? course->passes : (double)NAN, 0, ""),
         staged ? SAY(draft, TEXT_PASSES_NEEDED, draft_count(draft, (size_t)course->needed))
                : text_of(TEXT_NO_STAGE)},
    };
    paper_numbers(draft->paper, "numbers", numbers, sizeof numbers / sizeof numbers[0]);
}

static struct figure fatigue_of(const struct form *form, enum bks_measure_id id)
{
    const struct bks_measure *change = form->latest ? &form->latest->drift[id].change : NULL;
    if (!change)
        return figure_change((double)NAN, 0, "");
    return figure_change(change->value, figure_measure(change, id).decimals, "");
}

/* The measure; with its week where later runs have no value that counts. */
static const char *name_of(const struct draft *draft, const struct form_measure *measure)
{
    const struct form *form = draft->facts->form;
    const char *name = draft_measure(draft, measure->id);
    char week[WEEK_ROOM];
    if (!form->latest || !isfinite(measure->now.value) ||
        measure->week >= week_of(form->latest->day * US_PER_DAY))
        return name;
    week_name(week, measure->week);
    return SAY(draft, TEXT_OF_WEEK, name, week);
}

static void write_form(const struct draft *draft)
{
    const struct form *form = draft->facts->form;
    const struct paper_column columns[] = {
        {"measure", text_of(TEXT_MEASURE), 3, false},
        {"now", text_of(TEXT_NOW), 3, true},
        {"change", text_of(TEXT_CHANGE), 2, true},
        {"real_change", text_of(TEXT_REAL_CHANGE), 2, true},
        {"fatigue", text_of(TEXT_FIRST_LAST), 2, true},
    };
    draft_heading(draft, TEXT_FORM);
    if (form->n_sessions == 0) {
        draft_sentence(draft, TEXT_FORM_NONE);
        return;
    }
    paper_table(draft->paper, "form", text_of(TEXT_FORM), columns,
                sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < N_SHOWN; i++) {
        const struct form_measure *measure = &form->measure[shown[i]];
        int decimals = figure_measure(&measure->now, shown[i]).decimals;
        const struct figure row[] = {
            figure_words(name_of(draft, measure)),
            draft_now(draft, measure),
            figure_change(measure->change.value, decimals, ""),
            draft_detectable(measure, decimals),
            fatigue_of(form, shown[i]),
        };
        paper_row(draft->paper, row);
    }
    paper_text(draft->paper, NULL, PAPER_SMALL, text_of(TEXT_FORM_NOTE));
}

/* The first sentence of a flag: what was measured, against what. */
static const char *finding(const struct draft *draft, const struct bks_flag *flag)
{
    const char *end = strstr(flag->because, ". ");
    int n = end ? (int)(end - flag->because) : (int)strlen(flag->because);
    return arena_print(&draft->paper->arena, "%.*s", n, flag->because);
}

/* What was raised of late, once each, and how often. */
static void write_flags(const struct draft *draft)
{
    const struct form *form = draft->facts->form;
    struct form_flag flags[BKS_FLAG_COUNT];
    const char *item[MOST_FLAGS];
    int32_t since = draft->facts->course->as_of - FLAG_DAYS + 1;
    size_t n = form_flags(flags, form, since);
    if (n > MOST_FLAGS)
        n = MOST_FLAGS;
    for (size_t i = 0; i < n; i++)
        item[i] = SAY(draft, TEXT_FLAG_ITEM, finding(draft, flags[i].latest),
                      bks_confidence_id(flags[i].latest->confidence),
                      draft_count(draft, flags[i].sessions), draft_count(draft, form->n_sessions),
                      draft_day(draft, flags[i].last));
    draft_heading(draft, TEXT_FOR_YOU);
    if (n > 0)
        paper_list(draft->paper, "flags", item, n);
    else
        draft_sentence(draft, form->latest && form->latest->day >= since ? TEXT_NO_FLAGS
                                                                         : TEXT_NO_FORM_FLAGS);
}

static enum text_id first_weeks_of(const struct course *course)
{
    if (course->start + COURSE_TWO_WEEKS - 1 > course->as_of)
        return TEXT_FIRST_WEEKS_NOT_OVER;
    return course->first_trend == MORNINGS_UNKNOWN ? TEXT_FIRST_WEEKS_TOO_FEW : TEXT_FIRST_WEEKS;
}

static void write_first_weeks(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const char *says = text_of(TEXT_NO_RUN_YET);
    if (course->start != NO_DAY)
        says = SAY(draft, first_weeks_of(course), plan_trend_id(course->first_trend),
                   draft_change(draft, course->first_change, 0),
                   draft_count(draft, course->first_mornings));
    paper_text(draft->paper, "first_weeks", PAPER_BODY, says);
}

static void write_load(const struct draft *draft)
{
    const struct form_facts *facts = draft->facts;
    paper_chart(draft->paper, "pain_and_load",
                chart_of_load(facts->course, facts->locale, DRAFT_WIDTH,
                              facts->locale->letter ? LOW_HEIGHT : LOAD_HEIGHT));
}

static void write_state(const struct draft *draft)
{
    const struct plan_answer *answer = &draft->facts->course->answer;
    paper_text(draft->paper, "state", PAPER_LEAD, form_state(draft));
    if (answer->n_why > 0 && answer->action != PLAN_ADVANCE && answer->action != PLAN_REPEAT)
        paper_text(draft->paper, "because", PAPER_SMALL,
                   SAY(draft, TEXT_BECAUSE, answer->why[0].fact));
    if (answer->cue[0])
        paper_text(draft->paper, "cue", PAPER_BODY, SAY(draft, TEXT_CUE, answer->cue));
    write_numbers(draft);
    write_load(draft);
    write_form(draft);
    write_flags(draft);
    form_questions(draft);
    write_first_weeks(draft);
}

void form_summary(const struct draft *draft)
{
    paper_section(draft->paper, "summary", draft->facts->runner->name, PAPER_ONE_PAGE);
    write_header(draft);
    if (form_stopped(draft->facts))
        form_stop(draft);
    else
        write_state(draft);
    draft_disclaimer(draft);
}
