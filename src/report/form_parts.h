/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sections of the form report share. */
#ifndef REPORT_FORM_PARTS_H
#define REPORT_FORM_PARTS_H

#include "report/form_report.h"
#include "report/texts.h"

/* Points: the width of the page between its margins, and of one of two columns. */
#define DRAFT_WIDTH 515.0
#define DRAFT_HALF  248.0

/* A report while it is laid out. */
struct draft {
    struct paper *paper;
    const struct form_facts *facts;
    enum form_reader reader;
};

/* A text with its places filled in. */
#define SAY(draft, id, ...)                                                     \
    text_fill(&(draft)->paper->arena, (id), (const char *const[]){__VA_ARGS__}, \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* Dates, numbers and times as this report writes them. */
const char *draft_day(const struct draft *draft, int32_t day);
const char *draft_number(const struct draft *draft, double value, int decimals);
const char *draft_change(const struct draft *draft, double value, int decimals); /* "+2" */
const char *draft_count(const struct draft *draft, size_t count);
const char *draft_time(const struct draft *draft, int64_t seconds); /* "1:30" */

/* Minutes of running or walking, one decimal; NAN: none. */
struct figure draft_minutes(int64_t seconds);
struct figure draft_words(enum text_id id);

/* What a measure is now; where it is null, why the latest run does not show it. */
struct figure draft_now(const struct draft *draft, const struct form_measure *measure);

/* The smallest real change, with as many decimals as its first digit takes. */
struct figure draft_detectable(const struct form_measure *measure, int decimals);

/* Texts one after the other, parted by a middle dot; empty ones are left out. */
const char *draft_join(const struct draft *draft, const char *const *part, size_t n);

/* "stage 3 of 13", "the build". */
const char *draft_stage(const struct draft *draft, const char *stage);

/* "run 1:00, walk 2:00, 6 times". */
const char *draft_card(const struct draft *draft, const struct plan_card *card);

/* What the profile says of a key, or NULL; the word of a choice comes with what it means. */
const char *draft_told(const struct draft *draft, const char *key);

/* SYMPTOM_BIT of each, in words. */
const char *draft_symptoms(const struct draft *draft, uint32_t symptoms);

/* Whom a warning sign of level 1 .. 3 sends one to. */
enum text_id draft_level(int level);

/* "bounce, mm" */
const char *draft_measure(const struct draft *draft, enum bks_measure_id id);

/* What a measure is not worth. */
enum text_id draft_limit(enum bks_measure_id id);

/* A heading, and a sentence in place of a table that would be empty. */
void draft_heading(const struct draft *draft, enum text_id heading);
void draft_sentence(const struct draft *draft, enum text_id id);

/* The first of the days of the period in an array that is in order of day. */
bool draft_shows(const struct draft *draft, int32_t day);

/* What it is for, and what it is not, at the foot of the first page. */
void draft_disclaimer(const struct draft *draft);

/* The sections, in their order. */
void form_summary(const struct draft *draft);
void form_load(const struct draft *draft);
void form_measures(const struct draft *draft);
void form_symptoms(const struct draft *draft);
void form_quality(const struct draft *draft);
void form_trace(const struct draft *draft);
void form_pair(const struct draft *draft); /* nothing where no pair was asked for */
void form_runner(const struct draft *draft);

/* The questions that the facts raise: a list, or that there are none. */
void form_questions(const struct draft *draft);

/* The state in one sentence, with its rule. */
const char *form_state(const struct draft *draft);

/* Whether everything is stopped. */
bool form_stopped(const struct form_facts *facts);

/* The box that stands in place of the rest. */
void form_stop(const struct draft *draft);

#endif
