/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do better next time, from what was wrong with a recording. */
#ifndef REPORT_ADVICE_H
#define REPORT_ADVICE_H

#include "backstride/analysis.h"

/*
 * The advice that fits, the weightiest first.
 *
 *   in    *from  where to look on, 0 at first; moved past what is answered
 *   out   a sentence, static, or NULL after the last
 */
const char *advice_next(size_t *from, const struct bks_result *result);

#endif
