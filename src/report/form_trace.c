/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said on the day, and why; and where later words would change it. */
#include "report/form_parts.h"

#define N(array) (sizeof(array) / sizeof(array)[0])

/* "ADVANCE, stage 3 (D21)" */
static const char *said(const struct draft *draft, const char *action, const char *rule,
                        const char *stage)
{
    struct arena *arena = &draft->paper->arena;
    if (stage && stage[0])
        return arena_print(arena, "%s, %s (%s)", action, draft_stage(draft, stage), rule);
    return arena_print(arena, "%s (%s)", action, rule);
}

static void write_decision(const struct draft *draft, const struct form_decision *decision)
{
    const char *edited =
        decision->changed
            ? SAY(draft, TEXT_EDITED,
                  said(draft, decision->now_action, decision->now_rule, decision->now_stage))
            : "";
    const struct figure row[] = {
        figure_day(decision->day),
        figure_words(said(draft, decision->action, decision->rule, decision->stage)),
        figure_words(decision->fact),
        figure_words(decision->consequence),
        figure_words(decision->source),
        figure_words(decision->version),
        figure_words(edited),
    };
    paper_row(draft->paper, row);
}

void form_trace(const struct draft *draft)
{
    const struct form_facts *facts = draft->facts;
    const struct paper_column columns[] = {
        {"date", text_of(TEXT_DATE), 1.7, false},
        {"said", text_of(TEXT_SAID), 2.4, false},
        {"fact", text_of(TEXT_FACT), 4, false},
        {"consequence", text_of(TEXT_CONSEQUENCE), 2.6, false},
        {"source", text_of(TEXT_SOURCE), 2.6, false},
        {"version", text_of(TEXT_SHOWN_BY), 1.3, false},
        {"now", text_of(TEXT_NOT_KEPT), 2.2, false},
    };
    paper_section(draft->paper, "trace", text_of(TEXT_TRACE), PAPER_FOLLOWS);
    if (facts->n_decisions == 0) {
        draft_sentence(draft, TEXT_NO_TRACE);
        return;
    }
    paper_table(draft->paper, "decisions", text_of(TEXT_TRACE), columns, N(columns));
    for (size_t i = 0; i < facts->n_decisions; i++)
        write_decision(draft, &facts->decision[i]);
    paper_text(draft->paper, NULL, PAPER_SMALL, SAY(draft, TEXT_TRACE_NOTE, facts->version));
}
