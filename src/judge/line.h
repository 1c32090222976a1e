/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On which side of a line a measure lies, with its whole interval. */
#ifndef JUDGE_LINE_H
#define JUDGE_LINE_H

#include "backstride/analysis.h"
#include "judge/norms.h"

/* From nothing to say to the gravest. */
enum grade {
    GRADE_NONE,
    GRADE_INFO,    /* beyond `info` with its whole interval */
    GRADE_UNCLEAR, /* beyond `info`, and its interval straddles `watch` */
    GRADE_WATCH    /* beyond `watch` with its whole interval */
};

/* There is a value, and its interval. */
bool line_known(const struct bks_measure *measure);

/*
 * The grade of a known measure.
 *
 *   in    slack  half of the 95 % interval of the line itself (a speed that is not known exactly,
 *                a norm that is rough), or 0
 */
enum grade line_grade(const struct bks_measure *measure, const struct norm_line *line,
                      double slack);

#endif
