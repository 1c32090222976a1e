/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One session for the one who ran it: the answer (the numbers that matter, what is worth a look,
 * the card against what was run), and the evidence under it.
 */
#ifndef REPORT_SESSION_PAPER_H
#define REPORT_SESSION_PAPER_H

#include "judge/plan_match.h"
#include "report/form_report.h"

struct session_facts {
    const struct session *session;
    const struct form_session *head; /* what it comes to */
    const struct form_picture *picture;
    const struct plan_match *match; /* against the card that was due; NULL: none was */
    const struct locale *locale;
    const char *version;
};

enum session_part { SESSION_ANSWER, SESSION_EVIDENCE };

/* ends: BKS_NO_MEMORY; owns: *out, paper_free. NULL on failure */
enum bks_status session_paper(struct paper **out, const struct session_facts *facts,
                              enum session_part part) BKS_CHECK;

#endif
