/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do next, why, and how the weeks were. */
#include "report/runner_paper.h"

#include "report/charts.h"
#include "report/plan.h"

#include <string.h>

#define WIDE         515.0 /* points; the narrow one is for a phone */
#define NARROW       246.0
#define WEEKS_HEIGHT 120.0
#define CARD_HEIGHT  50.0

bool answer_stops(const struct plan_answer *answer)
{
    return answer->action <= PLAN_STOP_CONTACT;
}

static struct paper *begin(const struct locale *locale)
{
    const struct paper_about about = {.title = "Next session",
                                      .author = "backstride",
                                      .language = "en",
                                      .version = bks_version(),
                                      .day = NO_DAY,
                                      .locale = locale};
    return paper_new(&about);
}

static enum bks_status finish(struct paper **out, struct paper *paper)
{
    enum bks_status status = paper ? paper_status(paper) : BKS_NO_MEMORY;
    *out = status == BKS_OK ? paper : NULL;
    if (status != BKS_OK)
        paper_free(paper);
    return status;
}

static void write_words(struct paper *paper, const char *text)
{
    while (*text) {
        int n = (int)strcspn(text, "\n");
        if (n > 0)
            paper_text(paper, NULL, PAPER_BODY, arena_print(&paper->arena, "%.*s", n, text));
        text += n + (text[n] == '\n');
    }
}

/* The words without the title that stands above them. */
static const char *after_title(const char *text, const char *title)
{
    size_t n = strlen(title);
    if (strncmp(text, title, n) != 0 || text[n] != '.')
        return text;
    return text + n + 1 + strspn(text + n + 1, " ");
}

static void write_next(struct paper *paper, const struct plan_answer *answer)
{
    const char *title = report_plan_title(answer->action);
    if (answer_stops(answer)) {
        paper_box(
            paper, "stop", title,
            arena_print(&paper->arena, "%.*s", (int)strcspn(answer->text, "\n"), answer->text));
        return;
    }
    paper_text(paper, "next_title", PAPER_LEAD,
               answer->stage
                   ? arena_print(&paper->arena, "%s \u00b7 stage %s", title, answer->stage)
                   : title);
    if (answer->action == PLAN_REST_DAY && answer->has_card)
        paper_text(paper, NULL, PAPER_BODY, "The next run, not today:");
    if (answer->has_card) {
        paper_chart(paper, "next_card", chart_of_card(&answer->card, WIDE, CARD_HEIGHT));
        paper_chart_narrow(paper, chart_of_card(&answer->card, NARROW, CARD_HEIGHT));
    }
    write_words(paper, after_title(answer->text, title));
    const char *note[PLAN_NOTES];
    for (size_t i = 0; i < answer->n_notes; i++)
        note[i] = answer->note[i].text;
    paper_list(paper, "notes", note, answer->n_notes);
}

enum bks_status next_paper(struct paper **out, const struct plan_answer *answer,
                           const struct locale *locale)
{
    struct paper *paper = begin(locale);
    if (paper)
        write_next(paper, answer);
    return finish(out, paper);
}

enum bks_status why_paper(struct paper **out, const struct plan_answer *answer,
                          const struct locale *locale)
{
    struct paper *paper = begin(locale);
    for (size_t i = 0; paper && i < answer->n_why; i++) {
        const struct plan_why *why = &answer->why[i];
        paper_text(paper, NULL, PAPER_BODY,
                   arena_print(&paper->arena, "%s: %s.", why->fact, why->consequence));
        paper_text(paper, NULL, PAPER_SMALL,
                   arena_print(&paper->arena, "Rule %s; %s", why->rule, why->source));
    }
    return finish(out, paper);
}

enum bks_status weeks_paper(struct paper **out, const struct form_facts *facts)
{
    static const struct {
        const char *id;
        enum bks_measure_id measure;
    } rows[] = {{"weeks_cadence", BKS_CADENCE},
                {"weeks_bounce", BKS_VERTICAL_OSCILLATION},
                {"weeks_contact", BKS_CONTACT_TIME},
                {"weeks_step_time", BKS_STEP_TIME_ASYMMETRY}};
    struct paper *paper = begin(facts->locale);
    for (size_t i = 0; paper && i < sizeof rows / sizeof rows[0]; i++) {
        const struct form_measure *measure = &facts->form->measure[rows[i].measure];
        paper_chart(paper, rows[i].id, chart_of_weeks(measure, facts->locale, WIDE, WEEKS_HEIGHT));
        paper_chart_narrow(paper, chart_of_weeks(measure, facts->locale, NARROW, WEEKS_HEIGHT));
    }
    return finish(out, paper);
}
