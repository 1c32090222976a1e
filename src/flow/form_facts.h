/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that a form report tells, read from the history of a runner. */
#ifndef FLOW_FORM_FACTS_H
#define FLOW_FORM_FACTS_H

#include "report/form_report.h"
#include "store/store.h"

struct form_wish {
    int32_t as_of;               /* nothing after it is looked at */
    size_t n_weeks;              /* calendar weeks, that of as_of the last; 1 .. TREND_MOST_WEEKS */
    int64_t pair[2];             /* sessions to compare; 0: none */
    const struct locale *locale; /* handed on */
};

/* The facts with the memory that they borrow. */
struct form_book;

/*
 * Reads them. The store may be closed before the book is used.
 *
 *   out   *out  form_book_free. NULL on failure
 *   ends  BKS_CANNOT_OPEN  the runner has no session of the pair, or it is of a day after as_of:
 *                          *fault says which
 *         BKS_BAD_ARGUMENT no weeks, or too many
 *         BKS_NO_MEMORY, or as the store
 */
enum bks_status form_facts_read(struct form_book **out, struct store *store,
                                const struct runner *runner, const struct form_wish *wish,
                                struct bks_fault *fault) BKS_CHECK;

/* Borrowed from the book. */
const struct form_facts *form_book_facts(const struct form_book *book);

/* NULL is fine. */
void form_book_free(struct form_book *book);

#endif
