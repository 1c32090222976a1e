/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document as a list of blocks: headings, sentences, tables, charts. It is built once; HTML, PDF
 * and JSON are three ways to write it, so the numbers of all three are the same.
 *
 * Building never fails on the way: what could not be kept is asked for once, with paper_status.
 * Texts are copied; they may hold anything and appear as text.
 */
#ifndef REPORT_PAPER_H
#define REPORT_PAPER_H

#include "backstride/status.h"
#include "report/chart.h"
#include "report/figure.h"

#include <stdio.h>

enum paper_kind {
    PAPER_SECTION, /* begins: id, text; `page`: on a new page */
    PAPER_HEADING, /* within a section: text */
    PAPER_TEXT,    /* a paragraph: id or NULL, text, role */
    PAPER_BOX,     /* STOP: title, text with its line breaks; white on red, words first */
    PAPER_LIST,    /* item[n] */
    PAPER_NUMBERS, /* number[n], side by side */
    PAPER_TABLE,   /* column[n_columns], cell[n_rows * n_columns] */
    PAPER_CHART,   /* chart */
    PAPER_SPLIT,   /* from here on the left of two columns */
    PAPER_TURN,    /* from here on the right one */
    PAPER_JOIN     /* from here on the full width again */
};

enum paper_role {
    PAPER_BODY,
    PAPER_LEAD,   /* the one sentence that counts */
    PAPER_STRONG, /* a sentence that must be seen */
    PAPER_SMALL,  /* limits and sources */
    PAPER_QUOTE   /* somebody's own words, with their line breaks */
};

/* A number that matters, large. */
struct paper_number {
    const char *key;   /* in JSON */
    const char *label; /* "morning pain" */
    struct figure now;
    const char *note; /* "was 2 in the 14 days before", or "" */
};

struct paper_column {
    const char *key;   /* in JSON */
    const char *label; /* with its unit: "cadence, steps/min" */
    double share;      /* of the width, in any unit */
    bool right;        /* numbers stand at the right */
};

struct paper_block {
    enum paper_kind kind;
    const char *id; /* [a-z_]: anchor and JSON key, unlike all others of the paper; or NULL */
    const char *text;
    const char *title; /* PAPER_BOX */
    enum paper_role role;
    bool page;                         /* PAPER_SECTION: begins a page */
    bool fits;                         /* PAPER_SECTION: all of it stands on one page */
    const char *const *item;           /* [n] */
    const struct paper_number *number; /* [n] */
    const struct paper_column *column; /* [n_columns] */
    struct figure *cell;               /* row by row */
    const char *caption;               /* of a table: what it is, for who cannot see it */
    struct chart *chart;
    struct chart *narrow; /* the same for a screen that is, or NULL; of paper_html_blocks alone */
    size_t n, n_columns, n_rows;
};

/* What a paper says of itself. */
struct paper_about {
    const char *title, *author, *subject;
    const char *language; /* "en" */
    const char *version;  /* of the program */
    const char *footer;   /* on every page */
    int32_t day;          /* that it is of */
    const struct locale *locale;
};

struct paper {
    struct paper_about about;
    struct paper_block *block; /* [n] */
    size_t n;
    struct arena arena;
    bool failed; /* a chart could not be drawn */
};

struct paper *paper_new(const struct paper_about *about); /* NULL: out of memory */
void paper_free(struct paper *paper);

/* BKS_NO_MEMORY where anything of it is missing. */
enum bks_status paper_status(const struct paper *paper) BKS_CHECK;

/* PAPER_ONE_PAGE: a new page, and in the PDF one page only. Where it is too full, white shrinks (to
 * half), then the height of charts (to 80 %); then tables, lists and long paragraphs are cut, each
 * with a line that says so. What is cut stands on the next page; nothing is lost
 * (report/paper_flow.h). */
enum paper_place { PAPER_FOLLOWS, PAPER_NEW_PAGE, PAPER_ONE_PAGE };
void paper_section(struct paper *paper, const char *id, const char *title, enum paper_place place);
void paper_heading(struct paper *paper, const char *text);
void paper_text(struct paper *paper, const char *id, enum paper_role role, const char *text);
void paper_box(struct paper *paper, const char *id, const char *title, const char *text);
void paper_list(struct paper *paper, const char *id, const char *const *item, size_t n);
void paper_numbers(struct paper *paper, const char *id, const struct paper_number *number,
                   size_t n);
void paper_chart(struct paper *paper, const char *id,
                 struct chart *chart);                             /* takes it; NULL: fails */
void paper_chart_narrow(struct paper *paper, struct chart *chart); /* of the last chart; as it */
void paper_columns(struct paper *paper, enum paper_kind split);    /* SPLIT, TURN or JOIN */

/* A table, then its rows: one figure a column. */
void paper_table(struct paper *paper, const char *id, const char *caption,
                 const struct paper_column *column, size_t n);
void paper_row(struct paper *paper, const struct figure *cell);

/*
 * The three ways. None reads a clock or a locale: the same paper gives the same bytes.
 *
 *   in    made  for the PDF: seconds since 1970 that stand in it as the time of its making
 *   ends  BKS_CANNOT_WRITE, BKS_NO_MEMORY; BKS_UNSUPPORTED: built without that format, or a machine
 *         without any font
 */
enum bks_status paper_html(const struct paper *paper, FILE *out) BKS_CHECK;
enum bks_status paper_json(const struct paper *paper, FILE *out) BKS_CHECK;
enum bks_status paper_pdf(const struct paper *paper, int64_t made, FILE *out) BKS_CHECK;

/* Only its blocks, for a page of somebody else: no head, no style, no script; ends as paper_html.
 */
enum bks_status paper_html_blocks(const struct paper *paper, FILE *out) BKS_CHECK;

#endif
