/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coming session as a calendar file: iCalendar, RFC 5545. */
#ifndef REPORT_CALENDAR_H
#define REPORT_CALENDAR_H

#include "judge/plan.h"

#include <stdio.h>

/*
 * Writes the session with its card, the question of that morning, and that of the morning after;
 * where there is no card, only what comes next.
 *
 *   in    today   the day of the recommendation
 *         runner  slug, for ids that stay the same
 *   ends  BKS_CANNOT_WRITE
 */
enum bks_status report_calendar(const struct plan_answer *answer, int32_t today, const char *runner,
                                FILE *out) BKS_CHECK;

#endif
