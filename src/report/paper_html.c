/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paper as one file of HTML that is also well-formed XML: no script, nothing from elsewhere, and
 * a policy that says so. Its blocks are written by paper_blocks.c.
 */
#include "report/paper.h"

#include "model/day.h"
#include "report/markup.h"
#include "report/paper_blocks.h"
#include "report/paper_style.h"

#include <string.h>

#define LONGEST_TAG 35 /* of a language: BCP 47, 4.4.1 */

struct html {
    FILE *out;
    const struct paper *paper;
    struct arena arena; /* of the head */
};

static void put(struct html *html, const char *markup)
{
    (void)fputs(markup, html->out);
}

/* markup, text, markup */
static void put_around(struct html *html, const char *before, const char *text, const char *after)
{
    put(html, before);
    markup_text(html->out, text ? text : "");
    put(html, after);
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
    bool failed = html.arena.failed;
    arena_clear(&html.arena);
    status = paper_html_write(paper, true, out);
    put_around(&html, "</main>\n<footer><p>", paper->about.footer,
               "</p></footer>\n</body>\n</html>\n");
    if (ferror(out))
        return BKS_CANNOT_WRITE;
    return failed ? BKS_NO_MEMORY : status;
}
