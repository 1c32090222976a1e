/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a paper as HTML. Ids of ours have a '-', those of the paper have none. */
#include "report/paper.h"

#include "report/markup.h"
#include "report/paper_blocks.h"

#include <math.h>
#include <string.h>

#define LONG_WORDS  24  /* bytes of a cell that may be broken */
#define SHORT_WORDS 16  /* bytes that stand large as a number does: "1 of 2" */
#define FEW_COLUMNS 2   /* of a table that needs no box to scroll in */
#define SMALL_CHART 250 /* points of width that any screen has */
#define LARGER      1.1 /* than drawn, at most */
#define A_POINT_PX  (4.0 / 3)

struct html {
    FILE *out;
    const struct paper *paper;
    struct arena arena; /* of the block that is being written */
    bool in_section, in_columns, failed;
    bool whole; /* a document of its own, whose policy lets it size its charts */
};

static void put(struct html *html, const char *markup)
{
    (void)fputs(markup, html->out);
}

static void put_text(struct html *html, const char *text)
{
    markup_text(html->out, text ? text : "");
}

/* markup, text, markup */
static void put_around(struct html *html, const char *before, const char *text, const char *after)
{
    put(html, before);
    put_text(html, text);
    put(html, after);
}

/* " id="..."" of a block, and of what belongs to it; on a page of somebody else, where there may be
 * another paper, only what has a name of its own. */
static void put_id(struct html *html, const struct paper_block *block, const char *attribute,
                   const char *suffix)
{
    if (block->id)
        (void)fprintf(html->out, " %s=\"%s%s\"", attribute, block->id, suffix);
    else if (html->whole)
        (void)fprintf(html->out, " %s=\"block-%zu%s\"", attribute,
                      (size_t)(block - html->paper->block), suffix);
}

static void close_columns(struct html *html)
{
    if (html->in_columns)
        put(html, "</div></div>\n");
    html->in_columns = false;
}

static void close_section(struct html *html)
{
    close_columns(html);
    if (html->in_section)
        put(html, "</section>\n");
    html->in_section = false;
}

static void put_section(struct html *html, const struct paper_block *block)
{
    close_section(html);
    html->in_section = true;
    put(html, "<section");
    put_id(html, block, "id", "");
    put_id(html, block, "aria-labelledby", "-title");
    if (block->page)
        put(html, block->fits ? " class=\"page fits\"" : " class=\"page\"");
    put(html, ">\n<h2");
    put_id(html, block, "id", "-title");
    put_around(html, ">", block->text, "</h2>\n");
}

static void put_heading(struct html *html, const struct paper_block *block)
{
    put(html, html->in_section ? "<h3>" : "<h2>");
    put_text(html, block->text);
    put(html, html->in_section ? "</h3>\n" : "</h2>\n");
}

static void put_words(struct html *html, const struct paper_block *block)
{
    static const struct {
        const char *open, *close;
    } roles[] = {
        [PAPER_BODY] = {"<p", "</p>\n"},
        [PAPER_LEAD] = {"<p class=\"lead\"", "</p>\n"},
        [PAPER_STRONG] = {"<p class=\"strong\"", "</p>\n"},
        [PAPER_SMALL] = {"<p class=\"small\"", "</p>\n"},
        [PAPER_QUOTE] = {"<blockquote dir=\"auto\"", "</blockquote>\n"},
    };
    put(html, roles[block->role].open);
    put_id(html, block, "id", "");
    put_around(html, ">", block->text, roles[block->role].close);
}

static void put_box(struct html *html, const struct paper_block *block)
{
    const char *heading = html->in_section ? "h3" : "h2";
    put(html, "<div class=\"stop\" role=\"alert\"");
    put_id(html, block, "id", "");
    (void)fprintf(html->out, "><%s>", heading);
    put_text(html, block->title);
    (void)fprintf(html->out, "</%s><p>", heading);
    put_around(html, "", block->text, "</p></div>\n");
}

