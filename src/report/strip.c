/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session at a glance. A cell shows what filled most of it; a part of a run always shows. */
#include "report/strip.h"

#include "report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SUMMARY_COLUMN (PAGE_INDENT + STRIP_CELLS + 3)

#define PART_BLANK 2 /* between the parts of the summary */

#define CELL_BYTES 3 /* of one shade in UTF-8 */

#define RUN_SHARE    0.5  /* of a cell: drawn as running */
#define PARTLY_SHARE 0.05 /* of a cell: drawn as partly running */

/* Repeats are alike when each lies within the larger of these of their mean. */
#define ALIKE_S     4.0
#define ALIKE_SHARE 0.1
#define ROUND_S     5.0 /* lengths of repeats are told in steps of this ... */
#define ROUND_BY_S  1.5 /* ... when they are this near to it: edges are known to 1 s */

/* How a cell looks, the row BKS_BOUT_KIND_COUNT being partly a run. A hole is drawn as a hole. */
static const struct {
    const char *shade, *letter;
    enum page_colour colour;
} looks[] = {
    [BKS_RUN] = {"▓", "#", PAGE_RUN},       [BKS_WALK] = {"░", "-", PAGE_WALK},
    [BKS_REST] = {"·", ".", PAGE_REST},     [BKS_OTHER] = {"~", "~", PAGE_REST},
    [BKS_UNKNOWN] = {" ", " ", PAGE_PLAIN}, [BKS_BOUT_KIND_COUNT] = {"▒", "+", PAGE_RUN},
};

static const char *const kind_words[] = {
    [BKS_RUN] = "run",           [BKS_WALK] = "walk",       [BKS_REST] = "rest",
    [BKS_OTHER] = "other moves", [BKS_UNKNOWN] = "no data",
};

/* What stands in a cell: a kind, or BKS_BOUT_KIND_COUNT for partly a run. */
static int cell_kind(const double share[BKS_BOUT_KIND_COUNT])
{
    if (share[BKS_RUN] >= RUN_SHARE)
        return BKS_RUN;
    if (share[BKS_RUN] >= PARTLY_SHARE)
        return BKS_BOUT_KIND_COUNT;
    int kind = BKS_UNKNOWN;
    for (int i = 0; i < BKS_BOUT_KIND_COUNT; i++)
        if (share[i] > share[kind])
            kind = i;
    return kind;
}

/* Adds the share of each kind in each cell. */
static void fill(double share[STRIP_CELLS][BKS_BOUT_KIND_COUNT], const struct bks_result *result)
{
    double cell_s = result->input.duration_s / STRIP_CELLS;
    for (size_t b = 0; b < result->n_bouts; b++) {
        const struct bks_bout *bout = &result->bouts[b];
        size_t first = (size_t)fmin(fmax(bout->start_s / cell_s, 0), STRIP_CELLS);
        for (size_t i = first; i < STRIP_CELLS && (double)i * cell_s < bout->end_s; i++) {
            double from = fmax(bout->start_s, (double)i * cell_s);
            double to = fmin(bout->end_s, (double)(i + 1) * cell_s);
            share[i][bout->kind] += fmax(to - from, 0) / cell_s;
        }
    }
}

/* Neighbours of one colour are put at once. */
static void draw(struct page *page, const struct bks_result *result)
{
    double share[STRIP_CELLS][BKS_BOUT_KIND_COUNT] = {{0}};
    char cells[STRIP_CELLS * CELL_BYTES + 1] = "";
    enum page_colour colour = PAGE_PLAIN;
    fill(share, result);
    for (size_t i = 0; i < STRIP_CELLS; i++) {
        int look = cell_kind(share[i]);
        const char *cell = page->style.utf8 ? looks[look].shade : looks[look].letter;
        if (looks[look].colour != colour) {
            page_put_colour(page, colour, cells);
            cells[0] = '\0';
            colour = looks[look].colour;
        }
        size_t used = strlen(cells);
        (void)snprintf(cells + used, sizeof cells - used, "%s", cell);
    }
    page_put_colour(page, colour, cells);
}

static bool is_run(const struct bks_bout *bout)
{
    return bout->kind == BKS_RUN;
}

static bool runs_alike(const struct bks_result *result, double mean_s)
{
    double allowed_s = fmax(ALIKE_S, ALIKE_SHARE * mean_s);
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        if (is_run(bout) && fabs(bout->end_s - bout->start_s - mean_s) > allowed_s)
            return false;
    }
    return true;
}

void strip_runs(char *text, size_t room, const struct bks_result *result)
{
    char length[WORDS_ROOM];
    size_t n = 0;
    double sum_s = 0;
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        n += is_run(bout);
        sum_s += is_run(bout) ? bout->end_s - bout->start_s : 0;
    }
    text[0] = '\0';
    if (n == 0)
        return;
    double mean_s = sum_s / (double)n;
    double near_s = round(mean_s / ROUND_S) * ROUND_S;
    if (n > 1 && runs_alike(result, mean_s)) {
        bool rounded = near_s > 0 && fabs(near_s - mean_s) <= ROUND_BY_S;
        words_duration(length, rounded ? near_s : mean_s);
        (void)snprintf(text, room, "run %zu x %s", n, length);
        return;
    }
    words_duration(length, sum_s);
    if (n == 1)
        (void)snprintf(text, room, "run %s", length);
    else
        (void)snprintf(text, room, "run %s in %zu parts", length, n);
}

/* Puts one part of the summary behind the mark of its kind, on this line or the next. */
static void put_part(struct page *page, int kind, const char *words)
{
    char text[WORDS_ROOM + 48] = "";
    const char *mark = page->style.utf8 ? looks[kind].shade : looks[kind].letter;
    if (kind != BKS_UNKNOWN)
        (void)snprintf(text, sizeof text, "%s ", mark);
    size_t used = strlen(text);
    (void)snprintf(text + used, sizeof text - used, "%s", words);
    if (page->column > SUMMARY_COLUMN &&
        page->column + PART_BLANK + page_width(page, text) > PAGE_COLUMNS)
        page_end_line(page);
    page_to(page, page->column > SUMMARY_COLUMN ? page->column + PART_BLANK : SUMMARY_COLUMN);
    page_put_colour(page, looks[kind].colour, text);
}

static void summarise(struct page *page, const struct bks_result *result)
{
    char text[WORDS_ROOM + 32], length[WORDS_ROOM];
    strip_runs(text, sizeof text, result);
    if (text[0])
        put_part(page, BKS_RUN, text);
    for (int i = BKS_WALK; i < BKS_BOUT_KIND_COUNT; i++) {
        if (result->total[i].duration_s < 0.5)
            continue;
        words_duration(length, result->total[i].duration_s);
        (void)snprintf(text, sizeof text, "%s %s", kind_words[i], length);
        put_part(page, i, text);
    }
}

void strip_write(struct page *page, const struct bks_result *result)
{
    if (result->n_bouts == 0 || !(result->input.duration_s > 0))
        return;
    page_to(page, PAGE_INDENT);
    draw(page, result);
    page_to(page, SUMMARY_COLUMN);
    summarise(page, result);
    page_end_line(page);
}
