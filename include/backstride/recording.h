/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a recording says of itself: channels, clock, wear place, warnings.
 *
 * Data only. Units are SI inside: m/s2, rad/s, seconds; instants are UTC microseconds.
 */
#ifndef BACKSTRIDE_RECORDING_H
#define BACKSTRIDE_RECORDING_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* X(NAME, name in JSON) */
#define BKS_CHANNEL_LIST(X) \
    X(ACCEL_X, "accel_x")   \
    X(ACCEL_Y, "accel_y")   \
    X(ACCEL_Z, "accel_z")   \
    X(GYRO_X, "gyro_x")     \
    X(GYRO_Y, "gyro_y")     \
    X(GYRO_Z, "gyro_z")     \
    X(SPEED, "speed")

enum bks_channel {
#define X(name, id) BKS_##name,
    BKS_CHANNEL_LIST(X)
#undef X
        BKS_CHANNEL_COUNT
};

/* Where the sensor was worn. TRUNK is the estimate of any torso place. X(NAME, name in JSON) */
#define BKS_PLACEMENT_LIST(X)   \
    X(PLACE_UNKNOWN, "unknown") \
    X(SACRUM, "sacrum")         \
    X(WAIST, "waist")           \
    X(CHEST, "chest")           \
    X(TRUNK, "trunk")           \
    X(POCKET, "pocket")         \
    X(ARM, "arm")               \
    X(WRIST, "wrist")           \
    X(HAND, "hand")             \
    X(ANKLE, "ankle")           \
    X(FOOT, "foot")

enum bks_placement {
#define X(name, id) BKS_##name,
    BKS_PLACEMENT_LIST(X)
#undef X
        BKS_PLACEMENT_COUNT
};

enum bks_placement_source { BKS_PLACEMENT_ESTIMATED, BKS_PLACEMENT_GIVEN, BKS_PLACEMENT_FILE };

/* How much is known of the moment of the first sample. */
enum bks_clock_kind {
    BKS_CLOCK_NONE,  /* nothing: stamps count from an arbitrary zero */
    BKS_CLOCK_LOCAL, /* local wall time, zone unknown: t_us is that wall time read as if UTC */
    BKS_CLOCK_UTC,   /* UTC, zone unknown */
    BKS_CLOCK_ZONED  /* UTC with the offset of the zone */
};

struct bks_instant {
    enum bks_clock_kind kind;
    int64_t t_us;       /* microseconds since 1970-01-01T00:00Z */
    int32_t offset_min; /* east of UTC, -840 .. 840; BKS_CLOCK_ZONED only */
};

/* X(NAME, id in JSON) ; the text of each case is made where it is found */
#define BKS_WARNING_LIST(X)                           \
    X(WARN_TRUNCATED, "truncated")                    \
    X(WARN_ROWS_SKIPPED, "rows_skipped")              \
    X(WARN_DAMAGED_PART, "damaged_part")              \
    X(WARN_RATE_DIFFERS, "rate_differs_from_nominal") \
    X(WARN_RATE_LOW, "rate_low")                      \
    X(WARN_JITTER, "jitter")                          \
    X(WARN_DUPLICATE_STAMPS, "duplicate_stamps")      \
    X(WARN_TIME_BACKWARDS, "time_backwards")          \
    X(WARN_GAPS, "gaps")                              \
    X(WARN_ZERO_BLOCKS, "zero_blocks")                \
    X(WARN_CLIPPING, "clipping")                      \
    X(WARN_SCALE, "scale_differs_from_1g")            \
    X(WARN_UNITS_INFERRED, "units_inferred")          \
    X(WARN_GRAVITY_REMOVED, "gravity_removed")        \
    X(WARN_SIGN_INFERRED, "sign_inferred")            \
    X(WARN_TIME_INFERRED, "time_unit_inferred")       \
    X(WARN_NO_ZONE, "no_time_zone")                   \
    X(WARN_RESAMPLED, "resampled_by_writer")          \
    X(WARN_PLACEMENT_UNSURE, "placement_unsure")      \
    X(WARN_PLACEMENT_BIAS, "placement_bias")          \
    X(WARN_SENSOR_TURNED, "sensor_turned")            \
    X(WARN_SHORT, "short")                            \
    X(WARN_RHYTHM_REJECTED, "rhythm_rejected")        \
    X(WARN_CADENCE_INFERRED, "cadence_inferred")      \
    X(WARN_ONE_OF_SEVERAL, "one_of_several")          \
    X(WARN_TRACK_REFUSED, "track_refused")            \
    X(WARN_NO_CADENCE, "no_cadence")                  \
    X(WARN_OFF_MIDLINE, "sensor_off_midline")

enum bks_warning_id {
#define X(name, id) BKS_##name,
    BKS_WARNING_LIST(X)
#undef X
        BKS_WARNING_COUNT
};

struct bks_warning {
    enum bks_warning_id id;
    char text[200]; /* one sentence, with the place and the number it is about */
};

/* What a reader knows of a recording once it is open; more (gaps, true rate) is measured later. */
struct bks_recording_info {
    const char *format;           /* id of the format, static */
    char device[96];              /* as the file names it, UTF-8, or "" */
    struct bks_instant start;     /* of the first sample */
    double nominal_rate_hz;       /* as the file claims, or 0 */
    double range_g;               /* full scale of the accelerometer, or 0 where not stated */
    unsigned channels;            /* bit 1u << enum bks_channel for each that is there */
    bool gravity_included;        /* false: gravity was taken out by the writer, up is unknown */
    enum bks_placement placement; /* as the file names it, or BKS_PLACE_UNKNOWN */
};

/*
 * The JSON names of the lists above; any value outside a list gives "unknown".
 *
 *   owns  nothing; the text is static
 */
BKS_API const char *bks_channel_id(enum bks_channel channel);
BKS_API const char *bks_placement_id(enum bks_placement placement);
BKS_API const char *bks_warning_id(enum bks_warning_id warning);

#ifdef __cplusplus
}
#endif
#endif
