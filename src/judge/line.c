/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One decision for all rules. An interval that only reaches a line from an ordinary value is left
 * alone: a wide interval is no finding.
 */
#include "judge/line.h"

#include <math.h>

bool line_known(const struct bks_measure *measure)
{
    return measure->why == BKS_WHY_NONE && measure->n > 0 && isfinite(measure->value) &&
           isfinite(measure->low) && isfinite(measure->high);
}

enum grade line_grade(const struct bks_measure *measure, const struct norm_line *line, double slack)
{
    bool above = line->watch > line->middle;
    double sign = above ? 1 : -1;
    double to_low = hypot(measure->value - measure->low, slack);
    double to_high = hypot(measure->high - measure->value, slack);
    /* all as distances towards the side that is worth a look */
    double value = sign * measure->value;
    double near = value - (above ? to_low : to_high);
    double far = value + (above ? to_high : to_low);
    if (near > sign * line->watch)
        return GRADE_WATCH;
    if (!(value > sign * line->info))
        return GRADE_NONE;
    if (far > sign * line->watch)
        return GRADE_UNCLEAR;
    return near > sign * line->info ? GRADE_INFO : GRADE_NONE;
}
