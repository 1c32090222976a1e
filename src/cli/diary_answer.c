/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said after an entry: the run that its morning judges, and a sign that stops running. */
#include "cli/diary.h"

#include "cli/exit.h"
#include "cli/terminal.h"
#include "flow/judged.h"
#include "flow/missing.h"
#include "report/page.h"
#include "report/plan.h"
#include "report/purpose.h"

static void answer_text(const struct judged *judged)
{
    struct page page = {.out = stdout, .style = terminal_style()};
    char line[KEPT_WORDS_ROOM];
    kept_words(line, &judged->plan->from, judged->day, judged->of);
    page_words(&page, 0, line);
    page_end_line(&page);
    if (judged->day > person_today(NULL)) { /* a slip could hide a sign until then */
        page_words(&page, 0,
                   "Mind: that day is still to come, and until then the plan passes over it. If it "
                   "was today, write it down for today.");
        page_end_line(&page);
    }
    if (!judged->stops)
        return;
    page_end_line(&page);
    report_plan_words(&judged->plan->answer, terminal_style(), stdout);
    page_end_line(&page);
    page_words(&page, 0, purpose_disclaimer());
    page_end_line(&page);
}

int diary_answer(struct person *person, const struct told *told, int32_t day)
{
    struct judged judged;
    struct bks_fault fault = {.offset = -1};
    if (judged_read(&judged, person->store, person->runner.id, told, day, &fault) != BKS_OK)
        return person_failed(person, &fault);
    if (person->json)
        (void)(judged_write_json(&judged, person->runner.slug, stdout) == BKS_OK);
    else
        answer_text(&judged);
    judged_clear(&judged);
    return exit_flushed(EXIT_DONE);
}
