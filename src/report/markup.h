/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from anywhere within HTML and SVG: nothing in it can be taken for markup. */
#ifndef REPORT_MARKUP_H
#define REPORT_MARKUP_H

#include <stdio.h>

/*
 * Writes it so that it may stand between tags and within quoted attributes: & < > " ' escaped, line
 * ends as '\n', tabs as they are; other control characters, those that override the direction of
 * writing, what is not UTF-8 and what XML refuses become U+FFFD.
 */
void markup_text(FILE *out, const char *text);

#endif
