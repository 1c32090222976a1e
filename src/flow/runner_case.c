/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case of a runner, read from a history. */
#include "flow/runner_case.h"

#include "base/array.h"
#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/zone.h"
#include "gait/measures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define US_PER_DAY   INT64_C(86400000000)
#define US_PER_MIN   INT64_C(60000000)
#define US_PER_S     1e6
#define MOST_ENTRIES 200000 /* of a diary, of sessions: five hundred years of them */
#define MOST_S       1e9    /* of a session */
#define SAME_OUTING  0.5    /* share of the shorter of two recordings */

/* A session while overlaps are looked for. */
struct span {
    int64_t id;
    char sha256[65];
    int64_t start_us, run_s;
    double duration_s;
};

struct gather {
    struct plan_case *out;
    struct told_latest profile;
    enum bks_status status;
    int64_t without; /* a session, or 0 */
    size_t diary_room, session_room, span_room;
    struct span *span;    /* one a session */
    size_t measure, next; /* a row of `measures`; the session after the one it was last found for */
};

static bool on_profile(void *context, const struct record *record)
{
    struct gather *gather = context;
    gather->status = told_take(&gather->profile, record);
    return gather->status == BKS_OK;
}

static enum bks_status ended(const struct gather *gather, enum bks_status status,
                             struct bks_fault *fault)
{
    if (status == BKS_OK && gather->status != BKS_OK)
        return fault_set(fault, gather->status, NULL, "%s", bks_status_text(gather->status));
    return status;
}

enum bks_status runner_profile(struct told_latest *latest, struct store *store, int64_t runner,
                               int32_t today, struct bks_fault *fault)
{
    static const enum record_kind kinds[] = {RECORD_PROFILE, RECORD_CLEARANCE, RECORD_READINESS};
    struct gather gather = {.profile = {.table = &told_profile, .today = today}};
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && i < sizeof kinds / sizeof kinds[0]; i++) {
        status = store->can->records(store, runner, kinds[i], on_profile, &gather, fault);
        status = ended(&gather, status, fault);
    }
    *latest = gather.profile;
    return status;
}

static int32_t day_or_none(const char *text)
{
    int32_t day;
    return text && day_read(&day, text) ? day : NO_DAY;
}

static bool is(const char *text, const char *word)
{
    return text && strcmp(text, word) == 0;
}

/* A whole number of the text, or -1. */
static int64_t whole_of(const char *text)
{
    int64_t whole;
    const char *end = text ? text + strlen(text) : NULL;
    return text && text_integer(&whole, text, end) == end ? whole : -1;
}

/* A word that no list has comes from a hand-made import: the careful side of each is taken. */
void runner_profile_take(struct profile *profile, const struct told_latest *from)
{
    const char *injury = told_value(from, "injury"), *surgery = told_value(from, "surgery");
    const char *by = told_value(from, "clearance.by");
    int64_t goal = whole_of(told_value(from, "goal_minutes"));
    if (injury && !injury_find(&profile->injury, injury))
        profile->injury = INJURY_UNKNOWN;
    if (surgery && !surgery_find(&profile->surgery, surgery))
        profile->surgery = SURGERY_OTHER;
    profile->event_day = day_or_none(told_value(from, "event_date"));
    profile->goal_minutes = goal > 0 ? goal : GOAL_DEFAULT_MIN;
    profile->clearance.day = day_or_none(told_value(from, "clearance.date"));
    profile->clearance.run_from = day_or_none(told_value(from, "clearance.run_from"));
    if (!by || !clinician_find(&profile->clearance.by, by))
        profile->clearance.by = BY_OTHER;
    profile->readiness = (struct readiness){
        .day = day_or_none(told_value(from, "readiness.date")),
        .walk30 = is(told_value(from, "readiness.walk30"), "yes"),
        .daily = is(told_value(from, "readiness.daily"), "yes"),
        .bodyweight = is(told_value(from, "readiness.bodyweight"), "yes"),
    };
}

