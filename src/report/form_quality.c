/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the numbers stand on: sensors, gaps, completeness, assumptions, known errors, conflicts. */
#include "report/form_parts.h"
#include "report/phrases.h"
#include "report/words.h"

#include <math.h>
#include <string.h>

#define N(array) (sizeof(array) / sizeof(array)[0])

static void write_line(const struct draft *draft, enum text_id what, struct figure value)
{
    const struct figure row[] = {draft_words(what), value};
    paper_row(draft->paper, row);
}

/* Share of the running in which single steps are told, over all sessions that know it. */
static double confident_percent(const struct form *form)
{
    double told = 0, all = 0;
    for (size_t i = 0; i < form->n_sessions; i++) {
        const struct form_session *session = &form->session[i];
        if (isnan(session->confident_percent))
            continue;
        told += session->confident_percent * session->run_s;
        all += session->run_s;
    }
    return all > 0 ? told / all : (double)NAN;
}

/* "height 175 cm, leg length 92 cm" */
static const char *assumed_of(const struct draft *draft)
{
    static const struct {
        const char *key;
        enum text_id text;
    } rows[] = {{"height_cm", TEXT_HEIGHT}, {"leg_length_cm", TEXT_LEG}, {"mass_kg", TEXT_MASS}};
    const char *part[N(rows)];
    size_t n = 0;
    for (size_t i = 0; i < N(rows); i++) {
        const char *value = told_value(draft->facts->profile, rows[i].key);
        if (value)
            part[n++] = SAY(draft, rows[i].text, value);
    }
    return n > 0 ? draft_join(draft, part, n) : text_of(TEXT_ASSUMED_NONE);
}

static void write_numbers(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const struct form *form = draft->facts->form;
    const struct paper_column columns[] = {{"what", text_of(TEXT_WHAT), 3, false},
                                           {"value", text_of(TEXT_VALUE), 3, true}};
    double told = course->days_asked > 0
                      ? 100.0 * (double)course->entries / (double)course->days_asked
                      : (double)NAN;
    paper_table(draft->paper, "quality_numbers", text_of(TEXT_QUALITY), columns, N(columns));
    write_line(draft, TEXT_ANALYSED,
               figure_words(SAY(draft, TEXT_N_OF_M,
                                draft_count(draft, form->n_sessions - form->n_left_out),
                                draft_count(draft, form->n_sessions))));
    write_line(draft, TEXT_CONFIDENT, figure_number(confident_percent(form), 0, "%"));
    write_line(draft, TEXT_DIARY_COMPLETE, figure_number(told, 0, "%"));
    write_line(draft, TEXT_IMPUTED, draft_words(TEXT_NEVER));
    write_line(draft, TEXT_ASSUMED, figure_words(assumed_of(draft)));
}

/* "waist (estimated)" */
static const char *worn_of(const struct draft *draft, const struct form_session *session)
{
    static const enum text_id sources[] = {[BKS_PLACEMENT_GIVEN] = TEXT_WORN_TOLD,
                                           [BKS_PLACEMENT_FILE] = TEXT_WORN_FILE,
                                           [BKS_PLACEMENT_ESTIMATED] = TEXT_WORN_ESTIMATED};
    if (session->placement == BKS_PLACE_UNKNOWN)
        return phrase_worn(session->placement);
    return SAY(draft, sources[session->placement_source], phrase_worn(session->placement));
}

/* "100.2", "99.8 to 100.2" */
static struct figure rate_of(const struct draft *draft, const struct form_group *group)
{
    const char *low = draft_number(draft, group->rate_low_hz, 1);
    const char *high = draft_number(draft, group->rate_high_hz, 1);
    if (isnan(group->rate_low_hz))
        return figure_number((double)NAN, 0, "");
    return strcmp(low, high) == 0 ? figure_number(group->rate_low_hz, 1, "Hz")
                                  : figure_words(SAY(draft, TEXT_RANGE, low, high));
}

/* "30 good, 3 usable" */
static const char *verdicts_of(const struct draft *draft, const struct form_group *group)
{
    const char *part[BKS_VERDICT_COUNT];
    size_t n = 0;
    for (int i = 0; i < BKS_VERDICT_COUNT; i++)
        if (group->verdict[i] > 0)
            part[n++] = arena_print(&draft->paper->arena, "%zu %s", group->verdict[i],
                                    bks_verdict_id((enum bks_verdict)i));
    return draft_join(draft, part, n);
}

static void write_group(const struct draft *draft, const struct form_group *group)
{
    const struct form_session *first = group->first;
    bool raw = first->source == BKS_SOURCE_RAW;
    const struct figure row[] = {
        figure_words(first->device[0] ? first->device : words_format(first->format)),
        raw ? figure_words(worn_of(draft, first)) : draft_words(TEXT_DEVICE),
        figure_number((double)group->sessions, 0, ""),
        rate_of(draft, group),
        figure_number(group->gap_s, 1, "s"),
        raw ? figure_number(group->clipped_most_percent, 1, "%")
            : figure_number((double)NAN, 0, ""),
        figure_change(group->clock_most_s, 1, "s"),
        figure_words(verdicts_of(draft, group)),
    };
    paper_row(draft->paper, row);
}

