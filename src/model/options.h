/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the caller knows of a recording, parsed: the options of all commands that analyze.
 *
 * Unset numbers are NAN, unset texts "". `given` keeps the texts as typed, for provenance.
 */
#ifndef MODEL_OPTIONS_H
#define MODEL_OPTIONS_H

#include "backstride/recording.h"

#define OPTIONS_MAX_COLUMNS      8  /* t and the seven channels */
#define OPTIONS_MAX_SPEEDS       64 /* parts of a treadmill programme */
#define OPTIONS_MAX_COLUMN_INDEX 256

enum accel_unit { ACCEL_UNIT_INFER, ACCEL_UNIT_G, ACCEL_UNIT_MPS2 };
enum gyro_unit { GYRO_UNIT_INFER, GYRO_UNIT_DPS, GYRO_UNIT_RADPS };
enum time_unit { TIME_UNIT_INFER, TIME_UNIT_S, TIME_UNIT_MS, TIME_UNIT_US, TIME_UNIT_NS };

/* Which column (from 1; 0 = absent) holds what, for a table nobody knows. */
struct column_map {
    bool given;
    int time;
    int channel[BKS_CHANNEL_COUNT];
    enum accel_unit accel;
    enum gyro_unit gyro;
    enum time_unit time_unit;
};

/* One part of a treadmill programme; the whole recording is 0 .. INFINITY. */
struct speed_part {
    double start_s, end_s, speed_mps;
};

struct given_option {
    char name[16];
    char value[1024];
};

struct bks_options {
    enum bks_placement placement; /* BKS_PLACE_UNKNOWN: not given */
    struct column_map columns;
    struct bks_instant start; /* BKS_CLOCK_NONE: not given */
    char tz[64];
    char track[1024]; /* path of a watch's file beside the recording */
    char surface[16];
    struct speed_part speed[OPTIONS_MAX_SPEEDS];
    size_t n_speed;
    double slope_rad, height_m, mass_kg, leg_length_m;
    struct given_option given[20];
    size_t n_given;
};

#endif
