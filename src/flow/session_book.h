/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One session of a history with all that is told of it: the recording, its card, its picture. */
#ifndef FLOW_SESSION_BOOK_H
#define FLOW_SESSION_BOOK_H

#include "judge/plan_match.h"
#include "report/form_report.h"
#include "store/store.h"

struct session_book {
    struct runner runner;
    struct kept_session *kept; /* NULL: the runner has no such session */
    int32_t day;               /* in the runner's zone */
    struct form_session head;
    struct form_picture picture;
    struct plan_match match; /* against the card that was due that day; due is false: none was */
};

/* What is drawn of a kept session; borrows both. */
struct form_picture form_picture_of(const struct session *kept, const struct form_session *head);

/*
 * Reads it.
 *
 *   out   *book  session_book_clear, also after a failure
 *   ends  as the store; BKS_NO_MEMORY
 */
enum bks_status session_book_read(struct session_book *book, struct store *store,
                                  const struct runner *runner, int64_t id,
                                  struct bks_fault *fault) BKS_CHECK;
void session_book_clear(struct session_book *book);

#endif
