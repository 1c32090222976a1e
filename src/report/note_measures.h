/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of the note: those that matter on one screen, and why some are missing. */
#ifndef REPORT_NOTE_MEASURES_H
#define REPORT_NOTE_MEASURES_H

#include "report/page.h"

/* The kind whose measures are told: running, or walking where nobody ran. */
enum bks_bout_kind note_kind(const struct bks_result *result);

/* There is a value. */
bool note_known(const struct bks_measure *measure);

/* The numbers with their intervals, and the steps. */
void note_measures(struct page *page, const struct bks_result *result);

/* What changed over the running by more than chance; one line, or nothing. */
void note_drift(struct page *page, const struct bks_result *result);

/* What is missing, by reason. */
void note_left_out(struct page *page, const struct bks_result *result);

#endif
