/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Form: every measure with its worth and its limit, over weeks, over sessions, within one. */
#include "report/charts.h"
#include "report/form_parts.h"
#include "report/phrases.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define N(array)       (sizeof(array) / sizeof(array)[0])
#define WEEKS_HEIGHT   110.0
#define OTHER_HEIGHT   130.0
#define PICTURE_HEIGHT 150.0
#define FLAG_ROOM      48
#define STRIP_HEIGHT   100.0

/* In the order of report.md D.3; a measure that is not here is in the JSON of the session only. */
static const enum bks_measure_id shown[] = {
    BKS_CADENCE,
    BKS_VERTICAL_OSCILLATION,
    BKS_CONTACT_TIME,
    BKS_FLIGHT_TIME,
    BKS_CONTACT_BALANCE,
    BKS_CONTACT_ASYMMETRY,
    BKS_STEP_TIME_ASYMMETRY,
    BKS_STEP_TIME_VARIABILITY,
    BKS_LATERAL_SWAY,
    BKS_FORE_AFT_SWAY,
    BKS_MEAN_SPEED,
    BKS_STEP_LENGTH,
    BKS_VERTICAL_RATIO,
    BKS_LEG_STIFFNESS,
    BKS_PEAK_FORCE,
    BKS_SPEED_LOSS,
    BKS_IMPACT,
};

static bool known(const struct bks_measure *measure)
{
    return measure->why == BKS_WHY_NONE && isfinite(measure->value);
}

static struct figure third(const struct form *form, enum bks_measure_id id, bool last)
{
    if (!form->latest)
        return figure_number((double)NAN, 0, "");
    const struct bks_drift *drift = &form->latest->drift[id];
    const struct bks_measure *measure = last ? &drift->last_third : &drift->first_third;
    struct figure figure = figure_measure(measure, id);
    if (!known(measure))
        return figure_number((double)NAN, 0, "");
    figure.kind = FIGURE_NUMBER;
    return figure;
}

static void write_measure(const struct draft *draft, const struct form_measure *measure)
{
    const struct form *form = draft->facts->form;
    const struct figure now = figure_measure(&measure->now, measure->id);
    const struct figure row[] = {
        figure_words(draft_measure(draft, measure->id)),
        now,
        figure_change(measure->change.value, now.decimals, ""),
        draft_detectable(measure, now.decimals),
        third(form, measure->id, false),
        third(form, measure->id, true),
        figure_number((double)measure->now.n, 0, ""),
        draft_words(draft_limit(measure->id)),
    };
    paper_row(draft->paper, row);
}

/* Measures of one reason. */
struct missing {
    const char *reason, *measures;
};

static void take_missing(const struct draft *draft, struct missing *all, size_t *n,
                         const struct form_measure *measure)
{
    const char *name = phrase_measure(measure->id)->label, *reason = draft_now(draft, measure).text;
    size_t i = 0;
    while (i < *n && strcmp(all[i].reason, reason) != 0)
        i++;
    if (i == *n)
        all[(*n)++] = (struct missing){reason, name};
    else
        all[i].measures = arena_print(&draft->paper->arena, "%s, %s", all[i].measures, name);
}

/* "step, ratio: no speed is known", a line a reason. */
static void write_missing(const struct draft *draft)
{
    struct missing all[N(shown)];
    const char *part[N(shown)];
    size_t n = 0;
    for (size_t i = 0; i < N(shown); i++) {
        const struct form_measure *measure = &draft->facts->form->measure[shown[i]];
        if (!known(&measure->now))
            take_missing(draft, all, &n, measure);
    }
    for (size_t i = 0; i < n; i++)
        part[i] = SAY(draft, TEXT_NOT_SHOWN, all[i].measures, all[i].reason);
    if (n > 0)
        paper_list(draft->paper, "not_known", part, n);
}

