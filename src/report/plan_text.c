/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recommendation as a page: what to do, the session as blocks, and why; STOP in a box. */
#include "report/plan.h"

#include "report/page.h"
#include "report/purpose.h"
#include "report/words.h"

#include <string.h>

#define BLOCK_S     60 /* seconds of a block; a shorter part still shows as one */
#define MOST_BLOCKS (PAGE_COLUMNS - 2 * PAGE_INDENT)

/* A title in plain words, for each action. */
static const char *const titles[] = {
    [PLAN_STOP_EMERGENCY] = "STOP: get help now",
    [PLAN_STOP_URGENT] = "STOP: speak to a doctor today",
    [PLAN_STOP_CONTACT] = "STOP running: have your back looked at first",
    [PLAN_ASK] = "One question first",
    [PLAN_NOT_CLEARED] = "Ask your surgeon or doctor first",
    [PLAN_WALK_BASE] = "Walk for now",
    [PLAN_FLARE_REST] = "Rest from running, keep moving",
    [PLAN_REST_DAY] = "A day without running",
    [PLAN_HOLD] = "Same session again",
    [PLAN_REPEAT] = "Same session again",
    [PLAN_STEP_BACK] = "A step back",
    [PLAN_RUN_WALK] = "Begin",
    [PLAN_ADVANCE] = "The next stage",
    [PLAN_BUILD] = "Running, minute by minute",
    [PLAN_MAINTAIN] = "Your goal: keep to it",
};
_Static_assert(sizeof titles / sizeof titles[0] == PLAN_ACTION_COUNT, "each action has its title");

const char *report_plan_title(enum plan_action action)
{
    return titles[action];
}

static void put_rule(struct page *page, const char *title)
{
    page_put_colour(page, PAGE_STOP, "+");
    for (size_t i = 0; i < page_width(page, title) + 2; i++)
        page_put_colour(page, PAGE_STOP, "-");
    page_put_colour(page, PAGE_STOP, "+");
    page_end_line(page);
}

/* The first line; what stops everything stands in a box. */
static void write_title(struct page *page, enum plan_action action)
{
    const char *title = titles[action];
    if (action > PLAN_STOP_CONTACT) {
        page_words(page, 0, title);
        page_end_line(page);
        return;
    }
    put_rule(page, title);
    page_put_colour(page, PAGE_STOP, "| ");
    page_put_colour(page, PAGE_STOP, title);
    page_put_colour(page, PAGE_STOP, " |");
    page_end_line(page);
    put_rule(page, title);
}

static void put_blocks(struct page *page, bool run, int64_t seconds, int64_t block_s)
{
    int64_t n = (seconds + block_s / 2) / block_s;
    if (seconds > 0 && n == 0)
        n = 1;
    const char *block = page->style.utf8 ? (run ? "▓" : "░") : run ? "#" : "-";
    for (int64_t i = 0; i < n; i++)
        page_put_colour(page, run ? PAGE_RUN : PAGE_WALK, block);
}

static int64_t card_s(const struct plan_card *card)
{
    return card->warm_up_s + card->repeats * (card->run_s + card->walk_s) + card->cool_down_s;
}

/* One block a minute, or more minutes where the line is too short for that. */
static void write_blocks(struct page *page, const struct plan_card *card)
{
    int64_t block_s = BLOCK_S;
    while (card_s(card) / block_s > MOST_BLOCKS)
        block_s += BLOCK_S;
    page_to(page, PAGE_INDENT);
    put_blocks(page, false, card->warm_up_s, block_s);
    for (int i = 0; i < card->repeats; i++) {
        put_blocks(page, true, card->run_s, block_s);
        put_blocks(page, false, card->walk_s, block_s);
    }
    put_blocks(page, false, card->cool_down_s, block_s);
    page_end_line(page);
}

/* "walk 5:00; 6 x (run 1:00, walk 2:00); walk 5:00", and what it comes to. */
static void write_card(struct page *page, const struct plan_answer *answer)
{
    const struct plan_card *card = &answer->card;
    char up[WORDS_ROOM], run[WORDS_ROOM], walk[WORDS_ROOM], down[WORDS_ROOM], all[WORDS_ROOM];
    char line[320];
    words_duration(up, card->warm_up_s);
    words_duration(run, (double)card->run_s);
    words_duration(walk, (double)card->walk_s);
    words_duration(down, card->cool_down_s);
    words_duration(all, (double)card_s(card));
    if (card->walk_s > 0)
        (void)snprintf(line, sizeof line, "walk %s, then %d x (run %s, walk %s), then walk %s", up,
                       card->repeats, run, walk, down);
    else
        (void)snprintf(line, sizeof line, "walk %s, then run %s, then walk %s", up, run, down);
    page_end_line(page);
    write_blocks(page, card);
    page_field(page, "session", line);
    (void)snprintf(line, sizeof line, "%s; stage %s", all, answer->stage);
    page_field(page, "in all", line);
}

/* The paragraphs of the answer. */
static void write_words(struct page *page, const char *text)
{
    char paragraph[PLAN_TEXT_ROOM];
    while (*text) {
        size_t n = strcspn(text, "\n");
        memcpy(paragraph, text, n);
        paragraph[n] = '\0';
        page_words(page, 0, paragraph);
        page_end_line(page);
        text += n + (text[n] == '\n');
        if (*text)
            page_end_line(page);
    }
}

void report_plan_words(const struct plan_answer *answer, struct bks_text_style style, FILE *out)
{
    struct page page = {.out = out, .style = style};
    write_title(&page, answer->action);
    page_end_line(&page);
    write_words(&page, answer->text);
}

static void write_notes(struct page *page, const struct plan_answer *answer)
{
    if (answer->n_notes > 0)
        page_end_line(page);
    for (size_t i = 0; i < answer->n_notes; i++)
        page_field(page, i == 0 ? "also" : "", answer->note[i].text);
}

static void write_why(struct page *page, const struct plan_answer *answer)
{
    char line[2 * PLAN_FACT_ROOM + 80];
    page_end_line(page);
    for (size_t i = 0; i < answer->n_why; i++) {
        const struct plan_why *why = &answer->why[i];
        page_field(page, i == 0 ? "why" : "", why->fact);
        page_field(page, "so", why->consequence);
        (void)snprintf(line, sizeof line, "%s; %s", why->rule, why->source);
        page_field(page, "rule", line);
    }
}

static void write_passed(struct page *page, const struct plan_answer *answer)
{
    page_end_line(page);
    page_words(page, 0,
               answer->n_passed > 0 ? "Looked at before, and not met:"
                                    : "This rule comes first of all.");
    page_end_line(page);
    for (size_t i = 0; i < answer->n_passed; i++)
        page_field(page, answer->passed[i].rule, answer->passed[i].asks);
}

enum bks_status report_plan_text(const struct plan_answer *answer,
                                 const struct plan_warning *warnings, size_t n,
                                 const struct bks_text_style *style, enum bks_plan_parts parts,
                                 FILE *out)
{
    struct page page = {.out = out, .style = *style};
    write_title(&page, answer->action);
    page_end_line(&page);
    write_words(&page, answer->text);
    if (answer->has_card)
        write_card(&page, answer);
    write_notes(&page, answer);
    write_why(&page, answer);
    for (size_t i = 0; i < n; i++)
        page_field(&page, i == 0 ? "mind" : "", warnings[i].text);
    if (parts == BKS_PLAN_EXPLAIN)
        write_passed(&page, answer);
    page_end_line(&page);
    purpose_put(&page);
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}
