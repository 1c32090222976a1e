/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Symptoms: warning signs with their reviews, flares, what else was told, counts, notes. */
#include "report/form_parts.h"

#include <string.h>

#define N(array) (sizeof(array) / sizeof(array)[0])

static void write_signs(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const struct paper_column columns[] = {
        {"date", text_of(TEXT_DATE), 2, false},
        {"sign", text_of(TEXT_SIGN), 5, false},
        {"level", text_of(TEXT_SIGN_LEVEL), 2, false},
        {"review", text_of(TEXT_REVIEW), 4, false},
    };
    draft_heading(draft, TEXT_SIGNS);
    if (course->n_signs == 0) {
        draft_sentence(draft, TEXT_NO_SIGNS);
        return;
    }
    paper_table(draft->paper, "signs", text_of(TEXT_SIGNS), columns, N(columns));
    for (size_t i = 0; i < course->n_signs; i++) {
        const struct course_sign *sign = &course->sign[i];
        const char *review = sign->reviewed == NO_DAY
                                 ? text_of(TEXT_NOT_REVIEWED)
                                 : SAY(draft, TEXT_REVIEWED, clinician_id(sign->by),
                                       draft_day(draft, sign->reviewed));
        const struct figure row[] = {figure_day(sign->day),
                                     figure_words(draft_symptoms(draft, sign->symptoms)),
                                     draft_words(draft_level(sign->level)), figure_words(review)};
        paper_row(draft->paper, row);
    }
}

static void write_flares(const struct draft *draft)
{
    const struct course *course = draft->facts->course;
    const struct paper_column columns[] = {
        {"opened", text_of(TEXT_OPENED), 2, false},
        {"last_bad", text_of(TEXT_LAST_BAD), 2, false},
        {"closed", text_of(TEXT_SETTLED), 2, false},
        {"days", text_of(TEXT_DAYS_TO_SETTLE), 2, true},
    };
    draft_heading(draft, TEXT_FLARES);
    if (course->n_flares == 0) {
        draft_sentence(draft, TEXT_NO_FLARES);
        return;
    }
    paper_table(draft->paper, "flares", text_of(TEXT_FLARES), columns, N(columns));
    for (size_t i = 0; i < course->n_flares; i++) {
        const struct course_flare *flare = &course->flare[i];
        bool open = flare->closed == NO_DAY;
        int32_t end = open ? course->as_of : flare->closed;
        const struct figure row[] = {figure_day(flare->opened), figure_day(flare->last_bad),
                                     open ? draft_words(TEXT_STILL_OPEN)
                                          : figure_day(flare->closed),
                                     figure_number((double)end - flare->opened, 0, "")};
        paper_row(draft->paper, row);
    }
}

/* Days on which it was told; a day may have several entries. */
static size_t days_with(const struct form_facts *facts, enum symptom symptom)
{
    size_t days = 0;
    int32_t last = NO_DAY;
    for (size_t i = 0; i < facts->n_entries; i++) {
        const struct form_entry *entry = &facts->entry[i];
        if (!(entry->symptoms & SYMPTOM_BIT(symptom)) || entry->day == last)
            continue;
        last = entry->day;
        days++;
    }
    return days;
}

/* Symptoms that are no warning sign: how often each was told. */
static void write_others(const struct draft *draft)
{
    static const enum symptom mild[] = {SYMPTOM_MUSCLE_FATIGUE, SYMPTOM_TIGHTNESS};
    const char *item[N(mild)];
    size_t n = 0;
    for (size_t i = 0; i < N(mild); i++) {
        size_t days = days_with(draft->facts, mild[i]);
        if (days > 0)
            item[n++] = SAY(draft, TEXT_TIMES, symptom_words(mild[i]), draft_count(draft, days),
                            draft_count(draft, draft->facts->course->entries));
    }
    draft_heading(draft, TEXT_OTHERS);
    if (n > 0)
        paper_list(draft->paper, "others", item, n);
    else
        draft_sentence(draft, TEXT_NO_OTHERS);
}

/* The ground of a day: a surface, or whether there were hills; NULL where it was not told. */
typedef const char *(*ground)(const struct form_entry *entry);

static const char *surface_of(const struct form_entry *entry)
{
    return entry->surface[0] ? entry->surface : NULL;
}