static void write_recordings(const struct draft *draft)
{
    struct form_group groups[FORM_GROUPS];
    size_t n = form_groups(groups, draft->facts->form);
    const struct paper_column columns[] = {
        {"device", text_of(TEXT_DEVICE_NAME), 3, false},
        {"worn", text_of(TEXT_WORN), 3, false},
        {"sessions", text_of(TEXT_SESSIONS), 1.4, true},
        {"rate_hz", text_of(TEXT_RATE), 2, true},
        {"gap_s", text_of(TEXT_GAPS), 1.2, true},
        {"clipped_percent", text_of(TEXT_CLIPPED), 1.4, true},
        {"clock_offset_s", text_of(TEXT_TRACK_CLOCK), 1.6, true},
        {"quality", text_of(TEXT_VERDICT), 2.6, false},
    };
    if (n == 0)
        return;
    draft_heading(draft, TEXT_RECORDINGS);
    paper_table(draft->paper, "recordings", text_of(TEXT_RECORDINGS), columns, N(columns));
    for (size_t i = 0; i < n; i++)
        write_group(draft, &groups[i]);
}

/* Each session that is in no trend, with its reason. */
static void write_left_out(const struct draft *draft)
{
    const struct form *form = draft->facts->form;
    const struct paper_column columns[] = {{"date", text_of(TEXT_DATE), 1, false},
                                           {"session", text_of(TEXT_SESSION), 1, true},
                                           {"reason", text_of(TEXT_REASON), 5, false}};
    size_t n = 0;
    for (size_t i = 0; i < form->n_sessions; i++) {
        const struct form_session *session = &form->session[i];
        if (!session->left_out)
            continue;
        if (n++ == 0) {
            draft_heading(draft, TEXT_LEFT_OUT);
            paper_table(draft->paper, "left_out", text_of(TEXT_LEFT_OUT), columns, N(columns));
        }
        const struct figure row[] = {figure_day(session->day),
                                     figure_number((double)session->id, 0, ""),
                                     figure_words(session->left_out)};
        paper_row(draft->paper, row);
    }
}

static void write_errors(const struct draft *draft)
{
    static const struct {
        enum bks_measure_id id;
        enum text_id error;
    } rows[] = {
        {BKS_CADENCE, TEXT_ERROR_CADENCE},         {BKS_VERTICAL_OSCILLATION, TEXT_ERROR_BOUNCE},
        {BKS_CONTACT_TIME, TEXT_ERROR_CONTACT},    {BKS_STEP_TIME_ASYMMETRY, TEXT_ERROR_ASYMMETRY},
        {BKS_CONTACT_BALANCE, TEXT_ERROR_BALANCE}, {BKS_LEG_STIFFNESS, TEXT_ERROR_SPRING},
        {BKS_PEAK_FORCE, TEXT_ERROR_FORCE},        {BKS_LATERAL_SWAY, TEXT_ERROR_NONE},
        {BKS_SPEED_LOSS, TEXT_ERROR_NONE},         {BKS_IMPACT, TEXT_ERROR_NONE},
    };
    const struct paper_column columns[] = {{"measure", text_of(TEXT_MEASURE), 2, false},
                                           {"error", text_of(TEXT_ERROR), 7, false}};
    draft_heading(draft, TEXT_KNOWN_ERRORS);
    paper_table(draft->paper, "known_errors", text_of(TEXT_KNOWN_ERRORS), columns, N(columns));
    for (size_t i = 0; i < N(rows); i++) {
        const struct figure row[] = {figure_words(draft_measure(draft, rows[i].id)),
                                     draft_words(rows[i].error)};
        paper_row(draft->paper, row);
    }
    paper_text(draft->paper, NULL, PAPER_SMALL, text_of(TEXT_ERRORS_NOTE));
}

static void write_conflicts(const struct draft *draft)
{
    const struct form_facts *facts = draft->facts;
    draft_heading(draft, TEXT_CONFLICTS);
    if (facts->n_conflicts > 0)
        paper_list(draft->paper, "conflicts", facts->conflict, facts->n_conflicts);
    else
        draft_sentence(draft, TEXT_NO_CONFLICTS);
}

void form_quality(const struct draft *draft)
{
    paper_section(draft->paper, "quality", text_of(TEXT_QUALITY), PAPER_FOLLOWS);
    write_numbers(draft);
    write_recordings(draft);
    write_left_out(draft);
    write_errors(draft);
    write_conflicts(draft);
}
