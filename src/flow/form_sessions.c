/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sessions of a form report: those of the period whole, the others by one measure at a time. */
#include "flow/form_book.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/week.h"
#include "flow/heads.h"
#include "flow/runner_case.h"
#include "flow/session_book.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define US_PER_DAY INT64_C(86400000000)

static const char *zone_of(const struct form_book *book)
{
    return told_value(&book->profile, "tz");
}

static enum bks_status no_session(const struct form_book *book, int64_t id, struct bks_fault *fault)
{
    return fault_set(fault, BKS_CANNOT_OPEN, "see: backstride history --runner NAME list",
                     "%.100s has no session %" PRId64, book->runner.name, id);
}

/* A text that was borrowed from a kept session; few differ. */
static void own(struct form_book *book, const char **text, const char *before)
{
    *text = before && *text && strcmp(before, *text) == 0
                ? before
                : arena_text(&book->arena, *text ? *text : "");
}

static void own_texts(struct form_book *book, struct form_session *session)
{
    const struct form_session *before = session > book->form.session ? session - 1 : NULL;
    own(book, &session->format, before ? before->format : NULL);
    for (size_t i = 0; i < session->n_flags; i++) {
        own(book, &session->flag[i].unit, NULL);
        own(book, &session->flag[i].source, NULL);
    }
}

static enum bks_status take_session(struct form_book *book, struct store *store, int64_t id,
                                    int32_t day, struct bks_fault *fault)
{
    struct kept_session *kept = NULL;
    enum bks_status status = store->can->session_get(store, &kept, book->runner.id, id, fault);
    if (status != BKS_OK || !kept)
        return status;
    struct form_session *session = &book->form.session[book->form.n_sessions++];
    *session = form_session_of(kept_session_of(kept), day);
    own_texts(book, session);
    kept_session_free(kept);
    return BKS_OK;
}

/* Those of the period, of heads that end with it. */
static enum bks_status take_sessions(struct form_book *book, struct store *store,
                                     const struct heads *heads, struct bks_fault *fault)
{
    enum bks_status status = BKS_OK;
    size_t n = 0;
    for (size_t i = 0; i < heads->n; i++)
        n += runner_day(&heads->item[i].start, zone_of(book)) >= book->first;
    book->form.session = memory_new(n, sizeof *book->form.session);
    if (!book->form.session)
        return form_book_short(fault);
    for (size_t i = 0; status == BKS_OK && i < heads->n; i++) {
        int32_t day = runner_day(&heads->item[i].start, zone_of(book));
        if (day >= book->first)
            status = take_session(book, store, heads->item[i].id, day, fault);
    }
    return status;
}

static enum bks_status take_measures(struct form_book *book, struct heads *heads,
                                     const struct form_wish *wish, struct bks_fault *fault)
{
    const char *zone = zone_of(book);
    int64_t last = week_of(wish->as_of * US_PER_DAY);
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        enum bks_measure_id id = (enum bks_measure_id)i;
        heads_show(heads, id);
        if (form_take(&book->form, id, heads->item, heads->n, zone ? zone : "", book->facts.n_weeks,
                      last) != BKS_OK)
            return form_book_short(fault);
    }
    int cue_spm = book->course.answer.cue_spm;
    book->form.measure[BKS_CADENCE].target = cue_spm > 0 ? cue_spm : (double)NAN;
    return BKS_OK;
}

static int32_t day_of(const struct form_book *book, const struct session *session)
{
    return runner_day(&session->result.input.info.start, zone_of(book));
}

static enum bks_status too_late(const struct form_book *book, int64_t id, struct bks_fault *fault)
{
    char date[DAY_ROOM];
    return fault_set(fault, BKS_CANNOT_OPEN, "leave out --as-of, or name an earlier one",
                     "session %" PRId64 " is of a day after %s", id,
                     day_iso(date, book->course.as_of));
}

/* One that stays as it was kept; 0: none. */
static enum bks_status keep(struct form_book *book, struct store *store, enum form_kept which,
                            int64_t id, struct bks_fault *fault)
{
    if (id == 0)
        return BKS_OK;
    enum bks_status status =
        store->can->session_get(store, &book->kept[which], book->runner.id, id, fault);
    if (status == BKS_OK && !book->kept[which])
        status = no_session(book, id, fault);
    else if (status == BKS_OK &&
             day_of(book, kept_session_of(book->kept[which])) > book->course.as_of)
        status = too_late(book, id, fault);
    return status;
}

static void draw(struct form_book *book)
{
    const struct kept_session *latest = book->kept[KEPT_LATEST];
    if (latest)
        book->facts.picture = form_picture_of(kept_session_of(latest), book->form.latest);
}

static enum bks_status take_whole(struct form_book *book, struct store *store,
                                  const struct form_wish *wish, struct bks_fault *fault)
{
    const struct form_session *latest = book->form.latest;
    enum bks_status status = keep(book, store, KEPT_LATEST, latest ? latest->id : 0, fault);
    for (int i = 0; status == BKS_OK && i < 2; i++) {
        enum form_kept which = (enum form_kept)(KEPT_FIRST + i);
        status = keep(book, store, which, wish->pair[i], fault);
        if (status == BKS_OK && book->kept[which])
            book->facts.pair[i] = kept_session_of(book->kept[which]);
    }
    draw(book);
    return status;
}

enum bks_status form_book_sessions(struct form_book *book, struct store *store,
                                   const struct form_wish *wish, struct bks_fault *fault)
{
    struct heads heads = {0};
    enum bks_status status =
        heads_read_all(&heads, store, book->runner.id, wish->as_of, zone_of(book), fault);
    if (status == BKS_OK)
        status = take_sessions(book, store, &heads, fault);
    if (status == BKS_OK)
        status = take_measures(book, &heads, wish, fault);
    heads_clear(&heads);
    if (status != BKS_OK)
        return status;
    form_count(&book->form);
    return take_whole(book, store, wish, fault);
}
