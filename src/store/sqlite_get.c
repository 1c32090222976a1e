/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session back from its tables. What a newer version named and this one does not know is left
 * out.
 */
#include "store/sqlite_parts.h"

#include "base/fault.h"
#include "model/names.h"
#include "model/session_series.h"
#include "store/kept.h"

#include <stdio.h>
#include <string.h>

#define MOST_BOUTS 1000000

/* Years 1 .. 9999, in microseconds since 1970; offsets of zones. */
#define FIRST_US        INT64_C(-62135596800000000)
#define LAST_US         INT64_C(253402300799999999)
#define MOST_OFFSET_MIN 840

const struct named_measure drift_measures[DRIFT_MEASURES] = {
    {"first_third", offsetof(struct bks_drift, first_third)},
    {"last_third", offsetof(struct bks_drift, last_third)},
    {"change", offsetof(struct bks_drift, change)},
    {"slope_per_10min", offsetof(struct bks_drift, slope_per_10min)},
    {"detectable_change", offsetof(struct bks_drift, detectable)},
    {"between_sessions", offsetof(struct bks_drift, between)},
};

const struct named_measure track_measures[TRACK_MEASURES] = {
    {"offset_s", offsetof(struct bks_companion, offset_s)},
    {"cadence_spm", offsetof(struct bks_companion, cadence_spm)},
    {"speed_mps", offsetof(struct bks_companion, speed_mps)},
    {"distance_m", offsetof(struct bks_companion, distance_m)},
    {"slope_percent", offsetof(struct bks_companion, slope_percent)},
};

struct get {
    sqlite3 *db;
    struct kept_session *kept;
    struct bks_result *result;
    struct bks_bout *bouts;
    size_t n_bouts;
};

void sqlite_take_instant(struct bks_instant *instant, struct query *query)
{
    int64_t t_us = query_int_at(query), kind = query_int_at(query), offset = query_int_at(query);
    *instant = (struct bks_instant){.kind = BKS_CLOCK_NONE};
    if (t_us < FIRST_US || t_us > LAST_US || kind < BKS_CLOCK_NONE || kind > BKS_CLOCK_ZONED ||
        offset < -MOST_OFFSET_MIN || offset > MOST_OFFSET_MIN)
        return;
    *instant = (struct bks_instant){(enum bks_clock_kind)kind, t_us, (int32_t)offset};
}

static enum bks_placement take_placement(struct query *query)
{
    enum bks_placement placement = name_placement(query_text_at(query));
    return placement < BKS_PLACEMENT_COUNT ? placement : BKS_PLACE_UNKNOWN;
}

static void get_input(struct get *get, struct query *query)
{
    struct bks_input *input = &get->result->input;
    (void)snprintf(input->sha256, sizeof input->sha256, "%s", query_text_at(query));
    get->kept->session.file = kept_text(get->kept, query_text_at(query));
    get->kept->session.version = kept_text(get->kept, query_text_at(query));
    input->info.format = kept_text(get->kept, query_text_at(query));
    input->source = strcmp(query_text_at(query), "raw") == 0 ? BKS_SOURCE_RAW : BKS_SOURCE_DEVICE;
    (void)snprintf(input->info.device, sizeof input->info.device, "%s", query_text_at(query));
    sqlite_take_instant(&input->info.start, query);
    input->duration_s = query_real_at(query);
    input->n_samples = (size_t)query_int_at(query);
    input->sample_rate_hz = query_real_at(query);
    input->info.nominal_rate_hz = query_real_at(query);
    input->info.range_g = query_real_at(query);
    input->info.channels = (unsigned)query_int_at(query);
    input->info.gravity_included = query_int_at(query) != 0;
    input->info.placement = take_placement(query);
    input->placement = take_placement(query);
    int64_t source = query_int_at(query);
    input->placement_source = source >= BKS_PLACEMENT_ESTIMATED && source <= BKS_PLACEMENT_FILE
                                  ? (enum bks_placement_source)source
                                  : BKS_PLACEMENT_ESTIMATED;
    input->speed_source = name_speed_source(query_text_at(query));
    if (input->speed_source == BKS_SPEED_SOURCE_COUNT)
        input->speed_source = BKS_SPEED_NOT_KNOWN;
}

