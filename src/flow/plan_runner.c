/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a runner whose history is kept, and keeping what was shown. */
#include "flow/plan.h"

#include "base/fault.h"
#include "base/memory.h"
#include "flow/runner_case.h"
#include "judge/plan_constants.h"

#include <stdio.h>
#include <string.h>

#define GATE_WALK_S 1800   /* C.1: the walk of the first question */
#define JSON_ROOM   65536u /* texts of fixed rooms: some 10 KB at most */

/* The worst pain that the diary has of a day's walk or run, or PAIN_MISSING. */
static int32_t pain_of_day(const struct plan_case *from, int32_t day)
{
    int32_t worst = PAIN_MISSING;
    for (size_t i = 0; i < from->n_diary; i++)
        if (from->diary[i].day == day && from->diary[i].pain[PAIN_DURING] > worst)
            worst = from->diary[i].pain[PAIN_DURING];
    return worst;
}

/*
 * Where the three questions are open, the recorded walks of 30 minutes stand beside the first: they
 * are shown, and answer nothing, because a recording does not know of pain.
 */
static enum bks_status show_walks(struct bks_plan *plan)
{
    const struct plan_case *from = &plan->from;
    bool open = strcmp(plan->answer.rule, "D8") == 0 || strcmp(plan->answer.rule, "D12") == 0;
    enum bks_status status = BKS_OK;
    for (size_t i = 0; open && status == BKS_OK && i < from->n_sessions; i++) {
        const struct plan_session *session = &from->sessions[i];
        char text[PLAN_WARNING_ROOM];
        if (session->run_s > 0 || session->walk_s < GATE_WALK_S ||
            session->day <= from->today - PLAN_READY_DAYS)
            continue;
        int32_t pain = pain_of_day(from, session->day);
        if (pain == PAIN_MISSING)
            (void)snprintf(
                text, sizeof text,
                "a walk of %d minutes is recorded; was it free of pain? (readiness.walk30)",
                (int)(session->walk_s / PLAN_MINUTE_S));
        else
            (void)snprintf(text, sizeof text,
                           "a walk of %d minutes is recorded, with pain %d of 10 in the diary; the "
                           "answer is yours (readiness.walk30)",
                           (int)(session->walk_s / PLAN_MINUTE_S), (int)pain);
        status = plan_case_warn(&plan->from, "walk_recorded", session->day, text);
    }
    return status;
}

enum bks_status plan_of_runner(struct bks_plan **out, struct store *store, int64_t runner,
                               int32_t today, int64_t without, struct bks_fault *fault)
{
    struct bks_plan *plan = memory_new(1, sizeof *plan);
    *out = NULL;
    if (!plan)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    enum bks_status status = runner_case(&plan->from, store, runner, today, without, fault);
    if (status == BKS_OK) {
        status = plan_recommend(&plan->answer, &plan->from);
        if (status == BKS_OK)
            status = show_walks(plan);
        if (status != BKS_OK)
            (void)fault_set(fault, status, NULL, "%s", bks_status_text(status));
    }
    if (status != BKS_OK) {
        bks_plan_free(plan);
        return status;
    }
    *out = plan;
    return BKS_OK;
}

/* The same answer of the same day need not be kept again. */
struct shown {
    const char *day, *json;
    bool there;
};

static bool on_shown(void *context, const struct record *record)
{
    struct shown *shown = context;
    for (size_t i = 0; i < record->n; i++)
        if (strcmp(record->day, shown->day) == 0 && strcmp(record->value[i].key, "json") == 0)
            shown->there = strcmp(record->value[i].value, shown->json) == 0;
    return true;
}

static enum bks_status keep_json(struct store *store, int64_t runner, int32_t today,
                                 const char *json, struct bks_fault *fault)
{
    char date[DAY_ROOM];
    const struct record_value values[] = {{"json", json}, {"version", bks_version()}};
    struct record record = {.kind = RECORD_RECOMMENDATION, .value = values, .n = 2};
    (void)snprintf(record.day, sizeof record.day, "%.10s", day_iso(date, today));
    struct shown shown = {.day = record.day, .json = json};
    enum bks_status status =
        store->can->records(store, runner, RECORD_RECOMMENDATION, on_shown, &shown, fault);
    if (status != BKS_OK || shown.there)
        return status;
    status = store->can->begin(store, fault);
    if (status != BKS_OK)
        return status;
    status = store->can->record_put(store, runner, &record, fault);
    enum bks_status done = store->can->end(store, status == BKS_OK, fault);
    return status != BKS_OK ? status : done;
}

enum bks_status plan_json(char **json, const struct bks_plan *plan, struct bks_fault *fault)
{
    *json = memory_new(JSON_ROOM, 1);
    FILE *out = *json ? fmemopen(*json, JSON_ROOM, "w") : NULL;
    enum bks_status status = BKS_NO_MEMORY;
    if (out) {
        status = bks_plan_write_json(plan, BKS_PLAN_ANSWER, out);
        status = fclose(out) == 0 ? status : BKS_NO_MEMORY;
    }
    if (status != BKS_OK) {
        memory_free(*json);
        *json = NULL;
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    }
    (*json)[strcspn(*json, "\n")] = '\0';
    return BKS_OK;
}

enum bks_status plan_keep(struct store *store, int64_t runner, const struct bks_plan *plan,
                          struct bks_fault *fault)
{
    char *json;
    enum bks_status status = plan_json(&json, plan, fault);
    if (status == BKS_OK)
        status = keep_json(store, runner, plan->from.today, json, fault);
    memory_free(json);
    return status;
}
