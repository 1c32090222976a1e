/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures of all sessions as CSV: session by session, so that one is held at a time. */
#include "report/measures_csv.h"

#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include "report/words.h"

#include <inttypes.h>
#include <stdio.h>

#define MOST_SESSIONS 1000000

struct ids {
    int64_t *id;
    size_t n, room;
    bool short_of_memory;
};

static bool take_id(void *context, const struct session_head *head)
{
    struct ids *ids = context;
    int64_t *more = array_room(ids->id, &ids->room, ids->n + 1, MOST_SESSIONS, sizeof *more);
    ids->short_of_memory = !more;
    if (!more)
        return false;
    ids->id = more;
    ids->id[ids->n++] = head->id;
    return true;
}

static void put_number(FILE *out, double value)
{
    char digits[32];
    text_exact(digits, value);
    (void)fprintf(out, ",%s", value == value ? digits : "");
}

/* The lines of one part; `head` is what stands before it on each. */
static void put_part(FILE *out, const char *head, const double span[2],
                     const struct bks_measure *measure)
{
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        if (measure[i].why != BKS_WHY_NONE || measure[i].value != measure[i].value)
            continue;
        (void)fprintf(out, "%s", head);
        put_number(out, span[0]);
        put_number(out, span[1]);
        (void)fprintf(out, ",%s", bks_measure_name((enum bks_measure_id)i));
        put_number(out, measure[i].value);
        put_number(out, measure[i].low);
        put_number(out, measure[i].high);
        (void)fprintf(out, ",%zu\n", measure[i].n);
    }
}

static bool has_measures(enum bks_bout_kind kind)
{
    return kind == BKS_RUN || kind == BKS_WALK;
}

static void put_session(FILE *out, const struct session *session)
{
    const struct bks_result *result = &session->result;
    const char *source = result->input.source == BKS_SOURCE_RAW ? "raw" : "device";
    char start[WORDS_ROOM], head[2 * WORDS_ROOM + 64];
    if (!words_iso(start, &result->input.info.start))
        start[0] = '\0';
    for (int kind = 0; kind < BKS_BOUT_KIND_COUNT; kind++) {
        const double span[2] = {0, result->total[kind].duration_s};
        if (!has_measures((enum bks_bout_kind)kind))
            continue;
        (void)snprintf(head, sizeof head, "%" PRId64 ",%s,%s,total,,%s", session->id, start, source,
                       bks_bout_kind_id((enum bks_bout_kind)kind));
        put_part(out, head, span, result->total[kind].measure);
    }
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        const double span[2] = {bout->start_s, bout->end_s};
        if (!has_measures(bout->kind))
            continue;
        (void)snprintf(head, sizeof head, "%" PRId64 ",%s,%s,bout,%zu,%s", session->id, start,
                       source, i + 1, bks_bout_kind_id(bout->kind));
        put_part(out, head, span, bout->measure);
    }
}

enum bks_status measures_csv(struct store *store, const struct runner *runner, FILE *out,
                             struct bks_fault *fault)
{
    struct ids ids = {0};
    enum bks_status status =
        store->can->session_heads(store, runner->id, "steps", take_id, &ids, fault);
    if (ids.short_of_memory)
        status = BKS_NO_MEMORY;
    (void)fputs("session,start,source,part,bout,kind,start_s,end_s,measure,value,low,high,n\n",
                out);
    for (size_t i = 0; status == BKS_OK && i < ids.n; i++) {
        struct kept_session *kept = NULL;
        status = store->can->session_get(store, &kept, runner->id, ids.id[i], fault);
        if (status == BKS_OK && kept)
            put_session(out, kept_session_of(kept));
        kept_session_free(kept);
    }
    memory_free(ids.id);
    return status == BKS_OK && ferror(out) ? BKS_CANNOT_WRITE : status;
}
