/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two files are one recording: row by row, and in what is made of them. */
#ifndef SUPPORT_SAME_RECORDING_H
#define SUPPORT_SAME_RECORDING_H

#include "backstride/analysis.h"

/*
 * Ends the test, with the label, unless both files give the same rows (stamps, values to the last
 * bit, marks, in the same blocks) and say the same of themselves, but for the format.
 *
 *   in    options  for the first one, or NULL; its placement is what the second one must name
 */
void assert_same_rows(const char *label, const char *first, const char *second,
                      const struct bks_options *options);

/*
 * The same for the JSON of the analysis with its series, but for name, SHA-256 and format of the
 * input.
 */
void assert_same_analysis(const char *label, const char *first, const char *second);

#endif