static void put_list(struct html *html, const struct paper_block *block)
{
    if (block->n == 0)
        return;
    put(html, "<ul");
    put_id(html, block, "id", "");
    put(html, ">\n");
    for (size_t i = 0; i < block->n; i++)
        put_around(html, "<li>", block->item[i], "</li>\n");
    put(html, "</ul>\n");
}

/* The value large, its interval and unit small behind it. */
static void put_number(struct html *html, const struct paper_number *number)
{
    const struct locale *locale = html->paper->about.locale;
    const char *whole = figure_with_unit(&html->arena, &number->now, locale);
    const char *value = figure_text(&html->arena, &number->now, locale);
    bool words = (number->now.kind == FIGURE_TEXT && strlen(value) > SHORT_WORDS) ||
                 (number->now.kind == FIGURE_MEASURE && !isfinite(number->now.value));
    size_t n = number->now.kind == FIGURE_MEASURE ? strcspn(value, " ") : strlen(value);
    put_around(html, "<div><dt>", number->label, "</dt><dd>");
    if (words) {
        put_text(html, whole);
    } else {
        put_around(html, "<b>", arena_print(&html->arena, "%.*s", (int)n, value), "</b>");
        put_text(html, strlen(whole) > n ? whole + n : "");
    }
    put(html, "</dd>");
    if (number->note && number->note[0])
        put_around(html, "<dd class=\"note\">", number->note, "</dd>");
    put(html, "</div>\n");
}

static void put_numbers(struct html *html, const struct paper_block *block)
{
    if (block->n == 0)
        return;
    put(html, "<dl class=\"numbers\"");
    put_id(html, block, "id", "");
    put(html, ">\n");
    for (size_t i = 0; i < block->n; i++)
        put_number(html, &block->number[i]);
    put(html, "</dl>\n");
}

/* How a cell stands: numbers at the right, they and days on one line, the rest as it fits. */
static const char *cell_class(const struct figure *figure, bool right, const char *text)
{
    if (figure->kind == FIGURE_MEASURE && !isfinite(figure->value))
        return " class=\"why\"";
    if (figure->kind == FIGURE_TEXT && strlen(text) > LONG_WORDS)
        return " class=\"long\"";
    if (figure->kind == FIGURE_DAY)
        return " class=\"d\"";
    return right ? " class=\"n\"" : "";
}

static void put_row(struct html *html, const struct paper_block *block, size_t row)
{
    put(html, "<tr>");
    for (size_t i = 0; i < block->n_columns; i++) {
        const struct figure *figure = &block->cell[row * block->n_columns + i];
        const char *text = figure_text(&html->arena, figure, html->paper->about.locale);
        put(html, i == 0 ? "<th scope=\"row\"" : "<td");
        put(html, cell_class(figure, block->column[i].right, text));
        put_around(html, "><bdi>", text, i == 0 ? "</bdi></th>" : "</bdi></td>");
    }
    put(html, "</tr>\n");
}

