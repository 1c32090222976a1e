/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a paper looks as a page of HTML. */
#ifndef REPORT_PAPER_STYLE_H
#define REPORT_PAPER_STYLE_H

#include <stdio.h>

/* Writes rules of CSS, for screens light, dark and small, and for A4 and Letter; no '<', no '&'. */
void paper_style(FILE *out);

#endif