static bool on_review(void *context, const struct record *record)
{
    struct gather *gather = context;
    struct profile *profile = &gather->out->profile;
    struct review review = {.day = day_or_none(record->day)};
    const char *by = told_in(record, "by");
    if (review.day == NO_DAY || review.day > gather->out->today)
        return true;
    if (!by || !clinician_find(&review.by, by))
        review.by = BY_OTHER;
    struct review *more =
        memory_resize(profile->reviews, profile->n_reviews + 1, sizeof *profile->reviews);
    if (!more) {
        gather->status = BKS_NO_MEMORY;
        return false;
    }
    profile->reviews = more;
    profile->reviews[profile->n_reviews++] = review;
    return true;
}

static uint32_t symptoms_of(const char *codes)
{
    uint32_t bits = 0;
    while (codes && *codes) {
        char code[64];
        enum symptom symptom;
        size_t n = strcspn(codes, ",");
        (void)snprintf(code, sizeof code, "%.*s", n > 63 ? 63 : (int)n, codes);
        if (symptom_find(&symptom, code))
            bits |= SYMPTOM_BIT(symptom);
        codes += n + (codes[n] == ',');
    }
    return bits;
}

static int32_t pain_of(const struct record *record, const char *name)
{
    int64_t pain = whole_of(told_in(record, name));
    return pain >= 0 && pain <= PAIN_WORST ? (int32_t)pain : PAIN_MISSING;
}

struct diary_entry runner_entry(const struct record *record)
{
    return (struct diary_entry){
        .day = day_or_none(record->day),
        .pain = {[PAIN_BEFORE] = pain_of(record, "before"),
                 [PAIN_DURING] = pain_of(record, "during"),
                 [PAIN_MORNING] = pain_of(record, "waking")},
        .symptoms = symptoms_of(told_in(record, "symptoms")),
        .flare = is(told_in(record, "flare"), "yes"),
        .stiffer = is(told_in(record, "stiffness"), "increased"),
        .painkiller = is(told_in(record, "painkiller"), "yes"),
        .calf = is(told_in(record, "calf_pain"), "yes"),
        .hills = is(told_in(record, "hills"), "yes"),
        .note_checked = is(told_in(record, "note_checked"), "yes"),
    };
}

static bool on_diary(void *context, const struct record *record)
{
    struct gather *gather = context;
    struct plan_case *out = gather->out;
    const char *note = told_in(record, "note");
    struct diary_entry entry = runner_entry(record);
    if (entry.day == NO_DAY || entry.day > out->today)
        return true;
    struct diary_entry *more = array_room(out->diary, &gather->diary_room, out->n_diary + 1,
                                          MOST_ENTRIES, sizeof *out->diary);
    entry.note = note ? memory_text(note) : NULL;
    if (more)
        out->diary = more;
    if (!more || (note && !entry.note)) {
        memory_free(entry.note);
        gather->status = BKS_NO_MEMORY;
        return false;
    }
    out->diary[out->n_diary++] = entry;
    return true;
}

int32_t runner_day(const struct bks_instant *at, const char *zone)
{
    int32_t offset = at->kind == BKS_CLOCK_ZONED ? at->offset_min : 0;
    bool utc = at->kind == BKS_CLOCK_UTC || at->kind == BKS_CLOCK_ZONED;
    int32_t of_zone;
    if (utc && zone && zone_offset(&of_zone, zone, at->t_us))
        offset = of_zone;
    int64_t wall = at->t_us + (utc ? offset * US_PER_MIN : 0);
    return (int32_t)((wall - (wall % US_PER_DAY + US_PER_DAY) % US_PER_DAY) / US_PER_DAY);
}

/*
 * When a recording began, for overlaps: a watch may tell the wall time and a phone UTC. Without a
 * zone a wall time stays as it is.
 */
