/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session into its tables. */
#include "store/sqlite_parts.h"

#include "base/text.h"
#include "model/session_series.h"

#include <math.h>
#include <string.h>

#define FILE_ROOM 1024

struct put {
    sqlite3 *db;
    int64_t session;
    struct query part, name, measure;
};

static void put_measure(struct put *put, int64_t part, const char *name,
                        const struct bks_measure *measure)
{
    bool known = measure->why == BKS_WHY_NONE;
    struct query *query = &put->measure;
    query_text(&put->name, name);
    (void)query_do(&put->name);
    query_int(query, part);
    query_real(query, known ? measure->value : (double)NAN);
    query_real(query, known ? measure->low : (double)NAN);
    query_real(query, known ? measure->high : (double)NAN);
    query_int(query, (int64_t)measure->n);
    query_text(query, known ? NULL : bks_reason_id(measure->why));
    query_text(query, name);
    (void)query_do(query);
}

/* A part; its id. */
static int64_t put_part(struct put *put, const char *role, size_t i, const char *kind,
                        const double span[3])
{
    struct query *query = &put->part;
    query_int(query, put->session);
    query_text(query, role);
    query_int(query, (int64_t)i);
    query_text(query, kind);
    for (size_t k = 0; k < 3; k++)
        query_real(query, span[k]);
    return query_do(query) ? sqlite3_last_insert_rowid(put->db) : 0;
}

static void put_gait(struct put *put, int64_t part, enum bks_bout_kind kind,
                     const struct bks_measure *measure)
{
    if (kind != BKS_RUN && kind != BKS_WALK)
        return;
    for (int i = 0; i < BKS_MEASURE_COUNT; i++)
        put_measure(put, part, bks_measure_name((enum bks_measure_id)i), &measure[i]);
}

/* Something is said of it: a value, or why there is none. */
static bool followed(const struct bks_drift *drift)
{
    enum bks_reason why = drift->change.why;
    return why != BKS_WHY_NOT_MEASURED && (why != BKS_WHY_NONE || drift->change.n > 0);
}

static void put_drift(struct put *put, const struct bks_drift drift[BKS_MEASURE_COUNT])
{
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++) {
        const double span[3] = {(double)NAN, (double)NAN, drift[i].corrected ? 1 : 0};
        if (!followed(&drift[i]))
            continue;
        int64_t part = put_part(put, ROLE_DRIFT, i, bks_measure_name((enum bks_measure_id)i), span);
        for (size_t k = 0; k < DRIFT_MEASURES; k++) {
            struct bks_measure measure;
            memcpy(&measure, (const char *)&drift[i] + drift_measures[k].at, sizeof measure);
            put_measure(put, part, drift_measures[k].name, &measure);
        }
    }
}

