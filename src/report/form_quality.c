/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the numbers stand on: sensors, gaps, completeness, assumptions, known errors, conflicts. */
#include "report/form_parts.h"
#include "report/phrases.h"
#include "report/words.h"

#include <math.h>
#include <stdio.h>

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
    char text[PHRASE_ROOM];
    const struct bks_input input = {.placement = session->placement,
                                    .placement_source = session->placement_source};
    phrase_place(text, &input);
    return arena_text(&draft->paper->arena, text);
}

static void write_recording(const struct draft *draft, const struct form_session *session)
{
    bool raw = session->source == BKS_SOURCE_RAW;
    const struct figure row[] = {
        figure_day(session->day),
        figure_words(session->device[0] ? session->device : words_format(session->format)),
        raw ? figure_words(worn_of(draft, session)) : draft_words(TEXT_DEVICE),
        raw ? figure_number(session->rate_hz, 1, "Hz") : figure_number((double)NAN, 0, ""),
        figure_number(session->gap_s, 1, "s"),
        raw ? figure_number(session->clipped_percent, 1, "%") : figure_number((double)NAN, 0, ""),
        figure_change(session->track_offset_s, 1, "s"),
        figure_words(bks_verdict_id(session->verdict)),
        figure_words(session->left_out ? session->left_out : ""),
    };
    paper_row(draft->paper, row);
}

static void write_recordings(const struct draft *draft)
{
    const struct form *form = draft->facts->form;
    const struct paper_column columns[] = {
        {"date", text_of(TEXT_DATE), 2, false},
        {"device", text_of(TEXT_DEVICE_NAME), 3, false},
        {"worn", text_of(TEXT_WORN), 3, false},
        {"rate_hz", text_of(TEXT_RATE), 1.3, true},
        {"gap_s", text_of(TEXT_GAPS), 1.2, true},
        {"clipped_percent", text_of(TEXT_CLIPPED), 1.4, true},
        {"clock_offset_s", text_of(TEXT_TRACK_CLOCK), 1.8, true},
        {"verdict", text_of(TEXT_VERDICT), 1.6, false},
        {"left_out", text_of(TEXT_REASON), 2.6, false},
    };
    if (form->n_sessions == 0)
        return;
    draft_heading(draft, TEXT_RECORDINGS);
    paper_table(draft->paper, "recordings", text_of(TEXT_RECORDINGS), columns, N(columns));
    for (size_t i = 0; i < form->n_sessions; i++)
        write_recording(draft, &form->session[i]);
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
    write_errors(draft);
    write_conflicts(draft);
}
