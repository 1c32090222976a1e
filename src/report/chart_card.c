/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a session as blocks, each as wide as it is long. */
#include "report/chart_axes.h"
#include "report/charts.h"
#include "report/words.h"

#include <math.h>

#define TOP      12.0 /* words over the blocks */
#define BOTTOM   12.0 /* words under them */
#define BLANK    1.0  /* between blocks */
#define MOST     60   /* repeats that are drawn one by one */
#define RUN_HIGH 1.0
#define LOW      0.5 /* height of a block that is walked, of the height of a run */

struct blocks {
    struct chart *chart;
    struct labels labels;
    double x, per_s; /* where the next begins; points of a second */
};

static const char *length(struct chart *chart, double seconds)
{
    char text[WORDS_ROOM];
    words_duration(text, seconds);
    return arena_text(&chart->arena, text);
}

/* One block, its name over it and its length under it where there is room. */
static void block(struct blocks *blocks, double seconds, bool run, const char *name)
{
    struct chart *chart = blocks->chart;
    double wide = seconds * blocks->per_s, high = chart->height - TOP - BOTTOM;
    double tall = high * (run ? RUN_HIGH : LOW), middle = blocks->x + wide / 2;
    if (!(seconds > 0))
        return;
    chart_box(chart, run ? CHART_RUN : CHART_WALK, run ? 1 : 0.45, blocks->x,
              chart->height - BOTTOM - tall, fmax(wide - BLANK, wide / 2), tall);
    if (name) {
        (void)labels_put(&blocks->labels, CHART_INK, CHART_MIDDLE, middle, TOP - CHART_GAP, name);
        (void)labels_put(&blocks->labels, CHART_INK, CHART_MIDDLE, middle,
                         chart->height - CHART_GAP, length(chart, seconds));
    }
    blocks->x += wide;
}

static const char *title_of(struct chart *chart, const struct plan_card *card)
{
    struct arena *arena = &chart->arena;
    const char *run = length(chart, (double)card->run_s);
    if (card->repeats <= 0 || card->run_s <= 0)
        return arena_print(arena, "Walk %s",
                           length(chart, (double)card->warm_up_s + card->cool_down_s));
    if (card->repeats == 1 && card->walk_s <= 0)
        return arena_print(arena, "Run %s without a pause", run);
    return arena_print(arena, "Run %s, walk %s, %s times", run, length(chart, (double)card->walk_s),
                       word_of_count(arena, card->repeats));
}

/* The first run and the first walk are named; the others look the same. */
static void draw_repeats(struct blocks *blocks, const struct plan_card *card)
{
    double run_s = (double)card->run_s, walk_s = (double)card->walk_s;
    int drawn = card->repeats > MOST ? 1 : card->repeats;
    double by = (double)card->repeats / fmax(drawn, 1);
    for (int i = 0; i < drawn; i++) {
        block(blocks, run_s * by, true, i == 0 && by <= 1 ? "run" : NULL);
        block(blocks, walk_s * by, false, i == 0 && by <= 1 ? "walk" : NULL);
    }
}

struct chart *chart_of_card(const struct plan_card *card, double width, double height)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    double repeat_s = fmax((double)card->run_s, 0) + fmax((double)card->walk_s, 0);
    double all_s =
        fmax(card->warm_up_s, 0) + fmax(card->cool_down_s, 0) + repeat_s * fmax(card->repeats, 0);
    if (!(all_s > 0)) {
        chart_says(chart, "Next session", "there is no session card");
        return chart;
    }
    struct blocks blocks = {
        .chart = chart, .labels = {.chart = chart}, .per_s = (width - BLANK) / all_s};
    chart->title = title_of(chart, card);
    chart->alt =
        arena_print(&chart->arena, "Warm-up %s, then: %s. Cool-down %s.",
                    length(chart, card->warm_up_s), chart->title, length(chart, card->cool_down_s));
    block(&blocks, card->warm_up_s, false, "warm-up");
    draw_repeats(&blocks, card);
    block(&blocks, card->cool_down_s, false, "cool-down");
    return chart;
}
