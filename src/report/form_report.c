/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form report: which sections, in which order, and what they share. */
#include "report/form_report.h"

#include "base/text.h"
#include "report/form_parts.h"
#include "report/phrases.h"
#include "report/purpose.h"
#include "report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *draft_day(const struct draft *draft, int32_t day)
{
    return locale_day(&draft->paper->arena, draft->facts->locale, day);
}

const char *draft_number(const struct draft *draft, double value, int decimals)
{
    return locale_number(&draft->paper->arena, draft->facts->locale, value, decimals);
}

const char *draft_change(const struct draft *draft, double value, int decimals)
{
    const struct figure change = figure_change(value, decimals, "");
    return figure_text(&draft->paper->arena, &change, draft->facts->locale);
}

const char *draft_count(const struct draft *draft, size_t count)
{
    return arena_print(&draft->paper->arena, "%zu", count);
}

const char *draft_time(const struct draft *draft, int64_t seconds)
{
    char text[WORDS_ROOM];
    words_duration(text, (double)seconds);
    return arena_text(&draft->paper->arena, text);
}

struct figure draft_minutes(int64_t seconds)
{
    return figure_number((double)seconds / PLAN_MINUTE_S, 1, "min");
}

/* A week knows only that it has no value; the run knows why. */
static enum bks_reason why_not(const struct form *form, const struct form_measure *measure)
{
    const struct bks_measure *latest = form->latest ? &form->latest->measure[measure->id] : NULL;
    return latest ? latest->why : BKS_WHY_NONE;
}

/* Why, without the option of the program that would mend it. */
static const char *reason_words(const struct draft *draft, enum bks_reason why)
{
    const char *text = bks_reason_text(why), *option = strstr(text, ": --");
    return option ? arena_print(&draft->paper->arena, "%.*s", (int)(option - text), text) : text;
}

struct figure draft_now(const struct draft *draft, const struct form_measure *measure)
{
    struct figure figure = figure_measure(&measure->now, measure->id);
    if (isfinite(measure->now.value))
        return figure;
    enum bks_reason why = why_not(draft->facts->form, measure);
    figure.why = why == BKS_WHY_NONE ? "not_measured" : bks_reason_id(why);
    figure.text = why == BKS_WHY_NONE ? text_of(TEXT_NOT_KNOWN) : reason_words(draft, why);
    return figure;
}

struct figure draft_detectable(const struct form_measure *measure, int decimals)
{
    double least = measure->detectable;
    while (least > 0 && decimals < FIGURE_DECIMALS && least < pow(10, -decimals) / 2)
        decimals++;
    return figure_number(least, decimals, "");
}

struct figure draft_words(enum text_id id)
{
    return figure_words(text_of(id));
}

const char *draft_join(const struct draft *draft, const char *const *part, size_t n)
{
    const char *all = "";
    for (size_t i = 0; i < n; i++)
        if (part[i] && part[i][0])
            all =
                all[0] ? arena_print(&draft->paper->arena, "%s \u00b7 %s", all, part[i]) : part[i];
    return all;
}

const char *draft_stage(const struct draft *draft, const char *stage)
{
    const struct plan_track *track = &draft->facts->course->track;
    const struct plan_stage *last = plan_stage_of(track, track->n - 1);
    if (!stage || strcmp(stage, "BUILD") == 0)
        return text_of(TEXT_STAGE_BUILD);
    return SAY(draft, TEXT_STAGE_OF, stage, last ? last->id : "");
}

const char *draft_card(const struct draft *draft, const struct plan_card *card)
{
    const char *run = draft_time(draft, card->run_s);
    if (card->walk_s <= 0)
        return SAY(draft, TEXT_CARD_BUILD, run);
    return SAY(draft, TEXT_CARD, run, draft_time(draft, card->walk_s),
               draft_count(draft, (size_t)card->repeats));
}

static const char *meaning_of(const char *key, const char *value)
{
    const struct told_field *field = told_find(&told_profile, key, strlen(key));
    for (size_t i = 0; field && i < field->n_words; i++)
        if (strcmp(field->words[i].word, value) == 0 && field->words[i].meaning)
            return field->words[i].meaning;
    return value;
}

const char *draft_told(const struct draft *draft, const char *key)
{
    const char *value = told_value(draft->facts->profile, key);
    return value ? meaning_of(key, value) : NULL;
}

const char *draft_symptoms(const struct draft *draft, uint32_t symptoms)
{
    const char *part[SYMPTOM_COUNT];
    size_t n = 0;
    for (int i = 0; i < SYMPTOM_COUNT; i++)
        if (symptoms & SYMPTOM_BIT(i))
            part[n++] = symptom_words((enum symptom)i);
    return draft_join(draft, part, n);
}

enum text_id draft_level(int level)
{
    static const enum text_id levels[] = {TEXT_CONTACT, TEXT_CONTACT, TEXT_URGENT, TEXT_EMERGENCY};
    return levels[level];
}

const char *draft_measure(const struct draft *draft, enum bks_measure_id id)
{
    const struct phrase_measure *phrase = phrase_measure(id);
    if (!phrase->unit[0])
        return phrase->label;
    return arena_print(&draft->paper->arena, "%s, %s", phrase->label, phrase->unit);
}

