/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the CSV and the JSON export of Sensor Logger share: metadata, streams, signs and units. */
#ifndef READ_SENSOR_LOGGER_H
#define READ_SENSOR_LOGGER_H

#include "model/warnings.h"
#include "read/source.h"

enum logger_platform { LOGGER_UNKNOWN, LOGGER_ANDROID, LOGGER_IOS };

struct logger_metadata {
    bool present;
    enum logger_platform platform;
    bool standardised; /* iOS writes Android's signs and units */
    int64_t epoch_ms;  /* of the Start tap; 0: not said */
    char device[96];
    char zone[64];      /* IANA name, or "" */
    char sensors[1024]; /* "Accelerometer|Gravity|..." */
    char periods[512];  /* ms of each, "10|10|...", members may be empty */
};

/* Reads Metadata.csv where there is one; all else stays empty. */
void logger_metadata_read(struct logger_metadata *metadata, struct source *source);

/* Takes one field in, by its name in the header or in the JSON object; others are passed over. */
void logger_metadata_set(struct logger_metadata *metadata, const char *name, const char *text,
                         size_t n);

/* Samples a second that the user asked of a sensor, or 0. */
double logger_rate_hz(const struct logger_metadata *metadata, const char *sensor);

/* How the acceleration is written. */
enum logger_kind {
    LOGGER_TOTAL,
    LOGGER_SUM,
    LOGGER_OWN_UNIT,
    LOGGER_WRIST,
    LOGGER_LINEAR,
    LOGGER_UNNAMED, /* a single CSV that lost its name */
    LOGGER_OTHER    /* not an accelerometer */
};

/* A stream that acceleration can come from; `with` must be there too, unless it is NULL. */
struct logger_choice {
    const char *sensor, *with;
    enum logger_kind kind;
};

/* Best first; NULL after the last. */
const struct logger_choice *logger_choice_at(size_t i);

/* The names under which a location may stand, best first; NULL after the last. */
const char *logger_location_at(size_t i);

/* What turns a stream into specific force. */
struct logger_scale {
    double factor;
    bool gravity; /* it is in */
};

/*
 * Sign, unit and gravity of a stream; warnings say what was inferred and what is missing.
 *
 *   in    length  of its mean vector in its own unit, or NAN
 */
struct logger_scale logger_scale_of(enum logger_kind kind, const struct logger_metadata *metadata,
                                    double length, struct warnings *warnings);

#endif