static const char *hills_of(const struct form_entry *entry)
{
    return entry->hills < 0 ? NULL : text_of(entry->hills ? TEXT_HILLS : TEXT_NO_HILLS);
}

static const char *ground_on(const struct form_facts *facts, ground of, int32_t day)
{
    for (size_t i = 0; i < facts->n_entries; i++)
        if (facts->entry[i].day == day && of(&facts->entry[i]))
            return of(&facts->entry[i]);
    return text_of(TEXT_NOT_TOLD);
}

#define MOST_GROUNDS 8

/* Runs by ground and by how the back took them: counts, nothing more. */
struct tally {
    const char *name[MOST_GROUNDS];
    size_t count[MOST_GROUNDS][CLASS_COUNT];
    size_t n;
};

static void count_run(struct tally *tally, const char *name, enum plan_class class_of)
{
    size_t i = 0;
    while (i < tally->n && strcmp(tally->name[i], name) != 0)
        i++;
    if (i == MOST_GROUNDS)
        return;
    if (i == tally->n)
        tally->name[tally->n++] = name;
    tally->count[i][class_of]++;
}

static struct tally tally_of(const struct draft *draft, ground of)
{
    struct tally tally = {.n = 0};
    const struct course *course = draft->facts->course;
    for (size_t i = 0; i < course->n_runs; i++)
        if (draft_shows(draft, course->run[i].day))
            count_run(&tally, ground_on(draft->facts, of, course->run[i].day),
                      course->run[i].class_of);
    return tally;
}

static void write_tally(const struct draft *draft, const struct tally *tally)
{
    for (size_t i = 0; i < tally->n; i++) {
        const size_t *count = tally->count[i];
        const struct figure row[] = {
            figure_words(tally->name[i]),
            figure_number((double)count[CLASS_GREEN], 0, ""),
            figure_number((double)count[CLASS_AMBER], 0, ""),
            figure_number((double)count[CLASS_RED], 0, ""),
            figure_number((double)count[CLASS_FLAG], 0, ""),
            figure_number((double)count[CLASS_UNKNOWN], 0, ""),
        };
        paper_row(draft->paper, row);
    }
}

static void write_counts(const struct draft *draft)
{
    const struct tally surfaces = tally_of(draft, surface_of), hills = tally_of(draft, hills_of);
    const struct paper_column columns[] = {
        {"ground", text_of(TEXT_GROUND), 3, false}, {"green", text_of(TEXT_GREEN), 1.5, true},
        {"amber", text_of(TEXT_AMBER), 1.5, true},  {"red", text_of(TEXT_RED), 1.5, true},
        {"flag", text_of(TEXT_FLAGGED), 1.5, true}, {"unknown", text_of(TEXT_UNKNOWN), 1.5, true},
    };
    if (surfaces.n == 0)
        return;
    draft_heading(draft, TEXT_COUNTS);
    paper_table(draft->paper, "by_surface", text_of(TEXT_COUNTS), columns, N(columns));
    write_tally(draft, &surfaces);
    draft_heading(draft, TEXT_COUNTS_HILLS);
    paper_table(draft->paper, "by_hills", text_of(TEXT_COUNTS_HILLS), columns, N(columns));
    write_tally(draft, &hills);
    paper_text(draft->paper, NULL, PAPER_SMALL, text_of(TEXT_COUNTS_NOTE));
}

static void write_notes(const struct draft *draft)
{
    size_t n = 0;
    draft_heading(draft, TEXT_NOTES);
    for (size_t i = 0; i < draft->facts->n_entries; i++) {
        const struct form_entry *entry = &draft->facts->entry[i];
        if (!entry->note[0])
            continue;
        n++;
        paper_text(draft->paper, NULL, PAPER_QUOTE,
                   SAY(draft, TEXT_NOTE_OF, draft_day(draft, entry->day), entry->note));
    }
    if (n == 0)
        draft_sentence(draft, TEXT_NO_NOTES);
}

void form_symptoms(const struct draft *draft)
{
    paper_section(draft->paper, "symptoms", text_of(TEXT_SYMPTOMS), PAPER_FOLLOWS);
    if (draft->facts->n_entries == 0)
        draft_sentence(draft, TEXT_NO_DIARY);
    write_signs(draft);
    write_flares(draft);
    write_others(draft);
    write_counts(draft);
    write_notes(draft);
}
