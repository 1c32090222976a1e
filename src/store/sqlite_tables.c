/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a history as an export tells them. */
#include "store/sqlite_tables.h"

#define OF_SESSION " t JOIN sessions s ON s.id = t.session WHERE s.runner = ?1"

#define ID(name)        \
    {                   \
        name, COLUMN_ID \
    }
#define INT(name)            \
    {                        \
        name, COLUMN_INTEGER \
    }
#define REAL(name)        \
    {                     \
        name, COLUMN_REAL \
    }
#define TEXT(name)        \
    {                     \
        name, COLUMN_TEXT \
    }

/* To tell another table: a row here, after those whose ids it names. */
static const struct table tables[] = {
    {"records",
     " t WHERE t.runner = ?1",
     "t.id",
     {ID("id"), {"runner", COLUMN_RUNNER}, TEXT("kind"), TEXT("day")}},
    {"record_values",
     " t JOIN records s ON s.id = t.record WHERE s.runner = ?1",
     "t.record, t.key",
     {{"record", COLUMN_RECORD}, TEXT("key"), TEXT("value")}},
    {"sessions",
     " t WHERE t.runner = ?1",
     "t.id",
     {ID("id"),
      {"runner", COLUMN_RUNNER},
      TEXT("sha256"),
      TEXT("file"),
      TEXT("version"),
      TEXT("format"),
      TEXT("source"),
      TEXT("device"),
      INT("start_us"),
      INT("clock"),
      INT("offset_min"),
      REAL("duration_s"),
      INT("samples"),
      REAL("rate_hz"),
      REAL("nominal_rate_hz"),
      REAL("range_g"),
      INT("channels"),
      INT("gravity"),
      TEXT("file_placement"),
      TEXT("placement"),
      INT("placement_source"),
      TEXT("speed_source"),
      TEXT("verdict"),
      INT("gap_count"),
      REAL("gap_s"),
      REAL("clipped_percent"),
      REAL("zero_percent"),
      REAL("jitter_ms"),
      REAL("gravity_g"),
      REAL("turned_deg"),
      INT("supports")}},
    {"options",
     OF_SESSION,
     "t.session, t.i",
     {{"session", COLUMN_SESSION}, INT("i"), TEXT("name"), TEXT("value")}},
    {"parts",
     OF_SESSION,
     "t.session, t.id",
     {ID("id"),
      {"session", COLUMN_SESSION},
      TEXT("role"),
      INT("i"),
      TEXT("kind"),
      REAL("start_s"),
      REAL("end_s"),
      REAL("certainty")}},
    {"measures",
     " t JOIN parts p ON p.id = t.part JOIN sessions s ON s.id = p.session WHERE s.runner = ?1",
     "p.session, t.part, t.name",
     {{"part", COLUMN_PART},
      {"name", COLUMN_NAME},
      REAL("value"),
      REAL("low"),
      REAL("high"),
      INT("n"),
      TEXT("why")}},
    {"flags",
     OF_SESSION,
     "t.session, t.i",
     {{"session", COLUMN_SESSION},
      INT("i"),
      TEXT("id"),
      TEXT("level"),
      TEXT("confidence"),
      REAL("value"),
      REAL("low"),
      REAL("high"),
      INT("n"),
      TEXT("unit"),
      REAL("threshold"),
      TEXT("because"),
      TEXT("source")}},
    {"warnings",
     OF_SESSION,
     "t.session, t.i",
     {{"session", COLUMN_SESSION}, INT("i"), TEXT("id"), TEXT("text")}},
    {"gaps",
     OF_SESSION,
     "t.session, t.i",
     {{"session", COLUMN_SESSION}, INT("i"), REAL("start_s"), REAL("end_s")}},
    {"tracks",
     OF_SESSION,
     "t.session",
     {{"session", COLUMN_SESSION},
      TEXT("file"),
      TEXT("format"),
      TEXT("device"),
      TEXT("sha256"),
      REAL("certainty"),
      INT("used"),
      TEXT("why")}},
    {"series",
     OF_SESSION,
     "t.session",
     {{"session", COLUMN_SESSION},
      REAL("step_s"),
      {"cadence", COLUMN_BYTES},
      {"oscillation", COLUMN_BYTES}}},
    {"strips",
     OF_SESSION,
     "t.session, t.which",
     {{"session", COLUMN_SESSION},
      TEXT("which"),
      REAL("start_s"),
      REAL("step_s"),
      {"vertical", COLUMN_BYTES},
      {"steps", COLUMN_BYTES}}},
};
_Static_assert(sizeof tables / sizeof tables[0] <= TABLES_MOST, "each table has its place");

const struct table *table_at(size_t i)
{
    return i < sizeof tables / sizeof tables[0] ? &tables[i] : NULL;
}