static enum bks_status put_track(struct put *put, const struct bks_companion *track,
                                 struct bks_fault *fault)
{
    static const double none[3] = {(double)NAN, (double)NAN, (double)NAN};
    if (!track->file)
        return BKS_OK;
    struct query query = query_of(put->db, "INSERT INTO tracks VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    query_int(&query, put->session);
    query_text(&query, track->file);
    query_text(&query, track->format);
    query_text(&query, track->device);
    query_text(&query, track->sha256);
    query_real(&query, track->certainty);
    query_int(&query, track->used);
    query_text(&query, track->why);
    (void)query_do(&query);
    int64_t part = put_part(put, ROLE_TRACK, 0, "watch", none);
    for (size_t k = 0; k < TRACK_MEASURES; k++) {
        struct bks_measure measure;
        memcpy(&measure, (const char *)track + track_measures[k].at, sizeof measure);
        put_measure(put, part, track_measures[k].name, &measure);
    }
    return query_end(&query, fault);
}

/* All that has measures. */
static enum bks_status put_parts(struct put *put, const struct bks_result *result,
                                 struct bks_fault *fault)
{
    put->part = query_of(put->db, "INSERT INTO parts(session, role, i, kind, start_s, end_s, "
                                  "certainty) VALUES(?, ?, ?, ?, ?, ?, ?)");
    put->name = query_of(put->db, "INSERT OR IGNORE INTO names(name) VALUES(?)");
    put->measure = query_of(put->db, "INSERT INTO measures(part, value, low, high, n, why, name) "
                                     "SELECT ?, ?, ?, ?, ?, ?, id FROM names WHERE name = ?");
    for (size_t i = 0; i < BKS_BOUT_KIND_COUNT; i++) {
        const double span[3] = {0, result->total[i].duration_s, (double)NAN};
        enum bks_bout_kind kind = (enum bks_bout_kind)i;
        int64_t part = put_part(put, ROLE_TOTAL, i, bks_bout_kind_id(kind), span);
        put_gait(put, part, kind, result->total[i].measure);
    }
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        const double span[3] = {bout->start_s, bout->end_s, bout->side_certainty};
        int64_t part = put_part(put, ROLE_BOUT, i, bks_bout_kind_id(bout->kind), span);
        put_gait(put, part, bout->kind, bout->measure);
    }
    put_drift(put, result->drift);
    enum bks_status track = put_track(put, &result->companion, fault);
    enum bks_status part = query_end(&put->part, fault);
    enum bks_status name = query_end(&put->name, fault);
    enum bks_status measure = query_end(&put->measure, fault);
    return track != BKS_OK ? track : part != BKS_OK ? part : name != BKS_OK ? name : measure;
}

static enum bks_status put_flags(struct put *put, const struct bks_result *result,
                                 struct bks_fault *fault)
{
    struct query query = query_of(put->db, "INSERT INTO flags VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                           "?, ?, ?)");
    for (size_t i = 0; i < result->n_flags; i++) {
        const struct bks_flag *flag = &result->flags[i];
        query_int(&query, put->session);
        query_int(&query, (int64_t)i);
        query_text(&query, bks_flag_id_name(flag->id));
        query_text(&query, bks_flag_level_id(flag->level));
        query_text(&query, bks_confidence_id(flag->confidence));
        query_real(&query, flag->measured.value);
        query_real(&query, flag->measured.low);
        query_real(&query, flag->measured.high);
        query_int(&query, (int64_t)flag->measured.n);
        query_text(&query, flag->unit);
        query_real(&query, flag->threshold);
        query_text(&query, flag->because);
        query_text(&query, flag->source);
        (void)query_do(&query);
    }
    return query_end(&query, fault);
}

static enum bks_status put_warnings(struct put *put, const struct bks_quality *quality,
                                    struct bks_fault *fault)
{
    struct query query = query_of(put->db, "INSERT INTO warnings VALUES(?, ?, ?, ?)");
    for (size_t i = 0; i < quality->n_warnings; i++) {
        query_int(&query, put->session);
        query_int(&query, (int64_t)i);
        query_text(&query, bks_warning_id(quality->warnings[i].id));
        query_text(&query, quality->warnings[i].text);
        (void)query_do(&query);
    }
    return query_end(&query, fault);
}

static enum bks_status put_gaps(struct put *put, const struct bks_quality *quality,
                                struct bks_fault *fault)
{
    struct query query = query_of(put->db, "INSERT INTO gaps VALUES(?, ?, ?, ?)");
    for (size_t i = 0; i < quality->n_gaps; i++) {
        query_int(&query, put->session);
        query_int(&query, (int64_t)i);
        query_real(&query, quality->gaps[i].start_s);
        query_real(&query, quality->gaps[i].end_s);
        (void)query_do(&query);
    }
    return query_end(&query, fault);
}

static enum bks_status put_options(struct put *put, const struct session *session,
                                   struct bks_fault *fault)
{
    struct query query = query_of(put->db, "INSERT INTO options VALUES(?, ?, ?, ?)");
    for (size_t i = 0; i < session->n_given; i++) {
        query_int(&query, put->session);
        query_int(&query, (int64_t)i);
        query_text(&query, session->given[i].name);
        query_text(&query, session->given[i].value);
        (void)query_do(&query);
    }
    return query_end(&query, fault);
}

