/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said after an entry: the run that its morning judges, and a sign that stops running. */
#include "cli/diary.h"

#include "cli/exit.h"
#include "cli/terminal.h"
#include "flow/plan.h"
#include "report/json_writer.h"
#include "report/page.h"
#include "report/plan.h"
#include "report/purpose.h"
#include "report/words.h"

#include <string.h>

/* The day whose run the morning of the entry judges, or NO_DAY where it tells of no morning. */
static int32_t judged(const struct told *told, int32_t day)
{
    int32_t of = NO_DAY;
    for (size_t i = 0; i < told->n; i++) {
        const struct record record = {.value = told->part[i].value, .n = told->part[i].n};
        if (told_in(&record, "waking"))
            of = day + told->part[i].days_on - 1;
    }
    return of;
}

static int64_t run_of(const struct plan_case *from, int32_t day)
{
    int64_t run_s = 0;
    for (size_t i = 0; i < from->n_sessions; i++)
        if (from->sessions[i].day == day && from->sessions[i].run_s > 0)
            run_s += from->sessions[i].run_s;
    return run_s;
}

/* Before anything else may be planned, this has to be heard. */
static bool stops(const struct plan_answer *answer)
{
    return answer->action == PLAN_STOP_EMERGENCY || answer->action == PLAN_STOP_URGENT ||
           answer->action == PLAN_STOP_CONTACT || answer->action == PLAN_ASK;
}

static void answer_text(const struct bks_plan *plan, int32_t day, int32_t of)
{
    struct page page = {.out = stdout, .style = terminal_style()};
    char line[200], date[DAY_ROOM], run_day[DAY_ROOM], length[WORDS_ROOM];
    int64_t run_s = of == NO_DAY ? 0 : run_of(&plan->from, of);
    day_iso(date, day);
    words_duration(length, (double)run_s);
    if (of == NO_DAY)
        (void)snprintf(line, sizeof line, "Kept for %s.", date);
    else if (run_s > 0)
        (void)snprintf(line, sizeof line,
                       "Kept for %s. The morning judges the run of %s (%s of running).", date,
                       day_iso(run_day, of), length);
    else
        (void)snprintf(line, sizeof line, "Kept for %s. There is no run of %s for it to judge.",
                       date, day_iso(run_day, of));
    page_words(&page, 0, line);
    page_end_line(&page);
    if (!stops(&plan->answer))
        return;
    page_end_line(&page);
    report_plan_words(&plan->answer, terminal_style(), stdout);
    page_end_line(&page);
    page_words(&page, 0, purpose_disclaimer());
    page_end_line(&page);
}

static void answer_json(const struct person *person, const struct bks_plan *plan, int32_t day,
                        int32_t of)
{
    char date[DAY_ROOM];
    struct json_writer json = json_start(stdout);
    json_open(&json, '{');
    json_key_text(&json, "runner", person->runner.slug);
    json_key_text(&json, "date", day_iso(date, day));
    json_key(&json, "judges");
    if (of != NO_DAY && run_of(&plan->from, of) > 0)
        json_text(&json, day_iso(date, of));
    else
        json_none(&json);
    json_key(&json, "stops");
    if (stops(&plan->answer))
        json_text(&json, plan_action_id(plan->answer.action));
    else
        json_none(&json);
    json_key(&json, "text");
    if (stops(&plan->answer))
        json_text(&json, plan->answer.text);
    else
        json_none(&json);
    json_close(&json, '}');
    (void)(json_end(&json) == BKS_OK);
}

int diary_answer(struct person *person, const struct told *told, int32_t day)
{
    struct bks_plan *plan;
    struct bks_fault fault = {.offset = -1};
    int32_t of = judged(told, day), last = of >= day ? of + 1 : day;
    if (plan_of_runner(&plan, person->store, person->runner.id, last, 0, &fault) != BKS_OK)
        return person_failed(person, &fault);
    if (person->json)
        answer_json(person, plan, day, of);
    else
        answer_text(plan, day, of);
    bks_plan_free(plan);
    return exit_flushed(EXIT_DONE);
}
