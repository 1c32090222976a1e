/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Half a page for the runner: where you are, the next card, one cue, the mornings, when to stop. */
#include "report/charts.h"
#include "report/form_parts.h"
#include "report/plan.h"
#include "report/purpose.h"

#include <math.h>
#include <string.h>

#define CARD_HEIGHT 46.0

static void write_next(const struct draft *draft)
{
    const struct plan_answer *answer = &draft->facts->course->answer;
    draft_heading(draft, TEXT_NEXT_SESSION);
    if (answer->has_card)
        paper_chart(draft->paper, "card_picture",
                    chart_of_card(&answer->card, DRAFT_WIDTH, CARD_HEIGHT));
    else
        draft_sentence(draft, TEXT_NO_NEXT);
}

static void write_mornings(const struct draft *draft)
{
    const struct course_pair *morning = &draft->facts->course->morning;
    draft_heading(draft, TEXT_YOUR_MORNINGS);
    if (isnan(morning->now))
        draft_sentence(draft, TEXT_MORNINGS_UNKNOWN);
    else
        paper_text(draft->paper, "mornings", PAPER_BODY,
                   SAY(draft, isnan(morning->before) ? TEXT_MORNINGS_ONLY_NOW : TEXT_MORNINGS_NOW,
                       draft_number(draft, morning->now, 0),
                       draft_number(draft, morning->before, 0)));
}

/* The paragraphs of the answer, one after the other. */
static void write_answer(const struct draft *draft)
{
    const char *text = draft->facts->course->answer.text;
    while (*text) {
        int n = (int)strcspn(text, "\n");
        if (n > 0)
            paper_text(draft->paper, NULL, PAPER_BODY,
                       arena_print(&draft->paper->arena, "%.*s", n, text));
        text += n + (text[n] == '\n');
    }
}

void form_runner(const struct draft *draft)
{
    const struct plan_answer *answer = &draft->facts->course->answer;
    paper_section(draft->paper, "runner", draft->facts->runner->name, PAPER_ONE_PAGE);
    if (form_stopped(draft->facts)) {
        form_stop(draft);
    } else {
        const char *lead[] = {report_plan_title(answer->action),
                              answer->stage ? draft_stage(draft, answer->stage) : ""};
        paper_text(draft->paper, "state", PAPER_LEAD, draft_join(draft, lead, 2));
        write_answer(draft);
        write_next(draft);
        write_mornings(draft);
    }
    draft_disclaimer(draft);
}
