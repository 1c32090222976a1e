/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said after an entry: the run that its morning judges, and a sign that stops running. */
#include "cli/diary.h"

#include "cli/exit.h"
#include "cli/terminal.h"
#include "flow/missing.h"
#include "flow/plan.h"
#include "report/json_writer.h"
#include "report/page.h"
#include "report/plan.h"
#include "report/purpose.h"

static void answer_text(const struct bks_plan *plan, int32_t day, int32_t of)
{
    struct page page = {.out = stdout, .style = terminal_style()};
    char line[KEPT_WORDS_ROOM];
    kept_words(line, &plan->from, day, of);
    page_words(&page, 0, line);
    page_end_line(&page);
    if (!must_be_heard(&plan->answer))
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
    if (of != NO_DAY && run_of_day(&plan->from, of) > 0)
        json_text(&json, day_iso(date, of));
    else
        json_none(&json);
    json_key(&json, "stops");
    if (must_be_heard(&plan->answer))
        json_text(&json, plan_action_id(plan->answer.action));
    else
        json_none(&json);
    json_key(&json, "text");
    if (must_be_heard(&plan->answer))
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
    int32_t of = judged_by(told, day), last = of >= day ? of + 1 : day;
    if (plan_of_runner(&plan, person->store, person->runner.id, last, 0, &fault) != BKS_OK)
        return person_failed(person, &fault);
    if (person->json)
        answer_json(person, plan, day, of);
    else
        answer_text(plan, day, of);
    bks_plan_free(plan);
    return exit_flushed(EXIT_DONE);
}
