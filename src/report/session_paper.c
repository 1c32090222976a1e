/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One session: the coach's note as blocks of a paper. */
#include "report/session_paper.h"

#include "report/advice.h"
#include "report/charts.h"
#include "report/match.h"
#include "report/mind.h"
#include "report/note_flags.h"
#include "report/note_measures.h"
#include "report/phrases.h"
#include "report/words.h"

#include <stdio.h>

#define WIDE           515.0 /* points; the narrow one is for a phone */
#define NARROW         246.0
#define SESSION_HEIGHT 180.0
#define STRIP_HEIGHT   110.0
#define LARGE          3 /* numbers that stand large */
#define PARTS_ROOM     (4 * PHRASE_ROOM)

struct sheet {
    struct paper *paper;
    const struct session_facts *facts;
    const struct bks_result *result;
};

static const struct bks_measure *measures_of(const struct sheet *sheet)
{
    return sheet->result->total[note_kind(sheet->result)].measure;
}

/* Cadence, bounce and contact, large; of a walk, what it has. */
static void write_numbers(const struct sheet *sheet)
{
    static const enum bks_measure_id large[LARGE] = {BKS_CADENCE, BKS_VERTICAL_OSCILLATION,
                                                     BKS_CONTACT_TIME};
    const struct bks_measure *measure = measures_of(sheet);
    struct paper_number number[LARGE];
    size_t n = 0;
    if (!(sheet->result->total[note_kind(sheet->result)].duration_s > 0))
        return;
    for (size_t i = 0; i < LARGE; i++)
        if (note_known(&measure[large[i]]) || measure[large[i]].why != BKS_WHY_NOT_THIS_KIND)
            number[n++] = (struct paper_number){
                .key = bks_measure_name(large[i]),
                .label = phrase_measure(large[i])->label,
                .now = figure_measure(&measure[large[i]], large[i]),
                .note = "",
            };
    if (n > 0)
        paper_numbers(sheet->paper, "numbers", number, n);
}

static void write_running(const struct sheet *sheet)
{
    char run[WORDS_ROOM], walk[WORDS_ROOM], drift[PHRASE_ROOM];
    const struct bks_total *total = sheet->result->total;
    words_duration(run, total[BKS_RUN].duration_s);
    words_duration(walk, total[BKS_WALK].duration_s);
    note_drift_words(drift, sheet->result);
    struct arena *arena = &sheet->paper->arena;
    const char *walked =
        total[BKS_WALK].duration_s > 0 ? arena_print(arena, ", %s of walking", walk) : "";
    size_t parts = sheet->facts->head->run_bouts;
    const char *lead = total[BKS_RUN].duration_s > 0
                           ? arena_print(arena, "%s of running in %zu part%s%s.", run, parts,
                                         parts == 1 ? "" : "s", walked)
                           : arena_print(arena, "No running was found in it%s.", walked);
    paper_text(sheet->paper, "ran", PAPER_LEAD, lead);
    if (drift[0])
        paper_text(sheet->paper, "drift", PAPER_BODY, arena_print(arena, "Over time: %s.", drift));
}

static void write_flag(const struct sheet *sheet, const struct bks_flag *flag)
{
    struct arena *arena = &sheet->paper->arena;
    paper_text(sheet->paper, NULL, PAPER_BODY,
               arena_print(arena, "%c%s: %s", note_flag_label(flag->level)[0] - 'a' + 'A',
                           note_flag_label(flag->level) + 1, flag->because));
    paper_text(sheet->paper, NULL, PAPER_SMALL,
               arena_print(arena, "How sure: %s. Rule: %s.", bks_confidence_id(flag->confidence),
                           flag->source));
}

static void write_flags(const struct sheet *sheet)
{
    paper_section(sheet->paper, "flags", "Worth a look", PAPER_FOLLOWS);
    for (size_t i = 0; i < sheet->result->n_flags; i++)
        write_flag(sheet, &sheet->result->flags[i]);
    if (sheet->result->n_flags == 0)
        paper_text(sheet->paper, NULL, PAPER_BODY,
                   "Nothing in this run was beyond what is usual, as far as it could be seen.");
}

static void write_picture(const struct sheet *sheet)
{
    const struct session_facts *facts = sheet->facts;
    if (facts->picture->n_bouts == 0)
        return;
    paper_chart(sheet->paper, "session",
                chart_of_session(facts->picture, facts->locale, WIDE, SESSION_HEIGHT));
    paper_chart_narrow(sheet->paper,
                       chart_of_session(facts->picture, facts->locale, NARROW, SESSION_HEIGHT));
}

static void write_match(const struct sheet *sheet)
{
    char line[MATCH_ROOM];
    const struct plan_match *match = sheet->facts->match;
    if (!match || !match->due)
        return;
    paper_section(sheet->paper, "card", "The card and what you ran", PAPER_FOLLOWS);
    match_intervals(line, match);
    paper_text(sheet->paper, "intervals", PAPER_BODY,
               arena_print(&sheet->paper->arena, "Intervals: %s.", line));
    match_minutes(line, match);
    paper_text(sheet->paper, "minutes", PAPER_BODY,
               arena_print(&sheet->paper->arena, "In all: %s.", line));
}

static void write_answer(const struct sheet *sheet)
{
    write_running(sheet);
    write_numbers(sheet);
    write_picture(sheet);
    write_flags(sheet);
    write_match(sheet);
}