static void get_quality(struct bks_quality *quality, struct query *query)
{
    quality->verdict = name_verdict(query_text_at(query));
    if (quality->verdict == BKS_VERDICT_COUNT)
        quality->verdict = BKS_UNUSABLE;
    quality->n_gaps_all = (size_t)query_int_at(query);
    quality->gap_s = query_real_at(query);
    quality->clipped_percent = query_real_at(query);
    quality->zero_percent = query_real_at(query);
    quality->jitter_ms = query_real_at(query);
    quality->gravity_g = query_real_at(query);
    quality->turned_deg = query_real_at(query);
    quality->supports = (unsigned)query_int_at(query);
}

/* How many rows of a table are of this session, at most so many. */
static size_t count(struct get *get, const char *sql)
{
    struct query query = query_of(get->db, sql);
    query_int(&query, get->kept->session.id);
    size_t n = query_row(&query) ? (size_t)query_int_at(&query) : 0;
    enum bks_status ignored = query_end(&query, NULL); /* the rows themselves will tell */
    (void)ignored;
    return n < MOST_BOUTS ? n : MOST_BOUTS;
}

static struct query rows_of(struct get *get, const char *sql)
{
    struct query query = query_of(get->db, sql);
    query_int(&query, get->kept->session.id);
    return query;
}

static void take_measure(struct bks_measure *measure, struct query *query)
{
    measure->value = query_real_at(query);
    measure->low = query_real_at(query);
    measure->high = query_real_at(query);
    measure->n = (size_t)query_int_at(query);
    const char *why = query_text_at(query);
    enum bks_reason reason = *why ? name_reason(why) : BKS_WHY_NONE;
    measure->why = reason < BKS_REASON_COUNT ? reason : BKS_WHY_NOT_MEASURED;
}

static void *named(void *in, const struct named_measure *rows, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].name, name) == 0)
            return (char *)in + rows[i].at;
    return NULL;
}

/* Where a measure of a part goes, or NULL. */
static struct bks_measure *place_of(struct get *get, const char *role, size_t i, const char *kind,
                                    const char *name)
{
    struct bks_result *result = get->result;
    if (strcmp(role, ROLE_TRACK) == 0)
        return named(&result->companion, track_measures, TRACK_MEASURES, name);
    if (strcmp(role, ROLE_DRIFT) == 0) {
        enum bks_measure_id id = name_measure(kind);
        return id < BKS_MEASURE_COUNT
                   ? named(&result->drift[id], drift_measures, DRIFT_MEASURES, name)
                   : NULL;
    }
    enum bks_measure_id id = name_measure(name);
    if (id >= BKS_MEASURE_COUNT)
        return NULL;
    if (strcmp(role, ROLE_BOUT) == 0)
        return i < get->n_bouts ? &get->bouts[i].measure[id] : NULL;
    enum bks_bout_kind total = name_bout_kind(kind);
    return total < BKS_BOUT_KIND_COUNT ? &result->total[total].measure[id] : NULL;
}

static void take_part(struct get *get, const char *role, size_t i, const char *kind,
                      const double span[3])
{
    enum bks_bout_kind gait = name_bout_kind(kind);
    enum bks_measure_id id = name_measure(kind);
    if (strcmp(role, ROLE_BOUT) == 0 && i < get->n_bouts)
        get->bouts[i] = (struct bks_bout){.kind = gait < BKS_BOUT_KIND_COUNT ? gait : BKS_UNKNOWN,
                                          .start_s = span[0],
                                          .end_s = span[1],
                                          .side_certainty = span[2]};
    else if (strcmp(role, ROLE_TOTAL) == 0 && gait < BKS_BOUT_KIND_COUNT)
        get->result->total[gait].duration_s = span[1];
    else if (strcmp(role, ROLE_DRIFT) == 0 && id < BKS_MEASURE_COUNT)
        get->result->drift[id].corrected = span[2] > 0;
}

