/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning a history: one row a day. */
#include "judge/plan_days.h"

#include "base/memory.h"
#include "judge/plan_symptoms.h"

#include <stdlib.h>

/* A run that long is a slip of the pen, and sums of such stay far inside 64 bits. */
#define LONGEST_S INT64_C(1000000000)

static const struct plan_day nothing = {.day = NO_DAY,
                                        .pain = {PAIN_MISSING, PAIN_MISSING, PAIN_MISSING}};

static int32_t clean_pain(int32_t pain)
{
    return pain >= 0 && pain <= PAIN_WORST ? pain : PAIN_MISSING;
}

static struct plan_day of_entry(const struct diary_entry *entry)
{
    struct plan_day day = {
        .day = entry->day,
        .symptoms = entry->symptoms,
        .words = plan_note_words(entry->note),
        .entry = true,
        .flare = entry->flare,
        .stiffer = entry->stiffer,
        .painkiller = entry->painkiller,
        .note_checked = entry->note_checked,
        .hills = entry->hills,
        .calf = entry->calf || plan_note_calf(entry->note),
    };
    for (int i = 0; i < PAIN_COUNT; i++)
        day.pain[i] = clean_pain(entry->pain[i]);
    return day;
}

static int64_t clean_seconds(int64_t seconds)
{
    return seconds < 0 ? 0 : seconds > LONGEST_S ? LONGEST_S : seconds;
}

static struct plan_day of_session(const struct plan_session *session)
{
    struct plan_day day = nothing;
    day.day = session->day;
    day.run_s = clean_seconds(session->run_s);
    day.walked_s = clean_seconds(session->walk_s);
    if (day.run_s > 0) {
        day.form_faded = session->form_faded;
        day.form = session->form.ok ? &session->form : NULL;
        day.form_s = day.run_s;
    } else {
        day.walk_s = day.walked_s;
    }
    return day;
}

/* Whether the form of one run goes before that of another, whatever their order was. */
static bool goes_before(const struct plan_day *a, const struct plan_day *b)
{
    if (!a->form || !b->form)
        return a->form != NULL;
    if (a->form_s != b->form_s)
        return a->form_s > b->form_s;
    if (a->form->cadence.value < b->form->cadence.value ||
        a->form->cadence.value > b->form->cadence.value)
        return a->form->cadence.value > b->form->cadence.value;
    return a->form->flags > b->form->flags;
}

static void merge(struct plan_day *into, const struct plan_day *more)
{
    for (int i = 0; i < PAIN_COUNT; i++)
        if (more->pain[i] > into->pain[i])
            into->pain[i] = more->pain[i];
    into->symptoms |= more->symptoms;
    into->words |= more->words;
    into->entry |= more->entry;
    into->flare |= more->flare;
    into->stiffer |= more->stiffer;
    into->painkiller |= more->painkiller;
    into->note_checked |= more->note_checked;
    into->form_faded |= more->form_faded;
    into->hills |= more->hills;
    into->calf |= more->calf;
    if (goes_before(more, into)) {
        into->form = more->form;
        into->form_s = more->form_s;
    }
    into->run_s += more->run_s;
    into->walked_s += more->walked_s;
    if (more->walk_s > into->walk_s)
        into->walk_s = more->walk_s;
}

static int by_day(const void *a, const void *b)
{
    const struct plan_day *left = a, *right = b;
    return (left->day > right->day) - (left->day < right->day);
}

enum bks_status plan_days_make(struct plan_days *days, const struct plan_case *from)
{
    struct plan_day *row = memory_new(from->n_diary + from->n_sessions, sizeof *row);
    size_t n = 0, kept = 0;
    *days = (struct plan_days){.day = row};
    if (!row)
        return BKS_NO_MEMORY;
    for (size_t i = 0; i < from->n_diary; i++)
        if (from->diary[i].day <= from->today)
            row[n++] = of_entry(&from->diary[i]);
    for (size_t i = 0; i < from->n_sessions; i++)
        if (from->sessions[i].day <= from->today)
            row[n++] = of_session(&from->sessions[i]);
    qsort(row, n, sizeof *row, by_day);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && row[kept - 1].day == row[i].day)
            merge(&row[kept - 1], &row[i]);
        else
            row[kept++] = row[i];
    }
    days->n = kept;
    return BKS_OK;
}

void plan_days_clear(struct plan_days *days)
{
    memory_free(days->day);
    *days = (struct plan_days){0};
}

size_t plan_days_from(const struct plan_days *days, int32_t day)
{
    size_t low = 0, high = days->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days->day[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct plan_day *plan_days_at(const struct plan_days *days, int32_t day)
{
    size_t i = plan_days_from(days, day);
    return i < days->n && days->day[i].day == day ? &days->day[i] : &nothing;
}

int64_t plan_days_run_s(const struct plan_days *days, int32_t first, int32_t last)
{
    int64_t total = 0;
    for (size_t i = plan_days_from(days, first); i < days->n && days->day[i].day <= last; i++)
        total += days->day[i].run_s;
    return total;
}

size_t plan_days_runs(const struct plan_days *days, int32_t first, int32_t last)
{
    size_t n = 0;
    for (size_t i = plan_days_from(days, first); i < days->n && days->day[i].day <= last; i++)
        n += days->day[i].run_s > 0;
    return n;
}

int32_t plan_lower_median(int32_t *value, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int32_t moved = value[i];
        size_t k = i;
        for (; k > 0 && value[k - 1] > moved; k--)
            value[k] = value[k - 1];
        value[k] = moved;
    }
    return value[(n - 1) / 2];
}
