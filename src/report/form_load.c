/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Load and compliance: what was planned, what was run, week by week, and how the stages moved. */
#include "base/week.h"
#include "report/form_parts.h"

#include <math.h>
#include <string.h>

#define US_PER_DAY INT64_C(86400000000)
#define N(array)   (sizeof(array) / sizeof(array)[0])

static void write_line(const struct draft *draft, enum text_id what, struct figure value)
{
    const struct figure row[] = {draft_words(what), value};
    paper_row(draft->paper, row);
}

/* The longest run of the period, and against the month before it. */
static const struct course_run *longest_of(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const struct course_run *longest = NULL;
    for (size_t i = 0; i < course->n_runs; i++)
        if (draft_shows(draft, course->run[i].day) &&
            (!longest || course->run[i].run_s > longest->run_s))
            longest = &course->run[i];
    return longest;
}

static bool is_back(const struct course_move *move)
{
    return move->why != COURSE_BEGAN && move->why != COURSE_ADVANCED;
}

static size_t steps_back(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    size_t n = 0;
    for (size_t i = 0; i < course->n_moves; i++)
        n += draft_shows(draft, course->move[i].day) && is_back(&course->move[i]);
    return n;
}

static void write_numbers(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const struct course_run *longest = longest_of(draft);
    const struct paper_column columns[] = {{"what", text_of(TEXT_WHAT), 4, false},
                                           {"value", text_of(TEXT_VALUE), 2, true}};
    double ratio = longest && longest->longest_before_s > 0
                       ? (double)longest->run_s / (double)longest->longest_before_s
                       : (double)NAN;
    paper_table(draft->paper, "load_numbers", text_of(TEXT_LOAD_IN_NUMBERS), columns, N(columns));
    write_line(draft, TEXT_ADHERENCE, figure_number(course->adherence_percent, 0, "%"));
    write_line(draft, TEXT_RUNS_DONE,
               figure_words(SAY(draft, TEXT_N_OF_M, draft_count(draft, course->runs_done),
                                draft_count(draft, course->runs_due))));
    write_line(draft, TEXT_LONGEST_RUN,
               longest ? draft_minutes(longest->run_s) : figure_number((double)NAN, 0, ""));
    write_line(draft, TEXT_LONGEST_RATIO, figure_number(ratio, 2, ""));
    write_line(draft, TEXT_TOO_SOON, figure_number((double)course->too_soon, 0, ""));
    write_line(draft, TEXT_MORNINGS_MISSED,
               figure_words(SAY(draft, TEXT_N_OF_M,
                                draft_count(draft, course->mornings_due - course->mornings_told),
                                draft_count(draft, course->mornings_due))));
    write_line(draft, TEXT_PAINKILLERS, figure_number((double)course->painkillers, 0, ""));
    write_line(draft, TEXT_STEPS_BACK, figure_number((double)steps_back(draft), 0, ""));
    paper_text(draft->paper, NULL, PAPER_SMALL, course_due_words());
}

/* What was found of the intervals of a day: how many, and the longest. */
struct found {
    size_t bouts;
    double longest_s;
};

static struct found found_on(const struct form *form, int32_t day)
{
    struct found found = {0, (double)NAN};
    for (size_t i = 0; i < form->n_sessions; i++) {
        const struct form_session *session = &form->session[i];
        if (session->day != day)
            continue;
        found.bouts += session->run_bouts;
        found.longest_s = fmax(found.longest_s, session->longest_bout_s);
    }
    return found;
}

/* Repeats of a stage; 1 of the build. */
static int repeats_of(const char *stage)
{
    for (size_t i = 0; i < PLAN_STAGES; i++)
        if (strcmp(plan_stages[i].id, stage) == 0)
            return plan_stages[i].repeats;
    return 1;
}

static const char *surface_on(const struct form_facts *facts, int32_t day)
{
    for (size_t i = 0; i < facts->n_entries; i++)
        if (facts->entry[i].day == day && facts->entry[i].surface[0])
            return facts->entry[i].surface;
    return "";
}