static int64_t began_us(const struct gather *gather, const struct bks_instant *at)
{
    const char *zone = told_value(&gather->profile, "tz");
    int32_t offset;
    if (at->kind == BKS_CLOCK_LOCAL && zone && zone_offset_of_wall(&offset, zone, at->t_us))
        return at->t_us - offset * US_PER_MIN;
    return at->t_us;
}

/* The session of this outing that is there already, or n. */
static size_t same_outing(const struct gather *gather, const struct session_head *head)
{
    size_t n = gather->out->n_sessions;
    for (size_t i = n; i > 0; i--) {
        const struct span *span = &gather->span[i - 1];
        double from = (double)(began_us(gather, &head->start) - span->start_us) / US_PER_S;
        double to = from + head->duration_s;
        double shared = fmin(to, span->duration_s) - fmax(from, 0);
        if (shared > SAME_OUTING * fmin(head->duration_s, span->duration_s) && shared > 0)
            return i - 1;
        if (from > US_PER_DAY / US_PER_S * 2)
            break;
    }
    return n;
}

/* Whole seconds, down; an import may hold any number. */
static int64_t whole_s(double s)
{
    return s > 0 ? (int64_t)floor(fmin(s, MOST_S)) : 0;
}

/* The form counts where the recording is good enough; the cadence comes with the heads. */
static struct plan_session session_of(const struct session_head *head, int32_t day)
{
    bool fine = head->verdict == BKS_GOOD || head->verdict == BKS_USABLE;
    return (struct plan_session){
        .day = day,
        .run_s = whole_s(head->run_s),
        .walk_s = whole_s(head->walk_s),
        .form_faded = head->form_faded && fine,
        .form = {.ok = fine,
                 .placement = head->placement,
                 .cadence = head->measure,
                 .bounce = measure_null(BKS_WHY_NOT_MEASURED),
                 .asymmetry = measure_null(BKS_WHY_NOT_MEASURED),
                 .sway = measure_null(BKS_WHY_NOT_MEASURED),
                 .flags = head->flags,
                 .bounce_faded = head->bounce_faded},
    };
}

/* The other measures of the form: to add one, its row. */
static const struct {
    enum bks_measure_id id;
    size_t at; /* in struct plan_form */
} measures[] = {
    {BKS_VERTICAL_OSCILLATION, offsetof(struct plan_form, bounce)},
    {BKS_STEP_TIME_ASYMMETRY, offsetof(struct plan_form, asymmetry)},
    {BKS_LATERAL_SWAY, offsetof(struct plan_form, sway)},
};
#define MEASURES (sizeof measures / sizeof measures[0])

/* They come in the order of the heads: the session is mostly the next one. */
static bool on_measure(void *context, int64_t session, enum bks_measure_id id,
                       const struct bks_measure *measure)
{
    struct gather *gather = context;
    size_t n = gather->out->n_sessions, k = 0, i = gather->next;
    for (; k < n && gather->span[i % n].id != session; k++)
        i++;
    if (k < n && measures[gather->measure].id == id) {
        char *form = (char *)&gather->out->sessions[i % n].form;
        memcpy(form + measures[gather->measure].at, measure, sizeof *measure);
        gather->next = i + 1;
    }
    return true;
}

