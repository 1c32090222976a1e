/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session at a glance: a strip of shades by bouts, and the same in words. */
#ifndef REPORT_STRIP_H
#define REPORT_STRIP_H

#include "report/page.h"

#define STRIP_CELLS 32

/* The strip; beside it, behind their marks, "run 6 x 1:00  walk 24:12", on one line or more. */
void strip_write(struct page *page, const struct bks_result *result);

/* "run 6 x 1:00", "run 22:10 in 3 parts", "run 5:00"; "" without a run bout. */
void strip_runs(char *text, size_t room, const struct bks_result *result);

#endif