/* "1 / 3 / 2": before, during, the next morning. */
static const char *pains_of(const struct draft *draft, const struct course_run *run)
{
    const char *told[PAIN_COUNT];
    for (int i = 0; i < PAIN_COUNT; i++)
        told[i] = run->pain[i] == PAIN_MISSING ? "-" : draft_count(draft, (size_t)run->pain[i]);
    return SAY(draft, TEXT_PAIN_THREE, told[PAIN_BEFORE], told[PAIN_DURING], told[PAIN_MORNING]);
}

/* What else is to be said of a run. */
static const char *remark_of(const struct draft *draft, const struct course_run *run)
{
    static const enum text_id done[] = {[DONE_UNDER] = TEXT_DONE_UNDER,
                                        [DONE_OVER] = TEXT_DONE_OVER,
                                        [DONE_SPIKE] = TEXT_DONE_SPIKE};
    const char *part[] = {
        run->done == DONE_ON_PLAN ? "" : text_of(done[run->done]),
        run->too_soon ? text_of(TEXT_TOO_SOON_MARK) : "",
        run->painkiller ? text_of(TEXT_PAINKILLER_MARK) : "",
        run->form_faded ? text_of(TEXT_FADED_MARK) : "",
    };
    return draft_join(draft, part, N(part));
}

static void write_run(const struct draft *draft, const struct course_run *run)
{
    struct found found = found_on(draft->facts->form, run->day);
    double percent =
        run->planned_s > 0 ? 100.0 * (double)run->run_s / (double)run->planned_s : (double)NAN;
    const char *intervals = found.bouts == 0
                                ? ""
                                : SAY(draft, TEXT_N_OF_M, draft_count(draft, found.bouts),
                                      draft_count(draft, (size_t)repeats_of(run->stage)));
    const struct figure row[] = {
        figure_day(run->day),
        figure_words(run->stage),
        draft_minutes(run->planned_s),
        draft_minutes(run->run_s),
        figure_number(percent, 0, "%"),
        figure_words(intervals),
        figure_number(found.longest_s / PLAN_MINUTE_S, 1, "min"),
        figure_words(plan_class_id(run->class_of)),
        figure_words(pains_of(draft, run)),
        figure_words(surface_on(draft->facts, run->day)),
        figure_words(remark_of(draft, run)),
    };
    paper_row(draft->paper, row);
}

static void write_runs(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const struct paper_column columns[] = {
        {"date", text_of(TEXT_DATE), 2.2, false},
        {"stage", text_of(TEXT_STAGE), 1.4, false},
        {"planned_min", text_of(TEXT_PLANNED_MIN), 1.6, true},
        {"done_min", text_of(TEXT_DONE_MIN), 1.3, true},
        {"percent", text_of(TEXT_PERCENT), 1.1, true},
        {"intervals", text_of(TEXT_INTERVALS), 1.8, true},
        {"longest_min", text_of(TEXT_LONGEST), 1.6, true},
        {"class", text_of(TEXT_REACTION), 2.1, false},
        {"pain", text_of(TEXT_PAINS), 2.0, false},
        {"surface", text_of(TEXT_SURFACE), 1.8, false},
        {"remark", text_of(TEXT_REMARK), 3.2, false},
    };
    size_t n = 0;
    draft_heading(draft, TEXT_PLANNED_DONE);
    for (size_t i = 0; i < course->n_runs; i++) {
        if (!draft_shows(draft, course->run[i].day))
            continue;
        if (n++ == 0)
            paper_table(draft->paper, "runs", text_of(TEXT_PLANNED_DONE), columns, N(columns));
        write_run(draft, &course->run[i]);
    }
    if (n == 0)
        draft_sentence(draft, TEXT_NO_RUNS);
    else
        paper_text(draft->paper, NULL, PAPER_SMALL, text_of(TEXT_CLASS_NOTE));
}

/* What the diary has of a week. */
struct ticks {
    size_t core, mobility;
    int cross_min;
};

