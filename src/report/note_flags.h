/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the note that says what is worth a look. */
#ifndef REPORT_NOTE_FLAGS_H
#define REPORT_NOTE_FLAGS_H

#include "report/page.h"

/* The gravest flags in full, the others by what they are about; nothing without flags. */
void note_flags(struct page *page, const struct bks_result *result);

/* "look at", "unclear", "note". Static. */
const char *note_flag_label(enum bks_flag_level level);

#endif