enum text_id draft_limit(enum bks_measure_id id)
{
    static const enum text_id limits[BKS_MEASURE_COUNT] = {
        [BKS_STEPS] = TEXT_LIMIT_CADENCE,
        [BKS_CADENCE] = TEXT_LIMIT_CADENCE,
        [BKS_VERTICAL_OSCILLATION] = TEXT_LIMIT_BOUNCE,
        [BKS_MEAN_SPEED] = TEXT_LIMIT_SPEED,
        [BKS_CONTACT_TIME] = TEXT_LIMIT_CONTACT,
        [BKS_FLIGHT_TIME] = TEXT_LIMIT_CONTACT,
        [BKS_DUTY_FACTOR] = TEXT_LIMIT_CONTACT,
        [BKS_CONTACT_BALANCE] = TEXT_LIMIT_BALANCE,
        [BKS_CONTACT_ASYMMETRY] = TEXT_LIMIT_ASYMMETRY,
        [BKS_STEP_TIME_ASYMMETRY] = TEXT_LIMIT_ASYMMETRY,
        [BKS_STEP_TIME_VARIABILITY] = TEXT_LIMIT_VARIABILITY,
        [BKS_STEP_REGULARITY] = TEXT_LIMIT_REGULARITY,
        [BKS_STRIDE_REGULARITY] = TEXT_LIMIT_REGULARITY,
        [BKS_LATERAL_SWAY] = TEXT_LIMIT_SWAY,
        [BKS_FORE_AFT_SWAY] = TEXT_LIMIT_SWAY,
        [BKS_STEP_LENGTH] = TEXT_LIMIT_LENGTH,
        [BKS_VERTICAL_RATIO] = TEXT_LIMIT_RATIO,
        [BKS_VERTICAL_STIFFNESS] = TEXT_LIMIT_SPRING,
        [BKS_LEG_STIFFNESS] = TEXT_LIMIT_SPRING,
        [BKS_PEAK_FORCE] = TEXT_LIMIT_FORCE,
        [BKS_SPEED_LOSS] = TEXT_LIMIT_SPEED_LOSS,
        [BKS_IMPACT] = TEXT_LIMIT_IMPACT,
    };
    return limits[id];
}

void draft_heading(const struct draft *draft, enum text_id heading)
{
    paper_heading(draft->paper, text_of(heading));
}

void draft_sentence(const struct draft *draft, enum text_id id)
{
    paper_text(draft->paper, NULL, PAPER_BODY, text_of(id));
}

void draft_disclaimer(const struct draft *draft)
{
    paper_text(draft->paper, "purpose", PAPER_SMALL, purpose_sentence());
    paper_text(draft->paper, "disclaimer", PAPER_SMALL, purpose_disclaimer());
}

bool draft_shows(const struct draft *draft, int32_t day)
{
    const struct course *course = draft->facts->course;
    return day >= course->first && day <= course->as_of;
}

bool form_stopped(const struct form_facts *facts)
{
    return facts->course->answer.action <= PLAN_STOP_CONTACT;
}

typedef void (*section)(const struct draft *draft);

static const section for_physio[] = {form_summary,  form_pair,    form_load, form_measures,
                                     form_symptoms, form_quality, form_trace};
static const section for_runner[] = {form_runner};

static const struct {
    const section *section;
    size_t n;
    enum text_id title;
} readers[] = {
    [FORM_PHYSIO] = {for_physio, sizeof for_physio / sizeof for_physio[0], TEXT_TITLE},
    [FORM_RUNNER] = {for_runner, sizeof for_runner / sizeof for_runner[0], TEXT_TITLE_RUNNER},
};

/* What it says of itself; the texts are the arena's. */
static struct paper_about about_of(const struct form_facts *facts, enum form_reader reader,
                                   struct arena *arena)
{
    const char *name[] = {facts->runner->name};
    /* from left to right, and isolated: a name that is written from right to left turns nothing
     * around it */
    const char *footer[] = {arena_print(arena, "\u200e\u2068%s\u2069", facts->runner->name),
                            locale_day(arena, facts->locale, facts->course->as_of), facts->version};
    return (struct paper_about){
        .title = text_fill(arena, readers[reader].title, name, 1),
        .author = "backstride",
        .subject = purpose_sentence(),
        .language = "en",
        .version = facts->version,
        .footer = text_fill(arena, TEXT_FOOTER, footer, 3),
        .day = facts->course->as_of,
        .locale = facts->locale,
    };
}

enum bks_status form_report(struct paper **out, const struct form_facts *facts,
                            enum form_reader reader)
{
    struct arena arena = {0};
    const struct paper_about about = about_of(facts, reader, &arena);
    struct draft draft = {
        .paper = arena.failed ? NULL : paper_new(&about), .facts = facts, .reader = reader};
    arena_clear(&arena);
    *out = NULL;
    if (!draft.paper)
        return BKS_NO_MEMORY;
    for (size_t i = 0; i < readers[reader].n; i++)
        readers[reader].section[i](&draft);
    enum bks_status status = paper_status(draft.paper);
    if (status == BKS_OK)
        *out = draft.paper;
    else
        paper_free(draft.paper);
    return status;
}