/* Of a day with several entries any yes counts, and the most minutes. */
static struct ticks ticks_of(const struct form_facts *facts, int64_t week)
{
    struct ticks ticks = {0, 0, 0}, day = ticks;
    for (size_t i = 0; i < facts->n_entries; i++) {
        const struct form_entry *entry = &facts->entry[i];
        if (week_of(entry->day * US_PER_DAY) != week)
            continue;
        day.core |= entry->core_done == 1;
        day.mobility |= entry->mobility_done == 1;
        day.cross_min = entry->cross_min > day.cross_min ? entry->cross_min : day.cross_min;
        if (i + 1 < facts->n_entries && entry[1].day == entry->day)
            continue;
        ticks.core += day.core;
        ticks.mobility += day.mobility;
        ticks.cross_min += day.cross_min;
        day = (struct ticks){0, 0, 0};
    }
    return ticks;
}

static void write_week(const struct draft *draft, const struct course_week *week)
{
    char name[WEEK_ROOM];
    const struct ticks ticks = ticks_of(draft->facts, week->number);
    week_name(name, week->number);
    const struct figure row[] = {
        figure_words(name),
        figure_number((double)week->runs, 0, ""),
        draft_minutes(week->run_s),
        draft_minutes(week->walk_s),
        week->line_s > 0 ? draft_minutes(week->line_s) : figure_number((double)NAN, 0, ""),
        figure_number((double)week->missed_mornings, 0, ""),
        figure_number((double)ticks.core, 0, ""),
        figure_number((double)ticks.mobility, 0, ""),
        figure_number(ticks.cross_min, 0, "min"),
    };
    paper_row(draft->paper, row);
}

/* Whether anything is told of a week. */
static bool told_of(const struct draft *draft, const struct course_week *week)
{
    const struct ticks ticks = ticks_of(draft->facts, week->number);
    return week->runs > 0 || week->walk_s > 0 || ticks.core || ticks.mobility || ticks.cross_min;
}

/* Weeks before the first of which anything is told are left out; holes within stay. */
static void write_weeks(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const struct paper_column columns[] = {
        {"week", text_of(TEXT_WEEK), 2, false},
        {"runs", text_of(TEXT_RUNS), 1, true},
        {"run_min", text_of(TEXT_RUN_MIN), 1.6, true},
        {"walk_min", text_of(TEXT_WALK_MIN), 1.6, true},
        {"line_min", text_of(TEXT_LINE_MIN), 2, true},
        {"missed_mornings", text_of(TEXT_MISSED), 2, true},
        {"core_days", text_of(TEXT_CORE), 1.5, true},
        {"mobility_days", text_of(TEXT_MOBILITY), 1.5, true},
        {"cross_min", text_of(TEXT_CROSS), 2, true},
    };
    size_t first = 0;
    while (first < course->n_weeks && !told_of(draft, &course->week[first]))
        first++;
    if (first == course->n_weeks)
        return;
    draft_heading(draft, TEXT_WEEKS);
    paper_table(draft->paper, "weeks", text_of(TEXT_WEEKS), columns, N(columns));
    for (size_t i = first; i < course->n_weeks; i++)
        write_week(draft, &course->week[i]);
    paper_text(draft->paper, NULL, PAPER_SMALL, text_of(TEXT_WEEKS_NOTE));
}

static void write_moves(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const struct paper_column columns[] = {
        {"date", text_of(TEXT_DATE), 2, false}, {"from", text_of(TEXT_FROM), 1.5, false},
        {"to", text_of(TEXT_TO), 1.5, false},   {"run_min", text_of(TEXT_RUN_MIN), 1.5, true},
        {"why", text_of(TEXT_WHY), 5, false},
    };
    size_t n = 0;
    for (size_t i = 0; i < course->n_moves; i++) {
        const struct course_move *move = &course->move[i];
        if (!draft_shows(draft, move->day))
            continue;
        if (n++ == 0) {
            draft_heading(draft, TEXT_MOVES);
            paper_table(draft->paper, "moves", text_of(TEXT_MOVES), columns, N(columns));
        }
        const struct figure row[] = {figure_day(move->day),
                                     figure_words(move->from ? move->from : ""),
                                     figure_words(move->to), draft_minutes(move->to_s),
                                     figure_words(course_why_words(move->why))};
        paper_row(draft->paper, row);
    }
}

void form_load(const struct draft *draft)
{
    paper_section(draft->paper, "load", text_of(TEXT_LOAD), PAPER_NEW_PAGE);
    write_numbers(draft);
    write_runs(draft);
    write_weeks(draft);
    write_moves(draft);
}
