/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paper as one file of HTML that is also well-formed XML: no script, nothing from elsewhere, and
 * a policy that says so. Ids of ours have a '-', those of the paper have none.
 */
#include "report/paper.h"

#include "model/day.h"
#include "report/markup.h"
#include "report/paper_style.h"

#include <math.h>
#include <string.h>

#define LONG_WORDS  24  /* bytes of a cell that may be broken */
#define SHORT_WORDS 16  /* bytes that stand large as a number does: "1 of 2" */
#define FEW_COLUMNS 2   /* of a table that needs no box to scroll in */
#define SMALL_CHART 250 /* points of width that any screen has */
#define LARGER      1.1 /* than drawn, at most */
#define LONGEST_TAG 35  /* of a language: BCP 47, 4.4.1 */
#define A_POINT_PX  (4.0 / 3)

struct html {
    FILE *out;
    const struct paper *paper;
    struct arena arena; /* of the block that is being written */
    bool in_section, in_columns, failed;
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

/* " id="..."" of a block, and of what belongs to it. */
static void put_id(struct html *html, const struct paper_block *block, const char *attribute,
                   const char *suffix)
{
    if (block->id)
        (void)fprintf(html->out, " %s=\"%s%s\"", attribute, block->id, suffix);
    else
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

static void put_chart(struct html *html, const struct paper_block *block)
{
    const struct chart *chart = block->chart;
    bool wide = chart->width > SMALL_CHART;
    long least = wide ? lround(chart->width * A_POINT_PX) : 0;
    put(html, "<figure");
    put_id(html, block, "id", "");
    (void)fprintf(html->out, " style=\"--least:%ldpx;--most:%ldpx\"><figcaption", least,
                  lround(chart->width * A_POINT_PX * LARGER));
    put_id(html, block, "id", "-caption");
    put_around(html, ">", chart->title, "</figcaption>\n");
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

static void put_blocks(struct html *html)
{
    for (size_t i = 0; i < html->paper->n; i++) {
        blocks[html->paper->block[i].kind](html, &html->paper->block[i]);
        html->failed = html->failed || html->arena.failed;
        arena_clear(&html->arena);
    }
    close_section(html);
}

/* A tag of a language as it stands in BCP 47, as far as its letters go; else English. */
static const char *language(const struct paper *paper)
{
    static const char tag[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    const char *text = paper->about.language;
    size_t n = strlen(text);
    return n >= 2 && n <= LONGEST_TAG && strspn(text, tag) == n ? text : "en";
}

static void put_meta(struct html *html, const char *name, const char *content)
{
    if (!content[0])
        return;
    (void)fprintf(html->out, "<meta name=\"%s\" content=\"", name);
    put_around(html, "", content, "\"/>\n");
}

static void put_document_head(struct html *html)
{
    const struct paper_about *about = &html->paper->about;
    put(html, "<!DOCTYPE html>\n");
    put_around(html, "<html lang=\"", language(html->paper),
               "\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    put(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
              "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"/>\n");
    put_meta(html, "viewport", "width=device-width, initial-scale=1");
    put_meta(html, "color-scheme", "light dark");
    put_meta(html, "generator", arena_print(&html->arena, "backstride %s", about->version));
    put_meta(html, "author", about->author);
    put_meta(html, "description", about->subject);
    put_around(html, "<title>", about->title, "</title>\n<style>\n");
    paper_style(html->out);
    put(html, "</style>\n</head>\n");
}

/* Who made it, of which day, with what. */
static void put_masthead(struct html *html)
{
    const struct paper_about *about = &html->paper->about;
    char iso[DAY_ROOM];
    put_around(html, "<header>\n<h1><bdi>", about->title, "</bdi></h1>\n<p class=\"about\">");
    if (about->author[0])
        put_around(html, "<bdi>", about->author, "</bdi> \xC2\xB7 ");
    if (about->day != NO_DAY) {
        (void)fprintf(html->out, "<time datetime=\"%s\">", day_iso(iso, about->day));
        put_around(html, "", locale_day(&html->arena, about->locale, about->day),
                   "</time> \xC2\xB7 ");
    }
    put_around(html, "backstride ", about->version, "</p>\n</header>\n");
}

static void put_contents(struct html *html)
{
    size_t n = 0;
    for (size_t i = 0; i < html->paper->n; i++) {
        const struct paper_block *block = &html->paper->block[i];
        if (block->kind != PAPER_SECTION || !block->id)
            continue;
        if (n++ == 0)
            put(html, "<nav aria-label=\"Sections\"><ul>\n");
        (void)fprintf(html->out, "<li><a href=\"#%s\">", block->id);
        put_around(html, "", block->text, "</a></li>\n");
    }
    if (n > 0)
        put(html, "</ul></nav>\n");
}

enum bks_status paper_html(const struct paper *paper, FILE *out)
{
    struct html html = {.out = out, .paper = paper};
    enum bks_status status = paper_status(paper);
    if (status)
        return status;
    put_document_head(&html);
    put(&html, "<body>\n<a class=\"skip\" href=\"#the-report\">Skip to the report</a>\n");
    put_masthead(&html);
    put_contents(&html);
    put(&html, "<main id=\"the-report\">\n");
    html.failed = html.arena.failed;
    arena_clear(&html.arena);
    put_blocks(&html);
    put_around(&html, "</main>\n<footer><p>", paper->about.footer,
               "</p></footer>\n</body>\n</html>\n");
    if (ferror(out))
        return BKS_CANNOT_WRITE;
    return html.failed ? BKS_NO_MEMORY : BKS_OK;
}
