/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What backstride is for, and what it is not: fixed texts, the same wherever they stand. */
#ifndef REPORT_PURPOSE_H
#define REPORT_PURPOSE_H

/* One sentence. Static. */
const char *purpose_sentence(void);

/* The disclaimer in full. Static. */
const char *purpose_disclaimer(void);

/* Both, as two paragraphs of a terminal. */
struct page;
void purpose_put(struct page *page);

#endif
