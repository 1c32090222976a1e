/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two sessions beside each other. */
#include "judge/pair.h"
#include "report/form_parts.h"
#include "report/words.h"

#include <math.h>

#define N(array) (sizeof(array) / sizeof(array)[0])

static const char *title_of(const struct draft *draft, const struct session *session)
{
    char text[WORDS_ROOM];
    words_date(text, &session->result.input.info.start);
    return arena_print(&draft->paper->arena, "%lld: %s", (long long)session->id, text);
}

static void write_measure(const struct draft *draft, const struct pair_about *about,
                          enum bks_measure_id id)
{
    bool alike = pair_same_source(about->session[0], about->session[1]);
    const struct bks_measure *first = &about->session[0]->result.total[BKS_RUN].measure[id];
    const struct bks_measure *second = &about->session[1]->result.total[BKS_RUN].measure[id];
    const struct bks_measure change = pair_change(first, second);
    struct figure moved = figure_measure(&change, id);
    if (change.why == BKS_WHY_NONE)
        moved = figure_change(change.value, moved.decimals, "");
    const struct figure row[] = {
        figure_words(draft_measure(draft, id)),
        figure_measure(first, id),
        figure_measure(second, id),
        moved,
        change.why == BKS_WHY_NONE && alike ? draft_words(pair_sure(&change) ? TEXT_YES : TEXT_NO)
                                            : figure_words(""),
    };
    paper_row(draft->paper, row);
}

void form_pair(const struct draft *draft)
{
    const struct form_facts *facts = draft->facts;
    const struct pair_about about = {facts->runner, {facts->pair[0], facts->pair[1]}};
    if (!about.session[0] || !about.session[1])
        return;
    const struct paper_column columns[] = {
        {"measure", text_of(TEXT_MEASURE), 3, false},
        {"first", title_of(draft, about.session[0]), 3.5, true},
        {"second", title_of(draft, about.session[1]), 3.5, true},
        {"change", text_of(TEXT_CHANGE), 1.6, true},
        {"sure", text_of(TEXT_REAL), 1.4, false},
    };
    paper_section(draft->paper, "pair", text_of(TEXT_PAIR), PAPER_NEW_PAGE);
    paper_text(draft->paper, NULL, PAPER_SMALL, text_of(TEXT_PAIR_INTRO));
    if (!pair_same_source(about.session[0], about.session[1]))
        paper_text(draft->paper, "mixed", PAPER_STRONG, text_of(TEXT_PAIR_MIXED));
    paper_table(draft->paper, "pair_measures", text_of(TEXT_PAIR), columns, N(columns));
    for (int id = 0; id < BKS_MEASURE_COUNT; id++) {
        bool any = false;
        for (size_t i = 0; i < 2; i++)
            any |= isfinite(about.session[i]->result.total[BKS_RUN].measure[id].value);
        if (any)
            write_measure(draft, &about, (enum bks_measure_id)id);
    }
}
