/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the text tags of an archive say: clock, rate, device, wear place, and what each channel is.
 *
 * Open Movement writes lines "Key: value" into title, artist and comment. An older writer joined
 * "key=value" with commas. Our own files add what archive_texts.c lists. Keys do not collide, so
 * all texts of a file are read into one struct.
 */
#ifndef READ_ARCHIVE_TAGS_H
#define READ_ARCHIVE_TAGS_H

#include "base/bytes.h"
#include "model/warnings.h"

#define ARCHIVE_MAX_CHANNELS   32
#define ARCHIVE_MAX_TEXT_BYTES 65536u /* of one text; what is beyond is not read */

enum archive_sensor {
    SENSOR_UNLABELLED,
    SENSOR_ACCEL,
    SENSOR_GYRO,
    SENSOR_MAG,
    SENSOR_AUX,
    SENSOR_SPEED,
    SENSOR_TIME, /* microseconds from the first row */
    SENSOR_STEP, /* from the row before; axis tells the word */
    SENSOR_OTHER
};

struct archive_channel {
    enum archive_sensor sensor;
    int axis;     /* 0 .. 2 for x, y, z; -1 not said */
    double scale; /* full scale in g or deg/s, or in SI; 0 not said */
    bool in_si;
    int decimals; /* value = whole number / 10^decimals in the unit; -1 not so */
};

struct archive_tags {
    bool any;      /* some line was one that we know */
    bool old_form; /* "key=value" of the older writer: its aux channel marks nothing */
    bool cwa;      /* made from the file of an Axivity device */
    bool ours;     /* made by a converter of ours */
    char device[96], id[24];
    int64_t firmware;
    bool has_time, has_zone;
    int64_t time_us;           /* of the first sample: wall time read as if it were UTC */
    int32_t zone_min;          /* east of UTC */
    enum bks_clock_kind clock; /* of our files, with has_clock */
    bool has_clock, has_start;
    int64_t start_us;           /* Start-us: stamp of the first row, where has_start */
    int64_t step_us;            /* Step-us, for columns of steps */
    double rate_hz;             /* Rate: the true one; 0 not said */
    double nominal_hz, range_g; /* Nominal, Range: as the recording named them; -1 not said */
    bool gravity_removed;
    struct warnings warnings;   /* of whoever read the recording first */
    double config_hz, config_g; /* as the device was set up, the rate cut to a whole number; 0 */
    enum bks_placement place;   /* Place, or else the annotation's, or BKS_PLACE_UNKNOWN */
    struct archive_channel channel[ARCHIVE_MAX_CHANNELS];
};

/* A set of tags that says nothing. */
void archive_tags_init(struct archive_tags *tags);

/*
 * Adds what one text says; of two lines with the same key the last one counts.
 *
 *   in    text  any bytes; a NUL ends it
 */
void archive_tags_text(struct archive_tags *tags, struct bytes text);

/* Adds a bare date and time, which counts only where no line "Time" does. */
void archive_tags_date(struct archive_tags *tags, struct bytes text);

/* One line that only our own converter writes; false where it is none. For archive_tags_text. */
bool archive_tags_own(struct archive_tags *tags, const char *key, const char *value);

#endif
