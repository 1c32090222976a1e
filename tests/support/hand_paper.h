/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers made by hand: every kind of block, hostile texts, a STOP. */
#ifndef SUPPORT_HAND_PAPER_H
#define SUPPORT_HAND_PAPER_H

#include "report/paper.h"

/* Each answers a paper for paper_free; NULL: out of memory. */

/* One page with every kind of block, two columns, and a page of evidence. */
struct paper *hand_paper(const struct locale *locale);

/* The same blocks, and every text of them is this one. */
struct paper *hand_paper_of(const char *text);

/* A box at the top, before any section. */
struct paper *hand_paper_stop(void);

/* So many bytes of one word without a blank; static. */
const char *hand_long_word(void);
#define HAND_LONG_WORD 10000

/* Markup, quotes, percent signs, controls, bytes that are no UTF-8, both directions. */
extern const char hand_hostile[];

#endif
