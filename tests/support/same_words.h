/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what is printed has the words of a report's JSON. */
#ifndef SUPPORT_SAME_WORDS_H
#define SUPPORT_SAME_WORDS_H

#include <stddef.h>

/*
 * Fails unless each word of each text of the JSON stands in the text. Left out are what is said of
 * the report and not in it (before "sections"), what describes a picture to who cannot see it
 * (alt, caption), and units, which stand once where the JSON has them beside each number.
 *
 * A line may end within a word, at a hyphen or anywhere in one without end: blanks do not count.
 * Answers how many texts there were.
 */
size_t same_words_or_fail(const char *label, const char *json, const char *text, const char *file,
                          int line);
#define assert_same_words(label, json, text) \
    same_words_or_fail((label), (json), (text), __FILE__, __LINE__)

#endif
