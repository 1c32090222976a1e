/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of a form report, put together. */
#include "flow/form_book.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/week.h"
#include "flow/runner_case.h"

#define US_PER_DAY INT64_C(86400000000)

enum bks_status form_book_short(struct bks_fault *fault)
{
    return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
}

static int32_t monday_of(int32_t day)
{
    int64_t week = week_of(day * US_PER_DAY);
    while (week_of((day - 1) * US_PER_DAY) == week)
        day--;
    return day;
}

/* The first day of which anything is told; that of the case where nothing is. */
static int32_t earliest(const struct plan_case *from)
{
    int32_t day = from->today;
    for (size_t i = 0; i < from->n_diary; i++)
        day = from->diary[i].day < day ? from->diary[i].day : day;
    for (size_t i = 0; i < from->n_sessions; i++)
        day = from->sessions[i].day < day ? from->sessions[i].day : day;
    return day;
}

/* The period: the weeks that were asked for, less those before the beginning of everything. */
static void choose_period(struct form_book *book, const struct form_wish *wish)
{
    int32_t last = monday_of(wish->as_of), begin = monday_of(earliest(&book->from));
    int32_t first = last - (int32_t)(wish->n_weeks - 1) * PLAN_WEEK_DAYS;
    book->first = begin > first ? begin : first;
    book->facts.n_weeks = (size_t)(last - book->first) / PLAN_WEEK_DAYS + 1;
}

static enum bks_status read_case(struct form_book *book, struct store *store,
                                 const struct form_wish *wish, struct bks_fault *fault)
{
    int64_t runner = book->runner.id;
    enum bks_status status = runner_case(&book->from, store, runner, wish->as_of, 0, fault);
    if (status == BKS_OK)
        status = runner_profile(&book->profile, store, runner, wish->as_of, fault);
    if (status != BKS_OK)
        return status;
    choose_period(book, wish);
    status = course_make(&book->course, &book->from, book->first);
    return status == BKS_OK ? status : form_book_short(fault);
}

static void lay_out(struct form_book *book, const struct form_wish *wish)
{
    struct form_facts *facts = &book->facts;
    facts->runner = &book->runner;
    facts->profile = &book->profile;
    facts->course = &book->course;
    facts->form = &book->form;
    facts->decision = book->decision;
    facts->locale = wish->locale;
    facts->version = bks_version();
}

enum bks_status form_facts_read(struct form_book **out, struct store *store,
                                const struct runner *runner, const struct form_wish *wish,
                                struct bks_fault *fault)
{
    *out = NULL;
    if (wish->n_weeks < 1 || wish->n_weeks > TREND_MOST_WEEKS)
        return fault_set(fault, BKS_BAD_ARGUMENT, NULL, "a report is of 1 to %d weeks",
                         TREND_MOST_WEEKS);
    struct form_book *book = memory_new(1, sizeof *book);
    if (!book)
        return form_book_short(fault);
    book->runner = *runner;
    lay_out(book, wish);
    enum bks_status status = read_case(book, store, wish, fault);
    if (status == BKS_OK)
        status = form_book_sessions(book, store, wish, fault);
    if (status == BKS_OK)
        status = form_book_told(book, store, fault);
    if (status == BKS_OK)
        form_book_conflicts(book);
    if (status == BKS_OK && book->arena.failed)
        status = form_book_short(fault);
    if (status != BKS_OK) {
        form_book_free(book);
        return status;
    }
    *out = book;
    return BKS_OK;
}

const struct form_facts *form_book_facts(const struct form_book *book)
{
    return &book->facts;
}

void form_book_free(struct form_book *book)
{
    if (!book)
        return;
    for (size_t i = 0; i < KEPT_COUNT; i++)
        kept_session_free(book->kept[i]);
    told_latest_clear(&book->profile);
    course_clear(&book->course);
    form_clear(&book->form);
    plan_case_clear(&book->from);
    arena_clear(&book->arena);
    memory_free(book);
}