static bool on_head(void *context, const struct session_head *head)
{
    struct gather *gather = context;
    struct plan_case *out = gather->out;
    int32_t day = runner_day(&head->start, told_value(&gather->profile, "tz"));
    if (day > out->today || head->id == gather->without)
        return true;
    size_t at = same_outing(gather, head), n = out->n_sessions;
    if (at < n)
        gather->status = plan_case_warn(out, "recordings_overlap", day,
                                        "two recordings of the same time; the longer counts");
    if (gather->status != BKS_OK)
        return false;
    if (at < n && gather->span[at].duration_s >= head->duration_s)
        return true;
    struct plan_session *more = array_room(out->sessions, &gather->session_room, n + 1,
                                           MOST_ENTRIES, sizeof *out->sessions);
    if (more)
        out->sessions = more;
    struct span *spans =
        array_room(gather->span, &gather->span_room, n + 1, MOST_ENTRIES, sizeof *gather->span);
    if (spans)
        gather->span = spans;
    if (!more || !spans) {
        gather->status = BKS_NO_MEMORY;
        return false;
    }
    out->sessions[at] = session_of(head, day);
    gather->span[at] = (struct span){.id = head->id,
                                     .start_us = began_us(gather, &head->start),
                                     .run_s = whole_s(head->run_s),
                                     .duration_s = head->duration_s};
    memcpy(gather->span[at].sha256, head->sha256, sizeof head->sha256);
    out->n_sessions += at == n;
    return true;
}

/* Where the whole card was found, what was planned counts; the last word on a recording holds. */
static bool on_card(void *context, const struct record *record)
{
    struct gather *gather = context;
    const char *sha256 = told_in(record, "sha256");
    int64_t planned = whole_of(told_in(record, "planned_s"));
    bool counts = is(told_in(record, "counted"), "planned") && planned > 0;
    for (size_t i = gather->out->n_sessions; sha256 && i > 0; i--) {
        const struct span *span = &gather->span[i - 1];
        if (strcmp(span->sha256, sha256) != 0)
            continue;
        gather->out->sessions[i - 1].run_s = counts ? planned : span->run_s;
        break;
    }
    return true;
}

static enum bks_status gather_all(struct gather *gather, struct store *store, int64_t runner,
                                  struct bks_fault *fault)
{
    static const struct {
        enum record_kind kind;
        store_take_record take;
    } lists[] = {{RECORD_REVIEW, on_review}, {RECORD_DIARY, on_diary}, {RECORD_CARD, on_card}};
    enum bks_status status =
        runner_profile(&gather->profile, store, runner, gather->out->today, fault);
    if (status == BKS_OK)
        runner_profile_take(&gather->out->profile, &gather->profile);
    if (status == BKS_OK) {
        status = store->can->session_heads(store, runner, bks_measure_name(BKS_CADENCE), on_head,
                                           gather, fault);
        status = ended(gather, status, fault);
    }
    for (; status == BKS_OK && gather->measure < MEASURES; gather->measure++)
        status = store->can->session_measures(store, runner,
                                              bks_measure_name(measures[gather->measure].id),
                                              on_measure, gather, fault);
    for (size_t i = 0; status == BKS_OK && i < sizeof lists / sizeof lists[0]; i++) {
        status = store->can->records(store, runner, lists[i].kind, lists[i].take, gather, fault);
        status = ended(gather, status, fault);
    }
    return status;
}

enum bks_status runner_case(struct plan_case *out, struct store *store, int64_t runner,
                            int32_t today, int64_t without, struct bks_fault *fault)
{
    struct gather gather = {.out = out, .without = without};
    *out = (struct plan_case){.today = today};
    enum bks_status status = gather_all(&gather, store, runner, fault);
    told_latest_clear(&gather.profile);
    memory_free(gather.span);
    return status;
}

enum bks_status runner_tell(struct store *store, int64_t runner, const struct told *told,
                            int32_t day, struct bks_fault *fault)
{
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && i < told->n; i++) {
        const struct told_part *part = &told->part[i];
        char date[DAY_ROOM];
        struct record record = {.kind = part->kind, .value = part->value, .n = part->n};
        if (part->n == 0)
            continue;
        day_iso(date, (part->day == NO_DAY ? day : part->day) + part->days_on);
        if (strcmp(date, "-") == 0) /* the morning after the last day of the calendar */
            return fault_set(fault, BKS_DAMAGED, "see the date", "%s: a day after the last one",
                             part->value[0].key);
        (void)snprintf(record.day, sizeof record.day, "%.10s", date);
        status = store->can->record_put(store, runner, &record, fault);
    }
    return status;
}
