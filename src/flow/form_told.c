/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was told and shown: diary entries, and the last recommendations held against now. */
#include "flow/form_book.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "flow/runner_case.h"
#include "flow/shown_plan.h"

#include <string.h>

/* A recommendation as it was kept; the texts are of the arena. */
struct shown {
    int32_t day;
    const char *version, *json;
};

struct telling {
    struct form_book *book;
    struct form_entry *entry; /* [n_entries] of the arena */
    struct shown shown[FORM_DECISIONS];
    size_t n_entries, n_shown; /* n_shown: of all; a ring of the last */
};

/* 1, 0, or -1 where it was not told. */
static int yes(const struct record *record, const char *name)
{
    const char *value = told_in(record, name);
    return !value ? -1 : strcmp(value, "yes") == 0;
}

static int minutes(const struct record *record, const char *name)
{
    const char *value = told_in(record, name);
    int64_t whole;
    const char *end = value ? value + strlen(value) : NULL;
    return value && text_integer(&whole, value, end) == end && whole >= 0 && whole <= INT32_MAX
               ? (int)whole
               : -1;
}

static const char *text_of(struct arena *arena, const struct record *record, const char *name)
{
    const char *value = told_in(record, name);
    return value ? arena_text(arena, value) : "";
}

/* The word of the table; an import may hold anything, and what is no surface is not told. */
static const char *surface_of(const struct record *record)
{
    const struct told_field *field = told_named(&told_diary, RECORD_DIARY, "surface");
    const char *told = told_in(record, "surface");
    for (size_t i = 0; told && field && i < field->n_words; i++)
        if (strcmp(field->words[i].word, told) == 0)
            return field->words[i].word;
    return "";
}

static bool on_entry(void *context, const struct record *record)
{
    struct telling *telling = context;
    struct arena *arena = &telling->book->arena;
    struct diary_entry told = runner_entry(record);
    if (told.day < telling->book->first || told.day > telling->book->course.as_of)
        return true; /* NO_DAY lies before every day */
    struct form_entry *more =
        arena_more(arena, telling->entry, telling->n_entries, sizeof *telling->entry);
    if (!more)
        return false;
    telling->entry = more;
    struct form_entry *entry = &more[telling->n_entries++];
    *entry = (struct form_entry){
        .day = told.day,
        .symptoms = told.symptoms,
        .flare = told.flare,
        .stiffer = told.stiffer,
        .painkiller = told.painkiller,
        .surface = surface_of(record),
        .hills = yes(record, "hills"),
        .core_done = yes(record, "core_done"),
        .mobility_done = yes(record, "mobility_done"),
        .cross_min = minutes(record, "cross_min"),
        .note = text_of(arena, record, "note"),
    };
    memcpy(entry->pain, told.pain, sizeof entry->pain);
    return true;
}

static bool on_shown(void *context, const struct record *record)
{
    struct telling *telling = context;
    struct arena *arena = &telling->book->arena;
    int32_t day;
    if (!day_read(&day, record->day) || day > telling->book->course.as_of)
        return true;
    telling->shown[telling->n_shown++ % FORM_DECISIONS] =
        (struct shown){day, text_of(arena, record, "version"), text_of(arena, record, "json")};
    return true;
}

static void read_shown(struct form_decision *decision, struct arena *arena,
                       const struct shown *shown)
{
    struct shown_plan plan = shown_plan_read(arena, shown->json);
    *decision = (struct form_decision){
        .day = shown->day,
        .version = shown->version,
        .action = plan.action,
        .rule = plan.rule,
        .stage = plan.stage,
        .fact = plan.fact,
        .consequence = plan.consequence,
        .source = plan.source,
        .now_action = "",
        .now_rule = "",
        .now_stage = "",
    };
}

static bool is_same(const struct form_decision *decision)
{
    return strcmp(decision->action, decision->now_action) == 0 &&
           strcmp(decision->rule, decision->now_rule) == 0 &&
           strcmp(decision->stage, decision->now_stage) == 0;
}

static enum bks_status ask(struct form_decision *decision, const struct plan_case *then)
{
    struct plan_answer answer;
    enum bks_status status = plan_recommend(&answer, then);
    if (status != BKS_OK)
        return status;
    decision->now_action = plan_action_id(answer.action);
    decision->now_rule = answer.rule;
    decision->now_stage = answer.stage ? answer.stage : "";
    return BKS_OK;
}

/* The answer of that day with nothing of its own runs, if that is what was said. */
static enum bks_status ask_before_the_run(struct form_decision *decision,
                                          const struct plan_case *then)
{
    struct form_decision before = *decision;
    struct plan_case without = *then;
    without.sessions = memory_new(then->n_sessions, sizeof *then->sessions);
    if (!without.sessions)
        return BKS_NO_MEMORY;
    without.n_sessions = 0;
    for (size_t i = 0; i < then->n_sessions; i++)
        if (then->sessions[i].day != then->today)
            without.sessions[without.n_sessions++] = then->sessions[i];
    enum bks_status status =
        without.n_sessions < then->n_sessions ? ask(&before, &without) : BKS_OK;
    memory_free(without.sessions);
    if (status == BKS_OK && is_same(&before))
        *decision = before;
    return status;
}

/* The case of that day: what is dated later is not looked at by the plan, and the profile is that
 * of the day. */
static enum bks_status replan(struct form_decision *decision, struct form_book *book,
                              struct store *store, struct bks_fault *fault)
{
    struct told_latest profile;
    struct plan_case then = book->from;
    enum bks_status status = runner_profile(&profile, store, book->runner.id, decision->day, fault);
    then.today = decision->day;
    then.profile = (struct profile){.reviews = book->from.profile.reviews,
                                    .n_reviews = book->from.profile.n_reviews};
    if (status == BKS_OK) {
        runner_profile_take(&then.profile, &profile);
        status = ask(decision, &then);
        if (status == BKS_OK && !is_same(decision))
            status = ask_before_the_run(decision, &then);
        if (status != BKS_OK)
            status = form_book_short(fault);
    }
    told_latest_clear(&profile);
    decision->changed = decision->action[0] && !is_same(decision);
    return status;
}

static enum bks_status take_decisions(const struct telling *telling, struct store *store,
                                      struct bks_fault *fault)
{
    struct form_book *book = telling->book;
    size_t n = telling->n_shown < FORM_DECISIONS ? telling->n_shown : FORM_DECISIONS;
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && i < n; i++) {
        const struct shown *shown = &telling->shown[(telling->n_shown - 1 - i) % FORM_DECISIONS];
        read_shown(&book->decision[i], &book->arena, shown);
        status = replan(&book->decision[i], book, store, fault);
    }
    book->facts.n_decisions = n;
    return status;
}

enum bks_status form_book_told(struct form_book *book, struct store *store, struct bks_fault *fault)
{
    struct telling telling = {.book = book};
    int64_t runner = book->runner.id;
    enum bks_status status =
        store->can->records(store, runner, RECORD_DIARY, on_entry, &telling, fault);
    if (status == BKS_OK)
        status =
            store->can->records(store, runner, RECORD_RECOMMENDATION, on_shown, &telling, fault);
    book->facts.entry = telling.entry;
    book->facts.n_entries = telling.n_entries;
    return status == BKS_OK ? take_decisions(&telling, store, fault) : status;
}