static void write_table(const struct draft *draft)
{
    const struct paper_column columns[] = {
        {"measure", text_of(TEXT_MEASURE), 3.4, false},
        {"now", text_of(TEXT_NOW), 3, true},
        {"change", text_of(TEXT_CHANGE), 1.4, true},
        {"real_change", text_of(TEXT_REAL_CHANGE), 1, true},
        {"first_third", text_of(TEXT_FIRST_THIRD), 1.1, true},
        {"last_third", text_of(TEXT_LAST_THIRD), 1.1, true},
        {"n", text_of(TEXT_STEPS), 1, true},
        {"limit", text_of(TEXT_LIMIT), 6, false},
    };
    size_t n = 0;
    draft_heading(draft, TEXT_MEASURES);
    for (size_t i = 0; i < N(shown); i++) {
        const struct form_measure *measure = &draft->facts->form->measure[shown[i]];
        if (!known(&measure->now))
            continue;
        if (n++ == 0)
            paper_table(draft->paper, "measures", text_of(TEXT_MEASURES), columns, N(columns));
        write_measure(draft, measure);
    }
    if (n > 0)
        paper_text(draft->paper, NULL, PAPER_SMALL, text_of(TEXT_FORM_INTRO));
    write_missing(draft);
}

static void weeks_chart(const struct draft *draft, const char *id, enum bks_measure_id measure)
{
    paper_chart(draft->paper, id,
                chart_of_weeks(&draft->facts->form->measure[measure], draft->facts->locale,
                               DRAFT_HALF, WEEKS_HEIGHT));
}

static void write_strip(const struct draft *draft, enum bks_strip_which which)
{
    static const enum text_id names[] = {
        [BKS_STRIP_BEST] = TEXT_STRIP_BEST, [BKS_STRIP_WORST] = TEXT_STRIP_WORST};
    const struct bks_strip *strip = &draft->facts->picture.strip[which];
    if (strip->n > 0)
        paper_chart(draft->paper, which == BKS_STRIP_BEST ? "strip_best" : "strip_worst",
                    chart_of_seconds(strip, text_of(names[which]), draft->facts->locale,
                                     DRAFT_WIDTH, STRIP_HEIGHT));
}

/* The latest session: its bouts, and whether its steps were seen. */
static void write_picture(const struct draft *draft)
{
    const struct form_picture *picture = &draft->facts->picture;
    if (!picture->session)
        return;
    paper_chart(draft->paper, "session",
                chart_of_session(picture, draft->facts->locale, DRAFT_WIDTH, PICTURE_HEIGHT));
    for (int i = 0; picture->strip && i < BKS_STRIP_COUNT; i++)
        write_strip(draft, (enum bks_strip_which)i);
}

static void write_charts(const struct draft *draft)
{
    const struct form *form = draft->facts->form;
    const struct locale *locale = draft->facts->locale;
    struct paper *paper = draft->paper;
    paper_columns(paper, PAPER_SPLIT);
    weeks_chart(draft, "weeks_cadence", BKS_CADENCE);
    weeks_chart(draft, "weeks_contact", BKS_CONTACT_TIME);
    paper_chart(paper, "thirds", chart_of_thirds(form, locale, DRAFT_HALF, OTHER_HEIGHT));
    paper_columns(paper, PAPER_TURN);
    weeks_chart(draft, "weeks_bounce", BKS_VERTICAL_OSCILLATION);
    weeks_chart(draft, "weeks_step_time", BKS_STEP_TIME_ASYMMETRY);
    paper_chart(paper, "sides", chart_of_sides(form, locale, DRAFT_HALF, OTHER_HEIGHT));
    paper_columns(paper, PAPER_JOIN);
}

/* The value alone: the intervals stand above. */
static struct figure bare(const struct form_session *session, enum bks_measure_id id)
{
    struct figure figure = figure_measure(&session->measure[id], id);
    if (!known(&session->measure[id]))
        return figure_number((double)NAN, 0, "");
    figure.kind = FIGURE_NUMBER;
    return figure;
}

static void write_session(const struct draft *draft, const struct form_session *session)
{
    const struct figure row[] = {
        figure_day(session->day),
        figure_number((double)session->id, 0, ""),
        draft_words(session->source == BKS_SOURCE_RAW ? TEXT_RAW : TEXT_DEVICE),
        figure_number(session->run_s / PLAN_MINUTE_S, 1, "min"),
        bare(session, BKS_CADENCE),
        bare(session, BKS_VERTICAL_OSCILLATION),
        bare(session, BKS_CONTACT_TIME),
        bare(session, BKS_STEP_TIME_ASYMMETRY),
        bare(session, BKS_CONTACT_BALANCE),
        figure_words(bks_verdict_id(session->verdict)),
    };
    paper_row(draft->paper, row);
}

