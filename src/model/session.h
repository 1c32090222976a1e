/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a history keeps: a runner, a recording with all that was found in it, dated records. */
#ifndef MODEL_SESSION_H
#define MODEL_SESSION_H

#include "backstride/analysis.h"
#include "model/options.h"

#define RUNNER_NAME_ROOM 256
#define RUNNER_SLUG_ROOM 41 /* [a-z0-9-]{1,40} */

struct runner {
    int64_t id; /* 0: there is none */
    char name[RUNNER_NAME_ROOM];
    char slug[RUNNER_SLUG_ROOM];
};

/* One recording and what it was made with. */
struct session {
    int64_t id;                       /* 0: not kept */
    const char *file;                 /* as it was named */
    const char *version;              /* of the program that analysed it */
    const struct given_option *given; /* [n_given] options as typed */
    size_t n_given;
    struct bks_result result;
};

/* A line of the list of sessions. */
struct session_head {
    int64_t id;
    struct bks_instant start;
    double duration_s, run_s, walk_s;
    enum bks_source source;
    enum bks_placement placement;
    enum bks_verdict verdict;
    struct bks_measure measure, speed; /* of the running: what was asked for, and how fast */
    unsigned flags;    /* 1u << enum bks_flag_id of each that was raised, and is not unclear */
    bool form_faded;   /* it is one of them ... */
    bool bounce_faded; /* ... and it was the bounce that changed */
    char sha256[65];
};

#define RECORD_DAY_ROOM   11 /* "2026-05-01" */
#define RECORD_KEY_ROOM   32
#define RECORD_MAX_VALUES 64
#define RECORD_MAX_TEXT   4096

struct record_value {
    char key[RECORD_KEY_ROOM];
    const char *value; /* UTF-8 */
};

/*
 * Something told or shown on a day. Records are only ever added.
 *
 * X(NAME, name in the store)
 *   profile         what holds from that day on: key and value of the contract
 *   clearance       by, run_from
 *   readiness       walk30, daily, bodyweight
 *   review          by, note
 *   diary           an entry of that day
 *   recommendation  what was shown: version, json
 *   card            what was due and what was found: sha256 of the recording, planned_s, counted
 *                   ("planned" or "measured")
 */
#define RECORD_KIND_LIST(X)             \
    X(PROFILE, "profile")               \
    X(CLEARANCE, "clearance")           \
    X(READINESS, "readiness")           \
    X(REVIEW, "review")                 \
    X(DIARY, "diary")                   \
    X(RECOMMENDATION, "recommendation") \
    X(CARD, "card")

enum record_kind {
#define X(name, id) RECORD_##name,
    RECORD_KIND_LIST(X)
#undef X
        RECORD_KIND_COUNT
};

struct record {
    int64_t id; /* 0: not kept */
    enum record_kind kind;
    char day[RECORD_DAY_ROOM];        /* ISO 8601 */
    const struct record_value *value; /* [n], each key once */
    size_t n;
};

#endif
