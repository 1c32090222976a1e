/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of a terminal: 80 columns, wrapped at blanks, labels in one column.
 *
 * Text from a recording cannot steer the terminal: control characters become blanks, bytes that
 * are not UTF-8 show U+FFFD, and where the terminal does not speak UTF-8 each other character
 * becomes '?'.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "backstride/analysis.h"

#include <stddef.h>
#include <stdio.h>

#define PAGE_COLUMNS    80
#define PAGE_INDENT     2  /* before a label */
#define PAGE_FIELD      14 /* column of what a label is about */
#define PAGE_PART_BLANK 3  /* between the parts of a line */

/* Colours of look.md, as the nearest of the terminal's 256. */
enum page_colour {
    PAGE_PLAIN = 0,
    PAGE_RUN = 74,      /* #56b4e9 */
    PAGE_WALK = 178,    /* #e69f00 */
    PAGE_REST = 246,    /* grey */
    PAGE_CADENCE = 31,  /* #0072b2 */
    PAGE_BOUNCE = 36,   /* #009e73 */
    PAGE_CONTACT = 175, /* #cc79a7 */
    PAGE_STOP = 160     /* #b00020, for STOP alone */
};

struct page {
    FILE *out;
    struct bks_text_style style;
    size_t column; /* where the next character goes, from 0 */
};

/* Puts text where the page is, cut at the right edge. */
void page_put(struct page *page, const char *text);
void page_put_colour(struct page *page, enum page_colour colour, const char *text);

/* Blanks up to a column; nothing when the page is there or past it. */
void page_to(struct page *page, size_t column);
void page_end_line(struct page *page);

/* Words from here on; what does not fit goes on below, at column `left`. */
void page_words(struct page *page, size_t left, const char *text);

/* One more part of a line of parts: three blanks before it, or a new line where it would not fit.
 */
void page_part(struct page *page, const char *text);

/* "  label       words", wrapped below the words. */
void page_field(struct page *page, const char *label, const char *text);

/* Columns a text takes. */
size_t page_width(const struct page *page, const char *text);

#endif