static void write_sessions(const struct draft *draft)
{
    const struct form *form = draft->facts->form;
    const struct paper_column columns[] = {
        {"date", text_of(TEXT_DATE), 2, false},
        {"id", text_of(TEXT_SESSION), 1, true},
        {"source", text_of(TEXT_SOURCE), 1.6, false},
        {"run_min", text_of(TEXT_RUN_MIN), 1.5, true},
        {"cadence_spm", draft_measure(draft, BKS_CADENCE), 2, true},
        {"vertical_oscillation_mm", draft_measure(draft, BKS_VERTICAL_OSCILLATION), 1.8, true},
        {"contact_time_ms", draft_measure(draft, BKS_CONTACT_TIME), 1.8, true},
        {"step_time_asymmetry_percent", draft_measure(draft, BKS_STEP_TIME_ASYMMETRY), 2, true},
        {"contact_balance_percent", draft_measure(draft, BKS_CONTACT_BALANCE), 1.8, true},
        {"verdict", text_of(TEXT_VERDICT), 1.5, false},
    };
    draft_heading(draft, TEXT_SESSIONS);
    paper_table(draft->paper, "sessions", text_of(TEXT_SESSIONS), columns, N(columns));
    for (size_t i = 0; i < form->n_sessions; i++)
        write_session(draft, &form->session[i]);
}

/* "low cadence": the id as words. */
static const char *flag_name(const struct draft *draft, enum bks_flag_id id)
{
    char name[FLAG_ROOM];
    (void)snprintf(name, sizeof name, "%s", bks_flag_id_name(id));
    for (char *at = name; *at; at++)
        if (*at == '_')
            *at = ' ';
    return arena_text(&draft->paper->arena, name);
}

static void write_flag(const struct draft *draft, const struct form_flag *flag)
{
    const struct bks_flag *latest = flag->latest;
    const struct figure row[] = {
        figure_words(flag_name(draft, latest->id)),
        figure_words(SAY(draft, TEXT_N_OF_M, draft_count(draft, flag->sessions),
                         draft_count(draft, draft->facts->form->n_sessions))),
        figure_day(flag->first),
        figure_day(flag->last),
        figure_words(bks_flag_level_id(latest->level)),
        figure_words(bks_confidence_id(latest->confidence)),
        figure_number(latest->measured.value, 1, latest->unit),
        figure_number(latest->threshold, 1, latest->unit),
        figure_words(latest->unit),
        figure_words(latest->source),
    };
    paper_row(draft->paper, row);
}

static void write_flags(const struct draft *draft)
{
    struct form_flag flags[BKS_FLAG_COUNT];
    size_t n = form_flags(flags, draft->facts->form, draft->facts->course->first);
    const struct paper_column columns[] = {
        {"flag", text_of(TEXT_FLAG), 2.6, false},
        {"sessions", text_of(TEXT_SESSIONS), 1.6, true},
        {"first", text_of(TEXT_FIRST), 2, false},
        {"last", text_of(TEXT_LAST), 2, false},
        {"level", text_of(TEXT_LEVEL), 1.3, false},
        {"confidence", text_of(TEXT_SURE), 1.7, false},
        {"value", text_of(TEXT_VALUE), 1.3, true},
        {"threshold", text_of(TEXT_THRESHOLD), 1.6, true},
        {"unit", text_of(TEXT_UNIT), 1, false},
        {"source", text_of(TEXT_SOURCE), 3, false},
    };
    if (n == 0)
        return;
    draft_heading(draft, TEXT_FLAGS);
    paper_table(draft->paper, "flags_of_period", text_of(TEXT_FLAGS), columns, N(columns));
    for (size_t i = 0; i < n; i++)
        write_flag(draft, &flags[i]);
    paper_text(draft->paper, NULL, PAPER_SMALL, text_of(TEXT_FLAGS_NOTE));
}

void form_measures(const struct draft *draft)
{
    const struct form *form = draft->facts->form;
    paper_section(draft->paper, "form_measures", text_of(TEXT_FORM_PAGE), PAPER_NEW_PAGE);
    if (form->n_sessions == 0) {
        draft_sentence(draft, TEXT_NO_SESSIONS);
        return;
    }
    if (form->n_raw == 0)
        draft_sentence(draft, TEXT_DEVICE_ONLY);
    write_table(draft);
    write_charts(draft);
    write_picture(draft);
    write_sessions(draft);
    write_flags(draft);
}
