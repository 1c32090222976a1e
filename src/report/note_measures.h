/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of the note: those that matter on one screen, and why some are missing. */
#ifndef REPORT_NOTE_MEASURES_H
#define REPORT_NOTE_MEASURES_H

#include "report/page.h"
#include "report/phrases.h"

/* The kind whose measures are told: running, or walking where nobody ran. */
enum bks_bout_kind note_kind(const struct bks_result *result);

/* There is a value. */
bool note_known(const struct bks_measure *measure);

/* A row of the note, for another face. */
struct note_line {
    enum bks_measure_id id;
    const char *unit; /* static */
    char remark[PHRASE_ROOM];
};

/*
 * The rows of a total in their order: what is known, and what is missing for a reason that matters.
 *
 *   in    *from  0 at first
 *   out   false: that was the last
 */
bool note_next(struct note_line *line, size_t *from, const struct bks_measure *measure);

/* "996 running, 2 612 walking"; "cadence fell 2 % from first to last third"; "" for nothing. */
void note_steps_words(char text[PHRASE_ROOM], const struct bks_result *result);
void note_drift_words(char text[PHRASE_ROOM], const struct bks_result *result);

/* The numbers with their intervals, and the steps. */
void note_measures(struct page *page, const struct bks_result *result);

/* What changed over the running by more than chance; one line, or nothing. */
void note_drift(struct page *page, const struct bks_result *result);

/* What is missing, by reason. */
void note_left_out(struct page *page, const struct bks_result *result);

#endif