static enum bks_status put_series(struct put *put, const struct bks_series *series,
                                  struct bks_fault *fault)
{
    struct session_series packed;
    session_series_pack(&packed, series);
    if (packed.n == 0)
        return BKS_OK;
    struct query query = query_of(put->db, "INSERT INTO series VALUES(?, ?, ?, ?)");
    query_int(&query, put->session);
    query_real(&query, packed.step_s);
    query_bytes(&query, packed.cadence, packed.n * SESSION_SERIES_BYTES);
    query_bytes(&query, packed.oscillation, packed.n * SESSION_SERIES_BYTES);
    (void)query_do(&query);
    return query_end(&query, fault);
}

static void bind_input(struct query *query, const struct session *session, const char *file)
{
    const struct bks_input *input = &session->result.input;
    query_text(query, input->sha256);
    query_text(query, file);
    query_text(query, session->version);
    query_text(query, input->info.format ? input->info.format : "unknown");
    query_text(query, input->source == BKS_SOURCE_RAW ? "raw" : "device");
    query_text(query, input->info.device);
    query_int(query, input->info.start.t_us);
    query_int(query, input->info.start.kind);
    query_int(query, input->info.start.offset_min);
    query_real(query, input->duration_s);
    query_int(query, (int64_t)input->n_samples);
    query_real(query, input->sample_rate_hz);
    query_real(query, input->info.nominal_rate_hz);
    query_real(query, input->info.range_g);
    query_int(query, input->info.channels);
    query_int(query, input->info.gravity_included);
    query_text(query, bks_placement_id(input->info.placement));
    query_text(query, bks_placement_id(input->placement));
    query_int(query, input->placement_source);
    query_text(query, bks_speed_source_id(input->speed_source));
}

static void bind_quality(struct query *query, const struct bks_quality *quality)
{
    query_text(query, bks_verdict_id(quality->verdict));
    query_int(query, (int64_t)quality->n_gaps_all);
    query_real(query, quality->gap_s);
    query_real(query, quality->clipped_percent);
    query_real(query, quality->zero_percent);
    query_real(query, quality->jitter_ms);
    query_real(query, quality->gravity_g);
    query_real(query, quality->turned_deg);
    query_int(query, quality->supports);
}

/* The row of the session itself; where it replaces one, that is removed first, with all its parts.
 */
static enum bks_status put_row(struct put *put, int64_t runner, const struct session *session,
                               struct bks_fault *fault)
{
    char file[FILE_ROOM];
    text_utf8(file, sizeof file, session->file, strlen(session->file));
    struct query query = query_of(put->db, "DELETE FROM sessions WHERE id = ? AND runner = ?");
    query_int(&query, session->id);
    query_int(&query, runner);
    (void)query_do(&query);
    enum bks_status status = query_end(&query, fault);
    if (status != BKS_OK)
        return status;
    query =
        query_of(put->db, "INSERT INTO sessions VALUES(nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_int(&query, session->id);
    query_int(&query, runner);
    bind_input(&query, session, file);
    bind_quality(&query, &session->result.quality);
    if (query_do(&query))
        put->session = sqlite3_last_insert_rowid(put->db);
    return query_end(&query, fault);
}

enum bks_status sqlite_session_put(struct store *store, int64_t *id, int64_t runner,
                                   const struct session *session, struct bks_fault *fault)
{
    struct put put = {.db = sqlite_of(store)};
    const struct bks_result *result = &session->result;
    enum bks_status status = put_row(&put, runner, session, fault);
    if (status == BKS_OK)
        status = put_parts(&put, result, fault);
    if (status == BKS_OK)
        status = put_flags(&put, result, fault);
    if (status == BKS_OK)
        status = put_warnings(&put, &result->quality, fault);
    if (status == BKS_OK)
        status = put_gaps(&put, &result->quality, fault);
    if (status == BKS_OK)
        status = put_options(&put, session, fault);
    if (status == BKS_OK)
        status = put_series(&put, &result->series, fault);
    if (status == BKS_OK)
        status = sqlite_put_strips(put.db, put.session, result, fault);
    *id = status == BKS_OK ? put.session : 0;
    return status;
}