static void put_head(struct html *html, const struct paper_block *block)
{
    put(html, "<thead><tr>");
    for (size_t i = 0; i < block->n_columns; i++) {
        put(html, block->column[i].right ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        put_around(html, "", block->column[i].label, "</th>");
    }
    put(html, "</tr></thead>\n<tbody>\n");
}

/* A box that scrolls sideways by keyboard too, named by what is in it. */
static void open_scroll(struct html *html, const struct paper_block *block)
{
    put(html, "<section class=\"scroll\" tabindex=\"0\"");
    put_id(html, block, "aria-labelledby", "-caption");
    put(html, ">");
}

static void put_table(struct html *html, const struct paper_block *block)
{
    bool wide = block->n_columns > FEW_COLUMNS;
    if (wide)
        open_scroll(html, block);
    put(html, "<table");
    put_id(html, block, "id", "");
    put(html, "><caption");
    put_id(html, block, "id", "-caption");
    put_around(html, ">", block->caption, "</caption>\n");
    put_head(html, block);
    for (size_t i = 0; i < block->n_rows; i++)
        put_row(html, block, i);
    if (block->n_rows == 0)
        (void)fprintf(html->out, "<tr><td colspan=\"%zu\">none</td></tr>\n", block->n_columns);
    put(html, wide ? "</tbody></table></section>\n" : "</tbody></table>\n");
}

/* How far it may shrink and grow; the page of somebody else has a sheet for that. */
static void put_size(struct html *html, const struct chart *chart, bool wide)
{
    long least = wide ? lround(chart->width * A_POINT_PX) : 0;
    if (html->whole)
        (void)fprintf(html->out, " style=\"--least:%ldpx;--most:%ldpx\"", least,
                      lround(chart->width * A_POINT_PX * LARGER));
    else
        put(html, wide ? " class=\"wide\"" : " class=\"narrow\"");
}

/* The chart for a wide screen and the one for a narrow one; the sheet shows one of them. */
static void put_twins(struct html *html, const struct paper_block *block)
{
    size_t number = (size_t)(block - html->paper->block);
    const char *id = block->id ? block->id : "";
    put(html, "<div class=\"at-desk\">");
    chart_svg(block->chart, arena_print(&html->arena, "chart-%s-%zu", id, number), html->out);
    put(html, "</div><div class=\"on-phone\">");
    chart_svg(block->narrow, arena_print(&html->arena, "narrow-%s-%zu", id, number), html->out);
    put(html, "</div></figure>\n");
}

static void put_chart(struct html *html, const struct paper_block *block)
{
    const struct chart *chart = block->chart;
    bool wide = chart->width > SMALL_CHART;
    put(html, "<figure");
    put_id(html, block, "id", "");
    put_size(html, chart, wide);
    put(html, "><figcaption");
    put_id(html, block, "id", "-caption");
    put_around(html, ">", chart->title, "</figcaption>\n");
    if (block->narrow && !html->whole) {
        put_twins(html, block);
        return;
    }
    if (wide)
        open_scroll(html, block);
    const char *id = block->id ? block->id : "";
    chart_svg(chart,
              arena_print(&html->arena, "chart-%s-%zu", id, (size_t)(block - html->paper->block)),
              html->out);
    put(html, wide ? "</section></figure>\n" : "</figure>\n");
}

static void put_columns(struct html *html, const struct paper_block *block)
{
    if (block->kind == PAPER_TURN && html->in_columns) {
        put(html, "</div><div>\n");
        return;
    }
    close_columns(html);
    if (block->kind != PAPER_SPLIT)
        return;
    put(html, "<div class=\"two\"><div>\n");
    html->in_columns = true;
}

static void (*const blocks[])(struct html *html, const struct paper_block *block) = {
    [PAPER_SECTION] = put_section, [PAPER_HEADING] = put_heading, [PAPER_TEXT] = put_words,
    [PAPER_BOX] = put_box,         [PAPER_LIST] = put_list,       [PAPER_NUMBERS] = put_numbers,
    [PAPER_TABLE] = put_table,     [PAPER_CHART] = put_chart,     [PAPER_SPLIT] = put_columns,
    [PAPER_TURN] = put_columns,    [PAPER_JOIN] = put_columns,
};

enum bks_status paper_html_write(const struct paper *paper, bool whole, FILE *out)
{
    struct html html = {.out = out, .paper = paper, .whole = whole};
    enum bks_status status = paper_status(paper);
    if (status)
        return status;
    for (size_t i = 0; i < paper->n; i++) {
        blocks[paper->block[i].kind](&html, &paper->block[i]);
        html.failed = html.failed || html.arena.failed;
        arena_clear(&html.arena);
    }
    close_section(&html);
    if (ferror(out))
        return BKS_CANNOT_WRITE;
    return html.failed ? BKS_NO_MEMORY : BKS_OK;
}

enum bks_status paper_html_blocks(const struct paper *paper, FILE *out)
{
    return paper_html_write(paper, false, out);
}
