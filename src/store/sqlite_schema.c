/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of a history.
 *
 * A session has parts: its totals by kind of gait, its bouts, what is followed over the running,
 * the watch beside it. A part has measures, by name: a new measure is a new name, not a new column.
 */
#include "store/sqlite_schema.h"

#include "base/fault.h"
#include "store/sqlite_query.h"

#include <inttypes.h>
#include <stdio.h>

static const char first[] =
    "CREATE TABLE history(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "INSERT INTO history VALUES('uid', lower(hex(randomblob(16))));"
    "CREATE TABLE runners(id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL);"
    "CREATE TABLE records(id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " runner INTEGER NOT NULL REFERENCES runners ON DELETE CASCADE,"
    " kind TEXT NOT NULL, day TEXT NOT NULL);"
    "CREATE INDEX records_of ON records(runner, kind, day);"
    "CREATE TABLE record_values(record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
    " key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(record, key)) WITHOUT ROWID;"
    "CREATE TABLE sessions(id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " runner INTEGER NOT NULL REFERENCES runners ON DELETE CASCADE,"
    " sha256 TEXT NOT NULL, file TEXT NOT NULL, version TEXT NOT NULL,"
    " format TEXT NOT NULL, source TEXT NOT NULL, device TEXT NOT NULL,"
    " start_us INTEGER NOT NULL, clock INTEGER NOT NULL, offset_min INTEGER NOT NULL,"
    " duration_s REAL, samples INTEGER NOT NULL, rate_hz REAL, nominal_rate_hz REAL, range_g REAL,"
    " channels INTEGER NOT NULL, gravity INTEGER NOT NULL, file_placement TEXT NOT NULL,"
    " placement TEXT NOT NULL, placement_source INTEGER NOT NULL, speed_source TEXT NOT NULL,"
    " verdict TEXT NOT NULL, gap_count INTEGER NOT NULL, gap_s REAL, clipped_percent REAL,"
    " zero_percent REAL, jitter_ms REAL, gravity_g REAL, turned_deg REAL,"
    " supports INTEGER NOT NULL, UNIQUE(runner, sha256));"
    "CREATE INDEX sessions_by_start ON sessions(runner, start_us);"
    "CREATE TABLE options(session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " i INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY(session, i)) WITHOUT ROWID;"
    "CREATE TABLE names(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE parts(id INTEGER PRIMARY KEY,"
    " session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " role TEXT NOT NULL, i INTEGER NOT NULL, kind TEXT NOT NULL, start_s REAL, end_s REAL,"
    " certainty REAL, UNIQUE(session, role, i));"
    "CREATE TABLE measures(part INTEGER NOT NULL REFERENCES parts ON DELETE CASCADE,"
    " name INTEGER NOT NULL REFERENCES names, value REAL, low REAL, high REAL,"
    " n INTEGER NOT NULL, why TEXT, PRIMARY KEY(part, name)) WITHOUT ROWID;"
    "CREATE TABLE flags(session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " i INTEGER NOT NULL, id TEXT NOT NULL, level TEXT NOT NULL, confidence TEXT NOT NULL,"
    " value REAL, low REAL, high REAL, n INTEGER NOT NULL, unit TEXT NOT NULL, threshold REAL,"
    " because TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY(session, i)) WITHOUT ROWID;"
    "CREATE TABLE warnings(session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " i INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY(session, i)) WITHOUT ROWID;"
    "CREATE TABLE gaps(session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " i INTEGER NOT NULL, start_s REAL, end_s REAL, PRIMARY KEY(session, i)) WITHOUT ROWID;"
    "CREATE TABLE tracks(session INTEGER PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,"
    " file TEXT NOT NULL, format TEXT, device TEXT NOT NULL, sha256 TEXT NOT NULL, certainty REAL,"
    " used INTEGER NOT NULL, why TEXT NOT NULL);"
    "CREATE TABLE series(session INTEGER PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,"
    " step_s REAL NOT NULL, cadence BLOB NOT NULL, oscillation BLOB NOT NULL);";

static const char with_strips[] =
    "CREATE TABLE strips(session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " which TEXT NOT NULL, start_s REAL NOT NULL, step_s REAL NOT NULL,"
    " vertical BLOB NOT NULL, steps BLOB NOT NULL, PRIMARY KEY(session, which)) WITHOUT ROWID;";

/* To change the tables: a step here, after the last; never change one that was released. */
static const char *const steps[] = {first, with_strips};

int64_t schema_newest(void)
{
    return sizeof steps / sizeof steps[0];
}

static enum bks_status version_of(sqlite3 *db, int64_t *version, struct bks_fault *fault)
{
    struct query query = query_of(db, "PRAGMA user_version");
    *version = query_row(&query) ? query_int_at(&query) : 0;
    return query_end(&query, fault);
}

/* One step, unless another program was faster. */
static enum bks_status step(sqlite3 *db, int64_t i, struct bks_fault *fault)
{
    char end[96];
    int64_t version = 0;
    (void)snprintf(end, sizeof end, "PRAGMA application_id = %d; PRAGMA user_version = %" PRId64,
                   SCHEMA_APPLICATION, i + 1);
    enum bks_status status = query_run(db, "BEGIN IMMEDIATE", fault);
    if (status == BKS_OK)
        status = version_of(db, &version, fault);
    if (status == BKS_OK && version == i) {
        status = query_run(db, steps[i], fault);
        if (status == BKS_OK)
            status = query_run(db, end, fault);
    }
    if (status == BKS_OK)
        return query_run(db, "COMMIT", fault);
    (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

enum bks_status schema_bring_up(sqlite3 *db, struct bks_fault *fault)
{
    int64_t version;
    enum bks_status status = version_of(db, &version, fault);
    for (; status == BKS_OK && version < schema_newest(); version++)
        status = step(db, version, fault);
    return status;
}

enum bks_status schema_judge(int64_t application, int64_t version, struct bks_fault *fault)
{
    if (application != SCHEMA_APPLICATION && (application != 0 || version != 0))
        return fault_set(fault, BKS_UNSUPPORTED, "name another with --db",
                         "a database of another program");
    if (version > schema_newest())
        return fault_set(fault, BKS_UNSUPPORTED,
                         "use that backstride, or the export that it writes",
                         "a newer backstride made this history (schema %" PRId64
                         ", this one knows %" PRId64 "); it was not touched",
                         version, schema_newest());
    return BKS_OK;
}
