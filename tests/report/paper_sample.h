/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers to render: one as people will see it, and ones that mean harm. */
#ifndef REPORT_PAPER_SAMPLE_H
#define REPORT_PAPER_SAMPLE_H

#include "report/paper.h"

/* A summary on one page, a table of 60 rows, a long note. NULL: out of memory. */
struct paper *paper_sample(const char *name, const char *locale);

/* A first page with far too much of everything, in one column and in two. */
struct paper *paper_too_much(void);

/* Names in many scripts, words without end, control characters, cells higher than a page. */
struct paper *paper_hostile(void);

/* Charts side by side, beginning at every height of a page. */
struct paper *paper_columns_down_the_page(void);

/* 52 weeks of three sessions: tables of ten columns, four charts. */
struct paper *paper_year(void);

/* n letters of a word, repeated; kept until the program ends. */
const char *paper_long_text(const char *word, size_t n);

#endif