static void write_table(const struct sheet *sheet)
{
    static const struct paper_column columns[] = {{"measure", "measure", 3, false},
                                                  {"value", "value (95 % interval)", 3, true},
                                                  {"unit", "unit", 2, false}};
    char steps[PHRASE_ROOM];
    struct note_line line;
    size_t from = 0;
    paper_section(sheet->paper, "measures", "Every number", PAPER_FOLLOWS);
    note_steps_words(steps, sheet->result);
    if (steps[0])
        paper_text(sheet->paper, "steps", PAPER_BODY,
                   arena_print(&sheet->paper->arena, "Steps: %s.", steps));
    paper_table(sheet->paper, "all_measures",
                note_kind(sheet->result) == BKS_RUN ? "Of the running" : "Of the walking", columns,
                sizeof columns / sizeof columns[0]);
    while (note_next(&line, &from, measures_of(sheet))) {
        const struct bks_measure *measure = &measures_of(sheet)[line.id];
        const char *unit = note_known(measure) ? line.unit : "";
        if (line.remark[0])
            unit = arena_print(&sheet->paper->arena, "%s \u00b7 %s", unit, line.remark);
        const struct figure row[] = {figure_words(phrase_measure(line.id)->label),
                                     figure_measure(measure, line.id), figure_words(unit)};
        paper_row(sheet->paper, row);
    }
}

static void write_strips(const struct sheet *sheet)
{
    static const char *const names[] = {
        [BKS_STRIP_BEST] = "Most regular run", [BKS_STRIP_WORST] = "Least regular run"};
    static const char *const ids[] = {
        [BKS_STRIP_BEST] = "strip_best", [BKS_STRIP_WORST] = "strip_worst"};
    const struct locale *locale = sheet->facts->locale;
    bool any = false;
    for (int i = 0; i < BKS_STRIP_COUNT; i++) {
        const struct bks_strip *strip = &sheet->result->strip[i];
        if (strip->n == 0)
            continue;
        if (!any)
            paper_section(sheet->paper, "strips", "Five seconds of the signal", PAPER_FOLLOWS);
        any = true;
        paper_chart(sheet->paper, ids[i],
                    chart_of_seconds(strip, names[i], locale, WIDE, STRIP_HEIGHT));
        paper_chart_narrow(sheet->paper,
                           chart_of_seconds(strip, names[i], locale, NARROW, STRIP_HEIGHT));
    }
}

static const char *said_of_place(const struct sheet *sheet)
{
    char place[PHRASE_ROOM];
    phrase_place(place, &sheet->result->input);
    if (sheet->result->input.source == BKS_SOURCE_DEVICE)
        return "as your watch reported it";
    return arena_print(
        &sheet->paper->arena,
        sheet->result->input.placement == BKS_PLACE_UNKNOWN ? "wear place %s" : "worn %s", place);
}

/* What it stands on, what to mind, and what to do better. */
static void write_quality(const struct sheet *sheet)
{
    char name[PHRASE_ROOM], origin[PHRASE_ROOM], rate[PHRASE_ROOM], gaps[PHRASE_ROOM];
    const struct bks_result *result = sheet->result;
    const char *item[BKS_WARNING_COUNT];
    const struct bks_warning *warning;
    struct mind mind = {0};
    size_t n = 0, from = 0;
    phrase_file(name, sheet->facts->session->file);
    phrase_origin(origin, &result->input.info);
    phrase_rate(rate, result->input.sample_rate_hz);
    phrase_gaps(gaps, &result->quality);
    paper_section(sheet->paper, "quality", "The recording", PAPER_FOLLOWS);
    paper_text(sheet->paper, "recording", PAPER_BODY,
               arena_print(&sheet->paper->arena,
                           "%s \u00b7 %s \u00b7 %s \u00b7 %s \u00b7 %s \u00b7 %s recording", name,
                           origin, said_of_place(sheet), rate, gaps,
                           bks_verdict_id(result->quality.verdict)));
    while (n < BKS_WARNING_COUNT && (warning = mind_next(&mind, &result->quality)))
        item[n++] = warning->text;
    paper_list(sheet->paper, "mind", item, n);
    const char *advice = advice_next(&from, result);
    paper_text(
        sheet->paper, "advice", PAPER_BODY,
        arena_print(&sheet->paper->arena, "Next time: %s.",
                    advice ? advice : "wear it at the same place; then runs can be compared"));
}

static void write_evidence(const struct sheet *sheet)
{
    write_table(sheet);
    write_strips(sheet);
    write_quality(sheet);
}

enum bks_status session_paper(struct paper **out, const struct session_facts *facts,
                              enum session_part part)
{
    static void (*const parts[])(const struct sheet *) = {
        [SESSION_ANSWER] = write_answer, [SESSION_EVIDENCE] = write_evidence};
    const struct paper_about about = {.title = "Session",
                                      .author = "backstride",
                                      .language = "en",
                                      .version = facts->version,
                                      .day = facts->head->day,
                                      .locale = facts->locale};
    const struct sheet sheet = {
        .paper = paper_new(&about), .facts = facts, .result = &facts->session->result};
    *out = NULL;
    if (!sheet.paper)
        return BKS_NO_MEMORY;
    parts[part](&sheet);
    enum bks_status status = paper_status(sheet.paper);
    if (status == BKS_OK)
        *out = sheet.paper;
    else
        paper_free(sheet.paper);
    return status;
}