static enum bks_status get_parts(struct get *get, struct bks_fault *fault)
{
    get->n_bouts =
        count(get, "SELECT count(*) FROM parts WHERE session = ? AND role = '" ROLE_BOUT "'");
    get->bouts = kept_room(get->kept, get->n_bouts, sizeof *get->bouts);
    if (!get->bouts)
        return BKS_NO_MEMORY;
    struct query query = rows_of(get, "SELECT role, i, kind, start_s, end_s, certainty FROM parts "
                                      "WHERE session = ?");
    while (query_row(&query)) {
        const char *role = query_text_at(&query);
        size_t i = (size_t)query_int_at(&query);
        const char *kind = query_text_at(&query);
        double span[3];
        for (size_t k = 0; k < 3; k++)
            span[k] = query_real_at(&query);
        take_part(get, role, i, kind, span);
    }
    enum bks_status status = query_end(&query, fault);
    if (status != BKS_OK)
        return status;
    query = rows_of(get, "SELECT p.role, p.i, p.kind, n.name, m.value, m.low, m.high, m.n, m.why "
                         "FROM parts p JOIN measures m ON m.part = p.id JOIN names n ON n.id = "
                         "m.name WHERE p.session = ?");
    while (query_row(&query)) {
        const char *role = query_text_at(&query);
        size_t i = (size_t)query_int_at(&query);
        const char *kind = query_text_at(&query);
        struct bks_measure *place = place_of(get, role, i, kind, query_text_at(&query));
        if (place)
            take_measure(place, &query);
    }
    get->result->bouts = get->bouts;
    get->result->n_bouts = get->n_bouts;
    return query_end(&query, fault);
}

static enum bks_status get_flags(struct get *get, struct bks_fault *fault)
{
    struct bks_result *result = get->result;
    struct query query =
        rows_of(get, "SELECT id, level, confidence, value, low, high, n, NULL, unit, threshold, "
                     "because, source FROM flags WHERE session = ? ORDER BY i");
    while (result->n_flags < BKS_FLAG_COUNT && query_row(&query)) {
        struct bks_flag *flag = &result->flags[result->n_flags];
        flag->id = name_flag(query_text_at(&query));
        flag->level = name_flag_level(query_text_at(&query));
        flag->confidence = name_confidence(query_text_at(&query));
        take_measure(&flag->measured, &query);
        flag->unit = kept_text(get->kept, query_text_at(&query));
        flag->threshold = query_real_at(&query);
        (void)snprintf(flag->because, sizeof flag->because, "%s", query_text_at(&query));
        flag->source = kept_text(get->kept, query_text_at(&query));
        result->n_flags += flag->id < BKS_FLAG_COUNT && flag->level < BKS_FLAG_LEVEL_COUNT;
    }
    return query_end(&query, fault);
}

static enum bks_status get_warnings(struct get *get, struct bks_fault *fault)
{
    size_t room = count(get, "SELECT count(*) FROM warnings WHERE session = ?");
    struct bks_warning *list = kept_room(get->kept, room, sizeof *list);
    size_t n = 0;
    struct query query = rows_of(get, "SELECT id, text FROM warnings WHERE session = ? ORDER BY i");
    while (list && n < room && query_row(&query)) {
        list[n].id = name_warning(query_text_at(&query));
        (void)snprintf(list[n].text, sizeof list[n].text, "%s", query_text_at(&query));
        n += list[n].id < BKS_WARNING_COUNT;
    }
    get->result->quality.warnings = list;
    get->result->quality.n_warnings = n;
    return query_end(&query, fault);
}

static enum bks_status get_gaps(struct get *get, struct bks_fault *fault)
{
    size_t room = count(get, "SELECT count(*) FROM gaps WHERE session = ?");
    struct bks_gap *list = kept_room(get->kept, room, sizeof *list);
    size_t n = 0;
    struct query query =
        rows_of(get, "SELECT start_s, end_s FROM gaps WHERE session = ? ORDER BY i");
    for (; list && n < room && query_row(&query); n++) {
        list[n].start_s = query_real_at(&query);
        list[n].end_s = query_real_at(&query);
    }
    get->result->quality.gaps = list;
    get->result->quality.n_gaps = n;
    return query_end(&query, fault);
}

static enum bks_status get_options(struct get *get, struct bks_fault *fault)
{
    size_t room = count(get, "SELECT count(*) FROM options WHERE session = ?");
    struct given_option *list = kept_room(get->kept, room, sizeof *list);
    size_t n = 0;
    struct query query =
        rows_of(get, "SELECT name, value FROM options WHERE session = ? ORDER BY i");
    for (; list && n < room && query_row(&query); n++) {
        (void)snprintf(list[n].name, sizeof list[n].name, "%s", query_text_at(&query));
        (void)snprintf(list[n].value, sizeof list[n].value, "%s", query_text_at(&query));
    }
    get->kept->session.given = list;
    get->kept->session.n_given = n;
    return query_end(&query, fault);
}

