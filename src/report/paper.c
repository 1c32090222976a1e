/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All of a paper lies in one arena; blocks, rows and items are arrays that grow in it. */
#include "report/paper.h"

#include "base/memory.h"

static const char *copy(struct paper *paper, const char *text)
{
    return arena_text(&paper->arena, text ? text : "");
}

static const char *copy_or_null(struct paper *paper, const char *text)
{
    return text ? copy(paper, text) : NULL;
}

static struct figure copy_figure(struct paper *paper, struct figure figure)
{
    figure.unit = copy(paper, figure.unit);
    figure.text = copy_or_null(paper, figure.text);
    figure.why = copy_or_null(paper, figure.why);
    return figure;
}

struct paper *paper_new(const struct paper_about *about)
{
    struct paper *paper = memory_new(1, sizeof *paper);
    if (!paper)
        return NULL;
    paper->about = (struct paper_about){
        .title = copy(paper, about->title),
        .author = copy(paper, about->author),
        .subject = copy(paper, about->subject),
        .language = copy(paper, about->language),
        .version = copy(paper, about->version),
        .footer = copy(paper, about->footer),
        .day = about->day,
        .locale = about->locale,
    };
    return paper;
}

void paper_free(struct paper *paper)
{
    if (!paper)
        return;
    for (size_t i = 0; i < paper->n; i++) {
        chart_free(paper->block[i].chart);
        chart_free(paper->block[i].narrow);
    }
    arena_clear(&paper->arena);
    memory_free(paper);
}

enum bks_status paper_status(const struct paper *paper)
{
    return paper->failed || paper->arena.failed ? BKS_NO_MEMORY : BKS_OK;
}

/* An empty block of that kind at the end; NULL where there is no room. */
static struct paper_block *add(struct paper *paper, enum paper_kind kind, const char *id)
{
    struct paper_block *more =
        arena_more(&paper->arena, paper->block, paper->n, sizeof *paper->block);
    if (!more)
        return NULL;
    paper->block = more;
    struct paper_block *block = &more[paper->n++];
    *block = (struct paper_block){
        .kind = kind, .id = copy_or_null(paper, id), .text = "", .title = "", .caption = ""};
    return block;
}

void paper_section(struct paper *paper, const char *id, const char *title, enum paper_place place)
{
    struct paper_block *block = add(paper, PAPER_SECTION, id);
    if (!block)
        return;
    block->text = copy(paper, title);
    block->page = place != PAPER_FOLLOWS;
    block->fits = place == PAPER_ONE_PAGE;
}

void paper_heading(struct paper *paper, const char *text)
{
    struct paper_block *block = add(paper, PAPER_HEADING, NULL);
    if (block)
        block->text = copy(paper, text);
}

void paper_text(struct paper *paper, const char *id, enum paper_role role, const char *text)
{
    struct paper_block *block = add(paper, PAPER_TEXT, id);
    if (!block)
        return;
    block->role = role;
    block->text = copy(paper, text);
}

void paper_box(struct paper *paper, const char *id, const char *title, const char *text)
{
    struct paper_block *block = add(paper, PAPER_BOX, id);
    if (!block)
        return;
    block->title = copy(paper, title);
    block->text = copy(paper, text);
}

void paper_list(struct paper *paper, const char *id, const char *const *item, size_t n)
{
    struct paper_block *block = add(paper, PAPER_LIST, id);
    const char **own = block ? arena_new(&paper->arena, n, sizeof *own) : NULL;
    if (!own)
        return;
    for (size_t i = 0; i < n; i++)
        own[i] = copy(paper, item[i]);
    block->item = own;
    block->n = n;
}

void paper_numbers(struct paper *paper, const char *id, const struct paper_number *number, size_t n)
{
    struct paper_block *block = add(paper, PAPER_NUMBERS, id);
    struct paper_number *own = block ? arena_new(&paper->arena, n, sizeof *own) : NULL;
    if (!own)
        return;
    for (size_t i = 0; i < n; i++)
        own[i] = (struct paper_number){.key = copy(paper, number[i].key),
                                       .label = copy(paper, number[i].label),
                                       .now = copy_figure(paper, number[i].now),
                                       .note = copy(paper, number[i].note)};
    block->number = own;
    block->n = n;
}

void paper_chart(struct paper *paper, const char *id, struct chart *chart)
{
    struct paper_block *block = add(paper, PAPER_CHART, id);
    if (!chart || chart->arena.failed)
        paper->failed = true;
    if (block)
        block->chart = chart;
    else
        chart_free(chart);
}

void paper_chart_narrow(struct paper *paper, struct chart *chart)
{
    struct paper_block *last = paper->n > 0 ? &paper->block[paper->n - 1] : NULL;
    if (!chart || chart->arena.failed || !last || last->kind != PAPER_CHART)
        paper->failed = true;
    if (last && last->kind == PAPER_CHART && !last->narrow)
        last->narrow = chart;
    else
        chart_free(chart);
}

void paper_columns(struct paper *paper, enum paper_kind split)
{
    (void)add(paper, split, NULL);
}

void paper_table(struct paper *paper, const char *id, const char *caption,
                 const struct paper_column *column, size_t n)
{
    struct paper_block *block = add(paper, PAPER_TABLE, id);
    struct paper_column *own = block ? arena_new(&paper->arena, n, sizeof *own) : NULL;
    if (!own)
        return;
    for (size_t i = 0; i < n; i++) {
        own[i] = column[i];
        own[i].key = copy(paper, column[i].key);
        own[i].label = copy(paper, column[i].label);
    }
    block->caption = copy(paper, caption);
    block->column = own;
    block->n_columns = n;
}

/* The table that rows go to; after a failure there may be none, or one without columns. */
static struct paper_block *last_table(struct paper *paper)
{
    struct paper_block *last = paper->n > 0 ? &paper->block[paper->n - 1] : NULL;
    return last && last->kind == PAPER_TABLE && last->n_columns > 0 ? last : NULL;
}

void paper_row(struct paper *paper, const struct figure *cell)
{
    struct paper_block *table = last_table(paper);
    if (!table) {
        paper->failed = true;
        return;
    }
    size_t n = table->n_columns;
    struct figure *more =
        arena_more(&paper->arena, table->cell, table->n_rows, n * sizeof *table->cell);
    if (!more)
        return;
    for (size_t i = 0; i < n; i++)
        more[table->n_rows * n + i] = copy_figure(paper, cell[i]);
    table->cell = more;
    table->n_rows++;
}
