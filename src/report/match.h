/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recording held against its card, in words and as JSON. */
#ifndef REPORT_MATCH_H
#define REPORT_MATCH_H

#include "judge/plan_match.h"
#include "report/json_writer.h"
#include "report/page.h"

#define MATCH_ROOM 512

/* "6 of 6; interval 4 was 9 s longer"; "6:04 of running, 6:00 were planned". */
void match_intervals(char line[MATCH_ROOM], const struct plan_match *match);
void match_minutes(char line[MATCH_ROOM], const struct plan_match *match);

/* "6 of 6; interval 4 was 9 s longer", and what is asked for next morning; `runner` is a slug. */
void match_text(struct page *page, const struct plan_match *match, const char *runner);

/* "card": {...}, a member of an object that is open. */
void match_json(struct json_writer *json, const struct plan_match *match);

#endif
