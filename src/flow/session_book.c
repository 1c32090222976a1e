/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session as its page tells it. */
#include "flow/session_book.h"

#include "flow/keep_card.h"

struct form_picture form_picture_of(const struct session *kept, const struct form_session *head)
{
    const struct bks_result *result = &kept->result;
    return (struct form_picture){
        .session = head,
        .bout = result->bouts,
        .n_bouts = result->n_bouts,
        .cadence = result->series.cadence_spm,
        .oscillation = result->series.vertical_oscillation_mm,
        .step_s = result->series.step_s,
        .n_series = result->series.n,
        .strip = result->strip,
    };
}

static void lay_out(struct session_book *book)
{
    book->head = form_session_of(kept_session_of(book->kept), book->day);
    book->picture = form_picture_of(kept_session_of(book->kept), &book->head);
}

enum bks_status session_book_read(struct session_book *book, struct store *store,
                                  const struct runner *runner, int64_t id, struct bks_fault *fault)
{
    *book = (struct session_book){.runner = *runner};
    enum bks_status status = store->can->session_get(store, &book->kept, runner->id, id, fault);
    if (status != BKS_OK || !book->kept)
        return status;
    status = card_of_day(&book->match, &book->day, store, runner->id, kept_session_of(book->kept),
                         id, fault);
    if (status == BKS_OK)
        lay_out(book);
    return status;
}

void session_book_clear(struct session_book *book)
{
    kept_session_free(book->kept);
    book->kept = NULL;
}
