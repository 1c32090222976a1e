/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what is printed has the numbers of a JSON: HTML's text, or what pdftotext answers. */
#ifndef SUPPORT_SAME_NUMBERS_H
#define SUPPORT_SAME_NUMBERS_H

#include <stddef.h>

/* The text of HTML as people see it: no tags, styles and pictures' outlines, entities read. For
 * free. */
char *html_text(const char *html);

/*
 * Fails unless each number of the JSON stands in the text with the same digits, as a number of its
 * own; a minus there is U+2212. Answers how many there were.
 */
size_t same_numbers_or_fail(const char *json, const char *text, const char *file, int line);
#define assert_same_numbers(json, text) same_numbers_or_fail((json), (text), __FILE__, __LINE__)

#endif