static enum bks_status get_track(struct get *get, struct bks_fault *fault)
{
    struct bks_companion *track = &get->result->companion;
    struct query query = rows_of(get, "SELECT file, format, device, sha256, certainty, used, why "
                                      "FROM tracks WHERE session = ?");
    if (query_row(&query)) {
        track->file = kept_text(get->kept, query_text_at(&query));
        track->format = kept_text(get->kept, query_text_at(&query));
        (void)snprintf(track->device, sizeof track->device, "%s", query_text_at(&query));
        (void)snprintf(track->sha256, sizeof track->sha256, "%s", query_text_at(&query));
        track->certainty = query_real_at(&query);
        track->used = query_int_at(&query) != 0;
        (void)snprintf(track->why, sizeof track->why, "%s", query_text_at(&query));
    }
    return query_end(&query, fault);
}

static double *unpack(struct kept_session *kept, const unsigned char *bytes, size_t n)
{
    double *value = kept_room(kept, n, sizeof *value);
    for (size_t i = 0; value && i < n; i++)
        value[i] = session_series_at(bytes, i);
    return value;
}

static enum bks_status get_series(struct get *get, struct bks_fault *fault)
{
    struct bks_series *series = &get->result->series;
    struct query query =
        rows_of(get, "SELECT step_s, cadence, oscillation FROM series WHERE session = ?");
    if (query_row(&query)) {
        size_t n_cadence, n_oscillation;
        series->step_s = query_real_at(&query);
        const unsigned char *cadence = query_bytes_at(&query, &n_cadence);
        const unsigned char *oscillation = query_bytes_at(&query, &n_oscillation);
        size_t n = (n_cadence < n_oscillation ? n_cadence : n_oscillation) / SESSION_SERIES_BYTES;
        series->cadence_spm = unpack(get->kept, cadence, n);
        series->vertical_oscillation_mm = unpack(get->kept, oscillation, n);
        series->n = n;
    }
    return query_end(&query, fault);
}

static enum bks_status get_strips(struct get *get, struct bks_fault *fault)
{
    return sqlite_get_strips(get->db, get->kept->session.id, get->result, fault);
}

/* The row of the session; *there is whether there is one. */
static enum bks_status get_row(struct get *get, bool *there, int64_t runner, int64_t id,
                               struct bks_fault *fault)
{
    struct query query = query_of(
        get->db,
        "SELECT sha256, file, version, format, source, device, start_us, clock, offset_min, "
        "duration_s, samples, rate_hz, nominal_rate_hz, range_g, channels, gravity, "
        "file_placement, placement, placement_source, speed_source, verdict, gap_count, gap_s, "
        "clipped_percent, zero_percent, jitter_ms, gravity_g, turned_deg, supports "
        "FROM sessions WHERE id = ? AND runner = ?");
    query_int(&query, id);
    query_int(&query, runner);
    *there = query_row(&query);
    if (*there) {
        get->kept->session.id = id;
        get_input(get, &query);
        get_quality(&get->result->quality, &query);
    }
    return query_end(&query, fault);
}

enum bks_status sqlite_session_get(struct store *store, struct kept_session **out, int64_t runner,
                                   int64_t id, struct bks_fault *fault)
{
    static enum bks_status (*const parts[])(struct get *, struct bks_fault *) = {
        get_parts,   get_flags, get_warnings, get_gaps,
        get_options, get_track, get_series,   get_strips};
    bool there = false;
    *out = NULL;
    struct get get = {.db = sqlite_of(store), .kept = kept_session_new()};
    if (!get.kept)
        return query_fault(get.db, SQLITE_NOMEM, fault);
    get.result = &get.kept->session.result;
    enum bks_status status = get_row(&get, &there, runner, id, fault);
    for (size_t i = 0; there && status == BKS_OK && i < sizeof parts / sizeof parts[0]; i++)
        status = parts[i](&get, fault);
    if (get.kept->short_of_memory)
        status = query_fault(get.db, SQLITE_NOMEM, fault);
    if (status == BKS_OK && there) {
        *out = get.kept;
        return BKS_OK;
    }
    kept_session_free(get.kept);
    return status;
}
